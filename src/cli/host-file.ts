import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { readSweepFile } from '../host/sweep-file.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { mergeHosts, NO_HOST_FILE, parseHostFile, type HostFile } from '../spec/host-file.ts';

/** What host files say of a machine; null where one of them is wrong. */
export interface LoadedHostFile {
  readonly host: HostFile | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * What the host file says that a command names; else what `.sweep-host.yaml` at the project root says over
 * `~/.config/sweep/host.yaml`, neither of which need be there.
 */
export function loadHostFile(root: string, named: string | undefined): LoadedHostFile {
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  let host = NO_HOST_FILE;
  let isSound = true;
  for (const path of named === undefined ? usualPaths(root) : [named]) {
    const read = readSweepFile(path);
    if (!read.ok) {
      if (named !== undefined || !isMissing(read.diagnostic)) diagnostics.push(read.diagnostic);
      isSound &&= named === undefined && isMissing(read.diagnostic);
      continue;
    }
    const shown = relative(process.cwd(), path);
    sources.set(shown, read.text);
    const parsed = parseHostFile(read.text, shown);
    diagnostics.push(...parsed.diagnostics);
    if (parsed.host === null) isSound = false;
    else host = mergeHosts(host, parsed.host);
  }
  return { host: isSound ? host : null, diagnostics, sources };
}

/** The one below first. */
function usualPaths(root: string): readonly string[] {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  return [join(config, 'sweep', 'host.yaml'), join(root, '.sweep-host.yaml')];
}

function isMissing({ message }: Diagnostic): boolean {
  return message.endsWith('does not exist') || message.includes('does not exist:');
}
