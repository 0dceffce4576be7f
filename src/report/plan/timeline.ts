import type { Estimate, EstimatedRun } from '../../model/estimate.ts';
import { gpuId } from '../../model/resources.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds, WHOLE, type Seconds } from '../../model/units.ts';
import { fit, widthOf } from '../text/columns.ts';
import { count } from '../text/phrases.ts';

/** More GPUs than this are told by their number. */
const GPUS_SHOWN = 32;

/** A timeline is not squeezed into fewer columns than this. */
const LEAST_COLUMNS = 20;

/**
 * A row for every GPU, if any job runs on one, and a row for all jobs that run without; above them the time, below them
 * how to read them. Nothing when no time passes.
 */
export function timeline(estimate: Estimate, width: number): string[] {
  if (estimate.makespan === 0) return [];
  const { gpus, cpu } = rowsOf(estimate);
  const shown = [...gpus.slice(0, GPUS_SHOWN), ...(cpu === null ? [] : [cpu])];
  const margin = 2 + shown.reduce((most, { name }) => Math.max(most, widthOf(name)), 0);
  const columns = Math.max(LEAST_COLUMNS, width - margin);
  const column = seconds(estimate.makespan / columns);
  const hidden = Math.max(0, gpus.length - GPUS_SHOWN);
  return [
    ' '.repeat(margin) + axis(estimate.makespan, columns),
    ...shown.map(({ name, spans, full }) => fit(name, margin) + bar(spans, columns, column, full)),
    ...(hidden > 0 ? [`and ${count(hidden, 'more GPU')}`] : []),
    ...legend(column, cpu),
  ];
}

/** A stretch of time in which so much is in use. */
interface Span {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly amount: number;
}

interface Row {
  readonly name: string;
  readonly spans: readonly Span[];
  /** What counts as all of it in use. */
  readonly full: number;
}

function rowsOf({ gpus, runs }: Estimate): { readonly gpus: readonly Row[]; readonly cpu: Row | null } {
  const onGpu = new Map<string, Span[]>(gpus.map(({ uuid }) => [uuid, []]));
  const cpu: Span[] = [];
  for (const run of runs) {
    const { share, gpus: held } = run.allocation;
    if (held.length === 0) cpu.push(spanOf(run, 1));
    for (const { uuid } of held) onGpu.get(uuid)?.push(spanOf(run, (share ?? WHOLE) / WHOLE));
  }
  const usesGpus = runs.length > cpu.length;
  const rows = gpus.map((gpu) => ({ name: `gpu ${gpuId(gpu)}`, spans: onGpu.get(gpu.uuid) ?? [], full: 1 }));
  return {
    gpus: usesGpus ? rows : [],
    cpu: cpu.length === 0 ? null : { name: 'cpu', spans: cpu, full: peakOf(cpu) },
  };
}

function spanOf({ from, to }: EstimatedRun, amount: number): Span {
  return { from, to, amount };
}

function peakOf(spans: readonly Span[]): number {
  const steps = spans.flatMap(({ from, to, amount }) => [
    { at: from, by: amount },
    { at: to, by: -amount },
  ]);
  let now = 0;
  let peak = 0;
  for (const { by } of steps.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    peak = Math.max(peak, now);
  }
  return Math.max(1, peak);
}

/** One character a column: how much of `full` is in use there. */
function bar(spans: readonly Span[], columns: number, column: Seconds, full: number): string {
  const used = new Array<number>(columns).fill(0);
  for (const { from, to, amount } of spans) {
    const last = Math.min(columns - 1, Math.floor(to / column));
    for (let at = Math.min(last, Math.floor(from / column)); at <= last; at += 1) {
      const overlap = Math.min(to, (at + 1) * column) - Math.max(from, at * column);
      used[at] = (used[at] ?? 0) + (Math.max(0, overlap) * amount) / (column * full);
    }
  }
  return used.map(shade).join('');
}

/** Below this a column counts as idle, so that a job that just reaches into it does not show. */
const TRACE = 0.01;

function shade(part: number): string {
  if (part < TRACE) return '·';
  if (part > 1 - TRACE) return '█';
  if (part > 2 / 3) return '▓';
  return part > 1 / 3 ? '▒' : '░';
}

function legend(column: Seconds, cpu: Row | null): string[] {
  const scale = `█ in use  ▓ ▒ ░ in part  · idle; a column is ${spellDuration(column)}`;
  return cpu === null ? [scale] : [scale, `cpu: █ is ${count(cpu.full, 'job')} without GPUs at once`];
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Distances between marks that people count in. */
const DISTANCES = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30],
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * DAY),
];

/** Columns from one mark to the next, at the least. */
const MARK_COLUMNS = 10;

/** Times above the columns in which they are. */
function axis(makespan: Seconds, columns: number): string {
  const least = (makespan / columns) * MARK_COLUMNS;
  const distance = DISTANCES.find((one) => one >= least) ?? least;
  let line = '';
  for (let step = 0; step * distance < makespan; step += 1) {
    const mark = step === 0 ? '0' : spellDuration(seconds(step * distance));
    const at = Math.floor((step * distance * columns) / makespan);
    if (at + mark.length <= columns) line = line.padEnd(at) + mark;
  }
  return line;
}
