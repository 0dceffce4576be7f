import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readBeginning } from '../../disk/plain-file.ts';
import { openHostFolder } from './host-folder.ts';
import { draftOf, MOST_BYTES, removeLeaseFile, writeLeaseFile } from './lease-file.ts';
import { parseLease, writeLease, type Lease } from './lease-text.ts';

/** Milliseconds: cleaners of /tmp take what has not changed for ten days or more. */
const LONG_UNCHANGED = 12 * 3_600_000;

/** The file that this run has in the host folder. */
export class OwnLease {
  readonly #folder: string;
  readonly #nameBut: (salt: string) => string;
  #name: string;
  #lease: Lease | null = null;
  #text = '';

  /** @param nameBut its name, and a name that nobody can have reckoned for any other salt than the empty one. */
  constructor(folder: string, nameBut: (salt: string) => string) {
    this.#folder = folder;
    this.#nameBut = nameBut;
    this.#name = nameBut('');
  }

  get name(): string {
    return this.#name;
  }

  /** What stands in it; null before it was written for the first time. */
  get lease(): Lease | null {
    return this.#lease;
  }

  /** Whether the file of this name is this one, or on its way to be. */
  owns(name: string): boolean {
    return name.startsWith(this.name);
  }

  /** Writes it if it says something else by now. Returns null, or why it could not: then what stood there stands. */
  write(lease: Lease): string | null {
    const text = writeLease(lease);
    if (text === this.#text && this.#age() !== null) return null;
    // What others would ignore must not count as told.
    const read = Buffer.byteLength(text) > MOST_BYTES ? 'it is too large' : parseLease(text);
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
    if (this.#lease !== null && (age === null || age > LONG_UNCHANGED)) this.#put(this.#text);
  }

  /** Removes it, unless it is another runner's by now. */
  remove(): void {
    try {
      const { bytes } = readBeginning(join(this.#folder, this.name), MOST_BYTES);
      if (bytes.toString('utf8') === this.#text) removeLeaseFile(this.#folder, this.name);
    } catch {
      // It is gone; or it stays, and whoever looks finds nothing in it that lives.
    }
  }

  #put(text: string): string | null {
    try {
      const folder = openHostFolder(this.#folder);
      if (!folder.ok) return folder.message;
      // What another user has put under this name he alone may remove (the sticky bit).
      if (this.#isTaken(this.#name) || this.#isTaken(draftOf(this.#name))) this.#name = this.#nameBut(randomUUID());
      writeLeaseFile(this.#folder, this.name, text);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
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
