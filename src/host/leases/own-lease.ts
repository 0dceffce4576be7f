import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { openHostFolder } from './host-folder.ts';
import { boundedText } from './lease-bounds.ts';
import { draftOf, makeLeaseFile, removeLeaseFile, writeCopy } from './lease-file.ts';
import { MOST, parseLease, type Lease } from './lease-text.ts';

/** Milliseconds: cleaners of /tmp take what has not changed for ten days or more. */
const LONG_UNCHANGED = 12 * 3_600_000;

/** The file that this run has in the host folder. */
export class OwnLease {
  readonly #folder: string;
  readonly #nameBut: (salt: string) => string;
  #name: string;
  #lease: Lease | null = null;
  #text = '';
  /** The file as it was made, open for writing; null when it must be made anew. */
  #file: number | null = null;
  #serial = 0;

  /** @param nameBut its name, and a name that nobody can have reckoned for any other salt than the empty one. */
  constructor(folder: string, nameBut: (salt: string) => string) {
    this.#folder = folder;
    this.#nameBut = nameBut;
    this.#name = nameBut('');
  }

  get name(): string {
    return this.#name;
  }

  /** What is told by it, each hold for itself; null before it was written for the first time. */
  get lease(): Lease | null {
    return this.#lease;
  }

  /** Whether the file of this name is this one, or on its way to be. */
  owns(name: string): boolean {
    return name.startsWith(this.name);
  }

  /** Writes it if it says something else by now. Returns null, or why it could not: then what stood there stands. */
  write(lease: Lease): string | null {
    const text = boundedText(lease);
    const isThere = this.#age() !== null;
    if (text === this.#text && isThere) return null;
    // Its folder may have been moved away, and it with it.
    if (!isThere) this.#letGo();
    // What others would ignore must not count as told.
    const read = Buffer.byteLength(text) > MOST.bytes ? 'it is too large' : parseLease(text);
    if (typeof read === 'string') return read;
    const failure = this.#put(text);
    if (failure !== null) return failure;
    this.#text = text;
    this.#lease = lease;
    return null;
  }

  /** Puts it back if somebody has removed it, and writes it again when it might be taken for forgotten. */
  restore(): void {
    const age = this.#age();
    if (this.#lease === null || (age !== null && age <= LONG_UNCHANGED)) return;
    if (age === null) this.#letGo();
    this.#put(this.#text);
  }

  /** Removes it, unless it is another runner's by now; nothing is written any more. */
  close(isToBeRemoved: boolean): void {
    try {
      if (isToBeRemoved && this.#isInPlace()) removeLeaseFile(this.#folder, this.name);
    } catch {
      // It stays, and whoever looks finds nothing in it that lives.
    }
    this.#letGo();
  }

  #put(text: string): string | null {
    const copy = { serial: this.#serial + 1, text };
    try {
      if (this.#file === null || !writeCopy(this.#file, copy)) {
        this.#letGo();
        const folder = openHostFolder(this.#folder);
        if (!folder.ok) return folder.message;
        // What another user has put under this name he alone may remove (the sticky bit).
        if (this.#isTaken(this.#name) || this.#isTaken(draftOf(this.#name))) this.#name = this.#nameBut(randomUUID());
        this.#file = makeLeaseFile(this.#folder, this.name, copy);
      }
      this.#serial = copy.serial;
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  #letGo(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  /** Whether what has its name is what is written to. */
  #isInPlace(): boolean {
    const found = lstatSync(join(this.#folder, this.name), { throwIfNoEntry: false });
    if (found === undefined || this.#file === null) return false;
    const { dev, ino } = fstatSync(this.#file);
    return found.dev === dev && found.ino === ino;
  }

  #isTaken(name: string): boolean {
    const found = lstatSync(join(this.#folder, name), { throwIfNoEntry: false });
    return found !== undefined && found.uid !== process.geteuid?.();
  }

  /** Milliseconds since it was written; null when it is not to be found. */
  #age(): number | null {
    try {
      return Date.now() - lstatSync(join(this.#folder, this.name)).mtimeMs;
    } catch {
      return null;
    }
  }
}
