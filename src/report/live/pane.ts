import type { JobId } from '../../model/plan.ts';
import type { HostView } from '../../model/resources.ts';
import { elapsed, type Tick } from '../../model/units.ts';
import { explainWaiting } from '../../schedule/decide/explain.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { tellTimeLeft, type TimeLeft } from '../eta.ts';
import { tellReason } from '../text/reasons.ts';
import { cut, cutMiddle, fit, widthOf } from '../text/columns.ts';
import { labelOf, spellWhole, type LogPath } from '../text/phrases.ts';
import type { Style } from '../text/style.ts';
import type { Seen } from './live-state.ts';
import { tellEnding } from './notices.ts';
import { isPaused, type Panel } from './panel.ts';
import { KEYS, panelLines } from './panel-lines.ts';
import { hasIdleGpu, PLACE, runningLines } from './rows.ts';

/** What a pane is made from, beside the state. */
export interface PaneSetting {
  readonly now: Tick;
  readonly logPath: LogPath;
  readonly style: Style;
  /** Terminal columns; with fewer than 20, lines may be wider. */
  readonly width: number;
  /** Lines that fit. */
  readonly height: number;
  /** Whether the run is another process's. */
  readonly looksOn?: boolean;
  /** The machine as the run has seen it last; null where that is not known, as to who looks on. */
  readonly host?: HostView | null;
  /** The last line of the output of jobs that run, as far as it is known. */
  readonly lastLines?: ReadonlyMap<JobId, string>;
  /** For how long the run is thought to go on; null where that is not known. */
  readonly left?: TimeLeft | null;
  /** Whether keys are read. */
  readonly hasKeys?: boolean;
  /** What is shown in the place of the jobs; null for these. */
  readonly panel?: Panel | null;
  /** The end of the output of the job whose log that is. */
  readonly tail?: string;
}

/** Fewer lines have no room for a line that names the keys. */
const ROOM_FOR_KEYS = 10;

/** Fewer lines have no room for how many jobs are in which state. */
const ROOM_FOR_COUNTS = 5;

/**
 * What the live view shows at one instant, as lines: how far the run is, what runs where, what failed last, and whether
 * it comes to an end. Looks at the running jobs alone, however many the plan has.
 */
export function paneOf(state: RunState, seen: Seen, setting: PaneSetting): string[] {
  const { host = null, lastLines = new Map(), height, panel = null, tail = '' } = setting;
  const before = [progressLine(state, setting), ...(height < ROOM_FOR_COUNTS ? [] : countsLines(state, seen, setting))];
  const ending = [
    ...pauseLines(state, host, setting),
    ...endingLines(state, seen, setting),
    ...keyLines(panel, setting),
  ];
  if (panel !== null) {
    const left = Math.max(1, height - before.length - ending.length);
    return [...before, ...panelLines(panel, state, { ...setting, tail }, left), ...ending].slice(0, height);
  }
  const after = [...nextLines(state, host, setting), ...failureLines(state, seen, setting), ...ending];
  const room = Math.max(1, height - before.length - after.length);
  return [...before, ...runningLines(state, { ...setting, host, lastLines }, room), ...after].slice(0, height);
}

const WIDEST_BAR = 100;
const NARROWEST_BAR = 6;

/** Columns that are kept for how long the run has gone on, and for how long it still will. */
const ELAPSED = 7;
const LEFT = 28;

/** From so many columns on the bar ends where it ends, whatever stands behind it. */
const ROOMY = 70;

/** `beam  ━━━━━━╸─────────    34/78   43%   1m 02s  about 40s left`; the bar is the first to go for want of room. */
function progressLine(state: RunState, { now, style, width, left = null }: PaneSetting): string {
  const { run, pending, plan } = state;
  if (run === null) return cut(plan.sweep, width);
  const done = run.todo - pending;
  const all = grouped(run.todo);
  const part = run.todo === 0 ? 1 : done / run.todo;
  const soFar = `${grouped(done).padStart(all.length)}/${all}  ${`${Math.floor(100 * part)}%`.padStart(4)}`;
  const since = spellWhole(elapsed(run.started.tick, now));
  const until = left === null ? '' : `  ${tellTimeLeft(left)}`;
  const time = width < ROOMY ? since : since.padStart(ELAPSED);
  const name = widthOf(plan.sweep) + 2;
  const behind = 2 + widthOf(`${soFar}  ${time}`);
  const room = width - name - (width < ROOMY ? behind + widthOf(until) : 2 + widthOf(soFar) + 2 + ELAPSED + LEFT);
  if (room < NARROWEST_BAR) return cut(`${plan.sweep}  ${soFar.trimStart()}  ${since}${until}`, width);
  const length = Math.min(room, WIDEST_BAR);
  const rest = cut(until, width - name - length - behind);
  return `${style.bold(plan.sweep)}  ${barOf(part, length, style)}  ${soFar}  ${style.dim(time)}${rest}`;
}

function barOf(part: number, width: number, style: Style): string {
  const halves = Math.floor(part * width * 2);
  const full = '━'.repeat(halves >> 1) + (halves % 2 === 1 ? '╸' : '');
  return style.bold(style.green(full)) + style.dim('─'.repeat(width - full.length));
}

function grouped(number: number): string {
  return number.toLocaleString('en');
}

/** `16 running · 1,620 waiting · 1,352 done · 5 failed · 3/8 slots`: how many jobs of the run are in which state, and how many slots they hold. */
function countsLines(state: RunState, { before }: Seen, { style, width, host }: PaneSetting): readonly string[] {
  const { counts, pending, run } = state;
  if (run === null) return [];
  const [failed, skipped, cancelled] = (['failed', 'skipped', 'cancelled'] as const).map((status) =>
    Math.max(0, counts[status] - before[status]),
  ) as [number, number, number];
  const ended = run.todo - pending;
  const parts: readonly (readonly [number, string, (text: string) => string])[] = [
    [state.running.size, 'running', style.cyan],
    [Math.max(0, pending - state.running.size - counts.backoff - counts.held), 'waiting', plain],
    [Math.max(0, ended - failed - skipped - cancelled), 'done', style.green],
    [failed, 'failed', style.red],
    [skipped, 'skipped', style.yellow],
    [cancelled, 'cancelled', style.yellow],
    [counts.backoff, 'to be retried', style.yellow],
    [counts.held, 'held', style.yellow],
  ];
  const told = parts.filter(([number]) => number > 0);
  const words = told.map(([number, what]) => `${grouped(number)} ${what}`);
  const indent = ' '.repeat(Math.min(10, widthOf(state.plan.sweep) + 2));
  const whole = indent + words.join(' · ');
  if (told.length === 0) return [];
  if (widthOf(whole) > width) return [cut(whole, width)];
  const all = host?.slots ?? run.slots;
  const slots = all === 0 ? '' : ` · ${state.index.ledger.slots}/${all} slots`;
  const counted = indent + told.map(([, , paint], at) => paint(words[at] ?? '')).join(style.dim(' · '));
  return [counted + (widthOf(whole + slots) > width ? '' : style.dim(slots))];
}

const plain = (text: string): string => text;

/** Why the job that comes first does not start though a GPU is idle, or nothing runs: by what decides on it. */
function nextLines(state: RunState, host: HostView | null, { now, style, width }: PaneSetting): readonly string[] {
  const first = state.index.queue.first?.first;
  const record = first === undefined ? undefined : state.records[first.index];
  if (host?.paused !== null || state.draining || record === undefined) return [];
  if (state.running.size > 0 && !hasIdleGpu(state, host)) return [];
  const [reason] = explainWaiting(state, host, record, now);
  if (reason === undefined) return [];
  const [why = ''] = tellReason(reason, (id) => labelOf(state, id));
  const label = cutMiddle(labelOf(state, record.id), Math.max(10, width >> 1));
  return [style.yellow(fit('next', PLACE)) + cut(`${label}: ${why}`, width - PLACE)];
}

function failureLines(state: RunState, { failure }: Seen, { logPath, style, width }: PaneSetting): string[] {
  if (failure === null) return [];
  const { job, attempt, cause } = failure;
  const again = findRecord(state, job)?.state.status === 'backoff' ? ', to be retried' : '';
  const nth = attempt === 1 ? '' : ` (attempt ${attempt})`;
  const label = labelOf(state, job);
  const path = logPath(job, attempt);
  const what = `: ${cause}${nth}${again}`;
  const word = style.red(fit('failed', PLACE));
  const text = `${label}${what}`;
  if (widthOf(text) + widthOf(path) + PLACE + 3 <= width) return [`${word}${text}   ${style.dim(path)}`];
  const shown = cutMiddle(label, Math.max(width >> 1, width - PLACE - widthOf(what)));
  return [
    word + cut(shown + what, width - PLACE),
    style.dim(cut(' '.repeat(PLACE) + cutMiddle(path, Math.max(1, width - PLACE)), width)),
  ];
}

/** That nothing new starts since a person wants it so, and how that is lifted. */
function pauseLines(
  state: RunState,
  host: HostView | null,
  { style, width, hasKeys = false }: PaneSetting,
): readonly string[] {
  if (state.draining) return [];
  const lifts = `${hasKeys ? 'p, or ' : ''}sweep set ${state.plan.sweep} slots=default`;
  const why = isPaused(state) ? `the run is paused until ${lifts}` : (host?.paused ?? null);
  return why === null ? [] : [style.yellow(cut(`nothing new starts: ${why}`, width))];
}

/** `? help  p pause  k kill …`, where there is room. */
function keyLines(panel: Panel | null, { style, width, height, hasKeys = false }: PaneSetting): readonly string[] {
  if (!hasKeys || panel !== null || height < ROOM_FOR_KEYS) return [];
  return [style.dim(cut(KEYS.map(([key, does]) => `${key} ${does}`).join('  '), width))];
}

function endingLines(state: RunState, { ending }: Seen, { style, width, looksOn = false }: PaneSetting): string[] {
  if (ending === null) return [];
  return [style.yellow(cut(tellEnding(ending.reason, ending.stopping, state.running.size, looksOn), width))];
}
