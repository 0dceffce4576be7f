import type { JobId, Plan } from '../../model/plan.ts';
import { isGlob } from '../../model/text/glob.ts';
import type { JobStatus } from '../../model/state.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { isSelector, jobMeant } from './find-job.ts';
import { matcherOf, nearestPattern } from './near-names.ts';
import { selectedJobs, type SelectionOptions } from '../sweep/selection.ts';

/** Which jobs are meant, besides by their names. */
export interface JobsOptions extends SelectionOptions {
  readonly failed?: boolean | undefined;
  readonly running?: boolean | undefined;
  readonly waiting?: boolean | undefined;
  /** Or in one of these states, by their names. */
  readonly state?: readonly JobStatus[] | undefined;
}

/** What a state is called in an option of its own. */
const STATES: readonly string[] = ['failed', 'running', 'waiting'] satisfies (keyof JobsOptions)[];

const WAITING: readonly JobStatus[] = ['waiting', 'backoff', 'held'];

/**
 * The jobs of a sweep that are named (id, label, the beginning of one, a pattern), match `axis=value` and the selectors, and are in one
 * of the states: in the order in which they are named, else in that of the plan. Refuses what names nothing.
 */
export function jobsMeant(
  plan: Plan,
  state: RunState,
  said: readonly string[],
  options: JobsOptions,
): readonly JobId[] {
  const selects = (word: string): boolean => isSelector(word) && !plan.jobs.some(({ id }) => id === word);
  const { only = [], ...selection } = options;
  const selectors = said.filter(selects);
  const names = said.filter((word) => !selects(word));
  const selected = selectedJobs(plan, { ...selection, only: [...only, ...selectors] });
  const statuses = statusesSaid(options);
  if (names.length === 0 && selected === null && statuses.length === 0) {
    throw new Refusal(
      EXIT.invalid,
      'say which jobs: by name, axis=value, --only, --stage, --failed, --running, --waiting or --state',
    );
  }
  const all = plan.jobs.map(({ id }) => id);
  const named = names.length === 0 ? all : [...new Set(names.flatMap((name) => jobsNamed(plan, name)))];
  return named
    .filter((id) => selected?.has(id) ?? true)
    .filter((id) => statuses.length === 0 || statuses.includes(state.byId.get(id)?.state.status ?? 'waiting'));
}

/**
 * The jobs that match the selectors and are in one of the states, in the order of the plan; where neither is said, all of them, and
 * those that have left the sweep and still run. Refuses a selector that no job matches.
 */
export function jobsListed(plan: Plan, state: RunState, options: JobsOptions): readonly JobRecord[] {
  const selected = selectedJobs(plan, options);
  const statuses = statusesSaid(options);
  const strays = selected === null ? [...state.running.values()].filter((record) => record.job === null) : [];
  return [...state.records, ...strays]
    .filter(({ id }) => selected?.has(id) ?? true)
    .filter((record) => statuses.length === 0 || statuses.includes(record.state.status));
}

function statusesSaid({ failed, running, waiting, state = [] }: JobsOptions): readonly JobStatus[] {
  return [
    ...(failed === true ? ['failed' as const] : []),
    ...(running === true ? ['running' as const] : []),
    ...(waiting === true ? WAITING : []),
    ...state,
  ];
}

function jobsNamed(plan: Plan, said: string): readonly JobId[] {
  const candidates = plan.jobs.map(({ id, label }) => ({ id, names: [id, label], of: plan.sweep }));
  if (!isGlob(said) || candidates.some(({ names }) => names.includes(said))) {
    const isState =
      STATES.includes(said) && !candidates.some(({ names }) => names.some((name) => name.startsWith(said)));
    if (isState) throw new Refusal(EXIT.invalid, `no job \`${said}\` here; did you mean --${said}?`);
    return [jobMeant(said, candidates).id];
  }
  const matches = matcherOf(said);
  const found = candidates.filter(({ names }) => names.some(matches)).map(({ id }) => id);
  if (found.length > 0) return found;
  const close = nearestPattern(
    said,
    candidates.flatMap(({ names }) => names),
  );
  const hint = close === null ? 'sweep list shows them' : `did you mean \`${close}\`?`;
  throw new Refusal(EXIT.invalid, `no job matches \`${said}\`; ${hint}`);
}
