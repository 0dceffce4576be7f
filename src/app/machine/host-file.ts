import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { shownPath } from '../../project/project.ts';
import { MISSING_FILE, readSweepFile } from '../../project/sweep-file.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { mergeHosts, NO_HOST_FILE, parseHostFile, type HostFile } from '../../language/host-file.ts';

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
  let host: HostFile | null = NO_HOST_FILE;
  for (const path of hostFilePaths(root, named)) {
    const read = readHostFile(path, shownPath(path), named === undefined);
    for (const [file, text] of read.sources) sources.set(file, text);
    diagnostics.push(...read.diagnostics);
    host = host === null || read.host === null ? null : mergeHosts(host, read.host);
  }
  return { host, diagnostics, sources };
}

/** What one host file says; `shown` is the file as people should read it. One that may be missing says nothing if it is. */
export function readHostFile(path: string, shown: string, mayBeMissing: boolean): LoadedHostFile {
  const read = readSweepFile(path, shown, 'a host file');
  if (read.ok) return { ...parseHostFile(read.text, shown), sources: new Map([[shown, read.text]]) };
  if (mayBeMissing && read.diagnostic.code === MISSING_FILE)
    return { host: NO_HOST_FILE, diagnostics: [], sources: new Map() };
  return { host: null, diagnostics: [read.diagnostic], sources: new Map() };
}

/** The host files that matter to a command, the one below first; neither of the usual two need be there. */
export function hostFilePaths(root: string, named: string | undefined): readonly string[] {
  return named === undefined ? [userHostFile(), projectHostFile(root)] : [named];
}

/** What this user says of the machine, for all projects. */
export function userHostFile(): string {
  const config = process.env['XDG_CONFIG_HOME'] ?? '';
  return join(config === '' ? join(homedir(), '.config') : config, 'sweep', HOST_FILE);
}

/** What goes over it in one project. */
export function projectHostFile(root: string): string {
  return join(root, PROJECT_HOST_FILE);
}

/** Whether a file is a host file by its name and place. */
export function isHostFile(path: string): boolean {
  const whole = resolve(path);
  const name = basename(whole);
  return name === PROJECT_HOST_FILE || (name === HOST_FILE && basename(dirname(whole)) === 'sweep');
}

const HOST_FILE = 'host.yaml';
const PROJECT_HOST_FILE = '.sweep-host.yaml';
