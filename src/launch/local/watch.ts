import { watch, type FSWatcher, type WatchListener } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How often a keeper that is not our child is looked at, in milliseconds; its end is usually seen much earlier. */
const LIVENESS_LOOK = 5000;

/**
 * Calls `look` whenever `file` changes, and every five seconds besides: a keeper that is killed changes nothing, and the
 * system may have no watch left to give.
 * @param file a path in a folder that is there already; the file may not be.
 * @returns what ends it.
 */
export function watchFor(file: string, look: () => void): () => void {
  const timer = setInterval(look, LIVENESS_LOOK);
  const watcher = tryToWatch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) look();
  });
  return () => {
    clearInterval(timer);
    watcher?.close();
  };
}

function tryToWatch(folder: string, listener: WatchListener<string>): FSWatcher | null {
  try {
    const watcher = watch(folder, listener);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
