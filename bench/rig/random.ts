/** Numbers that look like chance and are the same every time. */
export interface Random {
  /** From 0 to 1, 1 excluded. */
  uniform(): number;
  /** Most of them small, a few very large: the median, and how far they spread (sigma of the logarithm). */
  logNormal(median: number, sigma: number): number;
  /** A tail so heavy that few of all make up most of the sum: the smallest, and the exponent. */
  pareto(least: number, alpha: number): number;
  /** One of these, as often as its weight says. */
  pick<T>(weighted: readonly (readonly [T, number])[]): T;
}

/** The generator is mulberry32 (Tommy Ettinger, public domain); normal deviates by Box and Muller. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    pareto: (least, alpha) => least / (1 - uniform()) ** (1 / alpha),
    pick: (weighted) => {
      let left = uniform() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [one, weight] of weighted) {
        left -= weight;
        if (left < 0) return one;
      }
      return weighted.at(-1)![0];
    },
  };
}
