import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { readBoundedText } from '../../disk/plain-file.ts';
import { nearest } from '../../model/text/nearest.ts';
import { nameOfSweep } from '../../project/namesakes.ts';
import { sweepFilesIn } from '../../project/sweep-file.ts';
import { isOfNoFile, namedSweep, type Place, ranFrom, sweepsHere } from './known-sweep.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** Where sweep files are looked for when none is named: here, else in the folder that projects have for them. */
const PLACES = ['.', 'sweeps'];
/** The sweep file that is meant, and written, where none is named. */
export const USUAL = 'sweep.yaml';
const MOST_TOLD = 8;

/** More of a file need not be read to see whether it is a sweep. */
const MOST_READ = 1024 * 1024;

/**
 * The sweep file that a command means: the one that is said, by its path or the name of its sweep, else `sweep.yaml` here, else the only
 * one here or in `sweeps/`, be it one that says nothing to run yet. Refuses where there is none or a choice, and names what there is.
 */
export function fileMeant(said: string | undefined, place: Place): string {
  if (said !== undefined) return fileNamed(said, place) ?? noLostName(said, place);
  for (const folder of PLACES) {
    const found = (sweepFilesIn(folder) ?? []).filter(isSweep);
    const usual = found.find((path) => path === join(folder, USUAL));
    const [only, more] = found;
    if (usual !== undefined) return usual;
    if (only !== undefined && more === undefined) return only;
    if (more !== undefined) throw new Refusal(EXIT.invalid, `say which sweep file: ${choiceOf(found)}`);
  }
  const unfinished = unfinishedSweep();
  if (unfinished !== null) return unfinished;
  throw new Refusal(
    EXIT.invalid,
    'there is no sweep file here and none in sweeps/: name one, write one of a command line with sweep new or of many with sweep import, or a first one to learn from with sweep init',
  );
}

/** What is a sweep file by its name or its place alone, so that whoever reads it tells what it lacks; null where none is. */
function unfinishedSweep(): string | null {
  if (isFile(USUAL)) return USUAL;
  const [only, ...more] = sweepFilesIn('sweeps') ?? [];
  return more.length === 0 ? (only ?? null) : null;
}

/**
 * The file of the sweep that is called so: of one here or in `sweeps/`, or of one that has run. Null where there is a file or a pattern
 * of that name, and where no sweep is called so.
 */
export function fileNamed(name: string, place: Place): string | null {
  if (!NAME.test(name) || isFile(name)) return null;
  const known = namedSweep(name, place);
  const ran = known?.name === name ? ranFrom(known)?.path : undefined;
  if (ran !== undefined && isFile(ran)) return ran;
  return filesHere().find((path) => nameOfSweep(path) === name) ?? null;
}

/** What can be the name of a sweep. */
const NAME = /^[a-z0-9][a-z0-9_.-]*$/;

function filesHere(): readonly string[] {
  return PLACES.flatMap((folder) => sweepFilesIn(folder) ?? []);
}

/**
 * What is said, unless it is the name of a sweep whose file is no longer there or that never had one, or most likely a slip of the name of
 * one that is: that is refused.
 */
function noLostName(said: string, place: Place): string {
  if (existsSync(said)) return said;
  const known = namedSweep(said, place);
  const ran = known?.name === said ? ranFrom(known) : null;
  if (ran !== null) {
    const message = `${said} ran from ${ran.path}, which is not there: \`sweep resume ${said}\` runs it as it was then`;
    throw new Refusal(EXIT.invalid, message);
  }
  if (known?.name === said && isOfNoFile(known)) {
    const message = `${said} has no sweep file, as its jobs were added one by one: \`sweep list ${said}\` shows them, and \`sweep resume ${said}\` goes on with them`;
    throw new Refusal(EXIT.invalid, message);
  }
  const near = NAME.test(said) ? nearest(said, namesHere(place)) : null;
  if (near === null) return said;
  throw new Refusal(EXIT.invalid, `neither a file nor a sweep is called \`${said}\` here; did you mean ${near}?`);
}

/** The names of sweeps that have run here, and of those that have a file here or in `sweeps/`. */
function namesHere(place: Place): ReadonlySet<string> {
  return new Set([
    ...sweepsHere(place).map(({ name }) => name),
    ...filesHere().flatMap((path) => nameOfSweep(path) ?? []),
  ]);
}

/** What cannot be looked at, such as 5,000 characters, is told of by whoever reads it. */
function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function choiceOf(files: readonly string[]): string {
  const told = files.slice(0, MOST_TOLD).map(withName).join(', ');
  return files.length > MOST_TOLD ? `${told} and ${files.length - MOST_TOLD} more` : told;
}

/** A file, and what its sweep is called where that is something else. */
function withName(path: string): string {
  const name = nameOfSweep(path);
  return name === null || name === basename(path, extname(path)) ? path : `${path} (${name})`;
}

/** Whether a file says what to run: other YAML, and what sweeps only build on, does not. */
function isSweep(path: string): boolean {
  const text = readBoundedText(path, MOST_READ);
  return text !== null && /^["']?(?:command|stages)["']?[ \t]*:/m.test(text);
}
