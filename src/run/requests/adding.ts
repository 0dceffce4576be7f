import type { AddedJob } from '../../model/added-job.ts';
import type { Happening } from '../../model/event.ts';
import { jobId, type JobId } from '../../model/plan.ts';
import type { AddRequest, Answer, FollowRequest, JobAdded } from '../../model/request.ts';
import { NO_GPUS, type HostView } from '../../model/resources.ts';
import { impossible } from '../../schedule/decide/feasibility.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Run } from '../run.ts';

/** What a request is answered with of which nothing could be recorded. */
export const UNWRITTEN: Answer = { ok: false, message: 'its journal cannot be written now' };

/** To a plan that is not open no job can be added; what is added as a run ends would not run before somebody asks for another run. */
const OF_FILE: Answer = { ok: false, message: 'the jobs of this run are those of its file', invalid: true };
const ENDING: Answer = { ok: false, message: 'its run is about to end', again: true };

/** Adds jobs to an open plan, or says why that cannot be done. They have numbers, which only grow. */
export function addJobs({ state, recorder, world, phase }: Run, id: string, request: AddRequest): Answer {
  if (state.plan.isOpen !== true) {
    return OF_FILE;
  }
  if (phase.is !== 'going') return ENDING;
  const event = additionTo(state, world.host.view(), id, request);
  if (typeof event === 'string') return { ok: false, message: event, invalid: true };
  if (!recorder.try(event)) return UNWRITTEN;
  if (request.environment !== null) world.executor.inherit(event.jobs, request.environment);
  return { ok: true, jobs: event.jobs };
}

/** Has the lines of a file be jobs of the run from now on, and answers with those that it has now. */
export function followFile(
  { state, recorder, world, phase }: Run,
  id: string,
  { file, environment }: FollowRequest,
  answer: (answer: Answer) => void,
): void {
  if (state.plan.isOpen !== true) return answer(OF_FILE);
  if (phase.is !== 'going') return answer(ENDING);
  if (!recorder.try({ event: 'file-followed', request: id, jobs: [], file })) return answer(UNWRITTEN);
  world.followed.follow(file, environment, (jobs) => {
    answer({ ok: true, jobs });
  });
}

/** The event that adding jobs comes to; else what is wrong with it. */
function additionTo(
  state: RunState,
  host: HostView,
  request: string,
  { added }: AddRequest,
): (Happening & JobAddition) | string {
  const jobs: JobId[] = [];
  const resolved: AddedJob[] = [];
  const known = new Set<JobId>();
  for (const one of added) {
    const needs = one.needs.map((need) => ({ ...need, job: inSameRequest(need.job, jobs) ?? need.job }));
    // GPUs that cannot be looked at now are taken to be there.
    const counted = host.probeFailure === null ? one.request : { ...one.request, ...NO_GPUS };
    const unmeetable = impossible({ ...counted, nodes: 1, gpuMemory: null, memory: null, resources: new Map() }, host);
    if (unmeetable !== null) return `it asks for ${unmeetable}`;
    const unknown = needs.find(({ job }) => !state.byId.has(job) && !known.has(job));
    if (unknown !== undefined) return `there is no job ${unknown.job} to wait for`;
    const id = jobId(String(state.greatestAdded + jobs.length + 1));
    resolved.push({ ...one, needs });
    jobs.push(id);
    known.add(id);
  }
  return { event: 'job-added', request, jobs, added: resolved };
}

type JobAddition = Pick<JobAdded, 'event' | 'request' | 'jobs' | 'added'>;

/** The job before it in the same request that `#1`, `#2`, … name. */
function inSameRequest(named: JobId, before: readonly JobId[]): JobId | null {
  return /^#[1-9]\d{0,8}$/.test(named) ? (before[Number(named.slice(1)) - 1] ?? null) : null;
}
