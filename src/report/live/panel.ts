import type { JobId } from '../../model/plan.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { labelOf } from '../text/phrases.ts';
import type { Act, Key } from './view.ts';

/** What a view shows in the place of the rows of the jobs, since keys have asked for it. */
export type Panel =
  | { readonly is: 'help' }
  /** What has failed, the last first, from a line on. */
  | { readonly is: 'failed'; readonly from: number }
  /** Jobs of which one is to be chosen: those with `typed` in their labels. */
  | { readonly is: 'choice'; readonly to: 'kill' | 'log'; readonly typed: string; readonly at: number }
  | { readonly is: 'question'; readonly act: Asked }
  /** The end of the output of a job, as it grows. */
  | { readonly is: 'log'; readonly job: JobId };

/** What is asked back before it is done. */
export type Asked = Exclude<Act, { readonly do: 'leave' }>;

/** What comes of a key. */
export interface Pressed {
  /** What is shown from now on; null for the jobs. */
  readonly panel: Panel | null;
  readonly act: Act | null;
}

/** Lines by which a page is turned. */
const PAGE = 10;

/**
 * What comes of a key.
 *
 * @param slotsBefore  What the run was set to before it was paused.
 */
export function pressed(panel: Panel | null, key: Key, state: RunState, slotsBefore: number | null): Pressed {
  if (panel === null) return pressedAbove(key, state, slotsBefore);
  const isOver = key === 'escape' || key === 'enter' || key === 'q';
  switch (panel.is) {
    case 'help':
      return isOver || key === '?' ? NOTHING : pressedAbove(key, state, slotsBefore);
    case 'failed':
      if (isOver) return NOTHING;
      return showing({ ...panel, from: Math.min(moved(panel.from, key), Math.max(0, failedOf(state).length - 1)) });
    case 'choice':
      return choosing(panel, key, state);
    case 'question':
      return { panel: null, act: key === 'y' || key === 'Y' ? panel.act : null };
    case 'log':
      return isOver ? NOTHING : showing(panel);
    default:
      return panel satisfies never;
  }
}

const NOTHING: Pressed = { panel: null, act: null };

function showing(panel: Panel): Pressed {
  return { panel, act: null };
}

function pressedAbove(key: Key, state: RunState, slotsBefore: number | null): Pressed {
  switch (key) {
    case '?':
      return showing({ is: 'help' });
    case 'p':
      // What goes on can be paused again; only a pause costs time.
      if (isPaused(state)) return { panel: null, act: { do: 'set', slots: slotsBefore } };
      return showing({ is: 'question', act: { do: 'set', slots: 0 } });
    case 'k':
      return showing({ is: 'choice', to: 'kill', typed: '', at: 0 });
    case 'l':
      return showing({ is: 'choice', to: 'log', typed: '', at: 0 });
    case 'f':
      return showing({ is: 'failed', from: 0 });
    case 'q':
      return { panel: null, act: { do: 'leave' } };
    default:
      return NOTHING;
  }
}

function moved(at: number, key: Key): number {
  const steps: Readonly<Record<string, number>> = { up: -1, down: 1, 'page-up': -PAGE, 'page-down': PAGE };
  return Math.max(0, at + (steps[key] ?? 0));
}

function choosing(panel: Extract<Panel, { readonly is: 'choice' }>, key: Key, state: RunState): Pressed {
  const jobs = candidates(panel, state);
  const at = Math.min(panel.at, Math.max(0, jobs.length - 1));
  if (key === 'escape') return NOTHING;
  if (key === 'enter') {
    const job = jobs[at]?.id;
    if (job === undefined) return showing(panel);
    return showing(panel.to === 'log' ? { is: 'log', job } : { is: 'question', act: { do: 'kill', job } });
  }
  if (key === 'backspace') return showing({ ...panel, typed: panel.typed.slice(0, -1), at: 0 });
  if (key.length <= 2) return showing({ ...panel, typed: panel.typed + key, at: 0 });
  return showing({ ...panel, at: Math.min(moved(at, key), Math.max(0, jobs.length - 1)) });
}

/** Whether a person has had the run start nothing more. */
export function isPaused({ run }: Pick<RunState, 'run'>): boolean {
  return run?.setting.slots === 0;
}

/** More are not looked through by eye: a part of a label finds the others. */
const MOST = 200;

/** The jobs that can be chosen: what runs first, then what is to run, or what has an output, the newest first. */
export function candidates(
  { to, typed }: Pick<Extract<Panel, { readonly is: 'choice' }>, 'to' | 'typed'>,
  state: RunState,
) {
  const wanted = typed.toLowerCase();
  const isMeant = ({ id }: JobRecord): boolean => labelOf(state, id).toLowerCase().includes(wanted);
  const running = [...state.running.values()];
  const others =
    to === 'kill'
      ? state.records.filter((record) => record.todo && record.state.status !== 'running')
      : state.records
          .filter((record) => record.past.length > 0 && record.state.status !== 'running')
          .sort((one, other) => other.endedAt - one.endedAt);
  return [...running, ...others].filter(isMeant).slice(0, MOST);
}

/** What has failed for good, the last first. */
export function failedOf({ records, counts }: RunState): readonly JobRecord[] {
  if (counts.failed === 0) return [];
  return records.filter(({ state }) => state.status === 'failed').sort((one, other) => other.endedAt - one.endedAt);
}
