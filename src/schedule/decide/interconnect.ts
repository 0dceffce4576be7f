import type { FreeGpu } from './supply.ts';

/**
 * `count` of `gpus` that are linked best among each other; of equally good sets the one that comes first in their order.
 * Greedy: from each GPU on, always the one that is linked best to those already chosen. Exact for pairs, and wherever
 * the links form groups, as NVLink's do.
 */
export function bestLinked(gpus: readonly FreeGpu[], count: number): readonly FreeGpu[] {
  const first = gpus.slice(0, count);
  if (count < 2 || gpus.length <= count || gpus.every((one) => isUnlinked(one))) return first;
  let best: readonly FreeGpu[] = first;
  let most = linksWithin(first);
  for (const seed of gpus) {
    const chosen = grow(seed, gpus, count);
    const links = linksWithin(chosen);
    if (links > most) [best, most] = [chosen, links];
  }
  return gpus.filter((one) => best.includes(one));
}

function grow(seed: FreeGpu, gpus: readonly FreeGpu[], count: number): readonly FreeGpu[] {
  const chosen = [seed];
  while (chosen.length < count) {
    let next: FreeGpu | undefined;
    let most = -Infinity;
    for (const one of gpus) {
      if (chosen.includes(one)) continue;
      const links = chosen.reduce((sum, other) => sum + link(one, other), 0);
      if (links > most) [next, most] = [one, links];
    }
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen;
}

function linksWithin(gpus: readonly FreeGpu[]): number {
  let sum = 0;
  for (const [index, one] of gpus.entries()) for (const other of gpus.slice(index + 1)) sum += link(one, other);
  return sum;
}

function link({ gpu }: FreeGpu, other: FreeGpu): number {
  return gpu.links[other.gpu.uuid] ?? 0;
}

function isUnlinked({ gpu }: FreeGpu): boolean {
  return Object.keys(gpu.links).length === 0;
}
