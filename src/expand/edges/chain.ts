import type { Need } from '../../model/plan.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Axis } from '../cells/axis.ts';
import { keyOn } from '../cells/cell.ts';

/** How chains join the jobs. */
export interface Chains {
  /** The link before each job, by its index; null where there is none. */
  readonly links: readonly (Need | null)[];
  /** The chain that each job is in, by its index; null outside of any. Equal for the links of one chain. */
  readonly chains: readonly (string | null)[];
}

/**
 * Chains the jobs of a stage that agree on every axis but the chain's and those zipped with it, in the order of the
 * plan: each needs the one before. Links that are missing are bridged; a job on which the axis is absent is in no chain.
 */
export function chainJobs(jobs: readonly LooseJob[], axes: readonly Axis[]): Chains {
  const last = new Map<string, LooseJob>();
  const chains: (string | null)[] = [];
  const others = new Map<Axis, readonly Axis[]>();
  const links = jobs.map((loose): Need | null => {
    const { chain } = loose.keys;
    const chainAxis = chain === null ? undefined : axes[chain.over];
    if (chain === null || chainAxis === undefined || (loose.cell.values[chainAxis.index] ?? null) === null) {
      chains.push(null);
      return null;
    }
    const rest = others.get(chainAxis) ?? axes.filter((axis) => !goTogether(axis, chainAxis));
    others.set(chainAxis, rest);
    const key = `${loose.stage} ${chainAxis.index}:${keyOn(loose.cell, rest)}`;
    chains.push(key);
    const before = last.get(key);
    last.set(key, loose);
    if (before === undefined) return null;
    return { job: before.id, when: chain.when, via: 'chain', sameGpus: chain.sameGpus };
  });
  return { links, chains };
}

function goTogether(axis: Axis, chainAxis: Axis): boolean {
  return axis === chainAxis || (axis.table !== null && axis.table === chainAxis.table);
}
