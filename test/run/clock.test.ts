import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import type { Event } from '../../src/model/event.ts';
import { instant, seconds as secondsOf, type Instant, type Tick } from '../../src/model/units.ts';
import { statusJson } from '../../src/report/status/status.ts';
import { cases } from '../rig/cases.ts';
import { sketchPlan } from '../rig/plan.ts';
import { exit, FakeWorld } from '../rig/world.ts';

const plan = () =>
  sketchPlan([
    { id: 'short', timeout: 100 },
    { id: 'again', retry: { max: 2, backoff: secondsOf(30), factor: 2 } },
    { id: 'paced-1', stage: 'paced', stagger: 20 },
    { id: 'paced-2', stage: 'paced', stagger: 20 },
    { id: 'last', needs: ['short', 'again'] },
  ]);

/** A run whose clock of the day shows what `timeOf` makes of the true time. */
async function runUnder(timeOf: (at: Instant, tick: Tick) => number): Promise<FakeWorld> {
  const world = new FakeWorld({ slots: 2 }, (job, attempt) => ({
    seconds: 10,
    outcome: exit(job === 'again' && attempt < 3 ? 1 : 0),
  }));
  const { now } = world.clock;
  world.clock.now = () => {
    const { at, tick } = now();
    return { at: instant(timeOf(at, tick)), tick };
  };
  await world.run(plan());
  return world;
}

/** What has happened, and when by the clock that nobody can set. */
const happened = ({ events }: FakeWorld): readonly unknown[] => events.map(({ at: _, ...event }: Event) => event);

const HOUR = 3_600_000;

describe('a clock that is set while a run goes on', () => {
  const steady = runUnder((at) => at);

  it.each<readonly [string, (at: Instant, tick: Tick) => number]>([
    ['an hour back, as at the end of summer time', (at, tick) => (tick > 15_000 ? at - HOUR : at)],
    ['an hour on, as at its beginning', (at, tick) => (tick > 15_000 ? at + HOUR : at)],
    ['a second back, as for a leap second', (at, tick) => (tick > 15_000 ? at - 1000 : at)],
    ['years on, as when a machine learns the time', (at, tick) => (tick > 15_000 ? at + 1e12 : at)],
    ['to 1970, as when it has lost it', (_, tick) => tick],
    ['to and fro', (at, tick) => at + (Math.floor(tick / 7000) % 2 === 0 ? HOUR : -HOUR)],
  ])('%s, changes no start, no end, no backoff and no pause between starts', async (_, timeOf) => {
    expect(happened(await runUnder(timeOf))).toEqual(happened(await steady));
  });

  it('by whatever, at whatever instants, changes nothing of that either, and the next run sees the same', async () => {
    const jumps = fc.array(fc.tuple(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: -1e11, max: 1e11 })), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(jumps, async (all) => {
        const shift = (tick: Tick): number => all.reduce((sum, [from, by]) => (tick >= from ? sum + by : sum), 0);
        const world = await runUnder((at, tick) => Math.max(0, at + shift(tick)));
        expect(happened(world)).toEqual(happened(await steady));
        const { jobs } = statusJson(replay(plan(), world.events), null, world.clock.now(), () => 'log');
        for (const { seconds } of jobs) expect(seconds).toBe(10);
      }),
      { numRuns: cases(200) },
    );
  });
});

describe('a machine that has slept', () => {
  it('begins what is due by the clock of the day as soon as it looks, and nothing twice', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 1 }));
    const { now } = world.clock;
    // From the tenth second on, an hour has gone by that no tick tells of.
    world.clock.now = () => {
      const { at, tick } = now();
      return { at: instant(world.elapsed >= 10 ? at + HOUR : at), tick };
    };
    for (const wake of [20, HOUR / 1000]) world.change(wake, () => undefined);
    await world.run(sketchPlan([{ id: 'night', begin: 'now+40m' }, { id: 'later', begin: 'now+2h' }, { id: 'now' }]));
    expect([world.began('now'), world.began('night'), world.began('later')]).toEqual([0, 20, HOUR / 1000]);
    expect(world.events.filter(({ event }) => event === 'begin-reached')).toHaveLength(2);
  });
});
