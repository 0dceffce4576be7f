import type { Event } from '../../model/event.ts';
import type { RunState } from '../../schedule/state/state.ts';

/** Watches a run and tells what happens; drives nothing. */
export interface OpenView {
  /** Called after `state` has taken `event` in. */
  show(event: Event, state: RunState): void;
  /** Something to say that is no event. */
  say(message: string): void;
  /** Leaves the output fit for others to write to; nothing is shown after it. */
  close(): Promise<void>;
}

/** Where the text of a view goes, whole lines at a time. */
export type Write = (text: string) => void;
