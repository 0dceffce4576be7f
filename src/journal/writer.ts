import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAll } from '../disk/write-all.ts';
import type { Event } from '../model/event.ts';
import { decodeLine, encodeEvent, sealLine, VERSION_AT } from './codec.ts';
import { readLines } from './survey.ts';

/** How long what has been appended may stay where a loss of power would take it, in milliseconds. */
const SYNC_AFTER = 1000;

/**
 * The writing end of a journal. What `append` has written survives the death of this process at once, and the death of
 * the machine a second later.
 */
export class JournalWriter {
  #fd: number;
  readonly #path: string;
  /** Where the next line goes; everything before it is good. */
  #end: number;
  /** Whether bytes may stand behind `#end`. */
  #torn = false;
  /** The least that the header can say. */
  #version = 1;
  #folderSynced: boolean;
  #timer: NodeJS.Timeout | null = null;
  #syncing: Promise<void> | null = null;
  #deleted = false;
  /** Why the newest sync failed; null when it did not. */
  #syncFailure: string | null = null;

  /** Takes over `fd`, a file opened for reading and writing whose good lines end at `end`. */
  constructor(fd: number, path: string, end: number) {
    this.#fd = fd;
    this.#path = path;
    this.#end = end;
    this.#folderSynced = end > 0;
  }

  /**
   * Writes all of `lines` (each without its newline) in one go. Returns null, or why it could not: then none of them is
   * in the file, and the caller may try again. `version` is the least that the journal must be of to hold them: its header is made
   * to say so before.
   */
  append(lines: readonly string[], version = 1): string | null {
    if (lines.length === 0) return null;
    try {
      if (fstatSync(this.#fd).nlink === 0) {
        this.#deleted = true;
        throw new Error('it has been deleted');
      }
      if (this.#syncFailure !== null) this.#syncNow();
      if (this.#torn) this.#cut();
      if (version > this.#version) this.#raise(version);
      const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
      this.#torn = true;
      writeAll(this.#fd, bytes, this.#end);
      this.#torn = false;
      this.#end += bytes.length;
      this.#syncSoon();
      return null;
    } catch (error) {
      if (this.#torn) this.#cutQuietly();
      return `${this.#path}: ${(error as Error).message}`;
    }
  }

  /**
   * Puts other events in the place of those that are there, in one go: whoever dies meanwhile leaves the old file or the new one. Returns
   * null, also where `change` gives none, or why it could not: then nothing has changed.
   */
  rewrite(change: (events: readonly Event[]) => readonly Event[] | null): string | null {
    try {
      const { header, events } = this.#readAll();
      const changed = change(events);
      if (changed === null) return null;
      const lines = [header, ...changed.map((event) => sealLine(encodeEvent(event)))];
      this.#replaceBy(Buffer.from(`${lines.join('\n')}\n`, 'utf8'));
      return null;
    } catch (error) {
      return `${this.#path}: ${(error as Error).message}`;
    }
  }

  #readAll(): { readonly header: string; readonly events: readonly Event[] } {
    const lines: string[] = [];
    readLines(this.#fd, (line) => lines.push(line.toString('utf8')));
    const [header = '', ...rest] = lines;
    const events = rest.map((line) => {
      const decoded = decodeLine(line);
      if (decoded.event === null) throw new Error(decoded.why);
      return decoded.event;
    });
    return { header, events };
  }

  #replaceBy(bytes: Buffer): void {
    // What a link leads to is replaced, and not the link.
    const path = realpathSync(this.#path);
    const { ino, dev, mode } = fstatSync(this.#fd);
    const there = statSync(path);
    if (there.ino !== ino || there.dev !== dev) throw new Error('another file has taken its place');
    const draft = `${path}.new`;
    // A runner that was killed may have left one.
    rmSync(draft, { force: true });
    const fd = openSync(draft, 'wx+', mode & 0o777);
    try {
      writeAll(fd, bytes, 0);
      fdatasyncSync(fd);
      renameSync(draft, path);
    } catch (error) {
      closeSync(fd);
      rmSync(draft, { force: true });
      throw error;
    }
    const before = this.#fd;
    this.#fd = fd;
    this.#end = bytes.length;
    this.#torn = false;
    this.#folderSynced = false;
    this.#syncSoon();
    if (this.#syncing === null) closeSync(before);
    else void this.#syncing.then(() => closeSync(before));
  }

  /** Whether somebody has deleted the file, so that nothing can be recorded any more. */
  get isDeleted(): boolean {
    return this.#deleted;
  }

  /** Comes back when everything appended so far is safe from a loss of power, or when that has failed. */
  async sync(): Promise<void> {
    while (this.#syncing !== null) await this.#syncing;
    this.#cancelTimer();
    this.#syncing = this.#syncFile();
    await this.#syncing;
  }

  /** Syncs and closes the file; nothing can be appended afterwards. */
  async close(): Promise<void> {
    await this.sync();
    this.#cancelTimer();
    closeSync(this.#fd);
  }

  #raise(version: number): void {
    const digit = Buffer.alloc(1);
    readSync(this.#fd, digit, 0, 1, VERSION_AT);
    if (Number(digit.toString()) < version) writeSync(this.#fd, String(version), VERSION_AT);
    this.#version = version;
  }

  #cut(): void {
    ftruncateSync(this.#fd, this.#end);
    this.#torn = false;
  }

  #cutQuietly(): void {
    try {
      this.#cut();
    } catch {
      // `#torn` stays set: the next append cuts first, and says why if it cannot.
    }
  }

  #syncNow(): void {
    fdatasyncSync(this.#fd);
    this.#syncFailure = null;
  }

  #syncSoon(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.sync();
    }, SYNC_AFTER);
    this.#timer.unref();
  }

  #cancelTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #syncFile(): Promise<void> {
    const failure = await new Promise<Error | null>((resolve) => {
      fdatasync(this.#fd, (error) => {
        resolve(error);
      });
    });
    this.#syncFailure = failure?.message ?? null;
    if (!this.#folderSynced) await this.#syncFolder();
    this.#syncing = null;
  }

  /** Makes the name of a new journal as safe as its content. */
  async #syncFolder(): Promise<void> {
    this.#folderSynced = true;
    const folder = await open(dirname(this.#path), 'r').catch(() => null);
    if (folder === null) return;
    // Some file systems cannot sync a folder; the journal is no worse than any other new file on them.
    await folder.sync().catch(() => undefined);
    await folder.close();
  }
}
