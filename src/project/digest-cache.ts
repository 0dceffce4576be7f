import { createHash } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync, type BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import { readBeginning } from '../disk/plain-file.ts';
import type { Reading } from './reading.ts';

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
  /** What was written so short a time before it was read that its times may not tell of a change. */
  readonly #recent = new Map<string, Entry>();
  /** What is being read. */
  readonly #underWay = new Set<string>();
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
   * is read is not remembered, and what was written too short a time before only by this object.
   */
  *digestOf(stat: () => BigIntStats, read: () => Reading<string>): Reading<string> {
    const before = stat();
    if (before.size < SMALLEST) return yield* read();
    const entries = (this.#entries ??= readEntries(this.#path));
    const key = `${String(before.dev)} ${String(before.ino)}`;
    const mark = markOf(before);
    while (this.#underWay.has(key)) yield Infinity;
    const known = [entries.get(key), this.#recent.get(key)].find((entry) => entry?.mark === mark);
    if (known !== undefined) return known.digest;
    this.#underWay.add(key);
    try {
      const began = this.#now();
      const digest = yield* read();
      if (markOf(stat()) !== mark) return digest;
      const lastChange = before.mtimeNs > before.ctimeNs ? before.mtimeNs : before.ctimeNs;
      if (lastChange + COARSEST < began) this.#learn(key, { mark, digest });
      else this.#recent.set(key, { mark, digest });
      return digest;
    } finally {
      this.#underWay.delete(key);
    }
  }

  #learn(key: string, entry: Entry): void {
    // The newest come last.
    this.#entries?.delete(key);
    this.#entries?.set(key, entry);
    this.#hasNew = true;
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
