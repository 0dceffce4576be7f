import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Refusal } from '../app/refusal.ts';
import { sweepsHere } from '../app/sweep/known-sweep.ts';
import { packageFolder } from '../app/sweep/package.ts';
import { frozenSweep } from '../journal/frozen-sweep.ts';
import { frozenSweepPath } from '../journal/folder.ts';
import type { Desk } from './desk.ts';
import { type McpServer, ResourceTemplate } from './sdk.ts';

/** Puts up what a client may read as it is: the language, its schema, and the files of sweeps that have run. */
export function resources(server: McpServer, desk: Desk): void {
  const fixed = [
    ['schema', 'schemas/sweep.schema.json', 'application/schema+json', 'The JSON schema of a sweep file'],
    ['language', 'docs/language.md', 'text/markdown', 'What a sweep file may say, key by key, with examples'],
  ] as const;
  for (const [name, path, mimeType, title] of fixed) {
    server.registerResource(name, `sweep://${name}`, { title, mimeType }, ({ href }) =>
      contents(href, mimeType, readFileSync(join(packageFolder(), path), 'utf8')),
    );
  }
  sections(server);
  sweepFiles(server, desk);
}

function contents(
  uri: string,
  mimeType: string,
  text: string,
): { contents: { uri: string; mimeType: string; text: string }[] } {
  return { contents: [{ uri, mimeType, text }] };
}

/** The section of the language on one key, for whoever need not read all of it. */
function sections(server: McpServer): void {
  const template = new ResourceTemplate('sweep://language/{key}', { list: undefined });
  const title = 'What the language says of one key, such as matrix, needs or retry';
  server.registerResource('language-of-key', template, { title, mimeType: 'text/markdown' }, ({ href }, { key }) => {
    const text = readFileSync(join(packageFolder(), 'docs', 'language.md'), 'utf8');
    const said = String(key);
    const section = sectionOn(text, said);
    if (section === null) throw new Refusal(EXIT.invalid, `the language has no section on \`${said}\``);
    return contents(href, 'text/markdown', section);
  });
}

/** The section whose heading is a key, up to the next heading as high; null where there is none. */
function sectionOn(text: string, key: string): string | null {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').replaceAll('`', '') === key);
  if (from === -1) return null;
  const depth = /^#+/.exec(lines[from] ?? '')?.[0].length ?? 0;
  const isEnd = (line: string) => new RegExp(`^#{1,${depth}} `).test(line);
  const length = lines.slice(from + 1).findIndex(isEnd);
  return lines.slice(from, length === -1 ? undefined : from + 1 + length).join('\n');
}

function sweepFiles(server: McpServer, desk: Desk): void {
  const template = new ResourceTemplate('sweep://runs/{sweep}/file', {
    list: () => ({
      resources: sweepsHere(desk.place).map(({ name }) => ({
        uri: `sweep://runs/${encodeURIComponent(name)}/file`,
        name: `${name}: the sweep file as it ran last`,
        mimeType: 'application/yaml',
      })),
    }),
  });
  const title = 'The sweep file of a run, as it ran last';
  server.registerResource('run-file', template, { title, mimeType: 'application/yaml' }, ({ href }, { sweep }) => {
    const { name, runFolder } = desk.sweep(decodeURIComponent(String(sweep)));
    desk.reach.within(frozenSweepPath(runFolder));
    const text = frozenSweep(runFolder);
    if (text === null) throw new Refusal(EXIT.unavailable, `${name} is the sweep of no file`);
    return contents(href, 'application/yaml', text);
  });
}
