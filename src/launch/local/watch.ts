import { watch, type FSWatcher } from 'node:fs';

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
 * system may have no watch left to give. It is the file that is watched: a job writes into the same folder, as often as it will.
 * @returns what ends it.
 */
export function watchFor(file: string, look: () => void): () => void {
  const lookNoMore = lookNowAndThen(look);
  const watcher = tryToWatch(file, look);
  return () => {
    lookNoMore();
    watcher?.close();
  };
}

function tryToWatch(file: string, look: () => void): FSWatcher | null {
  try {
    const watcher = watch(file, look);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
