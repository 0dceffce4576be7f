import { watch, type FSWatcher, type WatchListener } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Between looks at a keeper, in milliseconds, growing; its end is usually told or seen much earlier. */
const LIVENESS_LOOK = { first: 250, factor: 2, last: 5000 };

/** Calls `look` after a quarter of a second, and then less and less often, down to every five seconds. @returns what ends it. */
export function lookNowAndThen(look: () => void): () => void {
  let pause = LIVENESS_LOOK.first;
  let timer = setTimeout(again, pause);
  function again(): void {
    pause = Math.min(LIVENESS_LOOK.last, pause * LIVENESS_LOOK.factor);
    timer = setTimeout(again, pause);
    look();
  }
  return () => {
    clearTimeout(timer);
  };
}

/**
 * Calls `look` whenever `file` changes, and now and then besides: a keeper that is killed changes nothing, and the
 * system may have no watch left to give.
 * @param file a path in a folder that is there already; the file may not be.
 * @returns what ends it.
 */
export function watchFor(file: string, look: () => void): () => void {
  const lookNoMore = lookNowAndThen(look);
  const watcher = tryToWatch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) look();
  });
  return () => {
    lookNoMore();
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
