/** Has `close` called at the end. */
export type Defer = (close: () => void | Promise<void>) => void;

/**
 * Runs `use`, then closes what it has deferred in reverse order, whether it succeeded or threw; then returns its
 * result, or throws what it threw; where several throw, the error of the one that was called last. (An AsyncDisposableStack,
 * which Node 20 lacks.)
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
