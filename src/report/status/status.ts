import type { AttemptMetrics } from '../../model/metrics.ts';
import { gpuId } from '../../model/resources.ts';
import type { JobStatus } from '../../model/state.ts';
import { elapsed, iso, type Moment, type Seconds } from '../../model/units.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import type { AttemptRecord, JobRecord, RunState } from '../../schedule/state/state.ts';
import { exitJson, type ExitJson } from '../exit-json.ts';
import type { LogPath } from '../text/phrases.ts';
import { type Silence, silentFor } from './silence.ts';
import { staleJson, type StaleJson, type StaleResults } from './stale.ts';

/** What `sweep status --json` prints. Times are ISO 8601 in UTC with milliseconds. */
export interface StatusJson {
  readonly version: 1;
  readonly sweep: string;
  /** The process that drives the run now; null when none does. */
  readonly runner: RunnerJson | null;
  /** What the system had run out of when a job was to start last; null where one has started since. */
  readonly scarcity: string | null;
  readonly counts: Readonly<Record<JobStatus, number>>;
  readonly jobs: readonly JobStatusJson[];
  /** The results that a run would make anew; left out where they have not been judged. */
  readonly stale?: StaleJson;
}

/** The process that drives a run. */
export interface RunnerJson {
  readonly pid: number;
  /** That it is suspended and does not answer, and for how many seconds at the least, null where nothing tells; left out where it answers. */
  readonly silent?: { readonly seconds: number | null };
}

/** What an attempt has left by way of numbers; all of it is left out where nothing was looked for. */
export interface MetricsJson {
  readonly metrics?: AttemptMetrics['metrics'];
  /** What of it is no number; left out where there is nothing. */
  readonly texts?: AttemptMetrics['texts'];
  /** What kept some of it from being read; left out where nothing did. */
  readonly metricsProblem?: string;
}

/** A job, and its newest attempt. Before its first attempt all that concerns attempts is null. */
export interface JobStatusJson extends MetricsJson {
  readonly id: string;
  readonly label: string;
  readonly status: JobStatus;
  readonly attempt: number | null;
  readonly started: string | null;
  readonly ended: string | null;
  /** From its start to its end, or until now. */
  readonly seconds: number | null;
  /** The GPUs that the attempt was given: their indices, `1:0` for a MIG instance. */
  readonly gpus: readonly (number | string)[];
  /** The living attempt's keeper. */
  readonly pid: number | null;
  readonly exit: ExitJson | null;
  /** The line of its output that tells best why it failed; left out where there is none. */
  readonly error?: string;
  readonly log: string | null;
  /** `skipped`: the id of the need that was not met. */
  readonly because?: string;
  /** That its result was accepted, though no attempt has made it so, when and why; left out where it was not. */
  readonly accepted?: { readonly at: string; readonly because: 'output' | 'change' | 'needs' };
  /** Why a run would make its result anew; left out where it would not. */
  readonly stale?: string;
}

/** What is known of a run, for programs: all jobs of the plan, then those that have left it and still run. */
export function statusJson(
  state: RunState,
  runnerPid: number | null,
  now: Moment,
  logPath: LogPath,
  stale: StaleResults | null = null,
  silence: Silence | null = null,
): StatusJson {
  const because = new Map(stale?.results.map((one) => [one.job.id, one.because]));
  const strays = [...state.running.values()].filter((record) => record.job === null);
  return {
    version: 1,
    sweep: state.plan.sweep,
    runner: runnerJson(runnerPid, silence, now),
    scarcity: state.scarcity,
    counts: { ...state.counts },
    jobs: [...state.records, ...strays].map((record) => {
      const why = because.get(record.id);
      return { ...jobStatusJson(record, now, logPath), ...(why === undefined ? {} : { stale: why }) };
    }),
    ...(stale === null ? {} : { stale: staleJson(stale) }),
  };
}

export function runnerJson(pid: number | null, silence: Silence | null, now: Moment): RunnerJson | null {
  if (pid === null) return null;
  return { pid, ...(silence === null ? {} : { silent: { seconds: silentFor(silence, now.at) } }) };
}

/** What is known of a job and of its newest attempt, for programs. */
export function jobStatusJson(record: JobRecord, now: Moment, logPath: LogPath): JobStatusJson {
  const { id, job, state, past } = record;
  const common = { id, label: job?.label ?? id, status: state.status };
  const accepted = acceptanceOf(record);
  const because = {
    ...(state.status === 'skipped' ? { because: state.because } : {}),
    ...(accepted === null ? {} : { accepted: { at: iso(accepted.at.at), because: accepted.because } }),
    ...metricsJson(accepted?.found ?? null),
  };
  const last = past.at(-1);
  if (last === undefined) return { ...common, ...NO_ATTEMPT, ...because };
  return {
    ...common,
    attempt: last.attempt,
    started: iso((last.start?.at ?? last.planned).at),
    ended: last.end === null ? null : iso(last.end.at.at),
    seconds: timeTaken(last, now),
    gpus: last.allocation.gpus.map(gpuId),
    pid: state.status === 'running' ? (state.process?.pid ?? null) : null,
    exit: last.end === null ? null : exitJson(last.end.outcome),
    ...(last.end?.error == null ? {} : { error: last.end.error }),
    log: logPath(id, last.attempt),
    ...metricsJson(last.metrics),
    ...because,
  };
}

export function metricsJson(left: AttemptMetrics | null): MetricsJson {
  if (left === null) return {};
  const { metrics, texts, problem } = left;
  return {
    metrics,
    ...(Object.keys(texts).length === 0 ? {} : { texts }),
    ...(problem === undefined ? {} : { metricsProblem: problem }),
  };
}

const NO_ATTEMPT = {
  attempt: null,
  started: null,
  ended: null,
  seconds: null,
  gpus: [],
  pid: null,
  exit: null,
  log: null,
} as const;

/** How long an attempt has taken, or takes so far; null where its start is not known. */
export function timeTaken(attempt: AttemptRecord, now: Moment): Seconds | null {
  if (attempt.end !== null) return attempt.end.seconds;
  return elapsed((attempt.start?.at ?? attempt.planned).tick, now.tick);
}
