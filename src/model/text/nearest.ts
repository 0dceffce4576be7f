/**
 * The one of `known` that `word` is most likely a slip of, or null if none is close: the least optimal string alignment
 * distance (insertions, deletions, replacements and swaps of neighbours, no part edited twice), which must be at most a
 * third of the longer word and leave something of the shorter one. Case counts for nothing. Of several equally near
 * ones, the first. A number is no slip of another.
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  if (/^[-+.\d]+$/.test(word)) return null;
  const lower = word.toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of known) {
    const limit = Math.min(least - 1, tolerance(word.length, candidate.length));
    if (Math.abs(word.length - candidate.length) > limit) continue;
    const distance = alignmentDistance(lower, candidate.toLowerCase());
    if (distance > limit) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

function tolerance(a: number, b: number): number {
  return Math.min(Math.max(1, Math.floor(Math.max(a, b) / 3)), Math.min(a, b) - 1);
}

function alignmentDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const edited = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swaps = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(swaps ? Math.min(edited, (beforeLast[column - 2] ?? 0) + 1) : edited);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
