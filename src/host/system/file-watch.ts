import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { canonicalPath } from '../../disk/canonical-path.ts';
import { FolderWatch } from './folder-watch.ts';

/**
 * Calls `onChange` soon after one of the files at `paths` was written, replaced, made or removed; what comes together is told
 * once. Neither the files nor their folders need be there. A link is followed. What the system does not tell of is seen within
 * five seconds. Keeps no process alive.
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
  /** By folder, with the names in it that matter, which change as folders come and go. */
  readonly #folders = new Map<string, { names: ReadonlySet<string>; readonly watch: FolderWatch }>();
  #seen: string;

  constructor(paths: readonly string[], onChange: () => void) {
    this.#paths = paths;
    this.#onChange = onChange;
    this.#follow();
    this.#seen = this.#signature();
  }

  close(): void {
    for (const { watch } of this.#folders.values()) watch.stop();
    this.#folders.clear();
  }

  #look(): void {
    this.#follow();
    const seen = this.#signature();
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#onChange();
  }

  #signature(): string {
    return this.#paths.map(signatureOf).join('\n');
  }

  /** Watches the folders in which a change matters now. */
  #follow(): void {
    const wanted = new Map<string, Set<string>>();
    for (const path of this.#paths) {
      for (const [folder, name] of placesToWatch(path)) {
        const names = wanted.get(folder);
        if (names === undefined) wanted.set(folder, new Set([name]));
        else names.add(name);
      }
    }
    for (const [folder, { watch }] of this.#folders) {
      if (wanted.has(folder)) continue;
      watch.stop();
      this.#folders.delete(folder);
    }
    for (const [folder, names] of wanted) this.#watch(folder, names);
  }

  #watch(folder: string, names: ReadonlySet<string>): void {
    const known = this.#folders.get(folder);
    if (known !== undefined) {
      known.names = names;
      return;
    }
    const isOfInterest = (name: string) => this.#folders.get(folder)?.names.has(name) === true;
    const watch = new FolderWatch(folder, isOfInterest, () => {
      this.#look();
    });
    this.#folders.set(folder, { names, watch });
    watch.start();
  }
}

/** The folders in which something can happen to a file, with the names that it then happens to: its own, and its link's target's. */
function placesToWatch(path: string): readonly (readonly [folder: string, name: string])[] {
  const target = canonicalPath(path);
  return (target === path ? [path] : [path, target]).map(nearestPlace);
}

/** The nearest folder above a file that is there, and what is next in it on the way to the file. */
function nearestPlace(path: string): readonly [folder: string, name: string] {
  let here = path;
  while (dirname(here) !== here && !isFolder(dirname(here))) here = dirname(here);
  const folder = dirname(here);
  return [folder, here.slice(folder.endsWith(sep) ? folder.length : folder.length + 1)];
}

function isFolder(path: string): boolean {
  return quietStat(path)?.isDirectory() === true;
}

/** Differs between any two states of a file. */
function signatureOf(path: string): string {
  const stats = quietStat(path);
  return stats === null ? '' : [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
}

function quietStat(path: string) {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}
