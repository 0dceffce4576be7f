import { closeSync, constants, openSync, readlinkSync } from 'node:fs';
import { canonicalPath } from './canonical-path.ts';

/** A folder that is kept in sight wherever it is moved to on its file system. */
export class OpenFolder {
  readonly #fd: number;
  /** As it was given, and as /proc named it then. */
  readonly #first: { readonly given: string; readonly canonical: string };
  #path: string;

  /** @throws Error of open(2), such as ENOENT. */
  constructor(path: string) {
    this.#fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
    this.#first = { given: path, canonical: canonicalPath(path) };
    this.#path = path;
  }

  /** Its path: as it was given until it is moved, else without links. Of one that is deleted, the last that it had. */
  get path(): string {
    try {
      const now = readlinkSync(`/proc/self/fd/${this.#fd}`);
      if (!now.endsWith(' (deleted)')) this.#path = now === this.#first.canonical ? this.#first.given : now;
    } catch {
      // Without /proc it cannot be told.
    }
    return this.#path;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
