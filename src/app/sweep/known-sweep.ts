import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { lockOwner } from '../../host/system/lock.ts';
import { frozenSweepPath, journalPath, knownSweeps, lockPath, runFolder as runFolderOf } from '../../journal/folder.ts';
import { frozenSweep, frozenValues } from '../../journal/frozen-sweep.ts';
import { lastFile, NO_FILE } from '../../journal/last-file.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/text/nearest.ts';
import { isSameFile, nameOfSweep } from '../../project/namesakes.ts';
import { findProject, projectRoot } from '../../project/project.ts';
import { loadAdded } from './added-sweep.ts';
import { type LoadOptions, type LoadResult, loadText } from './load.ts';
import type { MayRead } from './read-sweep.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { spelledPath } from './spelling.ts';
import { chosenStateFolder } from './state-folder.ts';

/** Where commands look for sweeps that have run: the project of the working folder, or what `--state-dir` says. */
export interface Place {
  readonly stateDir?: string | undefined;
  /** Whether what stands in a file may be told, by its path; left out, all that can be read may. */
  readonly mayRead?: MayRead | undefined;
}

/** A sweep that has run. The folders are absolute. */
export interface KnownSweep {
  readonly name: string;
  readonly root: string;
  readonly runFolder: string;
}

/**
 * How a sweep is read that is looked at and not run: neither the files that it names nor the vars of the host matter, since a part of it
 * may have run without them.
 */
export const LOOKED_AT: Pick<LoadOptions, 'files' | 'ofPart' | 'lookedAt'> = {
  files: false,
  ofPart: true,
  lookedAt: true,
};

/** The sweeps that have run here. */
export function sweepsHere(place: Place): readonly KnownSweep[] {
  return sweepsOf(projectRoot(spelledPath('.')), place);
}

/** The sweep that a command means: by name, by its file, or the only one there is. Refuses what is unknown or unclear. */
export function sweepMeant(said: string | undefined, place: Place): KnownSweep {
  const here = sweepsHere(place);
  if (said === undefined) {
    const [only] = here;
    if (only !== undefined && here.length === 1) return only;
    const names = here.map((one) => one.name).join(', ');
    throw new Refusal(EXIT.invalid, here.length === 0 ? 'no sweep has run here yet' : `say which sweep: ${names}`);
  }
  const named = namedSweep(said, place);
  if (named !== null) return named;
  throw new Refusal(EXIT.invalid, unknownSweep(said, here));
}

/** The same of what only the sweep of a file has, such as numbers: commands that were added by hand are then no other sweep. */
export function fileSweepMeant(said: string | undefined, place: Place): KnownSweep {
  const here = said === undefined ? sweepsHere(place) : [];
  // What each ran from is read in its journal, which may be long.
  if (here.length < 2) return sweepMeant(said, place);
  const [only, second] = here.filter((one) => ranFrom(one) !== null);
  return only !== undefined && second === undefined ? only : sweepMeant(said, place);
}

/** The sweep that has run here under this name, or from this file; null where none has. */
export function namedSweep(said: string, place: Place): KnownSweep | null {
  return sweepsHere(place).find((one) => one.name === said) ?? sweepOfFile(said, place) ?? null;
}

/** The sweep that has run here whose name `said` is most likely a slip of; null if none is close. */
export function nearSweep(said: string, place: Place): string | null {
  return nearest(said, namesOf(sweepsHere(place)));
}

/**
 * The plan of a sweep that has run, by the copy in its run folder, with what it drew on then. Files that it names are not looked at unless
 * asked.
 */
export async function loadKnown(
  { name, root, runFolder }: KnownSweep,
  place: Place,
  options: LoadOptions,
): Promise<LoadResult> {
  const last = lastFile(runFolder);
  if (!last.ok) throw new Refusal(EXIT.unavailable, last.message);
  if (last.file === NO_FILE) return loadAdded({ name, root, runFolder }, options);
  const text = frozenSweep(runFolder);
  if (text === null || last.file === null) throw new Refusal(EXIT.unavailable, lackOf(name, runFolder, text));
  const asItRan = frozenValues(runFolder, text) ?? undefined;
  const loaded = await loadText(text, shownPath(root, last.file), { ...place, asItRan, ...options });
  if (loaded.sweep === null && asItRan === undefined)
    return { ...loaded, diagnostics: loaded.diagnostics.map(asNeeded) };
  // The copy is of the file with its settings merged.
  return loaded.sweep === null ? loaded : { ...loaded, sweep: { ...loaded.sweep, set: last.set } };
}

/** Why there is no telling from what a sweep has run. */
function lackOf(name: string, runFolder: string, text: string | null): string {
  if (lockOwner(lockPath(runFolder))?.liveness === 'alive') return `the run of ${name} is just beginning: try again`;
  const lack = text === null ? `${frozenSweepPath(runFolder)} is missing` : `${journalPath(runFolder)} tells of no run`;
  return `${lack}: give the sweep file to sweep run again`;
}

/** What is told of files that are gone, be it that a pattern has none any more, of a run whose folder has not kept what it drew on. */
function asNeeded(diagnostic: Diagnostic): Diagnostic {
  if (!['missing-file', 'no-cells'].includes(diagnostic.code) || diagnostic.hint !== undefined) return diagnostic;
  return { ...diagnostic, hint: 'bring it back as it was: its run folder has kept no copy of what the sweep drew on' };
}

/** What a sweep ran from last. */
export interface RanFrom {
  /** Its file, relative to the working folder, whether or not it is there. */
  readonly path: string;
  /** What was merged over it, each as `KEY=VALUE`. */
  readonly set: readonly string[];
}

/** What a sweep ran from last; null where that is not known. */
export function ranFrom({ root, runFolder }: KnownSweep): RanFrom | null {
  const last = lastFile(runFolder);
  if (!last.ok || last.file === null || last.file === NO_FILE) return null;
  return { path: shownPath(root, last.file), set: last.set };
}

/** Whether all its jobs were added by hand: then there never is a file that it runs from. */
export function isOfNoFile({ runFolder }: KnownSweep): boolean {
  const last = lastFile(runFolder);
  return last.ok && last.file === NO_FILE;
}

/** A file of a project, relative to the working folder. */
function shownPath(root: string, file: string): string {
  return relative(process.cwd(), join(root, file));
}

function sweepsOf(root: string, { stateDir }: Place): readonly KnownSweep[] {
  const states = chosenStateFolder(root, stateDir);
  return knownSweeps(states).map((name) => ({ name, root, runFolder: runFolderOf(states, name) }));
}

/** The sweep that ran last from the file `said`, wherever its project is; by name where its journal cannot tell. */
function sweepOfFile(said: string, place: Place): KnownSweep | undefined {
  const { root } = findProject(said);
  const sweeps = sweepsOf(root, place);
  const ranFromWhat = (isMeant: (path: string) => boolean): KnownSweep | undefined =>
    sweeps.find(({ name, runFolder }) => {
      const last = lastFile(runFolder);
      if (!last.ok) return nameOfSweep(said) === name;
      return last.file !== null && last.file !== NO_FILE && isMeant(join(root, last.file));
    });
  return ranFromWhat((path) => path === resolve(said)) ?? ranFromWhat((path) => isSameFile(path, said));
}

function namesOf(sweeps: readonly KnownSweep[]): readonly string[] {
  return sweeps.map(({ name }) => name);
}

function unknownSweep(said: string, here: readonly KnownSweep[]): string {
  if (existsSync(said)) return `${said} has not run yet`;
  const names = namesOf(here);
  const close = nearest(said, names);
  const hint = close === null ? `known: ${names.join(', ') || 'none'}` : `did you mean ${close}?`;
  return `no sweep \`${said}\` has run here; ${hint}`;
}
