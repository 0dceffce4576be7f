import type { InputRecord } from '../../model/input.ts';
import type { Job, Need } from '../../model/plan.ts';
import { gpuId } from '../../model/resources.ts';
import type { CodeVersion, Provenance, RunOrigin } from '../../model/run-start.ts';
import type { JobStatus } from '../../model/state.ts';
import { iso, type Moment } from '../../model/units.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { AttemptRecord, JobRecord, RunState } from '../../schedule/state/state.ts';
import { exitJson, type ExitJson } from '../exit-json.ts';
import { jobJson, type JobJson } from '../job-json.ts';
import type { Silence } from './silence.ts';
import {
  type JobStatusJson,
  jobStatusJson,
  metricsJson,
  type MetricsJson,
  type RunnerJson,
  runnerJson,
  timeTaken,
} from './status.ts';

/** A job of a run folder, and where its files are as people should read it. */
export interface JobDetails {
  readonly state: RunState;
  readonly record: JobRecord;
  readonly runnerPid: number | null;
  /** That the runner does not answer; left out or null where it does, or there is none. */
  readonly silence?: Silence | null;
  /** What each attempt came from, by its number. */
  readonly from: ReadonlyMap<number, Provenance>;
  readonly now: Moment;
  /** `job.dir` */
  readonly folder: string;
  /** Where the copy of the code of that name is. */
  readonly copyAt: (name: string) => string;
  /** Where that is kept which code differed in from its commit, by its hash; null where it is not. */
  readonly diffAt: (hash: string) => string | null;
  readonly filesOf: (attempt: number) => AttemptFiles;
}

/** Where the files of an attempt are. */
export interface AttemptFiles {
  readonly log: string;
  /** Null where it is not kept apart. */
  readonly stderr: string | null;
  readonly script: string;
}

/** What `sweep show JOB --json` prints: what a status tells of the job, what the sweep says of it, and each of its attempts. */
export interface JobDetailsJson extends JobStatusJson {
  readonly version: 1;
  readonly sweep: string;
  /** The process that drives the run now; null when none does. */
  readonly runner: RunnerJson | null;
  /** Whether a person holds it. */
  readonly held: boolean;
  /** As the sweep has it; null for a job that has left the sweep. */
  readonly definition: DefinitionJson | null;
  readonly needs: readonly { readonly id: string; readonly when: Need['when']; readonly status: JobStatus }[];
  readonly dir: string;
  /** Its id before `moved` renamed it; left out where it had no other. */
  readonly movedFrom?: string;
  /** The oldest first. */
  readonly attempts: readonly AttemptJson[];
}

export interface DefinitionJson extends Omit<JobJson, 'id' | 'label' | 'needs'> {
  readonly setup: string | null;
  readonly workdir: string;
  /** The names of the variables that the sweep sets; their values may be secret. */
  readonly env: readonly string[];
  /** Further attempts after a failure. */
  readonly retries: number;
  readonly requires: readonly string[];
  readonly inputs: readonly string[];
  readonly produces: readonly string[];
}

export interface AttemptJson extends AttemptFiles, MetricsJson {
  readonly attempt: number;
  /** Why it was made although the job had run before; null where it had not, or the attempt before tells. */
  readonly because: string | null;
  readonly started: string;
  readonly ended: string | null;
  readonly seconds: number | null;
  readonly gpus: readonly (number | string)[];
  /** Its keeper; null where nobody has noted that it began. */
  readonly pid: number | null;
  readonly exit: ExitJson | null;
  /** The line of its output that tells best why it failed; null where there is none. */
  readonly error: string | null;
  readonly fingerprint: string;
  /** What its inputs held when it began; null where an older journal does not tell. */
  readonly inputs: readonly InputRecord[] | null;
  /** As it was when its run began; null outside of a repository. */
  readonly code: CodeJson | null;
  /** By whom its run was begun, how, and on what; null where an older journal does not tell. */
  readonly origin: RunOrigin | null;
  /** The copy of the code that it ran in; null where it ran in the project itself. */
  readonly snapshot: string | null;
}

/** The code that ran, and where that is kept which differed from its commit; null where nothing did, or it is not kept. */
export interface CodeJson extends CodeVersion {
  readonly diff: string | null;
}

/** All that is known of a job, for programs. */
export function jobDetailsJson(details: JobDetails): JobDetailsJson {
  const { state, record, runnerPid, silence = null, now, folder, filesOf } = details;
  return {
    version: 1,
    sweep: state.plan.sweep,
    runner: runnerJson(runnerPid, silence, now),
    ...jobStatusJson(record, now, (_, attempt) => filesOf(attempt).log),
    held: record.held,
    definition: record.job === null ? null : definitionJson(record.job),
    needs: (record.job?.needs ?? []).map(({ job, when }) => ({
      id: job,
      when,
      status: findRecord(state, job)?.state.status ?? 'waiting',
    })),
    dir: folder,
    ...(record.movedFrom === null ? {} : { movedFrom: record.movedFrom }),
    attempts: record.past.map((attempt) => attemptJson(attempt, details)),
  };
}

function definitionJson(job: Job): DefinitionJson {
  const { id: _id, label: _label, needs: _needs, ...plain } = jobJson(job);
  const { setup, workdir, env, retry, requires, inputNames, produces } = job;
  return { ...plain, setup, workdir, env: [...env.keys()], retries: retry.max, requires, inputs: inputNames, produces };
}

function attemptJson(attempt: AttemptRecord, { from, now, copyAt, diffAt, filesOf }: JobDetails): AttemptJson {
  const { attempt: number, because, planned, start, end, allocation, fingerprint, inputs, snapshot } = attempt;
  const { code = null, origin = null } = from.get(number) ?? {};
  return {
    attempt: number,
    because,
    started: iso((start?.at ?? planned).at),
    ended: end === null ? null : iso(end.at.at),
    seconds: timeTaken(attempt, now),
    gpus: allocation.gpus.map(gpuId),
    pid: start?.process.pid ?? null,
    exit: end === null ? null : exitJson(end.outcome),
    error: end?.error ?? null,
    ...filesOf(number),
    ...metricsJson(attempt.metrics),
    fingerprint,
    inputs,
    code: code === null ? null : { ...code, diff: code.dirty === null ? null : diffAt(code.dirty) },
    origin,
    snapshot: snapshot === null ? null : copyAt(snapshot),
  };
}
