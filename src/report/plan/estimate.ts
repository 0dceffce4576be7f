import { spellDuration } from '../../model/text/duration.ts';
import type { Estimate, EstimatedRun, Expected } from '../../model/estimate.ts';
import { gpuId } from '../../model/resources.ts';
import { seconds, type Seconds, WHOLE } from '../../model/units.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count, placeOf } from '../text/phrases.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { timeline } from './timeline.ts';

/** How wide a timeline is where there is no terminal. */
const USUAL_WIDTH = 80;

const LAST_TOLD = 5;
const REASONS_TOLD = 5;

/** An estimate for people: what it comes to, a timeline of every GPU, and the jobs that end last. */
export function estimateText(estimate: Estimate, { color, width }: Look): string {
  const style = styleFor(color);
  const across = Number.isFinite(width) ? width : USUAL_WIDTH;
  const { runs, durations, order, wideJobs, gpuSeconds, slotSeconds, busy } = estimate;
  if (runs.length === 0) return `${['Estimate: nothing would run', ...stuck(estimate)].join('\n')}\n`;
  const gpuTime =
    busy === null ? [] : [`GPU time: ${spellHours(gpuSeconds)} GPU-hours, GPUs busy ${percent(busy)} of the time`];
  const lines = [
    style.bold(`Estimate on ${machineOf(estimate)}: ${spellDuration(estimate.makespan)}`),
    tellBound(estimate),
    ...gpuTime,
    `CPU time: ${spellHours(slotSeconds)} slot-hours`,
    `Durations: ${tellDurations(durations)}`,
    `Order: ${ORDER[order]}`,
    ...(wideJobs === 'pack' ? ['Wide jobs: nothing is kept for what does not fit'] : []),
    ...stuck(estimate),
    '',
    ...timeline(estimate, across),
    '',
    'Last to end',
    ...lastToEnd(runs, across),
  ];
  return `${lines.join('\n')}\n`;
}

function machineOf({ gpus, slots }: Estimate): string {
  const cpus = count(slots, 'slot');
  return gpus.length === 0 ? cpus : `${count(gpus.length, 'GPU')} and ${cpus}`;
}

function tellBound({ makespan, bound }: Estimate): string {
  const why = BOUND_BY[bound.by];
  // The two are sums of the same durations in another order.
  if (makespan - bound.seconds < 1e-6 * makespan) return `No schedule is shorter: ${why}`;
  return `No schedule is shorter than ${spellDuration(bound.seconds)}: ${why}`;
}

const BOUND_BY: Readonly<Record<Estimate['bound']['by'], string>> = {
  chain: 'so long do jobs wait for each other',
  gpus: 'the GPUs have so much to do',
  slots: 'the slots have so much to do',
  limit: 'so long does a limit hold jobs back',
};

const DURATION_FROM: Readonly<Record<Expected['from'], string>> = {
  history: 'as such jobs took before',
  timeout: 'as long as the timeout allows',
  guess: 'guessed, as the median of the others',
};

const ORDER: Readonly<Record<Estimate['order'], string>> = {
  longest: 'among equals, what takes longest with what waits for it goes first',
  plan: 'among equals, the first of the plan goes first',
};

function tellDurations(durations: Estimate['durations']): string {
  const sources = (Object.keys(DURATION_FROM) as Expected['from'][]).filter((from) => durations[from] > 0);
  return sources.map((from) => `${count(durations[from], 'job')} ${DURATION_FROM[from]}`).join(', ');
}

/** Jobs that would not run, those with the same reason together. */
function stuck({ cannotRun }: Estimate): string[] {
  if (cannotRun.length === 0) return [];
  const labels = new Map<string, string[]>();
  for (const { job, because } of cannotRun) {
    const alike = labels.get(because);
    if (alike === undefined) labels.set(because, [job.label]);
    else alike.push(job.label);
  }
  const told = [...labels].slice(0, REASONS_TOLD).map(([because, alike]) => {
    return `  ${someOf(alike.slice(0, 1).map(visible), alike.length)}: ${visible(because)}`;
  });
  const rest = labels.size - told.length;
  const lines = rest === 0 ? told : [...told, `  and others, for ${count(rest, 'more reason')}`];
  return [`Would not run: ${count(cannotRun.length, 'job')}`, ...lines];
}

function lastToEnd(runs: readonly EstimatedRun[], width: number): string[] {
  const last = [...runs].sort((a, b) => b.to - a.to).slice(0, LAST_TOLD);
  const rows = last.map(({ job, from, to, allocation }) => [
    job.label,
    spellDuration(from),
    spellDuration(to),
    spellDuration(seconds(to - from)),
    placeOf(allocation),
  ]);
  const columns: Column[] = [
    { title: 'job', least: 24, cut: 'middle' },
    { title: 'begins', align: 'right' },
    { title: 'ends', align: 'right' },
    { title: 'takes', align: 'right' },
    { title: 'on', least: 12 },
  ];
  return table(columns, rows, width, (text) => text);
}

/** To tenths, to hundredths below an hour. */
function spellHours(time: Seconds): string {
  const hours = time / 3600;
  return String(Number(hours.toFixed(hours < 1 ? 2 : 1)));
}

function percent(part: number): string {
  return `${Math.round(100 * part)}%`;
}

/** What `sweep plan --estimate --json` adds to a plan. Times are in seconds. */
export interface EstimateJson {
  readonly seconds: number;
  readonly atLeast: { readonly seconds: number; readonly by: Estimate['bound']['by'] };
  readonly slots: number;
  readonly gpuSeconds: number;
  readonly slotSeconds: number;
  readonly busy: number | null;
  readonly durations: Estimate['durations'];
  readonly order: Estimate['order'];
  readonly wideJobs: Estimate['wideJobs'];
  readonly gpus: readonly { readonly gpu: number | string; readonly jobs: readonly EstimatedJobJson[] }[];
  readonly cpu: readonly EstimatedJobJson[];
  readonly cannotRun: readonly { readonly id: string; readonly because: string }[];
}

interface EstimatedJobJson {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** The part of the GPU; 1 for all of it, 0 for a job without GPUs. */
  readonly share: number;
  readonly duration: Expected['from'];
}

export function estimateJson(estimate: Estimate): EstimateJson {
  const { makespan, bound, runs, gpus, slots, gpuSeconds, slotSeconds, busy, durations, order, wideJobs, cannotRun } =
    estimate;
  const onGpu = new Map<string, EstimatedJobJson[]>(gpus.map(({ uuid }) => [uuid, []]));
  const cpu: EstimatedJobJson[] = [];
  for (const run of runs) {
    const json = estimatedJobJson(run);
    if (run.allocation.gpus.length === 0) cpu.push(json);
    for (const { uuid } of run.allocation.gpus) onGpu.get(uuid)?.push(json);
  }
  return {
    seconds: toMilliseconds(makespan),
    atLeast: { seconds: toMilliseconds(bound.seconds), by: bound.by },
    slots,
    gpuSeconds: toMilliseconds(gpuSeconds),
    slotSeconds: toMilliseconds(slotSeconds),
    busy,
    durations,
    order,
    wideJobs,
    gpus: gpus.map((gpu) => ({ gpu: gpuId(gpu), jobs: onGpu.get(gpu.uuid) ?? [] })),
    cpu,
    cannotRun: cannotRun.map(({ job, because }) => ({ id: job.id, because })),
  };
}

function estimatedJobJson({ job, from, to, allocation, expected }: EstimatedRun): EstimatedJobJson {
  const whole = allocation.gpus.length === 0 ? 0 : 1;
  const share = allocation.share === null ? whole : allocation.share / WHOLE;
  return { id: job.id, from: toMilliseconds(from), to: toMilliseconds(to), share, duration: expected.from };
}

/** Seconds to the last digit that a clock here has; sums of them otherwise end in a tail of rounding. */
function toMilliseconds(time: Seconds): number {
  return Math.round(time * 1000) / 1000;
}
