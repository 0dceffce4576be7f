import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/outcome.ts';
import { jobId } from '../../src/model/plan.ts';
import { seconds } from '../../src/model/units.ts';
import { countsAsFailed, exitOfAttempt, exitOfJob, exitOfRun } from '../../src/run/job-exit.ts';
import type { JobRecord } from '../../src/schedule/state/state.ts';
import { EXIT_0, exit, Story } from '../report/live/story.ts';
import { sketchPlan } from '../rig/plan.ts';

const OUTCOMES: readonly (readonly [title: string, outcome: Outcome, code: number])[] = [
  ['its exit code', exit(3), 3],
  ['124 where its time was over', { cause: 'timeout', after: seconds(5), code: 137 }, 124],
  ['its exit code where memory ran out', { cause: 'oom', of: 'host', code: 137 }, 137],
  ['1 where it did not make what it produces', { cause: 'missing-output', paths: ['x'] }, 1],
  ['its exit code where it was stopped', { cause: 'stopped', reason: 'cancel', code: 143 }, 143],
  ['1 where it was stopped and exited 0', { cause: 'stopped', reason: 'cancel', code: 0 }, 1],
  ['1 where it was stopped and none is known', { cause: 'stopped', reason: 'cancel', code: null }, 1],
  ['1 where it could not be started', { cause: 'spawn', message: 'no' }, 1],
  ['1 where nobody knows', { cause: 'lost' }, 1],
];

function recordOf({ state }: Story, id: string): JobRecord {
  const record = state.byId.get(jobId(id));
  if (record === undefined) throw new Error(`there is no ${id}`);
  return record;
}

describe('what to exit with as a job did', () => {
  it.each(OUTCOMES)('is %s', (_, outcome, code) => {
    const story = new Story(sketchPlan([{ id: 'a' }])).began().planned('a').started('a', 1).ended('a', outcome);
    expect(exitOfAttempt(outcome)).toBe(code);
    expect(exitOfJob(recordOf(story, 'a'))).toBe(code);
  });

  it('is 0 after a success, and 1 of a job that did not run since, whatever became of it before', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }]);
    const story = new Story(plan).began();
    for (const id of ['a', 'b']) story.planned(id).started(id, 1).ended(id, EXIT_0);
    expect([exitOfAttempt(EXIT_0), exitOfJob(recordOf(story, 'a'))]).toEqual([0, 0]);
    story.began().planned('a', { attempt: 2 }).started('a', 2, 2).ended('a', exit(3), 1, 2).skipped('b', 'a');
    expect(exitOfJob(recordOf(story, 'b'))).toBe(1);
    const failed = new Story(plan).began();
    failed.planned('a').started('a', 1).ended('a', EXIT_0).planned('b').started('b', 1).ended('b', exit(3));
    expect(exitOfJob(recordOf(failed, 'b'))).toBe(3);
    failed.began().planned('a', { attempt: 2 }).started('a', 2, 2).ended('a', exit(4), 1, 2).skipped('b', 'a');
    expect(exitOfJob(recordOf(failed, 'b'))).toBe(1);
  });
});

describe('a run is a failed one', () => {
  it('by a failure, and what was skipped for it, but by none that is allowed', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', allowFailure: true }]);
    const story = new Story(plan).began();
    for (const id of ['a', 'c']) story.planned(id).started(id, 1).ended(id, exit(3));
    story.skipped('b', 'a');
    expect(['a', 'b', 'c'].map((id) => countsAsFailed(recordOf(story, id)))).toEqual([true, true, false]);
  });
});

describe('what to exit with that waits for a run', () => {
  it.each(['jobs-retried', 'jobs-rerun'] as const)(
    'is not known while %s of a job are left to the next run',
    (event) => {
      const plan = sketchPlan([{ id: 'a' }, { id: 'b' }]);
      const story = new Story(plan).began();
      story.planned('a').started('a', 1).ended('a', exit(3)).planned('b').started('b', 2).ended('b', EXIT_0);
      story.tell({ event: 'run-ended', reason: 'finished' });
      expect(exitOfRun(story.state, false)).toBe(1);
      story.tell({ event, jobs: [jobId('a')], request: 'r' });
      expect(exitOfRun(story.state, false)).toBeNull();
      story
        .began({ fresh: ['b'] })
        .planned('a', { attempt: 2 })
        .started('a', 3, 2)
        .ended('a', EXIT_0, 1, 2);
      story.tell({ event: 'run-ended', reason: 'finished' });
      expect(exitOfRun(story.state, false)).toBe(0);
    },
  );

  it('is known although a run has passed over what was asked for before it', () => {
    const story = new Story(sketchPlan([{ id: 'a' }, { id: 'b' }])).began();
    story.planned('a').started('a', 1).ended('a', exit(3)).planned('b').started('b', 2).ended('b', EXIT_0);
    story.tell({ event: 'run-ended', reason: 'finished' });
    story.tell({ event: 'jobs-retried', jobs: [jobId('a')], request: 'r' });
    story
      .began({ only: ['b'], unchosen: ['a'] })
      .planned('b', { attempt: 2 })
      .started('b', 3, 2)
      .ended('b', EXIT_0, 1, 2);
    story.tell({ event: 'run-ended', reason: 'finished' });
    expect(exitOfRun(story.state, false)).toBe(1);
  });
});
