import type { Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { initialState } from '../schedule/state/records.ts';
import { reduce } from '../schedule/state/reduce.ts';
import type { RunState } from '../schedule/state/state.ts';

/** The state that a plan is in after `events`, the whole past of its run folder. Resuming a run is this, and nothing else. */
export function replay(plan: Plan, events: Iterable<Event>): RunState {
  const state = initialState(plan);
  for (const event of events) reduce(state, event);
  return state;
}
