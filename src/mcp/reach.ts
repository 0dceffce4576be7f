import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { EXIT, Refusal } from '../app/refusal.ts';

/** What a server may be made to read: what lies in these folders, with all links on the way followed. */
export class Reach {
  readonly #folders: readonly string[];

  /** @param folders  Absolute, or relative to the working folder. */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map(followed);
  }

  /** Whether what a path leads to lies inside; a file that is not there is where it would be made. */
  readonly includes = (path: string): boolean => {
    const place = followed(path);
    return this.#folders.some((folder) => {
      const way = relative(folder, place);
      return way !== '..' && !way.startsWith('../');
    });
  };

  /** The path, if it lies inside; refuses it else. */
  within(path: string): string {
    if (this.includes(path)) return path;
    throw new Refusal(
      EXIT.invalid,
      `${path} lies outside of the project ${this.#folders[0] ?? ''}: this server reaches nothing there`,
    );
  }
}

/** Where a path leads, as far as there is anything on the way. */
function followed(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(followed(dirname(whole)), basename(whole));
  }
}
