import { createHash } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync, type BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import { readBeginning } from '../disk/plain-file.ts';

/** What is smaller is read as quickly as it is looked up. Bytes. */
const SMALLEST = 16n * 1024n;
/** How many files are remembered; about 140 bytes each. */
const MOST = 50_000;
const MOST_BYTES = 16 * 1024 * 1024;
/** The first line says what follows: the version, and a SHA-256 of the rest. */
const FORMAT = 'sweep-digests 1';
/** The coarsest times of a file system, in ns: within them a file may change and keep its times (git's "racy" entries). */
const COARSEST = 2_000_000_000n;

/**
 * Digests of large files, by device and inode, each good as long as size, mtime and ctime are those it had when it was
 * read. Purely an acceleration: what is missing, damaged or from another version is as if nothing were remembered.
 */
export class DigestCache {
  readonly #path: string | null;
  readonly #now: () => bigint;
  #entries: Map<string, Entry> | null = null;
  #hasNew = false;

  /**
   * @param path the file that it is kept in; null to keep it in memory
   * @param now the time of the file systems' clock, in ns since the epoch
   */
  constructor(path: string | null, now: () => bigint = () => BigInt(Date.now()) * 1_000_000n) {
    this.#path = path;
    this.#now = now;
  }

  /**
   * What a file's content hashes to, by memory or by `read`. `stat` says what the file is at that moment; what changes while it
   * is read, or was written too short a time before, is not remembered.
   */
  digestOf(stat: () => BigIntStats, read: () => string): string {
    const before = stat();
    if (before.size < SMALLEST) return read();
    const entries = (this.#entries ??= readEntries(this.#path));
    const key = `${String(before.dev)} ${String(before.ino)}`;
    const known = entries.get(key);
    const mark = markOf(before);
    if (known?.mark === mark) return known.digest;
    const began = this.#now();
    const digest = read();
    const lastChange = before.mtimeNs > before.ctimeNs ? before.mtimeNs : before.ctimeNs;
    if (lastChange + COARSEST < began && markOf(stat()) === mark) {
      // The newest come last.
      entries.delete(key);
      entries.set(key, { mark, digest });
      this.#hasNew = true;
    }
    return digest;
  }

  /**
   * Writes what is new, for its owner alone, if the folder is there. Whoever reads the file sees the old or the new one. Where
   * it cannot be written, the next command reads again what this one has read.
   */
  save(): void {
    if (this.#path === null || this.#entries === null || !this.#hasNew) return;
    const draft = `${this.#path}.${process.pid}`;
    try {
      if (!statSync(dirname(this.#path)).isDirectory()) return;
      writeFileSync(draft, textOf(this.#entries), { mode: 0o600, flag: 'wx' });
      renameSync(draft, this.#path);
      this.#hasNew = false;
    } catch {
      discard(draft);
    }
  }
}

interface Entry {
  /** Size, mtime and ctime, the times in ns. */
  readonly mark: string;
  readonly digest: string;
}

function markOf({ size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${String(size)} ${String(mtimeNs)} ${String(ctimeNs)}`;
}

function textOf(entries: ReadonlyMap<string, Entry>): string {
  const lines = [...entries].slice(-MOST).map(([key, { mark, digest }]) => `${key} ${mark} ${digest}\n`);
  const body = lines.join('');
  return `${FORMAT} ${checksum(body)}\n${body}`;
}

function readEntries(path: string | null): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of path === null ? [] : readLines(path)) {
    const found = /^(\d+ \d+) (\d+ -?\d+ -?\d+) ([0-9a-f]{64})$/.exec(line);
    if (found !== null) entries.set(found[1] ?? '', { mark: found[2] ?? '', digest: found[3] ?? '' });
  }
  return entries;
}

function readLines(path: string): readonly string[] {
  try {
    const { bytes, isWhole } = readBeginning(path, MOST_BYTES);
    const text = bytes.toString('latin1');
    const end = text.indexOf('\n') + 1;
    const body = text.slice(end);
    return isWhole && text.slice(0, end) === `${FORMAT} ${checksum(body)}\n` ? body.split('\n') : [];
  } catch {
    return [];
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder cannot be written to: there is nothing to discard.
  }
}
