import type { Event, EventOf } from '../../src/model/event.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { fingerprint, jobId } from '../../src/model/plan.ts';
import { plainAllocation } from '../../src/model/resources.ts';
import { bytes, instant, seconds, share, tick } from '../../src/model/units.ts';
import { ORIGIN } from './provenance.ts';
import { RUNNER } from './world.ts';

/** When all of them happened. */
export const moment = { at: instant(1_700_000_000_123), tick: tick(456_789.25) };
/** What they are about. */
export const job = jobId('seed-42');
const parts = { command: 'a', setup: '', workdir: '', env: '', template: '', inputs: '', needs: '' };

/** Events as a run records them, in an order in which they may happen. */
export const EVENTS: Event[] = [
  {
    ...moment,
    event: 'run-started',
    runner: RUNNER,
    file: 'sweeps/a.yaml',
    fresh: 3,
    todo: [{ job, verdict: { state: 'stale', because: 'command changed' } }],
    slots: 4,
    gpus: [0, 1],
    code: { commit: 'abc', dirty: null },
    caution: { canary: true, maxFails: 3, failAlike: null },
    choice: { slots: 2, gpus: '0,1', hostFile: null },
  },
  {
    ...moment,
    event: 'attempt-planned',
    job,
    attempt: 2,
    allocation: plainAllocation(1, [{ index: 0, uuid: 'GPU-1' }]),
    token: 't',
    fingerprint: fingerprint('f'),
    parts,
    lateInputs: null,
    limit: seconds(60),
  },
  { ...moment, event: 'attempt-started', job, attempt: 2, process: RUNNER },
  { ...moment, event: 'attempt-stopping', job, attempt: 2, reason: 'interrupt' },
  {
    ...moment,
    event: 'attempt-ended',
    job,
    attempt: 2,
    outcome: { cause: 'timeout', after: seconds(60), code: 124 },
    seconds: seconds(60.2),
    endedAt: null,
    error: 'CUDA out of memory',
  },
  {
    ...moment,
    event: 'attempt-ended',
    job,
    attempt: 2,
    outcome: { cause: 'exit', code: 0 },
    seconds: null,
    endedAt: instant(1_700_000_000_001),
    error: null,
  },
  { ...moment, event: 'attempt-abandoned', job, attempt: 3 },
  { ...moment, event: 'leftovers-killed', job, attempt: 2, pids: [7] },
  { ...moment, event: 'gpu-quarantined', gpu: 'GPU-1', because: 'a process survives', pid: 7 },
  { ...moment, event: 'class-held', class: 'main', because: 'all fail alike' },
  { ...moment, event: 'gpu-released', gpu: 'GPU-1' },
  { ...moment, event: 'backoff-ended', job },
  { ...moment, event: 'begin-reached', begin: '2023-11-14T22:00:00.000Z' },
  { ...moment, event: 'job-skipped', job, because: jobId('seed-41') },
  { ...moment, event: 'draining', reason: 'interrupt' },
  { ...moment, event: 'run-ended', reason: 'finished' },
  { ...moment, event: 'run-ended', reason: 'finished', endedAt: instant(1_700_000_000_500) },
  {
    ...moment,
    event: 'jobs-cancelled',
    request: 'r-1',
    jobs: [job, jobId('gone')],
    definitions: { [job]: fingerprint('f') },
  },
  { ...moment, event: 'jobs-held', request: 'r-2', jobs: [job] },
  { ...moment, event: 'jobs-released', request: 'r-3', jobs: [job] },
  { ...moment, event: 'jobs-retried', request: 'r-4', jobs: [job] },
  { ...moment, event: 'jobs-rerun', request: 'r-10', jobs: [job] },
  { ...moment, event: 'priority-set', request: 'r-5', jobs: [job], priority: 3 },
  { ...moment, event: 'run-ended', reason: 'handed-over' },
  { ...moment, event: 'moved-first', request: 'r-6', jobs: [job] },
  { ...moment, event: 'run-set', request: 'r-7', jobs: [], slots: 0, gpus: null, of: { slots: 0, gpus: [1, '0:1'] } },
];

/** An example in which nothing is left out, so that each field of each kind of event is tried. */
type Whole<T> = T extends string | number | boolean | null
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Whole<Item>[]
    : { readonly [Field in keyof T]-?: Whole<T[Field]> };
type WholeEvents = { readonly [Name in Event['event']]: readonly Whole<EventOf<Name>>[] };

const [started, planned] = [EVENTS[0] as EventOf<'run-started'>, EVENTS[1] as EventOf<'attempt-planned'>];
const OUTCOMES: { readonly [Cause in Outcome['cause']]: Whole<Extract<Outcome, { readonly cause: Cause }>> } = {
  exit: { cause: 'exit', code: 1 },
  timeout: { cause: 'timeout', after: seconds(60), code: 124 },
  oom: { cause: 'oom', of: 'gpu', code: 1 },
  'missing-output': { cause: 'missing-output', paths: ['a', 'b'], empty: ['a'], old: ['b'], kinds: { a: 'a folder' } },
  stopped: { cause: 'stopped', reason: 'cancel', code: null },
  spawn: { cause: 'spawn', message: 'no bash' },
  lost: { cause: 'lost' },
};
const ended = { ...moment, job, attempt: 2, seconds: seconds(1), endedAt: null, error: null };

const asked = { ...moment, request: 'r-1', jobs: [job] };

/** Of each kind of event, one with every field that there is. */
export const WHOLE_EVENTS = {
  'run-started': [
    {
      ...started,
      set: ['vars.word=set'],
      hooks: ['job_end' as const],
      choice: { ...started.choice, on: 'cluster', detached: true as const, driver: 's.runner.0123456789abcdef' },
      todo: [
        {
          job,
          verdict: { state: 'new', because: null },
          blocked: jobId('seed-41'),
          unchosen: true,
          asked: true,
          outdated: true,
          outdatedBy: 'command changed',
        },
      ],
      left: [jobId('seed-43')],
      unchosen: [jobId('seed-44')],
      continues: true,
      begins: { all: '22:00', at: { '22:00': '2023-11-14T22:00:00.000Z' } },
      code: { commit: 'abc', dirty: 'def', branch: 'main', untracked: { count: 2, names: ['new.py'] } },
      origin: ORIGIN,
    },
  ],
  'attempt-planned': [
    {
      ...planned,
      inputs: [{ name: 'a', digest: 'b' }],
      unsaid: { a: 'b' },
      lateInputs: 'hash',
      snapshot: '0123456789abcdef',
      on: { executor: 'cluster', array: 'beam.1f', index: 3, detached: true as const },
      allocation: {
        slots: 1,
        gpus: [{ index: 0, uuid: 'MIG-1', instance: 0 }],
        share: share(500),
        gpuMemory: bytes(1),
        memory: bytes(1),
        resources: { licences: 1 },
        limits: ['a'],
      },
    },
  ],
  'array-submitted': [
    { ...moment, event: 'array-submitted', executor: 'cluster', array: 'beam.1f', id: '7', cluster: 'alps', tasks: 3 },
  ],
  'attempt-started': [
    { ...moment, event: 'attempt-started', job, attempt: 2, process: RUNNER, inputs: [{ name: 'a', digest: 'b' }] },
  ],
  'attempt-stopping': [{ ...moment, event: 'attempt-stopping', job, attempt: 2, reason: 'interrupt' }],
  'attempt-ended': Object.values(OUTCOMES).map((outcome) => ({ ...ended, event: 'attempt-ended' as const, outcome })),
  'attempt-exited': [{ ...moment, event: 'attempt-exited', job, attempt: 2 }],
  'metrics-read': [
    {
      ...moment,
      ...{ event: 'metrics-read', job, attempt: 2, metrics: { acc: 0.5, loss: 'NaN' }, texts: { best: 'ckpt-3' } },
      curves: { loss: { count: 3, min: 0.1, max: 'Infinity', last: '-Infinity' } },
      problem: 'there is no m.json',
    },
  ],
  'attempt-abandoned': [
    { ...moment, event: 'attempt-abandoned', job, attempt: 3, because: 'no room', taken: 'NODE_FAIL' },
  ],
  'leftovers-killed': [{ ...moment, event: 'leftovers-killed', job, attempt: 2, pids: [7] }],
  'gpu-quarantined': [{ ...moment, event: 'gpu-quarantined', gpu: 'GPU-1', because: 'a process survives', pid: 7 }],
  'gpu-released': [{ ...moment, event: 'gpu-released', gpu: 'GPU-1' }],
  'backoff-ended': [{ ...moment, event: 'backoff-ended', job }],
  'begin-reached': [{ ...moment, event: 'begin-reached', begin: '2023-11-14T22:00:00.000Z' }],
  'job-skipped': [{ ...moment, event: 'job-skipped', job, because: jobId('seed-41') }],
  'class-held': [{ ...moment, event: 'class-held', class: 'main', because: 'all fail alike' }],
  draining: [{ ...moment, event: 'draining', reason: 'interrupt' }],
  'run-ended': [{ ...moment, event: 'run-ended', reason: 'finished', endedAt: moment.at }],
  'jobs-cancelled': [{ ...asked, event: 'jobs-cancelled', definitions: { 'seed-42': fingerprint('a') } }],
  'jobs-held': [{ ...asked, event: 'jobs-held', because: 'why' }],
  'jobs-released': [{ ...asked, event: 'jobs-released' }],
  'jobs-retried': [{ ...asked, event: 'jobs-retried' }],
  'jobs-rerun': [{ ...asked, event: 'jobs-rerun' }],
  'priority-set': [{ ...asked, event: 'priority-set', priority: 3 }],
  'moved-first': [{ ...asked, event: 'moved-first' }],
  'run-set': [
    { ...asked, event: 'run-set', slots: 2, gpus: '0,1', of: { slots: 2, gpus: [0, '1:0'] } },
    { ...asked, event: 'run-set', slots: null, gpus: null, of: { slots: 2, gpus: [] } },
  ],
  'job-added': [
    { label: '', command: { kind: 'shell' as const, text: 'a' }, gpuIds: null, timeout: null, gpus: 0, half: null },
    {
      ...{ label: 'b', command: { kind: 'argv' as const, argv: ['b'] }, gpuIds: ['0'], gpus: 1, half: share(500) },
      timeout: { after: seconds(1), signal: 'TERM', grace: seconds(2) },
    },
  ].map(({ gpuIds, gpus, half, ...added }) => ({
    ...{ ...asked, event: 'job-added' as const, jobs: [job] },
    added: [
      {
        ...{ ...added, workdir: '/w', env: { A: '1' }, inherited: { B: '0f' }, priority: 0 },
        request: { slots: 1, gpus, share: half, gpuIds },
        needs: [{ job, when: 'always' as const }],
        ofHook: true as const,
        tty: true as const,
        line: { file: '/f', text: '0f' },
        heldFor: 'A is gone',
        begin: '2026-11-29T22:00:00.000Z',
      },
    ],
  })),
  'jobs-forgotten': [{ ...asked, event: 'jobs-forgotten', greatest: 7, lines: [{ file: '/f', text: '0f', times: 2 }] }],
  'file-followed': [
    {
      ...{ ...asked, event: 'file-followed', jobs: [] },
      file: { path: '/f', said: { gpus: '1' }, env: ['A=1'], kept: { PATH: '/bin' }, inherited: { B: '0f' } },
    },
  ],
  'hook-started': [{ ...moment, event: 'hook-started', hook: 'job_end', job, attempt: 1 }],
  'hook-failed': [{ ...moment, event: 'hook-failed', hook: 'job_failed', job, attempt: 1, because: 'exit 1' }],
  'jobs-moved': [{ ...moment, event: 'jobs-moved', moves: [{ job, was: jobId('b') }] }],
  'jobs-accepted': [
    {
      ...{ ...moment, event: 'jobs-accepted' },
      accepted: [
        {
          ...{ job, because: 'change', fingerprint: fingerprint('f'), parts },
          inputs: [{ name: 'a', digest: '0f' }],
          unsaid: { lr: '0.1' },
        },
      ],
    },
  ],
  'accepted-read': [
    {
      ...moment,
      event: 'accepted-read',
      found: [{ job, metrics: { acc: 0.5, loss: 'NaN' }, texts: { best: 'a' }, problem: 'is gone' }],
    },
  ],
} satisfies WholeEvents;
