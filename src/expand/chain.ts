import type { Need } from '../model/plan.ts';
import type { LooseJob } from './assemble.ts';
import type { Axis } from './axis.ts';
import { cellKey } from './cell.ts';

/** How chains join the jobs. */
export interface Chains {
  /** What each job needs, by its index. */
  readonly needs: readonly (readonly Need[])[];
  /** The chain that each job is in, by its index; null outside of any. Equal for the links of one chain. */
  readonly chains: readonly (string | null)[];
}

const NO_NEEDS: readonly Need[] = [];

/**
 * Chains the jobs that agree on every axis but the chain's, in the order of the plan: each needs the one before. Links
 * that are missing are bridged; a job on which the axis is absent is in no chain.
 */
export function chainJobs(jobs: readonly LooseJob[], axes: readonly Axis[]): Chains {
  const last = new Map<string, LooseJob>();
  const chains: (string | null)[] = [];
  const needs = jobs.map((loose): readonly Need[] => {
    const { chain } = loose.keys;
    const chainAxis = chain === null ? undefined : axes[chain.over];
    if (chain === null || chainAxis === undefined || (loose.cell.values[chainAxis.index] ?? null) === null) {
      chains.push(null);
      return NO_NEEDS;
    }
    const key = `${chainAxis.index}:${cellKey(loose.cell, chainAxis)}`;
    chains.push(key);
    const before = last.get(key);
    last.set(key, loose);
    if (before === undefined) return NO_NEEDS;
    return [{ job: before.job.id, when: chain.when, via: 'chain', sameGpus: chain.sameGpus }];
  });
  return { needs, chains };
}
