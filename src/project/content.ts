import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  opendirSync,
  readSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { kindOf } from '../disk/file-kind.ts';
import { openPlainFile, WARY_OF_PIPES } from '../disk/plain-file.ts';
import { pathFault } from '../disk/read-fault.ts';
import { scarcityIn } from '../model/scarcity.ts';
import { isGlob } from '../model/text/glob.ts';
import { DigestCache } from './digest-cache.ts';
import type { Reading } from './reading.ts';
import { glob, isMisspelled, listOnce, type List, TOO_WIDE } from './glob.ts';

/** What is found where a path or a glob points. */
export interface Content {
  /** For a glob: whether it matches any file. */
  readonly exists: boolean;
  /** A SHA-256 in hexadecimal; null when there is nothing, or nothing that may be read. */
  readonly digest: string | null;
  /** Why there is nothing, or no digest, as in "it …", where that is known. */
  readonly fault?: string;
  /** What may be done about that. */
  readonly hint?: string;
}

/** A name that is not UTF-8, by which nothing can be read. */
class UnreadableName extends Error {}

/** What may not be read; its message says why not, as in "it …". */
class Unreadable extends Error {
  readonly path: string;

  constructor(path: string, why: string) {
    super(why);
    this.path = path;
  }
}

/** What looking at a file costs besides reading it, in bytes that could be read meanwhile. */
const A_LOOK = 4096;

/** How much a file may hold. */
export interface Most {
  readonly bytes: number;
  readonly spelled: string;
}

const ANY_SIZE: Most = { bytes: Infinity, spelled: '' };

const MISSING: Content = { exists: false, digest: null };

/**
 * Reads what paths point to. A file's digest is that of its bytes; that of a folder or a glob is over the names and
 * digests of all its files, sorted by name, so that neither times nor owners matter. Symbolic links are followed. What
 * is neither file nor folder (a pipe, a device) is never opened: within a folder it counts by its name alone, and by itself it is a fault.
 *
 * Keeps the listings of folders that it has read: make a new one to see what has changed since.
 */
export class ContentReader {
  readonly #root: string;
  readonly #digests: DigestCache;
  readonly #list: List;
  readonly #chunk = Buffer.allocUnsafe(1 << 20);

  /**
   * @param root what relative paths are relative to
   * @param digests what is remembered of files that have been read before
   * @param list lists folders, each once
   */
  constructor(root: string, digests = new DigestCache(null), list: List = listOnce()) {
    this.#root = root;
    this.#digests = digests;
    this.#list = list;
  }

  /** Whether anything is there, without a look into it. A path that ends in a slash is that of a folder. */
  find(path: string): Content {
    try {
      const found = statSync(resolve(this.#root, path));
      if (!path.endsWith('/') || found.isDirectory()) return { exists: true, digest: null };
      return { ...MISSING, fault: `is ${kindOf(found)}, not a folder` };
    } catch (error) {
      return absence(error as NodeJS.ErrnoException);
    }
  }

  /** The same of a path that may be a glob. */
  seek(path: string): Content {
    const found = this.find(path);
    if (found.exists || !isGlob(path)) return found;
    const matched = glob(this.#root, path, this.#list);
    if (matched === null) return { exists: true, digest: null, ...TOO_WIDE };
    return matched.length === 0 ? found : { exists: true, digest: null };
  }

  /**
   * A path that exists by this very name is no glob, whatever is in it. Throws where the system has no room to look: that says
   * nothing of the path.
   *
   * @param most  Bytes that a file may have to be read, and how people write that.
   */
  *read(path: string, most: Most = ANY_SIZE): Reading<Content> {
    try {
      const whole = resolve(this.#root, path);
      const found = look(whole);
      if (found !== null && !found.isFile() && !found.isDirectory()) {
        return { exists: true, digest: null, fault: `is ${kindOf(found)}, which holds nothing that stays` };
      }
      if (found?.isFile() === true && found.size > most.bytes) {
        return { exists: true, digest: null, fault: `is larger than ${most.spelled}` };
      }
      if (found !== null) return { exists: true, digest: yield* this.#digestOf(whole, found, []) };
      return isGlob(path) ? yield* this.#readGlob(path) : this.find(path);
    } catch (error) {
      if (error instanceof Unreadable) return { exists: true, digest: null, fault: this.#faultOf(error, path) };
      if (!(error instanceof UnreadableName)) throw error;
      return { exists: true, digest: null, fault: `holds \`${error.message}\`, whose name is not UTF-8` };
    }
  }

  #faultOf({ path: unread, message }: Unreadable, path: string): string {
    const whole = resolve(this.#root, path);
    return unread === whole
      ? message
      : `holds \`${relative(isGlob(path) ? this.#root : whole, unread)}\`, which ${message}`;
  }

  *#readGlob(pattern: string): Reading<Content> {
    const found = glob(this.#root, pattern, this.#list);
    if (found === null) return { exists: true, digest: null, ...TOO_WIDE };
    const names = [...found].sort();
    if (names.length === 0) return MISSING;
    const digest = yield* this.#digestOfAll(
      names.map((name) => [name, resolve(this.#root, name)]),
      [],
    );
    return { exists: true, digest };
  }

  /** `above`: the real paths of the folders on the way here, which a link may lead back to. */
  *#digestOf(path: string, found: Stats, above: readonly string[]): Reading<string> {
    try {
      if (found.isFile()) return yield* this.#digestOfFile(path);
      if (!found.isDirectory()) return createHash('sha256').digest('hex');
      const real = realpathSync(path);
      if (above.includes(real)) return createHash('sha256').digest('hex');
      const names = this.#list(path)
        .map((entry: Dirent) => entry.name)
        .sort();
      // A folder that may not be listed reads as one that holds nothing.
      if (names.length === 0) expectListable(path);
      return yield* this.#digestOfAll(
        names.map((name) => [name, join(path, name)]),
        [...above, real],
      );
    } catch (error) {
      if (error instanceof UnreadableName || error instanceof Unreadable || scarcityIn(error) !== null) throw error;
      throw new Unreadable(
        path,
        pathFault(error as NodeJS.ErrnoException) ?? `cannot be read: ${(error as Error).message}`,
      );
    }
  }

  *#digestOfAll(files: readonly (readonly [name: string, path: string])[], above: readonly string[]): Reading<string> {
    const hash = createHash('sha256');
    for (const [name, path] of files) {
      const found = look(path);
      if (found === null && isMisspelled(name)) throw new UnreadableName(name);
      if (found === null) expectSearchable(path);
      if (found === null) continue;
      const digest = yield* this.#digestOf(path, found, above);
      yield A_LOOK;
      hash.update(`${name}\0${digest}\n`);
    }
    return hash.digest('hex');
  }

  *#digestOfFile(path: string): Reading<string> {
    const fd = openPlainFile(path, constants.O_RDONLY | WARY_OF_PIPES);
    try {
      return yield* this.#digests.digestOf(
        () => fstatSync(fd, { bigint: true }),
        () => this.#hash(fd),
      );
    } finally {
      closeSync(fd);
    }
  }

  *#hash(fd: number): Reading<string> {
    const hash: Hash = createHash('sha256');
    for (;;) {
      const size = readSync(fd, this.#chunk);
      if (size === 0) return hash.digest('hex');
      hash.update(this.#chunk.subarray(0, size));
      yield size;
    }
  }
}

/** What a path leads to; null when there is nothing. */
function look(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Throws where a folder is there and this user may not list it. */
function expectListable(folder: string): void {
  try {
    opendirSync(folder).closeSync();
  } catch (error) {
    throwIfForbidden(error as NodeJS.ErrnoException, folder);
  }
}

/** Throws where this user may not look for what a folder lists. */
function expectSearchable(path: string): void {
  try {
    statSync(path);
  } catch (error) {
    throwIfForbidden(error as NodeJS.ErrnoException, path);
  }
}

function throwIfForbidden(error: NodeJS.ErrnoException, path: string): void {
  const fault = error.code === 'EACCES' || error.code === 'EPERM' ? pathFault(error) : null;
  if (fault !== null) throw new Unreadable(path, fault);
}

/** What is told of a path where nothing can be found; nothing more where there is nothing. */
function absence(error: NodeJS.ErrnoException): Content {
  const fault = error.code === 'ENOENT' ? null : pathFault(error);
  return fault === null ? MISSING : { ...MISSING, fault };
}
