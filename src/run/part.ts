import type { Task } from '../model/run-start.ts';
import { groupBy } from '../model/group-by.ts';
import { isOrderOnly, type Job, type JobId, type Plan } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import { findRecord, isAsItRan, isRerun, isRetried } from '../schedule/state/records.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import { judgeFreshness, outdatedAttempts, type Verdicts } from './freshness.ts';
import type { FilesOfResults } from './world.ts';

/** Which part of a plan a run is asked to do. */
export interface Wish {
  /** The only jobs that are chosen; null for all. */
  readonly chosen: ReadonlySet<JobId> | null;
  /** Whether the chosen run again though they are fresh. */
  readonly fresh: boolean;
  /** Whether what the chosen need runs too, as far as it is not fresh. */
  readonly withNeeds: boolean;
  /** Whether jobs that failed before are left as they are. */
  readonly leaveFailed: boolean;
  /** Whether it goes on with the present run: what is left of that is chosen too, and what has failed and not changed stays so. */
  readonly continues?: boolean;
}

/** The part of a plan that a run is about, by what has run. */
export interface Part {
  readonly verdicts: Verdicts;
  /** The chosen jobs, and what they need where that was asked for; null for all. */
  readonly selected: ReadonlySet<JobId> | null;
  /** What is to be brought to its end, in the plan's order. */
  readonly tasks: readonly Task[];
  /** What has come to an end before and would be a task if it were selected, in the plan's order. */
  readonly unchosen: readonly JobId[];
}

/** The part of a plan that is wished for; `state` is the replayed journal. */
export function partOf(plan: Plan, state: RunState, files: FilesOfResults, wish: Wish): Part {
  const { chosen, fresh, withNeeds } = wish;
  const left = wish.continues === true ? leftOf(state) : NOTHING_LEFT;
  const isAsked = (id: JobId): boolean => fresh && (chosen?.has(id) ?? true);
  const again = (id: JobId): boolean => isAsked(id) || left.asked.has(id);
  // What was added by hand and has failed has come to its end.
  const leavesAll = wish.leaveFailed || plan.isOpen === true;
  const leaveFailed = (id: JobId): boolean => {
    const record = findRecord(state, id);
    if (left.tasks.has(id) || (record !== undefined && isRetried(record))) return false;
    return leavesAll || (left.failed.has(id) && !isAsked(id));
  };
  const verdicts = judgeFreshness(plan, state, files, { again, leaveFailed });
  const isToRun = (id: JobId): boolean => isDue(verdicts.get(id)?.state, id, leaveFailed) && !isOver(state, id);
  const wished = withNeeds ? andNeeds(plan, chosen, isToRun) : chosen;
  const selected = wished === null ? null : new Set([...wished, ...left.tasks]);
  const tasks = tasksOf(plan, verdicts, { isToRun, selected, again });
  const outdated = outdatedAttempts(state, files);
  const isPassedOver = ({ id }: Job): boolean =>
    selected?.has(id) === false && isToRun(id) && hasEnded(state, id, verdicts.get(id)?.state);
  return {
    verdicts,
    selected,
    unchosen: plan.jobs.filter(isPassedOver).map(({ id }) => id),
    tasks: tasks.map((task) => {
      const because = outdated.get(task.job);
      return because === undefined ? task : { ...task, outdated: true, outdatedBy: because };
    }),
  };
}

/** Whether a job that is to run has come to an end before, be it that it was skipped since nothing had failed that it waits to see fail. */
function hasEnded(state: RunState, id: JobId, verdict: VerdictState | undefined): boolean {
  if (verdict !== 'new') return verdict !== 'running';
  const record = state.byId.get(id);
  return record?.state.status === 'skipped' && record.job?.needs.some(({ when }) => when === 'failure') === true;
}

/** What a run leaves to the one that goes on with it. */
interface Left {
  /** What it has not come to, or has skipped. */
  readonly tasks: ReadonlySet<JobId>;
  /** Those of them that are to run though they were fresh. */
  readonly asked: ReadonlySet<JobId>;
  /** What has failed in it, and is defined as it was. */
  readonly failed: ReadonlySet<JobId>;
}

const NOTHING_LEFT: Left = { tasks: new Set(), asked: new Set(), failed: new Set() };

function leftOf({ records }: RunState): Left {
  const idsOf = (is: (record: JobRecord) => boolean): ReadonlySet<JobId> =>
    new Set(records.filter((record) => record.isTask && is(record)).map(({ id }) => id));
  return {
    tasks: idsOf(({ todo, state }) => todo || state.status === 'skipped'),
    asked: idsOf(({ todo, isAsked, state }) => todo && isAsked && state.status !== 'running'),
    failed: idsOf((record) => !record.todo && record.state.status === 'failed' && isAsItRan(record)),
  };
}

/** The jobs that a run could be about, whatever has run before. */
export function withinReach(plan: Plan, { chosen, withNeeds }: Pick<Wish, 'chosen' | 'withNeeds'>): readonly Job[] {
  const reach = withNeeds ? andNeeds(plan, chosen, () => true) : chosen;
  return plan.jobs.filter((job) => reach?.has(job.id) ?? true);
}

/** The jobs of tasks that may start: not those that something in their way keeps from running, nor what needs these. */
export function startable(plan: Plan, tasks: readonly Task[]): readonly Job[] {
  const byId = new Map(tasks.map((task) => [task.job, task]));
  const barred = new Set<JobId>();
  return plan.jobs.filter(({ id, needs }) => {
    const task = byId.get(id);
    if (task === undefined) return false;
    const isBarred =
      task.blocked !== undefined || needs.some((need) => need.when === 'success' && barred.has(need.job));
    if (isBarred) barred.add(id);
    return !isBarred;
  });
}

/** Whether a run that is about a job is to run it, by its verdict. */
function isDue(verdict: VerdictState | undefined, id: JobId, leaveFailed: (id: JobId) => boolean): boolean {
  return verdict !== 'fresh' && verdict !== 'cancelled' && !(verdict === 'failed' && leaveFailed(id));
}

/** Whether a job was added by hand and skipped: that is its end, unless somebody asks for it. */
function isOver(state: RunState, id: JobId): boolean {
  const record = state.byId.get(id);
  return record?.added != null && record.state.status === 'skipped' && !isRetried(record) && !isRerun(record);
}

/** Jobs, and what those of them that are to run need, and so on. */
function andNeeds(
  { jobs }: Plan,
  chosen: ReadonlySet<JobId> | null,
  isToRun: (id: JobId) => boolean,
): ReadonlySet<JobId> | null {
  if (chosen === null) return null;
  const all = new Set(chosen);
  // What a job needs comes before it in the plan.
  for (const { id, needs } of jobs.toReversed()) {
    if (!all.has(id) || !isToRun(id)) continue;
    for (const need of needs) if (!isOrderOnly(need) && isToRun(need.job)) all.add(need.job);
  }
  return all;
}

interface Choice extends Pick<Part, 'selected'> {
  readonly isToRun: (id: JobId) => boolean;
  /** Whether a job runs though it is fresh. */
  readonly again: (id: JobId) => boolean;
}

/** What a run is to bring to its end, in the plan's order: what is not fresh, selected, and not left alone. */
function tasksOf(plan: Plan, verdicts: Verdicts, { isToRun, selected, again }: Choice): readonly Task[] {
  const tasks: Task[] = [];
  const isSelected = (id: JobId): boolean => selected?.has(id) ?? true;
  const left = (id: JobId): VerdictState | null =>
    isSelected(id) && isToRun(id) ? null : (verdicts.get(id)?.state ?? null);
  const unfailed = unfailedNeeds(plan, left);
  for (const job of plan.jobs) {
    const { id, needs } = job;
    const verdict = verdicts.get(id);
    if (verdict === undefined) throw new Error(`no verdict on ${id}`);
    if (!isSelected(id) || !isToRun(id)) continue;
    const missing =
      needs.find(({ when, job: needed }) => when === 'success' && isInTheWay(left(needed)))?.job ?? unfailed(job);
    const asked = verdict.state !== 'running' && again(id) ? { asked: true as const } : {};
    tasks.push({ job: id, verdict, ...asked, ...(missing === null ? {} : obstacle(missing, isToRun(missing))) });
  }
  return tasks;
}

type VerdictState = Verdict['state'];

/** Whether a job that a run leaves as it is, by its verdict, can give no success; null is one that it runs. */
function isInTheWay(left: VerdictState | null): boolean {
  return left !== null && left !== 'fresh';
}

/**
 * Finds the needs of a failure that cannot be met: a stage of which none has failed, the run is about none, and some are not fresh,
 * of which it names the first.
 */
function unfailedNeeds({ jobs }: Plan, left: (id: JobId) => VerdictState | null): (job: Job) => JobId | null {
  const stages = new Map(jobs.map(({ id, stage }) => [id, stage]));
  return ({ needs }) => {
    const awaited = groupBy(
      needs.filter(({ when }) => when === 'failure'),
      ({ job }) => stages.get(job) ?? '',
    );
    for (const group of awaited.values()) {
      const states = group.map(({ job }) => left(job));
      const first = group[states.findIndex(isInTheWay)];
      if (first !== undefined && !states.some((state) => state === null || state === 'failed')) return first.job;
    }
    return null;
  };
}

/** What stands in a job's way: `job`, which is not chosen, or else is cancelled, or failed before and is left alone. */
function obstacle(job: JobId, isUnchosen: boolean): Pick<Task, 'blocked' | 'unchosen'> {
  return isUnchosen ? { blocked: job, unchosen: true } : { blocked: job };
}
