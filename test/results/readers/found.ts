import type { Found } from '../../../src/results/numbers.ts';

/** A finding as plain objects: scalars and texts by name, curves and notes as pairs of step and value. */
export function plainly({ numbers: { scalars, texts, curves, notes }, problem }: Found) {
  const pairs = (tracks: typeof curves | typeof notes) =>
    Object.fromEntries(
      [...tracks].map(([name, { steps, values }]) => [name, steps.map((step, at) => [step, values[at]] as const)]),
    );
  return {
    ...{ scalars: Object.fromEntries(scalars), texts: Object.fromEntries(texts) },
    ...{ curves: pairs(curves), notes: pairs(notes), problem },
  };
}

/** The curves alone, of what was read without any fault. */
export function curvesIn(found: Found) {
  const { curves, problem } = plainly(found);
  if (problem !== null) throw new Error(problem);
  return curves;
}
