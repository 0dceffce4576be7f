import { statSync, watch, type BigIntStats } from 'node:fs';
import { resolve } from 'node:path';
import { stampOf } from '../../disk/file-stamp.ts';

/** Milliseconds. */
const PACE = {
  /** One change often comes as several events, and changes often come together. */
  settle: 5,
  /** Editors that put a new file in the place of the old one may leave nothing there for a moment. */
  replaced: 100,
  /** Between looks without an event: what is not there yet, or is reached by a link, sends none. */
  poll: 2000,
};

/**
 * Calls `onChange` soon after one of the files at `paths` was written, replaced or removed, and within two seconds after one was made;
 * what comes together is told once. Neither the files nor their folders need be there. A link is followed. Only the files
 * themselves are watched: whatever else is written into their folders wakes nobody. Keeps no process alive.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): { close(): void } {
  const watch = new FileWatch(
    paths.map((path) => resolve(path)),
    onChange,
  );
  return {
    close: () => {
      watch.close();
    },
  };
}

class FileWatch {
  readonly #paths: readonly string[];
  readonly #onChange: () => void;
  readonly #watched = new Map<string, Watched>();
  readonly #poll: NodeJS.Timeout;
  #settling: NodeJS.Timeout | null = null;
  /** The states of the files, in the order of their paths. */
  #seen: readonly string[];
  /** Whether a file that was there was missing at the last look, which has not been told yet. */
  #isMissed = false;

  constructor(paths: readonly string[], onChange: () => void) {
    this.#paths = paths;
    this.#onChange = onChange;
    this.#seen = this.#follow();
    this.#poll = setInterval(() => {
      this.#look();
    }, PACE.poll).unref();
  }

  close(): void {
    for (const { close } of this.#watched.values()) close();
    this.#watched.clear();
    clearInterval(this.#poll);
    if (this.#settling !== null) clearTimeout(this.#settling);
  }

  #look(): void {
    const seen = this.#follow();
    const isMissing = seen.some((state, index) => state === MISSING && this.#seen[index] !== MISSING);
    if (isMissing && !this.#isMissed) {
      this.#isMissed = true;
      this.#lookIn(PACE.replaced);
      return;
    }
    this.#isMissed = false;
    if (seen.join('\n') === this.#seen.join('\n')) return;
    this.#seen = seen;
    this.#onChange();
  }

  #lookIn(pause: number): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = null;
      this.#look();
    }, pause).unref();
  }

  /** Watches the files that are there now, and returns their states. */
  #follow(): string[] {
    return this.#paths.map((path) => {
      const stats = quietStat(path);
      this.#watch(path, stats);
      return stats === null ? MISSING : stampOf(stats);
    });
  }

  /** A watch is of a file as it was found; one in its place needs another. */
  #watch(path: string, stats: BigIntStats | null): void {
    const identity = stats === null ? undefined : `${stats.dev}:${stats.ino}`;
    const known = this.#watched.get(path);
    if (known?.identity === identity) return;
    known?.close();
    this.#watched.delete(path);
    if (identity === undefined) return;
    const close = tryToWatch(path, () => {
      this.#lookIn(PACE.settle);
    });
    if (close !== null) this.#watched.set(path, { identity, close });
  }
}

interface Watched {
  readonly identity: string;
  readonly close: () => void;
}

/** @returns what ends it; null where the system has no watch to give, or the file is gone. */
function tryToWatch(path: string, changed: () => void): (() => void) | null {
  try {
    const watcher = watch(path, { persistent: false }, changed);
    const close = () => {
      watcher.close();
    };
    watcher.on('error', close);
    return close;
  } catch {
    return null;
  }
}

const MISSING = '';

function quietStat(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}
