import { gpuId, type HostView, type Pause, PAUSED, tellPauses } from '../../model/resources.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import { elapsed, type Tick } from '../../model/units.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { cut, cutMiddle, fit, widthOf } from '../text/columns.ts';
import { count, labelOf, spellWhole } from '../text/phrases.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import { memoryColumn, type MemoryColumn } from './memory-column.ts';

/** What rows are made from, beside the state. */
export interface RowSetting {
  readonly now: Tick;
  readonly style: Style;
  readonly width: number;
  /** The machine as the run has seen it last; null where that is not known, as to who looks on. */
  readonly host: HostView | null;
  /** The last line of the output of jobs that run, as far as it is known. */
  readonly lastLines: ReadonlyMap<JobId, string>;
}

/** Lines for jobs without a GPU, in a run without GPUs and in one with some. */
const MOST_CPU_JOBS = 12;
const CPU_JOBS_BESIDE_GPUS = 5;

type GpuName = number | string;

/** GPUs of which the same is to be told: they are held by the same jobs, or no job of this run is on them for the same reason. */
interface Row {
  readonly gpus: readonly GpuName[];
  readonly jobs: readonly JobRecord[];
  /** Why no job of this run is on them, or no more start there; null where there is no reason. */
  readonly barred: string | null;
  /** Where that is that they are paused, by whom each is. */
  readonly pauses: readonly Pause[];
}

/**
 * What runs where, in at most `height` lines and at least one where there is anything to tell: the GPUs of the run, those with the same
 * to tell together, then the jobs that run without one. Where they are too many, what is left is told in a line.
 */
export function runningLines(state: RunState, setting: RowSetting, height: number): readonly string[] {
  const { onGpu, onCpu } = runningByPlace(state);
  const names = [...new Set([...(state.run?.gpus ?? []), ...onGpu.keys()])].sort(byName);
  const rows = rowsOf(state, names, onGpu, setting.host);
  const table = new Table(state, setting, names);
  const least = onCpu.length === 0 ? 0 : 1;
  const shown = rows.length + least <= height ? rows : rows.slice(0, Math.max(0, height - least - 1));
  const rest = rows.slice(shown.length);
  const gpuLines = [...shown.map((row) => table.row(row)), ...(rest.length === 0 ? [] : [table.rest(rest)])];
  const room = Math.min(
    names.length === 0 ? MOST_CPU_JOBS : CPU_JOBS_BESIDE_GPUS,
    Math.max(least, height - gpuLines.length),
  );
  if (onCpu.length <= room) return [...gpuLines, ...onCpu.map((job) => table.line('cpu', null, table.job(job)))];
  if (room === 1) return [...gpuLines, table.line('cpu', null, table.jobs(onCpu))];
  const named = onCpu.slice(0, room - 1).map((job) => table.line('cpu', null, table.job(job)));
  return [...gpuLines, ...named, table.quiet('', `and ${onCpu.length - named.length} more`)];
}

/** Whether a GPU of the run is to be had: no job is on it, and nothing is known that keeps one away. */
export function hasIdleGpu(state: RunState, host: HostView | null): boolean {
  const { onGpu } = runningByPlace(state);
  return rowsOf(state, state.run?.gpus ?? [], onGpu, host).some(
    ({ jobs, barred }) => jobs.length === 0 && barred === null,
  );
}

function runningByPlace(state: RunState) {
  const onGpu = new Map<GpuName, JobRecord[]>();
  const onCpu: JobRecord[] = [];
  for (const record of state.running.values()) {
    const gpus = record.state.status === 'running' ? record.state.allocation.gpus : [];
    for (const gpu of gpus) onGpu.set(gpuId(gpu), [...(onGpu.get(gpuId(gpu)) ?? []), record]);
    if (gpus.length === 0) onCpu.push(record);
  }
  return { onGpu, onCpu };
}

/** `2` before `10`, and the instances of a GPU in their order. */
function byName(a: GpuName, b: GpuName): number {
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Each stands where its first GPU does. GPUs without a job are told together as far as they follow each other. */
function rowsOf(
  state: RunState,
  names: readonly GpuName[],
  onGpu: ReadonlyMap<GpuName, readonly JobRecord[]>,
  host: HostView | null,
): readonly Row[] {
  const rows: (Row & { readonly gpus: GpuName[]; readonly pauses: Pause[] })[] = [];
  for (const name of names) {
    const jobs = onGpu.get(name) ?? [];
    const barred = barredBy(state, name, host) ?? (jobs.length === 0 ? (host?.paused ?? null) : null);
    const among = jobs.length === 0 ? rows.slice(-1) : rows;
    const pause = pauseOf(name, host);
    const alike = among.find(
      (row) =>
        row.barred === barred &&
        row.pauses[0]?.by === pause?.by &&
        String(row.jobs.map(idOf)) === String(jobs.map(idOf)),
    );
    if (alike === undefined) rows.push({ gpus: [name], jobs, barred, pauses: pause === undefined ? [] : [pause] });
    else {
      alike.gpus.push(name);
      if (pause !== undefined) alike.pauses.push(pause);
    }
  }
  return rows.map((row) => (row.barred === PAUSED ? { ...row, barred: tellPauses(row.pauses) } : row));
}

const idOf = ({ id }: JobRecord): JobId => id;

function pauseOf(name: GpuName, host: HostView | null): Pause | undefined {
  const gpu = host?.gpus.find((one) => gpuId(one) === name);
  return gpu?.taken === PAUSED ? gpu.pause : undefined;
}

/** Why nothing is started on a GPU of the run, other than that a job of this run is on it. */
function barredBy(state: RunState, name: GpuName, host: HostView | null): string | null {
  const gpu = host?.gpus.find((one) => gpuId(one) === name);
  if (host === null || gpu === undefined) return null;
  const quarantined = state.quarantined.get(gpu.uuid);
  if (quarantined !== undefined) return `not used: ${visible(quarantined)}`;
  if (gpu.taken === PAUSED) return PAUSED;
  const { holds, self } = host.neighbours;
  const theirs = holds.filter(({ gpus }) => gpus.includes(gpu.uuid));
  if (theirs.length > 0) {
    const named = theirs.map(({ by, job }) => `${by.uid === self?.uid ? '' : `${by.user}, `}${by.sweep} ${job}`);
    return visible(`held by ${someOf(named.slice(0, 2), named.length)}`);
  }
  const isOurs = state.index.ledger.gpus.has(gpu.uuid);
  return gpu.taken === null || isOurs ? null : visible(gpu.taken);
}

/** The fewest columns of where a job runs. */
export const PLACE = 9;

/** Columns of how long a job has run; and with how long such jobs take. */
const TIME = 9;
const BOTH_TIMES = 18;

/** From so many columns on there is room for how long such jobs take, and for what a job has said last. */
const ROOMY = 70;

/** Fewer columns of what a job has said last tell nothing. */
const LEAST_SAID = 12;

/** Labels that are looked at to learn how wide they are. */
const LABELS = 10_000;

const widest = new WeakMap<Plan, number>();

/** Columns of the widest label; a plan does not change, and is looked at once. */
function widestLabel(plan: Plan): number {
  const known = widest.get(plan);
  if (known !== undefined) return known;
  const width = Math.max(0, ...plan.jobs.slice(0, LABELS).map(({ label }) => widthOf(visible(label))));
  widest.set(plan, width);
  return width;
}

/** The columns of the rows, which do not move while a run goes on. */
class Table {
  readonly #state: RunState;
  readonly #setting: RowSetting;
  readonly #place: number;
  readonly #memory: MemoryColumn | null;
  readonly #time: number;
  readonly #label: number;

  constructor(state: RunState, setting: RowSetting, gpus: readonly GpuName[]) {
    this.#state = state;
    this.#setting = setting;
    const { width, host } = setting;
    const name = Math.max(1, ...gpus.map((gpu) => String(gpu).length));
    this.#place = Math.max(PLACE, gpus.length > 1 ? 7 + 2 * name : 6 + name);
    this.#memory =
      width < ROOMY || host === null || state.index.queue.askForGpus === 'none' ? null : memoryColumn(host, width);
    this.#time = width < ROOMY ? TIME : BOTH_TIMES;
    const room = this.#room - this.#time;
    this.#label = Math.max(
      1,
      Math.min(widestLabel(state.plan) + 2, width < ROOMY ? room : Math.max(room >> 1, room - LEAST_SAID - 4)),
    );
  }

  /** What is left for what there is to say in a line. */
  get #room(): number {
    return this.#setting.width - this.#place - (this.#memory?.width ?? 0);
  }

  row({ gpus, jobs, barred }: Row): string {
    const place = `gpu ${rangesOf(gpus)}`;
    const [first] = jobs;
    if (first === undefined) return this.quiet(place, barred ?? this.#unheld, gpus);
    const said = barred === null ? null : `no more start here: ${barred}`;
    return this.line(place, gpus, jobs.length > 1 ? this.jobs(jobs) : this.job(first, said));
  }

  /** Rows for which there is no room, in one. */
  rest(rows: readonly Row[]): string {
    const jobs = [...new Set(rows.flatMap((row) => row.jobs))];
    const gpus = rows.flatMap((row) => row.gpus);
    const without = rows.filter((row) => row.jobs.length === 0).flatMap((row) => row.gpus).length;
    const unheld = without === 0 ? '' : `${count(without, 'GPU')} without a job of this run`;
    const text = jobs.length === 0 ? unheld : this.jobs(jobs, unheld === '' ? '' : `, ${unheld}`);
    return this.line(`gpu ${rangesOf(gpus)}`, null, text);
  }

  line(place: string, gpus: readonly GpuName[] | null, text: string): string {
    const { style, width } = this.#setting;
    const memory = this.#memory === null ? '' : this.#memory.of(gpus ?? []);
    const room = width - this.#place - widthOf(memory);
    return style.cyan(fit(place, this.#place)) + style.dim(memory) + cut(text, room).trimEnd();
  }

  quiet(place: string, text: string, gpus: readonly GpuName[] = []): string {
    const { style, width } = this.#setting;
    const memory = this.#memory === null ? '' : this.#memory.of(gpus);
    return style.dim(cut(fit(place, this.#place) + memory + text, width));
  }

  /** A job, for how long it has run, and what it has said last, unless there is something else to say. */
  job(record: JobRecord, said: string | null = null): string {
    const label = cutMiddle(labelOf(this.#state, record.id), this.#label - 2);
    const begun = `${fit(label, this.#label)}${fit(this.#times(record), this.#time)}`;
    const last = said ?? this.#setting.lastLines.get(record.id) ?? '';
    const room = this.#room - this.#label - this.#time;
    return last === '' || room < LEAST_SAID ? begun : begun + cut(last, room);
  }

  jobs(records: readonly JobRecord[], besides = ''): string {
    const named = records.map((record) => `${labelOf(this.#state, record.id)} ${spellWhole(this.#ranOf(record))}`);
    return `${count(records.length, 'job')}${besides}: ${named.slice(0, 20).join(', ')}${records.length > 20 ? ', …' : ''}`;
  }

  get #unheld(): string {
    return this.#setting.host === null ? 'no job of this run' : 'idle';
  }

  #ranOf({ state }: JobRecord) {
    return elapsed(state.status === 'running' ? state.since.tick : this.#setting.now, this.#setting.now);
  }

  /** `4m 10s / ~6m`, the latter as such jobs have taken. */
  #times(record: JobRecord): string {
    const ran = spellWhole(this.#ranOf(record));
    const expected = this.#time === TIME ? null : this.#state.durations.expected(record);
    return expected === null ? ran : `${ran} / ~${spellWhole(expected)}`;
  }
}

/** `0–3,6`, and instances by name. */
function rangesOf(gpus: readonly GpuName[]): string {
  const parts: { readonly first: GpuName; last: GpuName }[] = [];
  for (const gpu of gpus) {
    const part = parts.at(-1);
    if (part !== undefined && typeof gpu === 'number' && part.last === gpu - 1) part.last = gpu;
    else parts.push({ first: gpu, last: gpu });
  }
  return parts.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(',');
}
