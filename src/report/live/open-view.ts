import type { TerminalStream } from './screen.ts';
import type { HostView } from '../../model/resources.ts';
import type { Moment } from '../../model/units.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { LogPath } from '../text/phrases.ts';
import type { ReadEnd } from './said-last.ts';
import type { TimeLeft } from '../eta.ts';
import type { Keyboard } from './live-view.ts';
import type { Act, OpenView, ViewWithKeys, Write } from './view.ts';

export { redirect } from './redirect.ts';
export type { Act, Key, OpenView, ViewWithKeys } from './view.ts';

/** Shows nothing. */
export const silentView: OpenView = {
  show: () => undefined,
  say: () => undefined,
  close: () => Promise.resolve(),
};

/** Where a run is told. */
export interface ViewPlace {
  /** `json` for programs, `live` for a terminal, `plain` lines elsewhere. */
  readonly form: 'json' | 'live' | 'plain';
  readonly print: Write;
  /** The terminal that a live view draws on. */
  readonly terminal: TerminalStream;
  readonly now: () => Moment;
  readonly logPath: LogPath;
  /** Whether the run is another process's, so that Ctrl-C here does nothing to it. */
  readonly looksOn: boolean;
  /** The machine as the run has seen it last; null where that is not known. */
  readonly host: () => HostView | null;
  /** How long the run is thought to go on; null where that is not known. */
  readonly timeLeft: (state: RunState) => TimeLeft | null;
  /** Reads the end of the output of an attempt. */
  readonly readEnd: ReadEnd;
  /** Reads as much of the end of it as a terminal shows. */
  readonly readTail: ReadEnd;
  /** Whether the terminal is this process's to draw on. */
  readonly isInFront: () => boolean;
  /** Where the keys of the terminal come from; null where there are none. */
  readonly keys: Keyboard | null;
  /** Hears what keys of a live view ask for. */
  readonly act: (act: Act) => void;
}

/** The view in the form that is asked for; only its own code is loaded. The caller closes it. */
export async function openView({ form, print, terminal, ...setting }: ViewPlace): Promise<OpenView | ViewWithKeys> {
  const { now, logPath, looksOn } = setting;
  switch (form) {
    case 'json':
      return (await import('./json-view.ts')).jsonView(print, () => now().at, logPath);
    case 'live':
      return (await import('./live-view.ts')).liveView(terminal, { ...setting, color: true });
    case 'plain':
      return (await import('./plain-view.ts')).plainView(print, () => now().at, logPath, undefined, looksOn);
    default:
      return form satisfies never;
  }
}
