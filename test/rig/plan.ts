import {
  fingerprint,
  jobId,
  type Fingerprint,
  type Job,
  type Need,
  type OnFailure,
  type Plan,
} from '../../src/model/plan.ts';
import { seconds } from '../../src/model/units.ts';

/** What a test says of a job; the rest is the plainest there is. */
export interface JobSketch {
  readonly id: string;
  readonly gpus?: number;
  readonly slots?: number;
  readonly gpuIds?: readonly string[];
  readonly priority?: number;
  readonly timeout?: number;
  readonly retry?: Partial<Job['retry']>;
  readonly needs?: readonly (string | (Partial<Need> & { readonly on: string }))[];
  readonly produces?: readonly string[];
  readonly lateInputs?: readonly string[];
  readonly allowFailure?: boolean;
  readonly fingerprint?: string;
  readonly command?: string;
  readonly stage?: string;
  readonly stagger?: number;
}

/** A plan of the sketched jobs, in their order. */
export function sketchPlan(sketches: readonly JobSketch[], onFailure: OnFailure = 'continue'): Plan {
  return {
    sweep: 'test',
    description: null,
    onFailure,
    replicates: null,
    jobs: sketches.map((sketch, index) => sketchJob(sketch, index)),
  };
}

/** `count` jobs `job-0`, `job-1`, … that differ in nothing else. */
export function alike(count: number, sketch: Omit<JobSketch, 'id'> = {}, name = 'job'): JobSketch[] {
  return Array.from({ length: count }, (_, index) => ({ ...sketch, id: `${name}-${index}` }));
}

function sketchJob(sketch: JobSketch, index: number): Job {
  const command = sketch.command ?? 'true';
  return {
    id: jobId(sketch.id),
    index,
    stage: sketch.stage ?? 'main',
    label: sketch.id,
    params: new Map(),
    command: { kind: 'shell', text: command },
    setup: null,
    workdir: '',
    env: new Map(),
    request: { slots: sketch.slots ?? 1, gpus: sketch.gpus ?? 0, gpuIds: sketch.gpuIds ?? null },
    timeout:
      sketch.timeout === undefined ? null : { after: seconds(sketch.timeout), signal: 'TERM', grace: seconds(0) },
    priority: sketch.priority ?? 0,
    retry: {
      max: 0,
      on: ['exit', 'timeout', 'oom', 'missing-output', 'spawn'],
      backoff: seconds(0),
      factor: 1,
      ...sketch.retry,
    },
    needs: (sketch.needs ?? []).map(sketchNeed),
    requires: [],
    produces: sketch.produces ?? [],
    inputs: sketch.lateInputs ?? [],
    lateInputs: sketch.lateInputs ?? [],
    template: null,
    allowFailure: sketch.allowFailure ?? false,
    demands: { gpuShare: null, gpuMemory: null, memory: null, resources: new Map(), limits: [] },
    stagger: seconds(sketch.stagger ?? 0),
    metrics: null,
    moot: null,
    fingerprint: (sketch.fingerprint ?? command) as Fingerprint,
    fingerprintParts: {
      command: fingerprint(command),
      setup: '',
      workdir: '',
      env: '',
      template: '',
      inputs: '',
      needs: '',
    },
  };
}

function sketchNeed(sketch: string | (Partial<Need> & { readonly on: string })): Need {
  const { on, ...rest } = typeof sketch === 'string' ? { on: sketch } : sketch;
  return { job: jobId(on), when: 'success', via: 'stage', sameGpus: false, ...rest };
}
