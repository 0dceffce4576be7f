import { gpusAsked } from '../../model/resources.ts';
import type { Job, Plan } from '../../model/plan.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { count } from './phrases.ts';

/** The jobs of each stage, stages and jobs in the order of the plan. */
export function jobsByStage(plan: Plan): ReadonlyMap<string, readonly Job[]> {
  const stages = new Map<string, Job[]>();
  for (const job of plan.jobs) {
    const known = stages.get(job.stage);
    if (known === undefined) stages.set(job.stage, [job]);
    else known.push(job);
  }
  return stages;
}

/** What a job asks for, on one line: `2 GPUs, at most 1d`; empty for one that asks for nothing. */
export function requestText({ request, timeout }: Job): string {
  const { nodes } = request;
  const gpus = request.gpus > 0 ? count(request.gpus, 'GPU') : null;
  const spread = gpus === null ? `${nodes} nodes` : `${gpus} on each of ${nodes} nodes`;
  const parts = [
    request.share === null ? null : `${gpusAsked(request)} of a GPU`,
    nodes === 1 ? gpus : spread,
    timeout === null ? null : `at most ${spellDuration(timeout.after)}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
