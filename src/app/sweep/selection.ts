import { selectJobs } from '../../expand/select.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import type { Wish } from '../../run/part.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** What a command says about which jobs of a plan it is about. */
export interface SelectionOptions {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
}

/** What a command says about which part of a plan is to run. */
export interface PartOptions extends SelectionOptions {
  /** Run also what the chosen jobs need, as far as that is not fresh. */
  readonly withNeeds?: boolean | undefined;
  /** Run the chosen jobs again though they are fresh. */
  readonly fresh?: boolean | undefined;
  /** Count jobs as done that have not run, where all that they produce is there. */
  readonly acceptExisting?: boolean | undefined;
  /** Jobs whose last success counts though what they do or are made from has changed: each by a name or by values, as `retry` takes them. */
  readonly accept?: readonly string[] | undefined;
  /** False leaves jobs that failed before as they are. */
  readonly failed?: boolean | undefined;
}

/** Which part of a plan is to run. Refuses a selector that no job matches. */
export function wishOf(plan: Plan, options: PartOptions): Wish {
  const { withNeeds = false, fresh = false, failed = true } = options;
  return { chosen: selectedJobs(plan, options), withNeeds, fresh, leaveFailed: !failed };
}

/** The jobs that a command is about; null for all. Refuses a selector that no job matches. */
export function selectedJobs(plan: Plan, options: SelectionOptions): ReadonlySet<JobId> | null {
  const { only = [], skip = [], stage: stages = [] } = options;
  if (only.length + skip.length + stages.length === 0) return null;
  const selected = selectJobs(plan, { only, skip, stages });
  if (!selected.ok) throw new Refusal(EXIT.invalid, selected.problems.join('\n'));
  return selected.jobs;
}

/** A plan of the selected jobs alone; what they need of others is left out. */
export function planOfSelected(plan: Plan, selected: ReadonlySet<JobId> | null): Plan {
  if (selected === null) return plan;
  const jobs = plan.jobs.filter((job) => selected.has(job.id));
  return {
    ...plan,
    jobs: jobs.map((job, index) => ({ ...job, index, needs: job.needs.filter((need) => selected.has(need.job)) })),
  };
}
