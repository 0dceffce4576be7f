import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { type JobDetails, jobDetailsJson } from '../../../src/report/status/job-details.ts';
import { jobDetailsText } from '../../../src/report/status/job-details-text.ts';
import { findRecord } from '../../../src/schedule/state/records.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, Story } from '../live/story.ts';

function detailsOf({ state, now }: Story, job: string, code: JobDetails['code'] = new Map()): JobDetails {
  const record = findRecord(state, jobId(job));
  if (record === undefined) throw new Error(`there is no ${job}`);
  const folder = `jobs/${job}`;
  const filesOf = (attempt: number) => ({
    log: `${folder}/${attempt}/out.log`,
    stderr: null,
    script: `${folder}/${attempt}/run.sh`,
  });
  const copyAt = (name: string) => `code/${name}`;
  return { state, record, runnerPid: null, code, now, folder, copyAt, filesOf };
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
  [1, { commit: 'c0ffee', dirty: null }],
  [2, { commit: 'c0ffee', dirty: 'abc' }],
]);

describe('all that is known of a job', () => {
  it('is no stage where it was added by hand', () => {
    const story = new Story({ ...sketchPlan([{ id: '1', stage: '1' }]), isOpen: true }).began();
    expect(jobDetailsText(detailsOf(story, '1', new Map()), false)).toMatch(/^ {2}sweep +test$/m);
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
          code: { commit: 'c0ffee', dirty: null },
        },
        { attempt: 2, pid: 13, ended: null, exit: null, script: 'jobs/main/2/run.sh' },
      ],
    });
    const { record, ...rest } = detailsOf(twice(), 'main', CODE);
    if (record.job === null) throw new Error('it has left the sweep');
    const secret = { ...record, job: { ...record.job, env: new Map([['TOKEN', 'hunter2']]) } };
    const told = jobDetailsJson({ ...rest, record: secret });
    expect(told.definition?.env).toEqual(['TOKEN']);
    expect(JSON.stringify(told)).not.toContain('hunter2');
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
