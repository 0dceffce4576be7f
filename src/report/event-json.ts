import type { Event, FoundNumbers } from '../model/event.ts';
import type { MetricsReading } from '../model/metrics.ts';
import type { StopReason } from '../model/outcome.ts';
import type { HookName, JobId } from '../model/plan.ts';
import { gpuId } from '../model/resources.ts';
import type { Asked } from '../model/request.ts';
import type { CodeVersion } from '../model/run-start.ts';
import type { JobStatus } from '../model/state.ts';
import { WHOLE, iso, type Instant } from '../model/units.ts';
import type { Verdict } from '../model/verdict.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { RunState } from '../schedule/state/state.ts';
import { exitJson, type ExitJson } from './exit-json.ts';
import type { LogPath } from './text/phrases.ts';

/**
 * What happens in a run, for programs: a line of `sweep run --json`. Times are ISO 8601 in UTC with milliseconds; lengths of time are
 * in seconds, amounts of memory in bytes.
 */
export type EventJson = {
  readonly version: 1;
  readonly at: string;
} & (RunJson | JobJson | AttemptJson | GpuJson);

type RunJson =
  | {
      readonly event: 'run-started';
      readonly sweep: string;
      /** The sweep file, relative to the project root. */
      readonly file: string;
      readonly pid: number;
      readonly slots: number;
      /** Their indices, `1:0` for a MIG instance. */
      readonly gpus: readonly (number | string)[];
      /** How many jobs are fresh and left alone. */
      readonly fresh: number;
      /** The jobs that the run is to bring to their end, and why. */
      readonly todo: readonly {
        readonly job: string;
        readonly state: Verdict['state'];
        readonly because: string | null;
      }[];
      readonly code: CodeVersion | null;
    }
  /** Jobs that were not to start before that time may do so now. */
  | { readonly event: 'begin-reached'; readonly begin: string }
  /** Jobs that look as if they could not succeed are kept back: so many by now. */
  | { readonly event: 'class-held'; readonly because: string; readonly held: number }
  /** Nothing new is started; so many jobs still run. */
  | { readonly event: 'draining'; readonly reason: StopReason; readonly running: number }
  | {
      readonly event: 'run-ended';
      /** \`handed-over\`: another runner goes on with it, as the next \`run-started\` tells. */
      readonly reason: 'finished' | 'handed-over' | StopReason;
      readonly counts: Readonly<Record<JobStatus, number>>;
    }
  /** Results that count though no attempt has made them so: what a job produces was there, or what has changed does not matter. */
  | { readonly event: 'jobs-accepted'; readonly jobs: readonly { readonly job: string; readonly because: string }[] }
  /** A cluster has taken so many jobs, under an id of its own. */
  | {
      readonly event: 'array-submitted';
      readonly executor: string;
      readonly cluster: string;
      readonly id: string;
      readonly tasks: number;
    }
  /** What such jobs have by way of numbers. */
  | { readonly event: 'accepted-read'; readonly jobs: readonly FoundNumbers[] }
  | { readonly event: 'message'; readonly text: string }
  /** What somebody has asked for, and the jobs that it concerned. */
  | {
      readonly event: Exclude<Asked['event'], 'run-set' | 'file-followed'>;
      readonly jobs: readonly string[];
      readonly priority?: number;
    }
  | { readonly event: 'file-followed'; readonly path: string }
  /** Jobs that the file calls otherwise now: what was known of `was` is known of `job`. */
  | { readonly event: 'jobs-moved'; readonly moves: readonly { readonly job: string; readonly was: string }[] }
  /** Of a hook, with the job and the attempt that it tells of; left out where it tells of the run. */
  | {
      readonly event: 'hook-started' | 'hook-failed';
      readonly hook: HookName;
      readonly job?: string;
      readonly attempt?: number;
      readonly because?: string;
    }
  /** What the run may use from now on, as in \`run-started\`. */
  | { readonly event: 'run-set'; readonly slots: number; readonly gpus: readonly (number | string)[] };

/** What all events about a job have. */
interface OfJob {
  /** Its id. */
  readonly job: string;
  readonly label: string;
  /** As it is after the event; null for a job that has left the sweep. */
  readonly status: JobStatus | null;
}

type JobJson = OfJob &
  (
    | { readonly event: 'backoff-ended' }
    /** A need of it was not met: the job of this id. */
    | { readonly event: 'job-skipped'; readonly because: string }
  );

type AttemptJson = OfJob & { readonly attempt: number } & (
    | {
        readonly event: 'attempt-planned';
        readonly gpus: readonly (number | string)[];
        readonly slots: number;
        /** The part of its GPU, where it is given no whole one. */
        readonly share?: number;
        readonly memory?: number;
        readonly limit: number | null;
        readonly log: string;
      }
    | { readonly event: 'attempt-started'; readonly pid: number }
    | { readonly event: 'attempt-stopping'; readonly reason: StopReason }
    /** It runs no more and holds nothing; its end comes when what it has left has been read. */
    | { readonly event: 'attempt-exited' }
    | {
        readonly event: 'attempt-ended';
        readonly exit: ExitJson;
        /** The line of its output that tells best why it failed. */
        readonly error?: string;
        readonly seconds: number | null;
        readonly log: string;
      }
    /** What it has left by way of numbers; comes before its end. */
    | (MetricsReading & { readonly event: 'metrics-read' })
    | {
        readonly event: 'attempt-abandoned';
        /** What the system had run out of, where that is why. */
        readonly because?: string;
        /** In which way a cluster took its node from it, where that is why. */
        readonly taken?: string;
      }
    | { readonly event: 'leftovers-killed'; readonly pids: readonly number[] }
  );

type GpuJson =
  | {
      readonly event: 'gpu-quarantined';
      readonly gpu: string;
      readonly because: string;
      readonly pid: number | null;
    }
  | { readonly event: 'gpu-released'; readonly gpu: string };

/** An event for programs; `state` has taken it in. */
export function eventJson(event: Event, state: RunState, logPath: LogPath): EventJson {
  return { ...stamp(event.at), ...fieldsOf(event, state, logPath) };
}

/** Something to say that is no event, likewise. */
export function messageJson(text: string, now: Instant): EventJson {
  return { ...stamp(now), event: 'message', text };
}

function stamp(at: Instant) {
  return { version: 1, at: iso(at) } as const;
}

function fieldsOf(event: Event, state: RunState, logPath: LogPath): RunJson | JobJson | AttemptJson | GpuJson {
  switch (event.event) {
    case 'run-started': {
      const { runner, file, slots, gpus, fresh, code } = event;
      const todo = event.todo.map(({ job, verdict }) => ({ job, state: verdict.state, because: verdict.because }));
      return { event: event.event, sweep: state.plan.sweep, file, pid: runner.pid, slots, gpus, fresh, todo, code };
    }
    case 'attempt-planned': {
      const { job, attempt, allocation, limit } = event;
      const { gpus, slots, share, memory } = allocation;
      const more = { ...(share === null ? {} : { share: share / WHOLE }), ...(memory === null ? {} : { memory }) };
      const given = { gpus: gpus.map(gpuId), slots, ...more };
      return { ...ofAttempt(event, state), ...given, limit, log: logPath(job, attempt) };
    }
    case 'array-submitted': {
      const { executor, cluster, id, tasks } = event;
      return { event: event.event, executor, cluster, id, tasks };
    }
    case 'attempt-started':
      return { ...ofAttempt(event, state), pid: event.process.pid };
    case 'attempt-exited':
      return ofAttempt(event, state);
    case 'attempt-stopping':
      return { ...ofAttempt(event, state), reason: event.reason };
    case 'attempt-ended': {
      const { job, attempt, outcome, seconds, error } = event;
      const told = { exit: exitJson(outcome), ...(error === null ? {} : { error }) };
      return { ...ofAttempt(event, state), ...told, seconds, log: logPath(job, attempt) };
    }
    case 'metrics-read': {
      const { metrics, texts, curves, problem } = event;
      const told = { metrics, texts, curves, ...(problem === undefined ? {} : { problem }) };
      return { ...ofAttempt(event, state), ...told };
    }
    case 'attempt-abandoned': {
      const { because, taken } = event;
      const why = { ...(because === undefined ? {} : { because }), ...(taken === undefined ? {} : { taken }) };
      return { ...ofAttempt(event, state), ...why };
    }
    case 'leftovers-killed':
      return { ...ofAttempt(event, state), pids: event.pids };
    case 'backoff-ended':
      return ofJob(event, state);
    case 'begin-reached':
      return { event: event.event, begin: event.begin };
    case 'job-skipped':
      return { ...ofJob(event, state), because: event.because };
    case 'gpu-quarantined':
      return { event: event.event, gpu: event.gpu, because: event.because, pid: event.pid };
    case 'gpu-released':
      return { event: event.event, gpu: event.gpu };
    case 'class-held':
      return { event: event.event, because: event.because, held: state.counts.held };
    case 'draining':
      return { event: event.event, reason: event.reason, running: state.running.size };
    case 'run-ended':
      return { event: event.event, reason: event.reason, counts: { ...state.counts } };
    case 'jobs-cancelled':
    case 'jobs-held':
    case 'jobs-released':
    case 'jobs-retried':
    case 'jobs-rerun':
    case 'moved-first':
    case 'job-added':
    case 'jobs-forgotten':
      return { event: event.event, jobs: event.jobs };
    case 'priority-set':
      return { event: event.event, jobs: event.jobs, priority: event.priority };
    case 'jobs-accepted':
      return { event: event.event, jobs: event.accepted.map(({ job, because }) => ({ job, because })) };
    case 'accepted-read':
      return { event: event.event, jobs: event.found };
    case 'jobs-moved':
      return { event: event.event, moves: event.moves };
    case 'file-followed':
      return { event: event.event, path: event.file.path };
    case 'run-set':
      return { event: event.event, ...event.of };
    case 'hook-started':
    case 'hook-failed': {
      const { at: _, tick: __, ...told } = event;
      return told;
    }
    default:
      return event satisfies never;
  }
}

function ofAttempt<Name extends string>(
  about: { readonly event: Name; readonly job: JobId; readonly attempt: number },
  state: RunState,
) {
  return { ...ofJob(about, state), attempt: about.attempt };
}

function ofJob<Name extends string>({ event, job }: { readonly event: Name; readonly job: JobId }, state: RunState) {
  const record = findRecord(state, job);
  return { event, job, label: record?.job?.label ?? job, status: record?.state.status ?? null };
}
