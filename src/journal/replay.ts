import type { Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState } from '../schedule/state/records.ts';
import { reduce } from '../schedule/state/reduce.ts';
import type { RunState } from '../schedule/state/state.ts';
import { decodeLine } from './codec.ts';
import type { TakeLine } from './survey.ts';

/** The state that a plan is in after `events`, the whole past of its run folder. Resuming a run is this, and nothing else. */
export function replay(plan: Plan, events: Iterable<Event>): RunState {
  const state = initialState(plan);
  for (const event of events) reduce(state, event);
  return state;
}

/** Takes the lines of a journal into `state`; a line that is no event changes nothing, and is told. */
export function takeInto(state: RunState): TakeLine {
  return (line) => {
    const decoded = decodeLine(line);
    if (decoded.event === null) return decoded.why;
    reduce(state, decoded.event);
    return null;
  };
}
