import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../disk/make-folder.ts';
import { openPlainFile, WARY_OF_PIPES } from '../disk/plain-file.ts';
import { listOf, mapOf, number, object, text } from '../model/text/json-shape.ts';
import { frozenSweepPath } from './folder.ts';

/** What a sweep drew on besides its text when it ran last: how it stands can then be told though none of that is there any more. */
export interface DrawnOn {
  /** By key, what files and patterns listed as the values of axes. */
  readonly listings: ReadonlyMap<string, readonly string[]>;
  /** The vars of the host. */
  readonly vars: ReadonlyMap<string, string>;
}

/** Of a sweep that draws on nothing. */
export const NOTHING_DRAWN_ON: DrawnOn = { listings: new Map(), vars: new Map() };

/** Where that is kept; there is none where the sweep draws on nothing. */
function drawnOnPath(runFolder: string): string {
  return join(runFolder, 'drawn-on.json');
}

/**
 * Keeps `text`, a sweep file with everything that it draws on resolved, as the one that a resume goes by. Whoever
 * reads it sees the old text or the new one, never a part. The caller must own the run folder: drafts that are there are
 * those of runners that were killed, and go. Throws the system's error when it cannot be written.
 */
export function freezeSweep(runFolder: string, text: string, drawnOn: DrawnOn = NOTHING_DRAWN_ON): void {
  makeFolder(runFolder);
  removeDrafts(runFolder);
  const values = encode(text, drawnOn);
  // First, since it tells to which text it belongs: with another one it counts for nothing.
  if (values === null) rmSync(drawnOnPath(runFolder), { force: true });
  else replace(drawnOnPath(runFolder), values);
  replace(frozenSweepPath(runFolder), text);
}

function replace(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

function removeDrafts(runFolder: string): void {
  for (const name of readdirSync(runFolder)) {
    const [, what, pid] = /^(sweep\.yaml|drawn-on\.json|digests)\.(\d+)$/.exec(name) ?? [];
    // Digests are also saved by those who do not own the folder.
    if (what === undefined || (what === 'digests' && existsSync(`/proc/${pid}`))) continue;
    rmSync(join(runFolder, name), { recursive: true, force: true });
  }
}

/** The text that `freezeSweep` kept last; null when there is none. */
export function frozenSweep(runFolder: string): string | null {
  return read(frozenSweepPath(runFolder));
}

/** What `freezeSweep` kept beside `text`; null where it kept nothing, or that is of another text. */
export function frozenValues(runFolder: string, text: string): DrawnOn | null {
  const kept = read(drawnOnPath(runFolder));
  return kept === null ? null : decode(kept, text);
}

/** Whether a sweep is the one that `freezeSweep` kept last, in its text and in all that it draws on. */
export function isFrozen(runFolder: string, text: string, drawnOn: DrawnOn): boolean {
  return frozenSweep(runFolder) === text && read(drawnOnPath(runFolder)) === encode(text, drawnOn);
}

/** Tells one sweep that `freezeSweep` kept from another: equal as long as it is the same. */
export function frozenMark(runFolder: string): string {
  return markOf(JSON.stringify([frozenSweep(runFolder), read(drawnOnPath(runFolder))]));
}

interface Kept {
  readonly version: number;
  readonly of: string;
  readonly listings: Readonly<Record<string, readonly string[]>>;
  readonly vars: Readonly<Record<string, string>>;
}

const isKept = object<Kept>({ version: number, of: text, listings: mapOf(listOf(text)), vars: mapOf(text) });

function encode(text: string, { listings, vars }: DrawnOn): string | null {
  if (listings.size + vars.size === 0) return null;
  const kept: Kept = {
    version: 1,
    of: markOf(text),
    listings: Object.fromEntries(listings),
    vars: Object.fromEntries(vars),
  };
  return `${JSON.stringify(kept)}\n`;
}

/** What is damaged, or of a later version, is as if nothing were kept. */
function decode(kept: string, sweep: string): DrawnOn | null {
  try {
    const found: unknown = JSON.parse(kept);
    if (!isKept(found)) return null;
    const { version, of, listings, vars } = found as Kept;
    if (version !== 1 || of !== markOf(sweep)) return null;
    return { listings: new Map(Object.entries(listings)), vars: new Map(Object.entries(vars)) };
  } catch {
    return null;
  }
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function read(path: string): string | null {
  try {
    const fd = openPlainFile(path, constants.O_RDONLY | WARY_OF_PIPES);
    try {
      return readFileSync(fd, 'utf8');
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
