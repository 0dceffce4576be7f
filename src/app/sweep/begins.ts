import type { Job } from '../../model/plan.ts';
import { beginTimesFor, instantOf, parseBeginTime, timeOfIso, type Begins } from '../../model/text/begin-time.ts';
import { instant, iso, type Instant } from '../../model/units.ts';
import type { CurrentRun } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';

/**
 * Before when jobs of a run that is about to begin are not to start; null where nothing says. What the run before has reckoned holds on
 * where that has not come to its end: who resumes it in the morning does not wait for another evening.
 *
 * @param said  What the command says of all jobs.
 * @param before  The run before, and whether this goes on with it as another runner.
 */
export function beginsOf(
  jobs: readonly Job[],
  said: string | undefined,
  { last, continues }: { readonly last: CurrentRun | null; readonly continues: boolean },
  now: Instant,
): Begins | null {
  if (said !== undefined && parseBeginTime(said) === null)
    throw new Refusal(EXIT.invalid, `\`${said}\` is no time to begin at, ${beginTimesFor(said)}`);
  const former = last !== null && (continues || isUnfinished(last)) ? last.begins.told : null;
  const all = said ?? former?.all ?? null;
  // What was added by hand says its time itself.
  const texts = new Set(jobs.flatMap(({ begin }) => (begin === null || timeOfIso(begin) !== null ? [] : [begin])));
  if (all !== null) texts.add(all);
  if (texts.size === 0) return null;
  // Who says it once more, and takes nothing over, means it from now on.
  const isAnew = (text: string): boolean => text === said && !continues;
  const at = [...texts].map((text) => {
    const known = isAnew(text) ? undefined : former?.at[text];
    return [text, known ?? iso(timeOf(text, now))] as const;
  });
  return { all, at: Object.fromEntries(at) };
}

/** Whether a run ended before its jobs did, other than for what they or a person wanted. */
function isUnfinished({ reason }: CurrentRun): boolean {
  return reason === null || reason === 'handed-over' || reason === 'interrupt' || reason === 'terminate';
}

function timeOf(text: string, now: Instant): Instant {
  const begin = parseBeginTime(text);
  return begin === null ? instant(now) : instantOf(begin, now);
}
