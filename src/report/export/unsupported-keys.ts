import type { Job, Plan } from '../../model/plan.ts';
import { count } from '../text/phrases.ts';

/** What a sweep may say of a job that another queue may have no word for. */
export type Wish =
  | 'gpu share'
  | 'gpu_ids'
  | 'gpu_memory'
  | 'memory'
  | 'nodes'
  | 'resources'
  | 'limits'
  | 'stagger'
  | 'begin'
  | 'retry'
  | 'priority'
  | 'nice'
  | 'chain.gpu'
  | 'split'
  | 'compress'
  | 'max_log'
  | 'on'
  | 'tty'
  | 'SWEEP_NEEDS';

const IS_WISHED: Readonly<Record<Wish, (job: Job) => boolean>> = {
  'gpu share': ({ request }) => request.share !== null,
  gpu_ids: ({ request }) => request.gpuIds !== null,
  gpu_memory: ({ request }) => request.gpuMemory !== null,
  memory: ({ request }) => request.memory !== null,
  nodes: ({ request }) => request.nodes > 1,
  resources: ({ request }) => request.resources.size > 0,
  limits: ({ limits }) => limits.length > 0,
  stagger: ({ stagger }) => stagger > 0,
  begin: ({ begin }) => begin !== null,
  retry: ({ retry }) => retry.max > 0,
  priority: ({ priority }) => priority !== 0,
  nice: ({ nice }) => nice !== 0,
  'chain.gpu': ({ needs }) => needs.some(({ sameGpus }) => sameGpus),
  split: ({ split }) => split,
  compress: ({ compress }) => compress,
  max_log: ({ maxLog }) => maxLog !== null,
  on: ({ on }) => on !== null,
  tty: ({ tty }) => tty,
  SWEEP_NEEDS: namesItsNeeds,
};

/** Whether the text of a job says that it reads what `SWEEP_NEEDS` names; a program of its may do so without that. */
function namesItsNeeds({ command, setup }: Job): boolean {
  const texts = command.kind === 'shell' ? [command.text] : command.argv;
  return [...texts, setup ?? ''].some((text) => text.includes('SWEEP_NEEDS'));
}

/** Which of `wishes` a plan has, as the lines of a script's comment that says so; none if it has none. */
export function notCarriedOver(plan: Plan, wishes: readonly Wish[]): string[] {
  const parts = wishes.flatMap((wish) => {
    const jobs = plan.jobs.filter(IS_WISHED[wish]).length;
    return jobs === 0 ? [] : [`${wish} (${count(jobs, 'job')})`];
  });
  if (plan.onFailure !== 'continue') parts.push('on_failure (the other jobs go on)');
  if (plan.snapshot !== undefined) parts.push('snapshot (jobs run in the project itself)');
  const all = Object.keys(plan.hooks ?? {}).length === 0 ? parts : [...parts, 'hooks'];
  return all.length === 0 ? [] : ['#', `# Not carried over: ${all.join(', ')}.`];
}
