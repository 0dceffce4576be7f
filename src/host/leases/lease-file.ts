import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import { join } from 'node:path';
import { parseLease, type Lease } from './lease-text.ts';

/** The file of a run in the host folder, read and well-formed. */
export interface LeaseFile {
  /** Its name, which no two runs share. */
  readonly name: string;
  /** Its owner, who vouches for it. */
  readonly uid: number;
  /** Another one whenever it was written anew. */
  readonly serial: string;
  readonly lease: Lease;
}

/** A file that does not count. */
export interface Ignored {
  readonly name: string;
  readonly because: string;
  /** Changes with its content. */
  readonly content: string;
}

/** The most bytes that a file may have. */
export const MOST_BYTES = 1024 * 1024;

const NAME = /^run-(\d{1,10})-[0-9a-f]{32}\.json$/;

/**
 * The name of a run's file, by its user and its canonical run folder; another one for any other `salt`, since anybody can put a
 * file under a name that he can reckon.
 */
export function leaseFileName(uid: number, runFolder: string, salt = ''): string {
  return `run-${uid}-${createHash('sha256').update(`${runFolder}${salt}`).digest('hex').slice(0, 32)}.json`;
}

/**
 * Puts `text` in place as a whole, readable for everybody.
 * @throws Error of the file system; then nothing has changed.
 */
export function writeLeaseFile(folder: string, name: string, text: string): void {
  const draft = join(folder, draftOf(name));
  // One process at a time writes it, so what is there was left by one that was killed.
  rmSync(draft, { force: true });
  const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644);
  try {
    try {
      writeFileSync(file, text);
      fchmodSync(file, 0o644);
    } finally {
      closeSync(file);
    }
    renameSync(draft, join(folder, name));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes a run's file; it may be gone already. */
export function removeLeaseFile(folder: string, name: string): void {
  rmSync(join(folder, name), { force: true });
  rmSync(join(folder, draftOf(name)), { force: true });
}

/** What the name of a file ends in that is just being written. */
const DRAFT = '.new';

/** Under which name a file is written before it is put in place. */
export function draftOf(name: string): string {
  return `${name}${DRAFT}`;
}

/**
 * A file so new, in milliseconds, is read again the next time: within one tick of the file system's clock it may be replaced
 * twice, and the second one may have the number of the first.
 */
const STILL_NEW = 50;

type Read = { readonly ok: true; readonly file: LeaseFile } | { readonly ok: false; readonly ignored: Ignored };

interface Known {
  /** Tells it from other contents under the same name; null for one that must be read again. */
  readonly stamp: string | null;
  readonly read: Read;
}

/** The files of a host folder. One that has not changed is not read again. */
export class LeaseFiles {
  readonly #folder: string;
  #known: ReadonlyMap<string, Known> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * All that is there now, by name.
   * @throws Error when the folder, or a file for want of means, cannot be read: what is there is not known then.
   */
  all(): { readonly files: readonly LeaseFile[]; readonly ignored: readonly Ignored[] } {
    const known = new Map<string, Known>();
    const strangers: Ignored[] = [];
    for (const name of readdirSync(this.#folder).sort()) {
      if (name.endsWith(DRAFT)) continue;
      if (!NAME.test(name)) {
        strangers.push({ name: printable(name), because: 'its name is not that of a run', content: '' });
        continue;
      }
      const found = lstatSync(join(this.#folder, name), { bigint: true, throwIfNoEntry: false });
      if (found === undefined) continue;
      const before = this.#known.get(name);
      const entry = before?.stamp === stampOf(found) ? before : readAnew(this.#folder, name, found);
      if (entry !== null) known.set(name, entry);
    }
    this.#known = known;
    const reads = [...known.values()].map(({ read }) => read);
    return {
      files: reads.flatMap((read) => (read.ok ? [read.file] : [])),
      ignored: [...strangers, ...reads.flatMap((read) => (read.ok ? [] : [read.ignored]))],
    };
  }
}

/** Null when it is gone meanwhile. */
function readAnew(folder: string, name: string, found: BigIntStats): Known | null {
  // Only a plain file is opened: to open something else can have effects.
  if (!found.isFile()) return knownAs(found, ignoring(name, NOT_PLAIN));
  const file = open(join(folder, name));
  if (file === 'gone') return null;
  if (file === 'barred') return knownAs(found, ignoring(name, 'it may not be read'));
  try {
    const stats = fstatSync(file, { bigint: true });
    return knownAs(stats, readOpen(file, name, stats));
  } finally {
    closeSync(file);
  }
}

const NOT_PLAIN = 'it is no plain file';

function readOpen(file: number, name: string, stats: BigIntStats): Read {
  if (!stats.isFile()) return ignoring(name, NOT_PLAIN);
  if (stats.size > MOST_BYTES) return ignoring(name, 'it is too large');
  const uid = Number(stats.uid);
  if (uid !== Number(NAME.exec(name)?.[1])) return ignoring(name, `it belongs to user ${uid}, unlike its name`);
  const text = readText(file, Number(stats.size));
  const lease = parseLease(text);
  if (typeof lease === 'string') return ignoring(name, lease, createHash('sha256').update(text).digest('hex'));
  return { ok: true, file: { name, uid, serial: stampOf(stats), lease } };
}

/** A name that anybody may have given, without what could steer a terminal. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}

function ignoring(name: string, because: string, content = ''): Read {
  return { ok: false, ignored: { name, because, content } };
}

function knownAs(stats: BigIntStats, read: Read): Known {
  const age = Date.now() - Number(stats.mtimeNs / 1_000_000n);
  return { stamp: age > STILL_NEW ? stampOf(stats) : null, read };
}

function open(path: string): number | 'gone' | 'barred' {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'gone';
    if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' || code === 'ENXIO') return 'barred';
    throw error;
  }
}

/** At most one byte more than it had: one that grows meanwhile is cut, and so no JSON. */
function readText(file: number, size: number): string {
  const buffer = Buffer.alloc(size + 1);
  let length = 0;
  for (;;) {
    const got = readSync(file, buffer, length, buffer.length - length, null);
    length += got;
    if (got === 0 || length === buffer.length) return buffer.toString('utf8', 0, length);
  }
}

function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join('-');
}
