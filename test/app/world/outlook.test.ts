import { describe, expect, it } from 'vitest';
import { timeLeft } from '../../../src/app/world/outlook.ts';
import { ALONE } from '../../../src/model/sharing/neighbours.ts';
import { PAUSED, type HostView } from '../../../src/model/resources.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, Story } from '../../report/live/story.ts';

/** A machine with so many GPUs to use, and one more that is paused. */
function machine(gpus: number): HostView {
  return {
    ...{
      slots: 8,
      slotsOfUser: 8,
      memory: null,
      resources: new Map(),
      sharing: 'pack',
      probeFailure: null,
      paused: null,
    },
    gpus: Array.from({ length: gpus + 1 }, (_, index) => ({
      ...{ index, uuid: `gpu-${index}`, name: '', memory: null, free: null, links: {}, undrained: null },
      taken: index === gpus ? PAUSED : null,
    })),
    neighbours: ALONE,
  };
}

/** A run of twenty jobs of a GPU each, of which eight took 100 seconds, and of which two have run for 40 s. */
function underWay(): Story {
  const story = new Story(sketchPlan(alike(20, { gpus: 1 }))).began({ gpus: [0, 1, 2] });
  for (let job = 0; job < 8; job += 2) {
    story.at(job * 50);
    for (const [at, id] of [`job-${job}`, `job-${job + 1}`].entries()) story.planned(id, { gpus: [at] });
    story.at(job * 50 + 100);
    for (const id of [`job-${job}`, `job-${job + 1}`]) story.ended(id, EXIT_0, 100);
  }
  story
    .at(400)
    .planned('job-8', { gpus: [0] })
    .planned('job-9', { gpus: [1] });
  return story.at(440);
}

describe('how long a run goes on', () => {
  it('is as its scheduler would do what is left, on what it may use of the machine', async () => {
    const { state, now } = underWay();
    // Sixty seconds of what runs, and ten more on two GPUs.
    expect(await timeLeft(state, machine(2), now)).toEqual({ least: 560, most: 560 });
    expect(await timeLeft(state, machine(4), now)).toEqual({ least: 300, most: 300 });
  });

  it('changes nothing of what it is reckoned from', async () => {
    const { state, now } = underWay();
    const before = JSON.stringify([state.counts, state.pending, state.events, [...state.running.keys()]]);
    await timeLeft(state, machine(2), now);
    expect(JSON.stringify([state.counts, state.pending, state.events, [...state.running.keys()]])).toBe(before);
  });

  it('is a range where jobs alike take different times', async () => {
    const story = new Story(sketchPlan(alike(40))).began({ slots: 1 });
    for (let job = 0; job < 20; job += 1) story.planned(`job-${job}`).ended(`job-${job}`, EXIT_0, 80 + 40 * (job % 2));
    story.planned('job-20');
    const left = await timeLeft(story.state, { ...machine(0), slots: 1 }, story.now);
    expect(left?.least).toBeLessThan(1600);
    expect(left?.most).toBeGreaterThan(1600);
  });

  it('is not told before three jobs have shown how long they take', async () => {
    const story = new Story(sketchPlan(alike(9))).began().planned('job-0').ended('job-0', EXIT_0, 9).planned('job-1');
    expect(await timeLeft(story.state, machine(0), story.now)).toBeNull();
  });
});
