import { statSync, watch, type FSWatcher } from 'node:fs';

/** Milliseconds. */
const PACE = {
  /** One change often comes as several events, and changes often come together. */
  settle: 5,
  /** Between looks without an event: the system may have no watch to give, and a death is no event. */
  poll: 5000,
};

/** Calls `look` soon after something in a folder has changed, and every five seconds. Keeps no process alive. */
export class FolderWatch {
  readonly #folder: string;
  readonly #isOfInterest: (name: string) => boolean;
  readonly #look: () => void;
  #watcher: { readonly inode: number | null; readonly close: () => void } | null = null;
  #poll: NodeJS.Timeout | null = null;
  #settling: NodeJS.Timeout | null = null;

  /** @param isOfInterest whether a change of the file of this name matters. */
  constructor(folder: string, isOfInterest: (name: string) => boolean, look: () => void) {
    this.#folder = folder;
    this.#isOfInterest = isOfInterest;
    this.#look = look;
  }

  get isOn(): boolean {
    return this.#poll !== null;
  }

  start(): void {
    if (this.isOn) return;
    this.#arm();
    this.#poll = setInterval(() => {
      this.#arm();
      this.#look();
    }, PACE.poll).unref();
  }

  stop(): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#poll !== null) clearInterval(this.#poll);
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#poll = this.#settling = null;
  }

  /** A watch is of a folder as it was found; one that was made anew needs another. */
  #arm(): void {
    const inode = inodeOf(this.#folder);
    if (this.#watcher?.inode === inode && inode !== null) return;
    this.#watcher?.close();
    const watcher = tryToWatch(this.#folder, (name) => {
      if (name === null || this.#isOfInterest(name)) this.#settle();
    });
    this.#watcher = watcher && { inode, close: () => watcher.close() };
  }

  #settle(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      this.#look();
    }, PACE.settle).unref();
  }
}

function tryToWatch(folder: string, changed: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => changed(name));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

function inodeOf(folder: string): number | null {
  try {
    return statSync(folder).ino;
  } catch {
    return null;
  }
}
