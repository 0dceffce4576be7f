import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../src/model/sharing/booking.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import { seconds, tick } from '../../src/model/units.ts';
import { Bookings } from '../../src/schedule/decide/bookings.ts';
import { cases } from '../rig/cases.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { booking, ROOMY, runName, Scene, want } from '../rig/scene.ts';
import { SharedMachine, type RunSketch } from '../rig/shared-host.ts';
import { FakeWorld, gpus } from '../rig/world.ts';

const GPU = 'gpu-0';

/** A scene of user 1 on so many GPUs, of which others have reserved these. */
function scene(plan: readonly JobSketch[], count: number, bookings: readonly Booking[]): Scene {
  const made = new Scene(plan, { gpus: gpus(count) });
  made.meet({ bookings });
  return made;
}

describe('GPUs that another user has reserved', () => {
  it('are given to nobody else at that time, and afterwards to all', () => {
    const made = scene(alike(2, { gpus: 1, timeout: 10 }), 2, [booking(2, [GPU], 0, 60)]);
    expect(made.act()).toEqual([['job-0', 1]]);
    made.wait(59);
    expect(made.act()).toEqual([]);
    made.wait(1);
    expect(made.act()).toEqual([['job-1', 0]]);
  });

  it('are given before it to a job that surely ends in time, and to no other', () => {
    const made = scene(
      [
        { id: 'long', gpus: 1, timeout: 61 },
        { id: 'short', gpus: 1, timeout: 60 },
      ],
      1,
      [booking(2, [GPU], 60, 120)],
    );
    expect(made.act()).toEqual([['short', 0]]);
  });

  it('are given to a job without a bound before it, but other GPUs first', () => {
    const made = scene(alike(3, { gpus: 1 }), 2, [booking(2, [GPU], 60, 120)]);
    expect(made.act()).toEqual([
      ['job-0', 1],
      ['job-1', 0],
    ]);
  });

  it('are not given in parts either', () => {
    const made = scene([{ id: 'a', share: 0.5, timeout: 10 }], 1, [booking(2, [GPU], 5, 120)]);
    expect(made.act()).toEqual([]);
  });

  it('are his own to use', () => {
    const made = scene(alike(1, { gpus: 1 }), 1, [booking(1, [GPU], 0, 60)]);
    expect(made.act()).toEqual([['job-0', 0]]);
  });

  it('are named as what keeps a job back', () => {
    const [first] = [booking(2, [GPU], 0, 60)];
    const made = scene(alike(1, { gpus: 1 }), 1, [first]);
    made.act();
    expect(made.why('job-0')).toMatchObject([{ because: 'gpus', free: 0, gpus: [{ booked: first, barred: null }] }]);
  });

  it('keep no job back that asks for none', () => {
    const made = scene(alike(1), 1, [booking(2, [GPU], 0, 60)]);
    expect(made.act()).toEqual([['job-0']]);
  });

  it('count for what another run wants by whose that is', () => {
    const theirs = want(runName({ key: 'theirs', uid: 2, submitted: tick(-5) }), [GPU]);
    const made = new Scene(alike(1, { gpus: 1 }), { gpus: gpus(1) });
    made.meet({ bookings: [booking(3, [GPU], 0, 60)], wants: [theirs] });
    expect(made.act()).toEqual([]);
    const other = new Scene(alike(1, { gpus: 1 }), { gpus: gpus(1) });
    other.meet({ bookings: [booking(2, [GPU], 30, 60)], wants: [theirs] });
    expect(other.act()).toEqual([]);
    other.meet({ bookings: [booking(1, [GPU], 0, 60)], wants: [theirs] });
    expect(other.act()).toEqual([['job-0', 0]]);
  });

  it('are waited for by a wide job, behind which others start only where they do not delay it', () => {
    const made = scene(
      [
        { id: 'wide', gpus: 2, timeout: 50 },
        { id: 'late', gpus: 1, timeout: 70 },
        { id: 'soon', gpus: 1, timeout: 40 },
      ],
      2,
      [booking(2, [GPU], 0, 60)],
    );
    expect(made.act()).toEqual([['soon', 1]]);
    made.wait(40);
    made.end('soon');
    expect(made.act()).toEqual([]);
    made.wait(20);
    expect(made.act()).toEqual([['wide', 0, 1]]);
  });

  it('let a run go on by itself once their time is over', async () => {
    const world = new FakeWorld({ gpus: gpus(1), neighbours: { ...ALONE, bookings: [booking(2, [GPU], 0, 90)] } });
    await world.run(sketchPlan(alike(1, { gpus: 1, timeout: 10 })));
    expect(world.began('job-0')).toBe(90);
  });
});

describe('the first time that a GPU is kept from a job by nobody', () => {
  const anyBookings = fc.array(
    fc.record({
      uid: fc.integer({ min: 1, max: 3 }),
      from: fc.integer({ min: 0, max: 90 }),
      lasts: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 5 },
  );

  it('is none at which something stands against it, and no earlier time is one', () => {
    fc.assert(
      fc.property(
        anyBookings,
        fc.option(fc.integer({ min: 1, max: 40 })),
        fc.integer({ min: 0, max: 50 }),
        (drawn, bound, at) => {
          const all = drawn.map(({ uid, from, lasts }) => booking(uid, [GPU], from, from + lasts));
          const bookings = new Bookings({ ...ROOMY, neighbours: { ...ALONE, bookings: all } }, tick(1000));
          const party = { uid: 1, bound: bound === null ? null : seconds(bound) };
          const found = bookings.freeFrom({ uuid: GPU }, party, tick(1000 * (1 + at)));
          expect(bookings.against(GPU, party, found)).toBeNull();
          for (let time = 1000 * (1 + at); time < found; time += 1000) {
            expect(bookings.against(GPU, party, tick(time))).not.toBeNull();
          }
        },
      ),
      { numRuns: cases(500) },
    );
  });
});

interface Drawn {
  readonly gpuCount: number;
  readonly runs: readonly (RunSketch & { readonly timeouts: ReadonlyMap<string, number | undefined> })[];
  readonly bookings: readonly Booking[];
}

/** Runs of up to three users, and what four have reserved, no GPU twice at a time. */
const anyHost: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 3 }).chain((gpuCount) => {
  const job = fc.record({
    gpus: fc.integer({ min: 0, max: gpuCount }),
    timeout: fc.option(fc.integer({ min: 10, max: 60 }), { nil: undefined }),
    took: fc.integer({ min: 1, max: 10 }),
    priority: fc.integer({ min: 0, max: 1 }),
  });
  const run = fc.record({ uid: fc.integer({ min: 1, max: 3 }), jobs: fc.array(job, { minLength: 1, maxLength: 6 }) });
  const reserved = fc.record({
    uid: fc.integer({ min: 1, max: 4 }),
    gpu: fc.integer({ min: 0, max: gpuCount - 1 }),
    gap: fc.integer({ min: 0, max: 50 }),
    lasts: fc.integer({ min: 1, max: 50 }),
  });
  const drawn = fc.record({
    runs: fc.array(run, { minLength: 1, maxLength: 4 }),
    reserved: fc.array(reserved, { maxLength: 6 }),
  });
  return drawn.map(({ runs, reserved: all }) => {
    const ends = Array.from({ length: gpuCount }, () => 0);
    const bookings = all.map(({ uid, gpu, gap, lasts }) => {
      const from = (ends[gpu] ?? 0) + gap;
      ends[gpu] = from + lasts;
      return booking(uid, [`gpu-${gpu}`], from, from + lasts);
    });
    return { gpuCount, bookings, runs: runs.map((one, at) => sketchOf(`run${at}`, one)) };
  });
});

function sketchOf(
  name: string,
  {
    uid,
    jobs,
  }: { uid: number; jobs: readonly { gpus: number; timeout: number | undefined; took: number; priority: number }[] },
): Drawn['runs'][number] {
  const ids = jobs.map((_, at) => `${name}-${at}`);
  // A stage each, so that nothing is learned of how long one takes from another.
  const sketches = jobs.map(({ gpus: count, timeout, priority }, at) => ({
    ...{ id: ids[at] ?? '', stage: `stage${at}`, gpus: count, priority },
    ...(timeout === undefined ? {} : { timeout }),
  }));
  const times = new Map(jobs.map(({ took }, at) => [ids[at], took]));
  const timeouts = new Map(jobs.map(({ timeout }, at) => [ids[at] ?? '', timeout]));
  return { name, uid, plan: sketchPlan(sketches), seconds: (id) => times.get(id) ?? 1, timeouts };
}

describe('users who share a host', () => {
  it('are given no GPU that another has reserved, with time enough, and all that may start starts', () => {
    fc.assert(
      fc.property(anyHost, ({ gpuCount, runs, bookings }) => {
        const host = { ...ROOMY, slots: 99, gpus: gpus(gpuCount), neighbours: { ...ALONE, bookings } };
        const machine = new SharedMachine(host, runs);
        machine.play(() => {
          for (const [job, reasons] of machine.reasons()) expect(reasons, job).not.toEqual([]);
        });
        for (const { run, job, at, gpus: given } of machine.starts) {
          const { uid, timeouts } = runs.find(({ name }) => name === run)!;
          const end = at + (timeouts.get(job) ?? 0);
          const others = bookings.filter((one) => one.uid !== uid && one.gpus.some((gpu) => given.includes(gpu)));
          for (const { from, until } of others) {
            const [begins, ends] = [from.tick / 1000 - 1, until.tick / 1000 - 1];
            expect(at < begins ? end <= begins : at >= ends, `${job} at ${at}`).toBe(true);
          }
        }
        expect(machine.starts).toHaveLength(runs.reduce((sum, { plan }) => sum + plan.jobs.length, 0));
      }),
      { numRuns: cases(300) },
    );
  });
});
