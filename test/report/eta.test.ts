import { describe, expect, it } from 'vitest';
import { NO_PACE, paceAfter, paceOf, timeLeft } from '../../src/report/eta.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { jobId } from '../../src/model/plan.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { EXIT_0, exit, Story } from './live/story.ts';

/** A run of ten jobs in which the first three took ten seconds each, and two more began at second 30. */
function fiveInTen(): Story {
  const story = new Story(sketchPlan(alike(10))).began();
  for (const job of ['job-0', 'job-1', 'job-2']) story.planned(job).at(10).ended(job, EXIT_0, 10);
  return story.at(30).planned('job-3').planned('job-4');
}

describe('the estimate of the time that is left', () => {
  it('says nothing before three attempts have ended', () => {
    const story = new Story(sketchPlan(alike(10))).began().planned('job-0').at(10).ended('job-0', EXIT_0, 10);
    story.planned('job-1').ended('job-1', EXIT_0, 10).planned('job-2');
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).toBeNull();
    story.ended('job-2', EXIT_0, 10).planned('job-3');
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).not.toBeNull();
  });

  it('says nothing before as many have ended as run at once', () => {
    const story = fiveInTen().planned('job-5').planned('job-6');
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).toBeNull();
  });

  it('spreads the work that remains over as many jobs as run at once', () => {
    const story = fiveInTen();
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).toBe(35);
  });

  it('counts what the running jobs have already done', () => {
    const story = fiveInTen().at(34);
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).toBe(31);
  });

  it('is never less than the rest of the longest running job', () => {
    const story = new Story(sketchPlan(alike(5))).began();
    for (const job of ['job-0', 'job-1', 'job-2']) story.planned(job).ended(job, EXIT_0, 10);
    story.planned('job-3').at(9).planned('job-4');
    expect(timeLeft(story.state, paceOf(story.state), story.now.tick)).toBe(10);
  });

  it('says nothing of a run that is coming to an early end, nor of one in which nothing runs', () => {
    const idle = new Story(sketchPlan(alike(5))).began();
    for (const job of ['job-0', 'job-1', 'job-2']) idle.planned(job).ended(job, EXIT_0, 10);
    expect(timeLeft(idle.state, paceOf(idle.state), idle.now.tick)).toBeNull();
    const draining = fiveInTen().tell({ event: 'draining', reason: 'interrupt' });
    expect(timeLeft(draining.state, paceOf(draining.state), draining.now.tick)).toBeNull();
  });
});

describe('the pace of a run', () => {
  it('counts attempts that failed, and leaves out those that were stopped or lost', () => {
    const story = new Story(sketchPlan(alike(4))).began();
    story.planned('job-0').ended('job-0', exit(3), 4).planned('job-1').ended('job-1', EXIT_0, 2);
    story.planned('job-2').ended('job-2', { cause: 'stopped', reason: 'interrupt', code: null }, 1);
    story.planned('job-3').ended('job-3', { cause: 'lost' }, null);
    expect(paceOf(story.state)).toEqual({ ended: 2, total: 6 });
  });

  it('is the same whether it is kept up event by event or taken from the state', () => {
    let pace = NO_PACE;
    const story = new Story(sketchPlan(alike(3)), { show: (event) => (pace = paceAfter(pace, event)) });
    story
      .began()
      .planned('job-0')
      .ended('job-0', EXIT_0, 4)
      .at(9)
      .began({ fresh: ['job-0'] });
    story.planned('job-1').ended('job-1', exit(1), 7);
    expect(pace).toEqual({ ended: 1, total: 7 });
    expect(paceOf(story.state)).toEqual(pace);
  });

  it('is not changed by anything but an attempt that ends', () => {
    const event = { at: instant(0), tick: tick(0), event: 'backoff-ended', job: jobId('a') } as const;
    const pace = { ended: 3, total: seconds(9) };
    expect(paceAfter(pace, event)).toBe(pace);
  });
});
