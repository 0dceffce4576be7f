import { gpuId } from '../../model/resources.ts';
import { elapsed, type Tick } from '../../model/units.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { cut, cutMiddle, fit, widthOf } from '../text/columns.ts';
import { tellEnding } from './notices.ts';
import { timeLeft } from '../eta.ts';
import type { Seen } from './live-state.ts';
import type { Style } from '../text/style.ts';
import { labelOf, spellWhole, type LogPath } from '../text/phrases.ts';

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
}

/**
 * What the live view shows at one instant, as lines: how far the run is, what runs where, what failed last, and whether
 * it comes to an end. Looks at the running jobs alone, however many the plan has.
 */
export function paneOf(state: RunState, seen: Seen, setting: PaneSetting): string[] {
  const inner = { ...setting, width: setting.width - INDENT.length };
  const after = [...failureLines(state, seen, inner), ...endingLines(state, seen, inner)];
  const running = runningLines(state, inner, Math.max(1, setting.height - 1 - after.length));
  const lines = [...running, ...after].map((line) => INDENT + line);
  return [progressLine(state, seen, setting), ...lines].slice(0, setting.height);
}

const INDENT = '  ';

const WIDEST_BAR = 24;
const NARROWEST_BAR = 6;

/** `beam  ━━━━━━────────  34/78  1 failed  1m 02s  about 40s left`; the bar is the first to go for want of room. */
function progressLine(state: RunState, seen: Seen, { now, style, width }: PaneSetting): string {
  const { run, pending, plan } = state;
  if (run === null) return cut(plan.sweep, width);
  const done = run.todo - pending;
  const parts = [{ text: `${done}/${run.todo}`, paint: plain }, ...progressParts(state, seen, now, style)];
  const words = parts.map((part) => part.text).join('  ');
  const room = width - widthOf(plan.sweep) - widthOf(words) - 4;
  if (room < NARROWEST_BAR) return cut(`${plan.sweep}  ${words}`, width);
  const bar = barOf(done, run.todo, Math.min(room, WIDEST_BAR), style);
  return [style.bold(plan.sweep), bar, ...parts.map(({ text, paint }) => paint(text))].join('  ');
}

interface Part {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const plain = (text: string): string => text;

function progressParts(state: RunState, seen: Seen, now: Tick, style: Style): Part[] {
  const { counts, run } = state;
  const parts: Part[] = [];
  if (counts.failed > 0) parts.push({ text: `${counts.failed} failed`, paint: style.red });
  if (counts.skipped > 0) parts.push({ text: `${counts.skipped} skipped`, paint: style.yellow });
  if (counts.backoff > 0) parts.push({ text: `${counts.backoff} to be retried`, paint: style.yellow });
  if (run !== null) parts.push({ text: spellWhole(elapsed(run.started.tick, now)), paint: style.dim });
  const left = timeLeft(state, seen.pace, now);
  if (left !== null) parts.push({ text: `about ${spellWhole(left)} left`, paint: plain });
  return parts;
}

function barOf(done: number, all: number, width: number, style: Style): string {
  const full = all === 0 ? width : Math.floor((done / all) * width);
  return style.green('━'.repeat(full)) + style.dim('─'.repeat(width - full));
}

/** Jobs without GPUs that are named. */
const CPU_JOBS_NAMED = 4;

/** A line for each GPU of the run, then the first of the jobs that run without one. */
function runningLines(state: RunState, { now, style, width }: PaneSetting, height: number): string[] {
  const { onGpu, onCpu } = runningByPlace(state);
  const gpus = [...new Set([...(state.run?.gpus ?? []), ...onGpu.keys()])].sort(byId);
  const line = (place: string, record: JobRecord | undefined): string =>
    record === undefined
      ? style.dim(cut(`${fit(place, PLACE)}idle`, width))
      : `${style.cyan(fit(place, PLACE))}${jobLine(state, record, now, width - PLACE)}`;
  const lines = [
    ...gpus.flatMap((gpu) => (onGpu.get(gpu) ?? [undefined]).map((record) => line(`gpu ${gpu}`, record))),
    ...onCpu.slice(0, CPU_JOBS_NAMED).map((record) => line('cpu', record)),
  ];
  const unnamed = Math.max(0, onCpu.length - CPU_JOBS_NAMED);
  if (lines.length + (unnamed > 0 ? 1 : 0) > height) return crowdedLines(state, lines, height, style, width);
  return unnamed === 0 ? lines : [...lines, style.dim(cut(`${' '.repeat(PLACE)}and ${unnamed} more`, width))];
}

/** `2` before `10`, and the instances of a GPU in their order. */
function byId(a: number | string, b: number | string): number {
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

const PLACE = 8;
const TIME = 9;

function jobLine(state: RunState, record: JobRecord, now: Tick, width: number): string {
  const since = record.state.status === 'running' ? record.state.since.tick : now;
  return fit(spellWhole(elapsed(since, now)), TIME) + cutMiddle(labelOf(state, record.id), width - TIME);
}

function crowdedLines(
  state: RunState,
  lines: readonly string[],
  height: number,
  style: Style,
  width: number,
): string[] {
  const shown = lines.slice(0, height - 1);
  return [...shown, style.dim(cut(`${' '.repeat(PLACE)}${state.running.size} jobs run in all`, width))];
}

function runningByPlace(state: RunState) {
  const onGpu = new Map<number | string, JobRecord[]>();
  const onCpu: JobRecord[] = [];
  for (const record of state.running.values()) {
    const gpus = record.state.status === 'running' ? record.state.allocation.gpus : [];
    for (const gpu of gpus) onGpu.set(gpuId(gpu), [...(onGpu.get(gpuId(gpu)) ?? []), record]);
    if (gpus.length === 0) onCpu.push(record);
  }
  return { onGpu, onCpu };
}

function failureLines(state: RunState, { failure }: Seen, { logPath, style, width }: PaneSetting): string[] {
  if (failure === null) return [];
  const { job, attempt, cause } = failure;
  return [
    style.red(fit('failed', PLACE)) + cut(`${labelOf(state, job)}: ${cause}`, width - PLACE),
    style.dim(cut(`${' '.repeat(PLACE)}${logPath(job, attempt)}`, width)),
  ];
}

function endingLines(state: RunState, { ending }: Seen, { style, width, looksOn = false }: PaneSetting): string[] {
  if (ending === null) return [];
  return [style.yellow(cut(tellEnding(ending.reason, ending.stopping, state.running.size, looksOn), width))];
}
