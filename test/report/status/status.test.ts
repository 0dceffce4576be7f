import { plainAllocation } from '../../../src/model/resources.ts';
import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import { exitJson } from '../../../src/report/exit-json.ts';
import { statusJson } from '../../../src/report/status/status.ts';
import { statusText } from '../../../src/report/status/status-text.ts';
import { causeOf, statusWord } from '../../../src/report/text/phrases.ts';
import { reduce } from '../../../src/schedule/state/reduce.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from '../live/story.ts';

const HUGE = { color: false, width: Infinity };

/** One job done, one failed with its dependents, two running, one waiting. */
function midway(): Story {
  const plan = sketchPlan([
    { id: 'done' },
    { id: 'bad' },
    { id: 'next', needs: ['bad'] },
    { id: 'last', needs: ['next'] },
    { id: 'wide', gpus: 2 },
    { id: 'cpu' },
    { id: 'later' },
  ]);
  const story = new Story(plan).began({ gpus: [0, 1] });
  story.planned('done').at(1).started('done', 11).at(5).ended('done', EXIT_0, 4);
  story.planned('bad').started('bad', 12).at(8).ended('bad', exit(3), 3).skipped('next', 'bad').skipped('last', 'next');
  return story
    .planned('wide', { gpus: [0, 1] })
    .at(9)
    .started('wide', 13)
    .planned('cpu')
    .at(70);
}

const NO_ROOM = { event: 'attempt-abandoned', job: jobId('cpu'), attempt: 1, because: 'no room (ENOSPC)' } as const;

describe('the status while the system has no room for another job', () => {
  it('says what it has run out of, for people and for programs, until one has started', () => {
    const story = midway();
    const line = 'cannot start a job  no room (ENOSPC)';
    const { state, now } = story;
    reduce(state, { ...now, ...NO_ROOM });
    expect(statusJson(state, 100, now, logPath).scarcity).toBe('no room (ENOSPC)');
    expect(statusText(state, 100, now, logPath, HUGE)).toContain(line);
    story.planned('later').started('later', 14);
    expect(statusJson(state, 100, now, logPath).scarcity).toBeNull();
    expect(statusText(state, 100, now, logPath, HUGE)).not.toContain(line);
  });
});

describe('the status as JSON', () => {
  it('tells of every job its newest attempt', () => {
    const { state, now } = midway();
    const { jobs, ...rest } = statusJson(state, 100, now, logPath);
    const counts = { waiting: 1, running: 2, backoff: 0, held: 0, succeeded: 1, failed: 1, skipped: 2, cancelled: 0 };
    expect(rest).toEqual({ version: 1, sweep: 'test', runner: { pid: 100 }, scarcity: null, counts });
    expect(jobs.map((job) => job.id)).toEqual(['done', 'bad', 'next', 'last', 'wide', 'cpu', 'later']);
    expect(jobs[0]).toEqual({
      id: 'done',
      label: 'done',
      status: 'succeeded',
      attempt: 1,
      started: '2026-01-02T03:04:06.000Z',
      ended: '2026-01-02T03:04:10.000Z',
      seconds: 4,
      gpus: [],
      pid: null,
      exit: { cause: 'exit', code: 0 },
      log: 'jobs/done/1/out.log',
    });
    expect(jobs[1]).toMatchObject({ status: 'failed', exit: { cause: 'exit', code: 3 }, seconds: 3 });
    expect(jobs[4]).toMatchObject({ status: 'running', gpus: [0, 1], pid: 13, ended: null, seconds: 61, exit: null });
  });

  it('says of a job that was never tried that nothing is known, and of a skipped one for whose sake', () => {
    const { state, now } = midway();
    const { jobs } = statusJson(state, null, now, logPath);
    const unknown = {
      attempt: null,
      started: null,
      ended: null,
      seconds: null,
      gpus: [],
      pid: null,
      exit: null,
      log: null,
    };
    expect(jobs[2]).toEqual({ id: 'next', label: 'next', status: 'skipped', ...unknown, because: 'bad' });
    expect(jobs[6]).toEqual({ id: 'later', label: 'later', status: 'waiting', ...unknown });
  });

  it('counts the time of an attempt whose start was not noted from its decision', () => {
    const { state, now } = midway();
    const cpu = statusJson(state, null, now, logPath).jobs[5];
    expect(cpu).toMatchObject({ started: '2026-01-02T03:04:14.000Z', seconds: 61, pid: null });
  });

  it('has no runner when none lives', () => {
    const { state, now } = midway();
    expect(statusJson(state, null, now, logPath).runner).toBeNull();
  });

  it('includes a job that left the sweep while it still runs', () => {
    const old = new Story(sketchPlan([{ id: 'a' }]));
    old.tell({
      event: 'attempt-planned',
      job: jobId('gone'),
      attempt: 2,
      allocation: plainAllocation(1),
      token: 't',
      fingerprint: sketchPlan([{ id: 'a' }]).jobs[0]!.fingerprint,
      parts: sketchPlan([{ id: 'a' }]).jobs[0]!.fingerprintParts,
      lateInputs: null,
      limit: null,
    });
    const { jobs, counts } = statusJson(old.state, null, old.now, logPath);
    expect(jobs.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'waiting'],
      ['gone', 'running'],
    ]);
    expect(counts.running).toBe(0);
  });
});

describe('an exit as JSON', () => {
  it.each([
    [exit(139), { cause: 'exit', code: 139 }],
    [{ cause: 'timeout', after: seconds(60), code: 137 } as const, { cause: 'timeout', code: 137, after: 60 }],
    [{ cause: 'missing-output', paths: ['a'] } as const, { cause: 'missing-output', code: 0, paths: ['a'] }],
    [
      { cause: 'missing-output', paths: ['a', 'b', 'c'], empty: ['b'], old: ['c'] } as const,
      { cause: 'missing-output', code: 0, paths: ['a', 'b', 'c'], empty: ['b'], old: ['c'] },
    ],
    [
      { cause: 'stopped', reason: 'interrupt', code: 143 } as const,
      { cause: 'stopped', code: 143, reason: 'interrupt' },
    ],
    [{ cause: 'spawn', message: 'EAGAIN' } as const, { cause: 'spawn', code: null, message: 'EAGAIN' }],
    [{ cause: 'lost' } as const, { cause: 'lost', code: null }],
  ])('keeps what is known of %j', (outcome, json) => {
    expect(exitJson(outcome)).toEqual(json);
  });
});

describe('the status for people', () => {
  it('tells counts, what runs where and for how long, what failed and where its log is, and what was skipped', () => {
    const { state, now } = midway();
    expect(statusText(state, 100, now, logPath, HUGE)).toBe(
      [
        'test: running for 1m 10s (pid 100)',
        '7 jobs: 1 succeeded, 2 running, 1 waiting, 1 failed, 2 skipped',
        '',
        'running  on          for  pid',
        'wide     gpu 0,1  1m 02s   13',
        'cpu      cpu      1m 01s',
        '',
        'failed  bad: exit 3 after 3s',
        '        jobs/bad/1/out.log',
        '',
        'skipped 2 jobs, since bad failed:',
        '        next, last',
        '',
      ].join('\n'),
    );
  });

  it('shows the line of its output that tells best why a job failed, in the width that there is', () => {
    const story = new Story(sketchPlan([{ id: 'a' }])).began().planned('a');
    story.ended('a', exit(1), 2, 1, 'ValueError: unknown optimizer: adamx');
    const lines = (width: number) =>
      statusText(story.state, null, story.now, logPath, { color: false, width }).split('\n');
    expect(lines(80).slice(3, 6)).toEqual([
      'failed  a: exit 1 after 2s',
      '        ValueError: unknown optimizer: adamx',
      '        jobs/a/1/out.log',
    ]);
    expect(lines(24)[4]).toBe('        ValueError: unk…');
    const [job] = statusJson(story.state, null, story.now, logPath).jobs;
    expect(job).toMatchObject({ error: 'ValueError: unknown optimizer: adamx' });
  });

  it('tells apart what was interrupted with its run and what is cancelled for good', () => {
    const story = new Story(sketchPlan([{ id: 'a' }, { id: 'b' }])).began().planned('a').planned('b');
    const jobs = [jobId('b')];
    story.tell({ event: 'jobs-cancelled', request: 'r', jobs, definitions: { b: 'f' as never } });
    for (const job of ['a', 'b']) story.ended(job, { cause: 'stopped', reason: 'cancel', code: 143 });
    story.tell({ event: 'run-ended', reason: 'cancel' });
    expect(statusText(story.state, null, story.now, logPath, HUGE).split('\n').slice(0, 2)).toEqual([
      'test: interrupted by `sweep cancel` after 0s',
      '2 jobs: 1 cancelled, 1 interrupted',
    ]);
    const records = story.state.records;
    expect(records.map((record) => statusWord(story.state, record))).toEqual(['interrupted', 'cancelled']);
    expect(records.map(causeOf)).toEqual(['interrupted on request after 1s', 'cancelled after 1s']);
    // What was cancelled and is asked for again was not interrupted.
    story.tell({ event: 'jobs-retried', request: 's', jobs });
    expect(statusText(story.state, null, story.now, logPath, HUGE)).toContain('2 jobs: 1 to be run, 1 interrupted\n');
    expect(records.map((record) => statusWord(story.state, record))).toEqual(['interrupted', 'to be run']);
    expect(records.map(causeOf)).toEqual(['interrupted on request after 1s', 'cancelled after 1s']);
  });

  it('calls jobs by the words by which a list does, also those that no run goes on to do', () => {
    const needs = [{ on: 'a', when: 'failure' as const }];
    const story = new Story(sketchPlan([{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd', needs }, { id: 'e' }]));
    story
      .began({ only: ['a', 'b', 'c'] })
      .planned('a')
      .ended('a', EXIT_0)
      .planned('b')
      .ended('b', exit(1));
    const words = () => ({
      counted: statusText(story.state, 1, story.now, logPath, HUGE).split('\n')[1],
      listed: story.state.records.map((record) => statusWord(story.state, record)),
    });
    expect(words()).toEqual({
      counted: '5 jobs: 1 succeeded, 1 waiting, 1 failed, 1 not chosen, 1 not needed',
      listed: ['succeeded', 'failed', 'waiting', 'not needed', 'not chosen'],
    });
    story.tell({ event: 'run-ended', reason: 'handed-over' });
    expect(words().listed[2]).toBe('waiting');
    story.began({ only: ['c'] });
    story.tell({ event: 'run-ended', reason: 'interrupt' });
    expect(words()).toEqual({
      counted: '5 jobs: 1 succeeded, 1 to be run, 1 failed, 1 not chosen, 1 not needed',
      listed: ['succeeded', 'failed', 'to be run', 'not needed', 'not chosen'],
    });
  });

  it('guesses when a run will be over once it has seen enough of it', () => {
    const story = new Story(sketchPlan(alike(6))).began();
    for (const job of ['job-0', 'job-1', 'job-2']) story.planned(job).ended(job, EXIT_0, 20);
    story.at(60).planned('job-3');
    expect(statusText(story.state, 100, story.now, logPath, HUGE)).toMatch(
      /^test: running for 1m, about 1m left \(pid 100\)/,
    );
  });

  it.each([
    ['never began', (story: Story) => story, null, 'test: has not run yet'],
    [
      'lost its runner',
      (story: Story) => story.began(),
      null,
      'test: its runner is gone; run it again to take up where it left off',
    ],
    [
      'lost its runner after its last job',
      (story: Story) => story.began().planned('a').ended('a', EXIT_0, 1),
      null,
      'test: its runner is gone; all that it set out to do has come to its end',
    ],
    [
      'is coming to an end',
      (story: Story) => story.began().tell({ event: 'draining', reason: 'interrupt' }),
      7,
      'test: coming to an end for 0s (pid 7)',
    ],
    [
      'has finished',
      (story: Story) => story.began().at(62).tell({ event: 'run-ended', reason: 'finished' }),
      null,
      'test: finished after 1m 02s',
    ],
    [
      'has finished after another',
      (story: Story) => story.began().at(9).began().at(62).tell({ event: 'run-ended', reason: 'finished' }),
      null,
      'test: finished after 53s, the last of 2 runs',
    ],
    [
      'was interrupted',
      (story: Story) => story.began().at(5).tell({ event: 'run-ended', reason: 'interrupt' }),
      null,
      'test: interrupted by Ctrl-C after 5s',
    ],
  ])('says of a run that %s so', (_, tellStory, pid, line) => {
    const story = tellStory(new Story(sketchPlan([{ id: 'a' }])));
    expect(statusText(story.state, pid, story.now, logPath, HUGE).split('\n')[0]).toBe(line);
  });

  it('names a GPU that is not used, and why', () => {
    const story = new Story(sketchPlan([{ id: 'a' }])).began({ gpus: [0] });
    story.tell({ event: 'gpu-quarantined', gpu: 'gpu-0', because: 'process 9 survives KILL', pid: 9 });
    expect(statusText(story.state, 1, story.now, logPath, HUGE)).toContain(
      '\nnot used  gpu-0: process 9 survives KILL\n',
    );
  });
});
