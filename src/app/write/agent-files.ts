import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindAt } from '../../disk/file-kind.ts';
import { readBounded } from '../../disk/plain-file.ts';
import { isAbsence } from '../../disk/read-fault.ts';
import { replaceFile } from '../../host/system/replace-file.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { packageFolder } from '../sweep/package.ts';
import { withEntry, type WithEntry } from './json-entry.ts';

/** A file that tells agents of sweep, as it is and as it is to be. */
export interface AgentFile {
  readonly path: string;
  /** Null for one that is not there. */
  readonly before: string | null;
  /** The same as `before` where it says so already. */
  readonly after: string;
}

/** What is to be written for agents, and what is left alone, with the reason. */
export interface AgentFiles {
  readonly files: readonly AgentFile[];
  /** A sentence each. */
  readonly leftAlone: readonly string[];
}

/** Where the programs of agents look for servers: of Claude Code, Visual Studio Code and Cursor. */
const CLIENTS = [
  { path: '.mcp.json', key: 'mcpServers', entry: { command: 'sweep', args: ['mcp'] } },
  {
    path: join('.vscode', 'mcp.json'),
    key: 'servers',
    entry: { type: 'stdio', command: 'sweep', args: ['mcp', '${workspaceFolder}'] },
  },
  {
    path: join('.cursor', 'mcp.json'),
    key: 'mcpServers',
    entry: { command: 'sweep', args: ['mcp', '${workspaceFolder}'] },
  },
] as const;

const LARGEST = 1024 * 1024;

/** What the files of a folder are to say so that agents know of sweep. Writes nothing. */
export function agentFiles(dir: string): AgentFiles {
  const files: AgentFile[] = [];
  const leftAlone: string[] = [];
  const wanted: readonly {
    readonly path: string;
    readonly change: (before: string) => WithEntry;
    readonly by: string;
  }[] = [
    { path: 'AGENTS.md', change: withLines, by: 'templates/agents.md of sweep' },
    ...CLIENTS.map(({ path, key, entry }) => ({
      path,
      change: (before: string) => withEntry(before, key, 'sweep', entry),
      by: `"sweep": ${JSON.stringify(entry)} under "${key}"`,
    })),
  ];
  for (const { path: name, change, by } of wanted) {
    const path = join(dir, name);
    const read = textOf(path);
    const changed: WithEntry = read.ok ? change(read.text ?? '') : read;
    if (changed.ok && read.ok) files.push({ path, before: read.text, after: changed.text });
    else if (!changed.ok) leftAlone.push(`${path} ${changed.why}, and is left as it is: put ${by} there by hand`);
  }
  return { files, leftAlone };
}

type Read = { readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly why: string };

function textOf(path: string): Read {
  const kind = kindAt(path);
  if (kind !== null && kind !== 'a file') return { ok: false, why: `is ${kind}` };
  const read = readBounded(path, LARGEST);
  if (read.ok) {
    const text = read.bytes.toString('utf8');
    return Buffer.from(text).equals(read.bytes) ? { ok: true, text } : { ok: false, why: 'is not UTF-8' };
  }
  if (read.why === 'error' && isAbsence(read.error)) return { ok: true, text: null };
  return { ok: false, why: 'cannot be read' };
}

const OWN = /<!-- sweep: begin -->[^]*?<!-- sweep: end -->\n?/;

/** The text with the lines of sweep in it: in the place of those that are there, else at its end. */
function withLines(before: string): WithEntry {
  const lines = readFileSync(join(packageFolder(), 'templates', 'agents.md'), 'utf8');
  if (OWN.test(before)) return { ok: true, text: before.replace(OWN, () => lines) };
  const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return { ok: true, text: `${before}${gap}${lines}` };
}

/** Writes what has changed of them. */
export function writeAgentFiles(files: readonly AgentFile[]): void {
  for (const { path, before, after } of files) {
    if (before === after) continue;
    const now = textOf(path);
    if (!now.ok || now.text !== before)
      throw new Refusal(EXIT.unavailable, `${path} has changed meanwhile: nothing was written to it`);
    try {
      replaceFile(path, after);
    } catch (error) {
      throw new Refusal(EXIT.unavailable, `${path} cannot be written: ${(error as Error).message}`);
    }
  }
}
