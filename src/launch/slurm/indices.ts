/** Indices as `--array` and the ids of tasks spell them: `0-3,7`. They must be in order, each once. */
export function spellIndices(indices: readonly number[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const index of indices) {
    const last = spans.at(-1);
    if (last?.to === index - 1) last.to = index;
    else spans.push({ from: index, to: index });
  }
  return spans.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
