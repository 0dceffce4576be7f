/** Has `close` called at the end. */
export type Defer = (close: () => void | Promise<void>) => void;

/**
 * Answers what `use` does; whatever it comes to, calls first all that it has deferred, the last first. (An AsyncDisposableStack,
 * which Node 20 lacks.) Where several of them throw, the error of the one that was called last counts.
 */
export async function deferring<T>(use: (defer: Defer) => Promise<T>): Promise<T> {
  const deferred: (() => void | Promise<void>)[] = [];
  try {
    return await use((close) => deferred.push(close));
  } finally {
    await closeAll(deferred);
  }
}

async function closeAll(deferred: (() => void | Promise<void>)[]): Promise<void> {
  const close = deferred.pop();
  if (close === undefined) return;
  try {
    await close();
  } finally {
    await closeAll(deferred);
  }
}
