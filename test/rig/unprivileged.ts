/** Does something as a user whom file modes bind: root, who runs some tests, may read everything. */
export async function unprivileged<T>(act: () => T | Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
