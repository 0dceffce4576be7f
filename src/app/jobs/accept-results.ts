import { clock } from '../../host/system/clock.ts';
import type { AcceptedResult } from '../../model/event.ts';
import { groupBy } from '../../model/group-by.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count, labelOf } from '../../report/text/phrases.ts';
import { visible } from '../../report/text/visible.ts';
import { acceptancesOf, type Acceptances, type AcceptWish } from '../../run/requests/accepting.ts';
import { withinReach, type Wish } from '../../run/part.ts';
import type { FilesOfResults } from '../../run/world.ts';
import { initialState } from '../../schedule/state/records.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { jobsMeant } from './jobs-meant.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { PartOptions } from '../sweep/selection.ts';

/** What a command says of results that count though no attempt has made them so. Refuses names of no job, and what contradicts it. */
export function acceptWishOf(plan: Plan, { accept = [], acceptExisting = false, fresh }: PartOptions): AcceptWish {
  if (fresh === true && (acceptExisting || accept.length > 0)) {
    throw new Refusal(EXIT.invalid, '--fresh runs again what --accept and --accept-existing keep: say one of them');
  }
  const named = accept.length === 0 ? [] : accept.flatMap((word) => jobsMeant(plan, initialState(plan), [word], {}));
  return { existing: acceptExisting, named: new Set(named) };
}

/** The jobs that a wish may be about; null for all. */
export function reachOf(plan: Plan, wish: Wish): ReadonlySet<JobId> | null {
  return wish.chosen === null ? null : new Set(withinReach(plan, wish).map(({ id }) => id));
}

/** Takes in what a run with these options would accept, as whoever only looks. */
export function acceptForNow(
  plan: Plan,
  state: RunState,
  files: FilesOfResults,
  options: PartOptions,
  wish: Wish,
): Acceptances {
  const acceptances = acceptancesOf(plan, state, files, acceptWishOf(plan, options), reachOf(plan, wish));
  if (acceptances.accepted.length > 0) {
    reduce(state, { ...clock.now(), event: 'jobs-accepted', accepted: acceptances.accepted });
  }
  return acceptances;
}

/** What people should hear of what is accepted and what is not, a line each. */
export function tellAcceptances({ accepted, refused }: Acceptances, state: RunState): readonly string[] {
  const because = (one: AcceptedResult['because']): readonly string[] =>
    accepted.filter((each) => each.because === one).map(({ job }) => labelOf(state, job));
  const [done, kept, after] = [because('output'), because('change'), because('needs')];
  const those = after.length === 0 ? '' : `, and ${count(after.length, 'result')} of jobs that need them`;
  const reasons = groupBy(refused, (one) => one.because);
  return [
    ...(done.length === 0 ? [] : [`accepted as done, since what they produce is there: ${tell(done)}`]),
    ...(kept.length === 0 ? [] : [`accepted though changed: ${tell(kept)}${those}`]),
    ...[...reasons].map(
      ([why, jobs]) => `not accepted, since ${why}: ${tell(jobs.map(({ job }) => visible(job.label)))}`,
    ),
  ];
}

/** Jobs that are named; the rest by number. */
const NAMED = 5;

function tell(labels: readonly string[]): string {
  return `${count(labels.length, 'job')}, ${someOf(labels.slice(0, NAMED), labels.length)}`;
}
