import { describe, expect, it } from 'vitest';
import { paceOf, tellTimeLeft, timeLeft } from '../../src/report/eta.ts';
import { seconds } from '../../src/model/units.ts';
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
});

describe('a time that is left', () => {
  it.each([
    [38, 44, 'about 40s to 45s left'],
    [400, 520, 'about 6m 30s to 8m 30s left'],
    [3000, 3500, 'about 50m to 58m left'],
    [4800, 6300, 'about 1h 20m to 1h 50m left'],
    [80_000, 81_000, 'about 22h to 23h left'],
    [840, 850, 'about 14m left'],
    [0, 2, 'about 5s left'],
  ])('of %i to %i seconds is told in steps that suit it', (least, most, told) => {
    expect(tellTimeLeft({ least: seconds(least), most: seconds(most) })).toBe(told);
  });
});
