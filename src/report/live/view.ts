import type { Event } from '../../model/event.ts';
import type { JobId } from '../../model/plan.ts';
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

/** A key of a terminal: a character, or one of `up`, `down`, `page-up`, `page-down`, `enter`, `escape` and `backspace`. */
export type Key = string;

/** A view that whoever watches can ask for more, and for what is to be done. */
export interface ViewWithKeys extends OpenView {
  press(key: Key): void;
}

/** What keys of a view ask for; nothing of it is done by the view. */
export type Act =
  /** Leaves it, and the run goes on. */
  | { readonly do: 'leave' }
  /** Has the run use so many slots: 0 pauses it, null is what its command says. */
  | { readonly do: 'set'; readonly slots: number | null }
  | { readonly do: 'kill'; readonly job: JobId };
