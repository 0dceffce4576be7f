import type { Event } from '../model/event.ts';
import type { Plan } from '../model/plan.ts';
import { SchedulingIndex } from '../schedule/queue/scheduling-index.ts';
import { rebuildIndex } from '../schedule/state/rebuild-index.ts';
import { initialState } from '../schedule/state/records.ts';
import { reduce } from '../schedule/state/reduce.ts';
import type { RunState } from '../schedule/state/state.ts';
import { decodeLine } from './codec.ts';
import type { TakeLine } from './survey.ts';

/** The state that a plan is in after `events`, the whole past of its run folder. Resuming a run is this, and nothing else. */
export function replay(plan: Plan, events: Iterable<Event>): RunState {
  const state = initialState(plan);
  return pastOf(state, () => {
    for (const event of events) reduce(state, event);
    return state;
  });
}

/**
 * Has `read` take the lines of a journal into `state`, the whole past of its run folder; a line that is no event changes nothing, and is told.
 * Comes back with what `read` does.
 */
export function replayInto<T>(state: RunState, read: (take: TakeLine) => T): T {
  return pastOf(state, () =>
    read((line) => {
      const decoded = decodeLine(line);
      if (decoded.event === null) return decoded.why;
      reduce(state, decoded.event);
      return null;
    }),
  );
}

/** Nobody decides within a past, so what makes decisions fast is made once, at its end. */
function pastOf<T>(state: RunState, take: () => T): T {
  state.index = new SchedulingIndex(state.durations, false);
  const taken = take();
  state.index = rebuildIndex(state);
  return taken;
}
