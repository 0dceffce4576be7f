/** The first few of `total` things, by name: `a, b and 3 more`. */
export function someOf(named: readonly string[], total: number): string {
  const rest = total - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
