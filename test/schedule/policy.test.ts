import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../src/model/sharing/booking.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import type { GpuHours, UserQuota } from '../../src/model/sharing/policy.ts';
import type { GpuView } from '../../src/model/resources.ts';
import { instant, tick } from '../../src/model/units.ts';
import { impossible } from '../../src/schedule/decide/feasibility.ts';
import { claimsOf } from '../../src/schedule/decide/claims.ts';
import { GPUS_OF_USER, SLOTS_OF_USER } from '../../src/schedule/queue/request.ts';
import { cases } from '../rig/cases.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { booking, hold, part, ROOMY, runName, Scene } from '../rig/scene.ts';
import { SharedMachine, type RunSketch } from '../rig/shared-host.ts';
import { FakeWorld, gpus } from '../rig/world.ts';

const ADA = (quota: Partial<UserQuota>): UserQuota => ({ user: 'ada', gpus: null, slots: null, ...quota });

/** Closed from one second of a test to another, again and again. */
function closed(...spans: readonly (readonly [from: number, until: number])[]): GpuHours {
  const moment = (time: number) => ({ at: instant(1000 * (1 + time)), tick: tick(1000 * (1 + time)) });
  return {
    said: 'from 20:00 to 08:00',
    closed: spans.map(([from, until]) => ({ from: moment(from), until: moment(until) })),
  };
}

function gpusWith(...hours: readonly (GpuHours | null)[]): GpuView[] {
  return gpus(hours.length).map((gpu, at) => {
    const own = hours[at] ?? null;
    return own === null ? gpu : { ...gpu, hours: own };
  });
}

/** A scene of user 1, whom nobody else's jobs are in the way of. */
function scene(plan: readonly JobSketch[], count: number, quota: Partial<UserQuota>): Scene {
  const made = new Scene(plan, { gpus: gpus(count), quota: ADA(quota) });
  made.meet({});
  return made;
}

const mine = runName({ key: 'mine' });
const theirs = runName({ key: 'theirs', uid: 2 });

describe('a quota', () => {
  it('holds for all GPUs of a user at once, those of his other runs included', () => {
    const made = scene(alike(4, { gpus: 1 }), 6, { gpus: 3 });
    made.meet({ holds: [hold(mine, ['gpu-5']), hold(theirs, ['gpu-4'])] });
    expect(made.act()).toEqual([
      ['job-0', 0],
      ['job-1', 1],
    ]);
    expect(made.why('job-3')).toMatchObject([{ because: 'turn' }, { because: 'quota' }]);
    made.end('job-0');
    expect(made.act()).toEqual([['job-2', 0]]);
  });

  it('counts parts of GPUs as such', () => {
    const made = scene(alike(4, { share: 0.5 }), 2, { gpus: 1 });
    made.meet({ holds: [hold(mine, ['gpu-1'], { share: part(0.5) })] });
    expect(made.act()).toHaveLength(1);
    expect(made.why('job-1')).toMatchObject([{ because: 'quota', of: 'GPUs', left: 0, most: 1 }]);
  });

  it('holds for slots, too', () => {
    const made = scene(alike(3, { slots: 2 }), 0, { slots: 5 });
    expect(made.act()).toHaveLength(2);
    expect(made.why('job-2')).toMatchObject([
      { because: 'quota', of: 'slots', most: 5, left: 1, user: 'ada', holders: [{ job: 'job-0' }, { job: 'job-1' }] },
    ]);
  });

  it('is no reason where the host file of the user gives less', () => {
    const made = new Scene(alike(3), { slots: 8, slotsOfUser: 2, quota: ADA({ slots: 5 }) });
    expect(made.act()).toHaveLength(2);
    expect(made.why('job-2')).toMatchObject([{ because: 'amount', name: SLOTS_OF_USER }]);
  });

  it('names the runs that hold it', () => {
    const made = scene(alike(1, { gpus: 1 }), 3, { gpus: 1 });
    made.meet({ holds: [hold(mine, ['gpu-1']), hold(theirs, ['gpu-2'])] });
    expect(made.act()).toEqual([]);
    expect(made.why('job-0')).toEqual([
      {
        ...{ because: 'quota', of: 'GPUs', most: 1, left: 0, user: 'ada' },
        holders: [{ whose: 'theirs', user: 'ada', sweep: 'mine', job: 'theirs' }],
      },
    ]);
  });

  it('keeps nobody else waiting: what is over it, the others are told, is kept back by its user', () => {
    const made = scene(alike(2, { gpus: 1 }), 2, { gpus: 1 });
    made.act();
    expect(claimsOf(made.state, made.host, made.now).wants).toMatchObject([{ job: 'job-1', keptByUser: true }]);
  });

  it('keeps its GPUs for a wide job, behind which others start only where they do not delay it', () => {
    const made = scene(
      [
        { id: 'first', gpus: 1, timeout: 100 },
        { id: 'wide', gpus: 2, timeout: 50 },
        { id: 'late', gpus: 1, timeout: 200 },
        { id: 'soon', gpus: 1, timeout: 90 },
      ],
      4,
      { gpus: 2 },
    );
    expect(made.act()).toEqual([
      ['first', 0],
      ['soon', 1],
    ]);
    made.wait(90);
    made.end('soon');
    expect(made.act()).toEqual([]);
    made.wait(10);
    made.end('first');
    expect(made.act()).toEqual([['wide', 0, 1]]);
  });

  it.each([
    [{ gpus: 1 }, { gpus: 2 }, '2 GPUs, over the quota of 1 GPU of ada'],
    [{ gpus: 0 }, { share: 0.5 }, 'a part of a GPU, over the quota of 0 GPUs of ada'],
    [{ slots: 3 }, { slots: 4 }, '4 slots, over the quota of 3 slots of ada'],
    [{ gpus: 2, slots: 4 }, { gpus: 2, slots: 4 }, null],
  ])('of %j can never meet %j, if that is more', (quota, sketch, said) => {
    const { request } = sketchPlan([{ id: 'a', ...sketch }]).jobs[0]!;
    expect(impossible(request, { ...ROOMY, gpus: gpus(4), quota: ADA(quota) })).toBe(said);
  });

  it('that is lowered below what runs lets nothing more start until enough has ended', () => {
    const made = scene(alike(3, { gpus: 1 }), 3, { gpus: 2 });
    expect(made.act()).toHaveLength(2);
    made.change({ quota: ADA({ gpus: 1 }) });
    made.end('job-0');
    expect(made.act()).toEqual([]);
    expect(made.why('job-2')).toMatchObject([{ because: 'quota', most: 1, left: 0 }]);
    made.end('job-1');
    expect(made.act()).toHaveLength(1);
  });
});

describe('hours in which a GPU is given out', () => {
  it('let jobs start on it in them alone, and what runs at their end goes on', () => {
    const made = new Scene(alike(3, { gpus: 1 }), { gpus: gpusWith(closed([0, 60], [100, 160]), null) });
    expect(made.act()).toEqual([['job-0', 1]]);
    expect(made.why('job-1')).toMatchObject([
      {
        because: 'gpus',
        free: 0,
        gpus: [{ closed: { said: 'from 20:00 to 08:00' } }, { holders: [{ job: 'job-0' }] }],
      },
    ]);
    made.wait(60);
    expect(made.act()).toEqual([['job-1', 0]]);
    made.wait(50);
    made.end('job-0');
    made.end('job-1');
    expect(made.act()).toEqual([['job-2', 1]]);
  });

  it('let a run go on by itself', async () => {
    const world = new FakeWorld({ gpus: gpusWith(closed([0, 90])) });
    await world.run(sketchPlan(alike(1, { gpus: 1, timeout: 10 })));
    expect(world.began('job-0')).toBe(90);
  });

  it('are waited for by a wide job, behind which others start only where they do not delay it', () => {
    const made = new Scene(
      [
        { id: 'wide', gpus: 2, timeout: 50 },
        { id: 'late', gpus: 1, timeout: 70 },
        { id: 'soon', gpus: 1, timeout: 40 },
      ],
      { gpus: gpusWith(closed([0, 60]), null) },
    );
    expect(made.act()).toEqual([['soon', 1]]);
  });
});

interface Drawn {
  readonly hours: readonly (GpuHours | null)[];
  readonly quotas: readonly UserQuota[];
  readonly runs: readonly DrawnRun[];
  readonly bookings: readonly Booking[];
}

interface DrawnRun extends RunSketch {
  readonly uid: number;
  readonly timeouts: ReadonlyMap<string, number | undefined>;
}

/** How a test draws a job; no quota is below what one asks for. */
interface DrawnJob {
  readonly gpus: number;
  readonly share: number | null;
  readonly slots: number;
  readonly timeout: number | undefined;
  readonly took: number;
  readonly priority: number;
}

const USERS = [1, 2];

/** Lengths of time that follow each other, every second one kept. */
const anySpans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 4 })
  .map((pairs) => {
    let end = 0;
    return pairs.map(([gap, lasts]) => {
      const from = end + gap - 1;
      end = from + lasts;
      return [from, end] as const;
    });
  });

/** Runs of two users, what they and another one have reserved, when GPUs are given out, and how many each user may hold. */
const anyHost: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 4 }).chain((gpuCount) => {
  const job = fc.record({
    gpus: fc.integer({ min: 0, max: Math.min(2, gpuCount) }),
    share: fc.option(fc.constantFrom(0.25, 0.5), { freq: 3 }),
    slots: fc.integer({ min: 1, max: 2 }),
    timeout: fc.option(fc.integer({ min: 10, max: 60 }), { nil: undefined }),
    took: fc.integer({ min: 1, max: 10 }),
    priority: fc.integer({ min: 0, max: 1 }),
  });
  const run = fc.record({ uid: fc.constantFrom(...USERS), jobs: fc.array(job, { minLength: 1, maxLength: 6 }) });
  const quota = fc.record({
    gpus: fc.option(fc.integer({ min: 2, max: 3 }), { freq: 3 }),
    slots: fc.option(fc.integer({ min: 2, max: 5 })),
  });
  const drawn = fc.record({
    hours: fc.array(fc.option(anySpans), { minLength: gpuCount, maxLength: gpuCount }),
    quotas: fc.array(quota, { minLength: USERS.length, maxLength: USERS.length }),
    runs: fc.array(run, { minLength: 2, maxLength: 4 }),
    reserved: fc.array(fc.array(fc.tuple(fc.constantFrom(...USERS, 4), fc.boolean())), {
      minLength: gpuCount,
      maxLength: gpuCount,
    }),
    spans: fc.array(anySpans, { minLength: gpuCount, maxLength: gpuCount }),
  });
  return drawn.map(({ hours, quotas, runs, reserved, spans }) => ({
    hours: hours.map((one) => (one === null ? null : closed(...one))),
    quotas: quotas.map((one, at) => ({ user: `user${at + 1}`, ...one })),
    bookings: spans.flatMap((those, gpu) =>
      those.flatMap(([from, until], at) => {
        const [uid] = reserved[gpu]?.[at] ?? [];
        return uid === undefined ? [] : [booking(uid, [`gpu-${gpu}`], from, until)];
      }),
    ),
    runs: runs.map(({ uid, jobs }, at) => sketchOf(`run${at}`, uid, jobs, quotas[uid - 1]!)),
  }));
});

function sketchOf(
  name: string,
  uid: number,
  jobs: readonly DrawnJob[],
  quota: Pick<UserQuota, 'gpus' | 'slots'>,
): DrawnRun {
  const ids = jobs.map((_, at) => `${name}-${at}`);
  // A stage each, so that nothing is learned of how long one takes from another.
  const sketches = jobs.map(({ gpus: count, share, slots, timeout, priority }, at) => ({
    ...{ id: ids[at]!, stage: `stage${at}`, slots, priority },
    ...(share === null ? { gpus: count } : { share }),
    ...(timeout === undefined ? {} : { timeout }),
  }));
  const times = new Map(jobs.map(({ took }, at) => [ids[at], took]));
  return {
    ...{ name, uid, plan: sketchPlan(sketches), seconds: (id) => times.get(id) ?? 1 },
    quota: { user: `user${uid}`, ...quota },
    timeouts: new Map(jobs.map(({ timeout }, at) => [ids[at]!, timeout])),
  };
}

describe('users who share a host by a policy', () => {
  it('hold no more than their quotas, start nothing where GPUs are reserved or not given out, and all that may start starts', () => {
    fc.assert(
      fc.property(anyHost, ({ hours, quotas, runs, bookings }) => {
        const host = { ...ROOMY, slots: 99, gpus: gpusWith(...hours), neighbours: { ...ALONE, bookings } };
        const machine = new SharedMachine(host, runs);
        machine.play(() => {
          for (const uid of USERS) {
            const held = machine.amounts(uid);
            const { gpus: most, slots } = quotas[uid - 1]!;
            expect((held.get(GPUS_OF_USER) ?? 0) / 1000).toBeLessThanOrEqual(most ?? Infinity);
            expect(held.get(SLOTS_OF_USER) ?? 0).toBeLessThanOrEqual(slots ?? Infinity);
          }
          const reasons = machine.reasons();
          for (const [job, why] of reasons) expect(why, job).not.toEqual([]);
          if (reasons.size === 1)
            expect(mayStartAlone(machine, { hours, quotas, runs, bookings }, [...reasons.keys()][0]!)).toBe(false);
        });
        for (const { run, job, at, gpus: given } of machine.starts) {
          const { uid, timeouts } = runs.find(({ name }) => name === run)!;
          const end = at + (timeouts.get(job) ?? 0);
          for (const { from, until } of bookings.filter(
            (one) => one.uid !== uid && one.gpus.some((gpu) => given.includes(gpu)),
          )) {
            const [begins, ends] = [from.tick / 1000 - 1, until.tick / 1000 - 1];
            expect(at < begins ? end <= begins : at >= ends, `${job} at ${at}`).toBe(true);
          }
          for (const gpu of given)
            expect(isOpen(hours[Number(gpu.slice(4))] ?? null, at), `${job} at ${at}`).toBe(true);
        }
        expect(machine.starts).toHaveLength(runs.reduce((sum, { plan }) => sum + plan.jobs.length, 0));
      }),
      { numRuns: cases(1000) },
    );
  });
});

function isOpen(hours: GpuHours | null, at: number): boolean {
  return hours?.closed.every(({ from, until }) => at < from.tick / 1000 - 1 || at >= until.tick / 1000 - 1) ?? true;
}

/** Whether the only job that waits on a host has all that it asks for, by the policy and by what is held alone. */
function mayStartAlone(machine: SharedMachine, { hours, quotas, runs, bookings }: Drawn, id: string): boolean {
  const { uid, plan, timeouts } = runs.find((run) => run.plan.jobs.some((job) => job.id === id))!;
  const { request } = plan.jobs.find((job) => job.id === id)!;
  const now = machine.elapsed;
  const bound = timeouts.get(id);
  const wanted = request.share ?? 1000;
  const held = machine.held();
  const fit = hours.filter((one, index) => {
    const others = bookings.filter((booked) => booked.uid !== uid && booked.gpus.includes(`gpu-${index}`));
    const isKept = others.some(({ from, until }) => {
      const [begins, ends] = [from.tick / 1000 - 1, until.tick / 1000 - 1];
      return now < ends && (begins <= now || (bound !== undefined && begins < now + bound));
    });
    return isOpen(one, now) && !isKept && (held.get(`gpu-${index}`) ?? 0) + wanted <= 1000;
  });
  const amounts = machine.amounts(uid);
  const { gpus: most, slots } = quotas[uid - 1]!;
  const asked = request.share ?? 1000 * request.gpus;
  return (
    fit.length >= (request.share === null ? request.gpus : 1) &&
    ((amounts.get(GPUS_OF_USER) ?? 0) + asked) / 1000 <= (most ?? Infinity) &&
    (amounts.get(SLOTS_OF_USER) ?? 0) + request.slots <= (slots ?? Infinity)
  );
}
