import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/outcome.ts';
import { seconds } from '../../src/model/units.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { EXIT_0, exit, FakeWorld } from '../rig/world.ts';

const makesWay = (within: number) => ({ signal: 'place-taken', within: seconds(within) }) as const;

const attemptsEnded = (world: FakeWorld) =>
  world.events.flatMap((one) => (one.event === 'attempt-ended' ? [[one.job, one.attempt]] : []));

const attemptsTaken = (world: FakeWorld) =>
  world.events.flatMap((one) => (one.event === 'attempt-abandoned' ? [[one.job, one.attempt, one.taken]] : []));

describe('a run whose place is taken from it', () => {
  it('starts nothing more, lets what runs end while there is time, stops the rest, and hands the run over', async () => {
    const world = new FakeWorld({ slots: 2 }, (job) => ({ seconds: job === 'job-0' ? 20 : 100, stopsIn: 3 }));
    world.arrange(5, makesWay(30));
    expect(await world.run(sketchPlan(alike(4)))).toBe('handed-over');
    expect(world.elapsed).toBe(38);
    expect(attemptsEnded(world)).toEqual([['job-0', 1]]);
    expect(attemptsTaken(world)).toEqual([['job-1', 1, 'pilot']]);
    expect(world.statuses()).toEqual({
      ...{ 'job-0': 'succeeded', 'job-1': 'waiting', 'job-2': 'waiting', 'job-3': 'waiting' },
    });
  });

  it('goes on elsewhere with what was stopped, and that costs no retry, while what has failed stays so', async () => {
    const world = new FakeWorld({ slots: 2 }, (job, attempt) => ({
      seconds: job === 'job-0' ? 2 : attempt === 1 ? 100 : 10,
      outcome: job === 'job-0' ? exit(3) : EXIT_0,
    }));
    const plan = sketchPlan(alike(2));
    world.arrange(5, makesWay(0));
    expect(await world.run(plan)).toBe('handed-over');
    expect(await world.run(plan, { continues: true })).toBe('finished');
    expect(attemptsEnded(world)).toEqual([
      ['job-0', 1],
      ['job-1', 2],
    ]);
    expect(world.statuses()).toEqual({ 'job-0': 'failed', 'job-1': 'succeeded' });
  });

  it('is finished where all has come to its end meanwhile', async () => {
    const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 10 }));
    world.arrange(5, makesWay(30));
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
    expect(world.elapsed).toBe(10);
  });

  it('has no more time when it is told again, and less where it is told so', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 500 }));
    world.arrange(5, makesWay(100));
    world.arrange(6, makesWay(200));
    world.arrange(50, makesWay(0));
    expect(await world.run(sketchPlan(alike(1)))).toBe('handed-over');
    expect(world.elapsed).toBe(50);
  });

  it('stops at once what a person cancels, and comes to an end that is told as such', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 500 }));
    world.arrange(5, makesWay(100));
    world.arrange(6, { signal: 'asked', id: 'c', request: { do: 'cancel' }, answer: () => undefined });
    expect(await world.run(sketchPlan(alike(2)))).toBe('cancel');
    expect(world.elapsed).toBe(6);
  });
});

describe('what ran within the job of a cluster that is over', () => {
  const ended = (outcome: Outcome) =>
    ({ kind: 'ended', outcome, seconds: seconds(5), endedAt: null, error: null }) as const;

  /** A run whose runner was killed, and of whose jobs that is found. */
  async function killed(found: Readonly<Record<string, Outcome>>, driver: string | undefined) {
    const world = new FakeWorld({}, () => ({ seconds: 500 }));
    const plan = sketchPlan(alike(Object.keys(found).length));
    world.change(10, () => {
      throw new Error('killed');
    });
    await expect(world.run(plan, driver === undefined ? {} : { driver })).rejects.toThrow('killed');
    for (const [job, outcome] of Object.entries(found)) world.settlements.set(job, ended(outcome));
    return { world, plan };
  }

  it('was taken with it where it tells of no end of its own', async () => {
    const found: Record<string, Outcome> = {
      'job-0': { cause: 'lost' },
      'job-1': exit(143),
      'job-2': { cause: 'stopped', reason: 'outside', code: 143 },
      'job-3': exit(1),
    };
    const { world, plan } = await killed(found, 's.pilot.0123456789abcdef');
    await world.open(plan, { continues: true });
    expect(attemptsTaken(world).map(([job]) => job)).toEqual(['job-0', 'job-1', 'job-2']);
    expect(attemptsEnded(world)).toEqual([['job-3', 1]]);
  });

  it('is lost as anywhere where its runner was none', async () => {
    const { world, plan } = await killed({ 'job-0': { cause: 'lost' } }, undefined);
    await world.open(plan, { continues: true });
    expect(attemptsTaken(world)).toEqual([]);
    expect(attemptsEnded(world)).toEqual([['job-0', 1]]);
  });
});
