import {
  fingerprint,
  jobId,
  type Fingerprint,
  type Job,
  type Need,
  type OnFailure,
  type Plan,
  type QueueOrder,
} from '../../src/model/plan.ts';
import { bytes, seconds, share, type Bytes } from '../../src/model/units.ts';

/** What a test says of a job; the rest is the plainest there is. */
export interface JobSketch {
  readonly id: string;
  readonly gpus?: number;
  readonly slots?: number;
  readonly nodes?: number;
  /** A part of one GPU, such as 0.5. */
  readonly share?: number;
  /** GiB. */
  readonly gpuMemory?: number;
  /** GiB of the host's. */
  readonly memory?: number;
  readonly resources?: Readonly<Record<string, number>>;
  /** By key, the most at once. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly gpuIds?: readonly string[];
  readonly priority?: number;
  readonly nice?: number;
  readonly timeout?: number;
  readonly retry?: Partial<Job['retry']>;
  readonly needs?: readonly (string | (Partial<Need> & { readonly on: string }))[];
  readonly produces?: readonly string[];
  /** What they hold when the plan is made, by path. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly lateInputs?: readonly string[];
  readonly metrics?: Job['metrics'];
  readonly split?: boolean;
  readonly compress?: boolean;
  readonly maxLog?: number;
  readonly on?: 'local';
  readonly tty?: boolean;
  readonly allowFailure?: boolean;
  readonly fingerprint?: string;
  readonly command?: string;
  readonly stage?: string;
  readonly stagger?: number;
  readonly begin?: string;
  /** By axis, the values that its id leaves out. */
  readonly unsaid?: Readonly<Record<string, string>>;
  /** By axis. */
  readonly params?: Readonly<Record<string, string>>;
}

/** A plan of the sketched jobs, in their order. */
export function sketchPlan(
  sketches: readonly JobSketch[],
  onFailure: OnFailure = 'continue',
  order: QueueOrder = 'plan',
): Plan {
  return {
    sweep: 'test',
    description: null,
    onFailure,
    replicates: null,
    order,
    wideJobs: 'reserve',
    jobs: sketches.map((sketch, index) => sketchJob(sketch, index)),
  };
}

/** `count` jobs `job-0`, `job-1`, … that differ in nothing else. */
export function alike(count: number, sketch: Omit<JobSketch, 'id'> = {}, name = 'job'): JobSketch[] {
  return Array.from({ length: count }, (_, index) => ({ ...sketch, id: `${name}-${index}` }));
}

function sketchJob(sketch: JobSketch, index: number): Job {
  const command = sketch.command ?? 'true';
  const digests = Object.values(sketch.inputs ?? {});
  const late = sketch.lateInputs ?? [];
  const names = [...Object.keys(sketch.inputs ?? {}), ...late];
  const parts = { command: fingerprint(command), setup: '', workdir: '', env: '', template: '', needs: '' };
  return {
    id: jobId(sketch.id),
    index,
    stage: sketch.stage ?? 'main',
    label: sketch.id,
    params: new Map(Object.entries(sketch.params ?? {}).map(([axis, text]) => [axis, { text, json: text }])),
    unsaid: sketch.unsaid ?? {},
    command: { kind: 'shell', text: command },
    setup: null,
    workdir: '',
    env: new Map(),
    request: {
      nodes: sketch.nodes ?? 1,
      slots: sketch.slots ?? 1,
      gpus: sketch.gpus ?? 0,
      share: sketch.share === undefined ? null : share(Math.round(sketch.share * 1000)),
      gpuMemory: gib(sketch.gpuMemory),
      gpuIds: sketch.gpuIds ?? null,
      memory: gib(sketch.memory),
      resources: new Map(Object.entries(sketch.resources ?? {})),
    },
    timeout:
      sketch.timeout === undefined ? null : { after: seconds(sketch.timeout), signal: 'TERM', grace: seconds(0) },
    priority: sketch.priority ?? 0,
    nice: sketch.nice ?? 0,
    retry: {
      max: 0,
      on: ['exit', 'timeout', 'oom', 'missing-output', 'spawn'],
      backoff: seconds(0),
      factor: 1,
      escalate: null,
      ...sketch.retry,
    },
    needs: (sketch.needs ?? []).map(sketchNeed),
    requires: [],
    produces: sketch.produces ?? [],
    inputs: names,
    inputNames: names,
    inputDigests: [...digests, ...late.map(() => null)],
    lateInputs: late,
    template: null,
    split: sketch.split ?? false,
    compress: sketch.compress ?? false,
    maxLog: sketch.maxLog === undefined ? null : bytes(sketch.maxLog),
    on: sketch.on ?? null,
    tty: sketch.tty ?? false,
    allowFailure: sketch.allowFailure ?? false,
    limits: Object.entries(sketch.limits ?? {}).map(([key, max]) => ({ key, max })),
    stagger: seconds(sketch.stagger ?? 0),
    begin: sketch.begin ?? null,
    metrics: sketch.metrics ?? [],
    moot: null,
    fingerprint: [sketch.fingerprint ?? command, ...digests].join(' ') as Fingerprint,
    fingerprintParts: { ...parts, inputs: digests.join(' ') },
    definition: {
      fingerprint: (sketch.fingerprint ?? command) as Fingerprint,
      parts: { ...parts, inputs: names.join(' ') },
    },
  };
}

function gib(amount: number | undefined): Bytes | null {
  return amount === undefined ? null : bytes(amount * 2 ** 30);
}

function sketchNeed(sketch: string | (Partial<Need> & { readonly on: string })): Need {
  const { on, ...rest } = typeof sketch === 'string' ? { on: sketch } : sketch;
  return { job: jobId(on), when: 'success', via: 'stage', sameGpus: false, ...rest };
}
