import fc from 'fast-check';
import { drawn } from './round.ts';

/** A run of one job that waits for what another holds. */
export interface Contender {
  readonly user: 0 | 1;
  readonly priority: number;
}

/** Runs that wait in line for the same thing, and what happens to one of them meanwhile. */
export interface OrderRound {
  readonly what: 'gpu' | 'slot' | 'memory' | 'license';
  /** In the order in which they come. */
  readonly contenders: readonly Contender[];
  /** A contender that is suspended or killed, and taken up again when all others are through. */
  readonly hit: { readonly which: number; readonly how: 'suspended' | 'killed' } | null;
  /** Whether the runner of the job that holds it is killed, which goes on. */
  readonly isOrphaned: boolean;
}

const round = fc.record({
  what: fc.constantFrom('gpu' as const, 'slot' as const, 'memory' as const, 'license' as const),
  contenders: fc.array(
    fc.record({ user: fc.constantFrom(0 as const, 1 as const), priority: fc.integer({ min: -1, max: 1 }) }),
    { minLength: 3, maxLength: 4 },
  ),
  hit: fc.option(
    fc.record({ which: fc.integer({ min: 0, max: 2 }), how: fc.constantFrom('suspended' as const, 'killed' as const) }),
  ),
  isOrphaned: fc.boolean(),
});

/** The round of a seed, always the same. Slots and licenses are shared by the runs of one user alone. */
export function orderRoundOf(seed: number): OrderRound {
  const one = drawn(round, seed);
  if (one.what === 'gpu' || one.what === 'memory') return one;
  return { ...one, contenders: one.contenders.map(({ priority }) => ({ user: 0, priority })) };
}

/**
 * In which order they get it, as docs/running.md says: between users who has waited longest, of the runs of a user first those of a
 * higher priority, then those that came first. Whoever is suspended or killed keeps nobody waiting.
 */
export function orderOf({ contenders, hit }: OrderRound): readonly number[] {
  const line = [...contenders.keys()].filter((index) => index !== hit?.which);
  const order: number[] = [];
  while (line.length > 0) {
    const { user } = contenders[line[0]!]!;
    const own = line.filter((index) => contenders[index]!.user === user);
    const next = own.reduce((best, index) => (contenders[index]!.priority > contenders[best]!.priority ? index : best));
    order.push(next);
    line.splice(line.indexOf(next), 1);
  }
  return hit === null ? order : [...order, hit.which];
}
