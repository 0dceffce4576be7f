import { someOf } from '../../model/text/some-of.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Style } from '../text/style.ts';
import { count, labelOf } from '../text/phrases.ts';

/** Jobs that are named; the rest by number. */
const NAMED = 5;

/** The jobs that a person holds or has cancelled, by name, and how they come to run. */
export function tellKeptBack(state: RunState, style: Style): string[] {
  return [
    ...tellSome(state, style.yellow('held     '), state.records.filter(isHeld), 'until `sweep release`'),
    ...tellSome(state, style.yellow('cancelled'), state.records.filter(isCancelled), 'until `sweep retry`'),
  ];
}

/** Whether a person keeps a job from running. */
export function isHeld({ held, state: { status } }: JobRecord): boolean {
  return held && status !== 'running' && status !== 'succeeded';
}

function isCancelled({ cancelled, state: { status } }: JobRecord): boolean {
  return cancelled !== null && status !== 'running';
}

function tellSome(state: RunState, word: string, records: readonly JobRecord[], until: string): string[] {
  if (records.length === 0) return [];
  const named = records.slice(0, NAMED).map(({ id }) => labelOf(state, id));
  return [`${word} ${count(records.length, 'job')}, ${until}: ${someOf(named, records.length)}`];
}
