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
import { stampOf } from '../../disk/file-stamp.ts';
import { writeAll } from '../../disk/write-all.ts';
import { isBookingName } from './booking-name.ts';
import { isLatelyName } from './lately-text.ts';
import { copyBytes, newestCopy, placeOfCopy, roomFor, roomIn, type Copy } from './lease-copies.ts';
import { MOST, parseLease, serialOf, type Lease } from './lease-text.ts';

/** The file of a run in the host folder, read and well-formed. */
export interface LeaseFile {
  /** Its name, which no two runs share. */
  readonly name: string;
  /** Its owner, who vouches for it. */
  readonly uid: number;
  /** Another one whenever it says something else of what its run holds and wants. */
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

/** The most that a file of two copies with their room may have. */
const MOST_FILE_BYTES = 2 * roomFor(MOST.bytes);

const NAME = /^run-(\d{1,10})-[0-9a-f]{32}\.json$/;

/**
 * The name of a run's file, by its user and its canonical run folder; another one for any other `salt`, since anybody can put a
 * file under a name that he can reckon.
 */
export function leaseFileName(uid: number, runFolder: string, salt = ''): string {
  return `run-${uid}-${createHash('sha256').update(`${runFolder}${salt}`).digest('hex').slice(0, 32)}.json`;
}

/**
 * Makes a run's file anew, readable for everybody, with this copy in it and room for the next ones; answers with it, open for
 * writing. All of its blocks are written, so that no full disk is in the way of what is written in place.
 * @throws Error of the file system; then nothing has changed.
 */
export function makeLeaseFile(folder: string, name: string, copy: Copy): number {
  const draft = join(folder, draftOf(name));
  // One process at a time writes it, so what is there was left by one that was killed.
  rmSync(draft, { force: true });
  const file = openSync(draft, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644);
  try {
    const bytes = copyBytes(copy);
    const room = roomFor(bytes.length);
    const all = Buffer.alloc(2 * room);
    bytes.copy(all, placeOfCopy(copy.serial, room));
    writeFileSync(file, all);
    fchmodSync(file, 0o644);
    renameSync(draft, join(folder, name));
    return file;
  } catch (error) {
    closeSync(file);
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Writes the next copy into a run's file, in place: renaming a new file over it would make the disk commit each time. Answers
 * false, and has written nothing, when the file is gone or has no room for it.
 * @throws Error of the file system; then what stood there stands.
 */
export function writeCopy(file: number, copy: Copy): boolean {
  const { nlink, size } = fstatSync(file);
  const room = roomIn(size);
  const bytes = copyBytes(copy);
  if (nlink === 0 || bytes.length > room) return false;
  writeAll(file, bytes, placeOfCopy(copy.serial, room));
  return true;
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
 * A file so new, in milliseconds, is read again the next time: within one tick of the file system's clock, which may be a
 * second, it may be written twice.
 */
const STILL_NEW = 3000;

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
      if (name.endsWith(DRAFT) || isBookingName(name) || isLatelyName(name)) continue;
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
  if (stats.size > MOST_FILE_BYTES) return ignoring(name, 'it is too large');
  const uid = Number(stats.uid);
  if (uid !== Number(NAME.exec(name)?.[1])) return ignoring(name, `it belongs to user ${uid}, unlike its name`);
  const copy = readCopy(file, Number(stats.size));
  if (copy === null) return ignoring(name, 'it is neither JSON nor a whole copy of what a run says');
  const { text } = copy;
  const lease = parseLease(text);
  if (typeof lease === 'string') return ignoring(name, lease, createHash('sha256').update(text).digest('hex'));
  return { ok: true, file: { name, uid, serial: serialOf(lease), lease } };
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

/** Its run may write while it is read, again and again: then it is read anew. */
const MOST_TRIES = 5;

/** What a file says: its newest copy, or all of it, as earlier versions wrote it. */
function readCopy(file: number, size: number): Copy | null {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const bytes = readBytes(file, size);
    if (bytes[0] === OPENING_BRACE) return { serial: 0, text: bytes.toString('utf8') };
    const copy = newestCopy(bytes);
    if (copy !== null) return copy;
  }
  return null;
}

const OPENING_BRACE = 0x7b;

/** No more than it had: of one that has grown or shrunk meanwhile nothing is whole. */
function readBytes(file: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const got = readSync(file, buffer, length, size - length, length);
    if (got === 0) break;
    length += got;
  }
  return buffer.subarray(0, length);
}
