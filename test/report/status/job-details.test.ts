import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { type JobDetails, jobDetailsJson } from '../../../src/report/status/job-details.ts';
import { jobDetailsText } from '../../../src/report/status/job-details-text.ts';
import { findRecord } from '../../../src/schedule/state/records.ts';
import { type JobSketch, sketchPlan } from '../../rig/plan.ts';
import { ORIGIN } from '../../rig/provenance.ts';
import { EXIT_0, exit, Story } from '../live/story.ts';

function detailsOf({ state, now }: Story, job: string, from: JobDetails['from'] = new Map()): JobDetails {
  const record = findRecord(state, jobId(job));
  if (record === undefined) throw new Error(`there is no ${job}`);
  const folder = `jobs/${job}`;
  const filesOf = (attempt: number) => ({
    log: `${folder}/${attempt}/out.log`,
    stderr: null,
    script: `${folder}/${attempt}/run.sh`,
  });
  const copyAt = (name: string) => `code/${name}`;
  const diffAt = (hash: string) => (hash === 'gone' ? null : `diffs/${hash}.diff`);
  return { state, record, runnerPid: null, from, now, folder, copyAt, diffAt, filesOf };
}

/** A job that failed once and runs again, after one that it needs. */
function twice(): Story {
  const plan = sketchPlan([
    { id: 'prep' },
    {
      id: 'main',
      needs: ['prep'],
      gpus: 1,
      slots: 2,
      memory: 8,
      timeout: 60,
      retry: { max: 2 },
      params: { seed: '42' },
      command: 'first\nsecond\u001b[2J',
      produces: ['out.txt'],
      fingerprint: 'a'.repeat(64),
    },
    { id: 'last', needs: ['main'] },
  ]);
  const story = new Story(plan).began({ gpus: [3] });
  story.planned('prep').started('prep', 11).at(1).ended('prep', EXIT_0, 1);
  story
    .planned('main', { gpus: [3] })
    .started('main', 12)
    .at(4)
    .ended('main', exit(3), 2.5);
  return story
    .planned('main', { gpus: [3], attempt: 2 })
    .at(5)
    .started('main', 13, 2)
    .at(70);
}

const CODE = new Map([
  [1, { code: { commit: 'c0ffee', dirty: null }, origin: null }],
  [2, { code: { commit: 'c0ffee', dirty: 'abc' }, origin: null }],
]);

describe('all that is known of a job', () => {
  it('is no stage where it was added by hand', () => {
    const story = new Story({ ...sketchPlan([{ id: '1', stage: '1' }]), isOpen: true }).began();
    expect(jobDetailsText(detailsOf(story, '1', new Map()), false)).toMatch(/^ {2}sweep +test$/m);
  });

  it('says what it asks for on each of the nodes that it is spread over', () => {
    const asks = (sketch: Partial<JobSketch>): string => {
      const details = detailsOf(new Story(sketchPlan([{ id: '1', nodes: 2, ...sketch }])).began(), '1');
      expect(jobDetailsJson(details).definition).toMatchObject({ nodes: 2 });
      return /^ {2}asks for +(.*)$/m.exec(jobDetailsText(details, false))?.[1] ?? '';
    };
    expect(asks({ gpus: 8, slots: 4, memory: 8, timeout: 60 })).toBe(
      '8 GPUs on each of 2 nodes, at most 1m, 4 slots on each, 8 GiB of memory on each',
    );
    expect(asks({})).toBe('2 nodes');
  });

  it('says by the clocks here when what was added by hand begins, and as its file does of others', () => {
    const begin = (text: string): string => {
      const story = new Story(sketchPlan([{ id: '1', begin: text }])).began();
      return /^ {2}begin +(.*)$/m.exec(jobDetailsText(detailsOf(story, '1'), false))?.[1] ?? '';
    };
    const at = new Date(2030, 0, 2, 8, 30);
    expect(begin(at.toISOString())).toBe('2030-01-02 08:30:00');
    expect(begin('now+2h')).toBe('now+2h');
  });

  it('is for people what it is, what it needs, and each of its attempts', () => {
    expect(jobDetailsText(detailsOf(twice(), 'main', CODE), false)).toBe(`main  main
  running

  sweep        test, stage main
  params       seed=42
  command      first
               second\\u{1b}[2J
  asks for     1 GPU, at most 1m, 2 slots, 8 GiB of memory
  retries      2
  needs        prep (success): succeeded
  produces     out.txt
  folder       jobs/main
  fingerprint  aaaaaaaaaaaa

attempt 1  exit 3
  started  2026-01-02 03:04:06 UTC
  ended    2026-01-02 03:04:09 UTC
  took     2.5s
  on       gpu 3
  pid      12
  code     c0ffee
  log      jobs/main/1/out.log
  script   jobs/main/1/run.sh

attempt 2  goes on
  started  2026-01-02 03:04:10 UTC
  took     1m 05s so far
  on       gpu 3
  pid      13
  code     c0ffee, with changes
  changes  diffs/abc.diff
  log      jobs/main/2/out.log
  script   jobs/main/2/run.sh
`);
  });

  it('is for programs the same, and no value of a variable', () => {
    const json = jobDetailsJson(detailsOf(twice(), 'main', CODE));
    expect(json).toMatchObject({
      version: 1,
      id: 'main',
      status: 'running',
      pid: 13,
      held: false,
      definition: { params: { seed: '42' }, slots: 2, retries: 2, env: [], produces: ['out.txt'] },
      needs: [{ id: 'prep', when: 'success', status: 'succeeded' }],
      dir: 'jobs/main',
      attempts: [
        {
          attempt: 1,
          pid: 12,
          seconds: 2.5,
          exit: { cause: 'exit', code: 3 },
          code: { commit: 'c0ffee', dirty: null, diff: null },
          origin: null,
        },
        {
          attempt: 2,
          pid: 13,
          ended: null,
          exit: null,
          script: 'jobs/main/2/run.sh',
          code: { diff: 'diffs/abc.diff' },
        },
      ],
    });
    const { record, ...rest } = detailsOf(twice(), 'main', CODE);
    if (record.job === null) throw new Error('it has left the sweep');
    const secret = { ...record, job: { ...record.job, env: new Map([['TOKEN', 'hunter2']]) } };
    const told = jobDetailsJson({ ...rest, record: secret });
    expect(told.definition?.env).toEqual(['TOKEN']);
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });

  it('is for each attempt also what it came from: once a run, by whom, how and on what that was begun', () => {
    const code = { commit: 'c0ffee', dirty: 'gone', branch: 'main', untracked: { count: 1, names: ['new.py'] } };
    const made = { code, origin: ORIGIN };
    const both = new Map([
      [1, made],
      [2, made],
    ]);
    const [, first = '', second = ''] = jobDetailsText(detailsOf(twice(), 'main', both), false).split(/\nattempt .*\n/);
    const common = `  GPU 3      NVIDIA H200, 141.0 GiB, gpu-3
  driver     nvidia 560.35.03
  code       c0ffee on main, with changes
  changes    not kept; their hash is gone
  untracked  new.py
`;
    expect(first).toContain(`${common}  log `);
    expect(second)
      .toContain(`${common}  host       box: 64 CPUs (AMD EPYC 7763, 64 cores in 1 socket), 503.5 GiB of memory, Linux 6.1.0
  begun      by ada: sweep run 'a b.yaml' --gpus 3,4
  with       sweep 0.1.0, Node 20.19.0
`);
    expect(jobDetailsJson(detailsOf(twice(), 'main', both)).attempts[0]).toMatchObject({
      code: { ...code, diff: null },
      origin: ORIGIN,
    });
  });

  it('says of an attempt in what its job is defined otherwise now, where that can be told', () => {
    const story = twice();
    const { definition } = story.state.byId.get(jobId('main'))?.job ?? {};
    if (definition === undefined) throw new Error('there is no main');
    const planned = (attempt: number, rest: object) =>
      story.tell({
        event: 'attempt-planned',
        ...{ job: jobId('main'), attempt, token: 't', ...definition, inputs: [], limit: null, ...rest },
        allocation: { slots: 1, gpus: [], share: null, gpuMemory: null, memory: null, resources: {}, limits: [] },
      });
    planned(3, {});
    planned(4, { fingerprint: 'f', parts: { ...definition.parts, command: 'c', env: 'e' } });
    const text = jobDetailsText(detailsOf(story, 'main'), false);
    expect(text.match(/defined.*/g)).toEqual(['defined  otherwise than above (command, env); its script is as it was']);
  });

  it('has what each attempt has left by way of numbers, and what kept some of it from being read', () => {
    const story = twice();
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`m${index}`, index]));
    const read = { event: 'metrics-read', job: jobId('main'), curves: {} } as const;
    story.tell({
      ...read,
      attempt: 1,
      metrics: { acc: 0.5, loss: 'NaN' },
      texts: { best: 'b.pt' },
      problem: 'no m.json',
    });
    story.tell({ ...read, attempt: 2, metrics: many, texts: {} });
    const text = jobDetailsText(detailsOf(story, 'main'), false);
    expect(text).toContain('  metrics  acc  0.5\n           loss  NaN\n           best  b.pt\n  note     no m.json\n');
    expect(text).toContain('           m19  19\n           and 1 more, which --json tells\n');
    const left = { metrics: { acc: 0.5, loss: 'NaN' }, texts: { best: 'b.pt' }, metricsProblem: 'no m.json' };
    const told = jobDetailsJson(detailsOf(story, 'main'));
    expect(told).toMatchObject({ metrics: many, attempts: [left, { metrics: many }] });
    expect(told).not.toHaveProperty('texts');
    expect(jobDetailsJson(detailsOf(story, 'prep'))).not.toHaveProperty('metrics');
  });

  it('says why it does not run: since a person holds or has cancelled it, or for want of another', () => {
    const story = twice();
    const asked = { request: 'r', jobs: [jobId('last')] };
    const second = () => jobDetailsText(detailsOf(story, 'last'), false).split('\n')[1];
    expect(second()).toBe('  waiting');
    story.tell({ event: 'jobs-held', ...asked });
    expect(second()).toBe('  held, until `sweep release`');
    story.tell({ event: 'jobs-cancelled', ...asked, request: 'q', definitions: { last: 'f' as never } });
    expect(second()).toBe('  cancelled, until `sweep retry`');
    const skipped = twice().skipped('last', 'main');
    expect(jobDetailsText(detailsOf(skipped, 'last'), false)).toContain('  skipped for want of main\n');
  });

  it('of one that has left the sweep is what the journal knows', () => {
    const story = twice();
    story.tell({
      event: 'attempt-planned',
      ...{ job: jobId('gone'), attempt: 1, token: 't', fingerprint: 'f' as never, parts: {} as never, limit: null },
      allocation: { slots: 1, gpus: [], share: null, gpuMemory: null, memory: null, resources: {}, limits: [] },
    });
    const details = detailsOf(story, 'gone');
    expect(jobDetailsJson(details)).toMatchObject({ id: 'gone', definition: null, needs: [] });
    expect(jobDetailsText(details, false)).toContain('  sweep  test, which it has left\n\nattempt 1  goes on\n');
  });
});
