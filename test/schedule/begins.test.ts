import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import { jobId } from '../../src/model/plan.ts';
import { estimate } from '../../src/run/forecast/estimate.ts';
import { drive } from '../../src/run/loop.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { partOf } from '../../src/run/part.ts';
import { seconds } from '../../src/model/units.ts';
import type { View } from '../../src/run/world.ts';
import { beginsOf } from '../../src/app/sweep/begins.ts';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { plainScenario, plainWorld, planOf } from '../rig/scenarios.ts';
import { Scene } from '../rig/scene.ts';
import { exit, FakeWorld, gpus } from '../rig/world.ts';

/** When each attempt of a run began. */
function begun(world: FakeWorld): [job: string, at: number][] {
  return world.lived.map(({ job, began }) => [job, began]);
}

describe('a job with a `begin`', () => {
  it('starts no sooner, and others go first', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 30 }));
    await world.run(sketchPlan([{ id: 'late', begin: 'now+40s', priority: 9 }, { id: 'a' }, { id: 'b' }, { id: 'c' }]));
    expect(begun(world)).toEqual([
      ['a', 0],
      ['b', 30],
      ['late', 60],
      ['c', 90],
    ]);
  });

  it('has nothing kept for it meanwhile', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 30 }));
    await world.run(sketchPlan([{ id: 'wide', gpus: 2, begin: 'now+10s' }, ...alike(2, { gpus: 1 })]));
    expect(begun(world)).toEqual([
      ['job-0', 0],
      ['job-1', 0],
      ['wide', 30],
    ]);
  });

  it('waits for what it needs as well', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 50 }));
    await world.run(
      sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'], begin: 'now+10s' }, { id: 'c', begin: 'now+60s' }]),
    );
    expect(begun(world)).toEqual([
      ['a', 0],
      ['b', 50],
      ['c', 60],
    ]);
  });

  it('says when that is, before anything that it asks for', () => {
    const scene = new Scene([{ id: 'a', gpus: 8, begin: 'now+90s' }, { id: 'b' }]);
    scene.act();
    scene.wait(30);
    expect(scene.why('a')).toEqual([{ because: 'begin', said: 'now+90s', wait: seconds(60) }]);
    scene.wait(60);
    expect(scene.decide()).toMatchObject({ do: 'begin' });
    scene.act();
    expect(scene.why('a').map(({ because }) => because)).toEqual(['gpus']);
  });

  it('does not keep the others of its class waiting as their canary', async () => {
    const world = new FakeWorld({ slots: 4 }, () => ({ seconds: 5 }));
    const plan = sketchPlan([{ id: 'late', begin: 'now+60s' }, { id: 'a' }, { id: 'b' }]);
    await world.run(plan, { caution: { canary: true } });
    expect(begun(world)).toEqual([
      ['a', 0],
      ['b', 5],
      ['late', 60],
    ]);
  });

  it('keeps a run open in which all others are held', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 5 }));
    const [state] = await world.open(
      sketchPlan([
        { id: 'a', begin: 'now+10s' },
        { id: 'b', begin: 'now+60s' },
      ]),
    );
    world.arrange(5, {
      signal: 'asked',
      id: 'r',
      request: { do: 'hold', jobs: [jobId('a')] },
      answer: () => undefined,
    });
    await drive(state, world);
    expect(world.statuses()).toEqual({ a: 'held', b: 'succeeded' });
  });

  it('is tried again at once where it fails', async () => {
    const world = new FakeWorld({}, (_, attempt) => ({ outcome: exit(attempt === 1 ? 1 : 0) }));
    await world.run(sketchPlan([{ id: 'a', begin: 'now+20s', retry: { max: 1 } }]));
    expect(begun(world)).toEqual([
      ['a', 20],
      ['a', 21],
    ]);
  });
});

describe('a run with a `begin`', () => {
  it('starts nothing before, and a job of a later `begin` then', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b', begin: 'now+90s' }, { id: 'c', begin: 'now+5s' }]), {
      begin: 'now+60s',
    });
    expect(begun(world)).toEqual([
      ['a', 60],
      ['c', 60],
      ['b', 90],
    ]);
  });

  it('says what it waits for, once nothing has run for a while', async () => {
    const world = new FakeWorld();
    const told: string[] = [];
    const waits: View['waits'] = (job, reasons) => {
      told.push(`${job}: ${reasons.map(({ because }) => because).join()}`);
    };
    Object.assign(world.view, { waits });
    await world.run(sketchPlan(alike(3)), { begin: 'now+60s' });
    expect(told).toEqual(['job-0: begin']);
  });

  it('goes on waiting where another runner resumes it, and not for another day where the time has come', async () => {
    const plan = sketchPlan(alike(2));
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.arrange(20, { signal: 'asked-to-stop', how: 'terminate' });
    await world.run(plan, { begin: 'now+60s' });
    expect(world.lived).toEqual([]);
    world.arrange(45, { signal: 'asked-to-stop', how: 'terminate' });
    await world.run(plan);
    expect(begun(world)).toEqual([['job-0', 60]]);
    await world.run(plan);
    expect(begun(world).slice(1)).toEqual([
      ['job-0', 65],
      ['job-1', 75],
    ]);
  });

  it('waits anew where that is said anew, or the run before has come to its end', async () => {
    const plan = sketchPlan([{ id: 'a', begin: 'now+10s' }]);
    const world = new FakeWorld({}, () => ({ outcome: exit(1) }));
    await world.run(plan);
    await world.run(plan);
    expect(begun(world)).toEqual([
      ['a', 10],
      ['a', 21],
    ]);
    const other = new FakeWorld();
    other.arrange(5, { signal: 'asked-to-stop', how: 'terminate' });
    await other.run(plan, { begin: 'now+60s' });
    await other.run(plan, { begin: 'now' });
    expect(begun(other)).toEqual([['a', 10]]);
  });

  it('takes as long as it is estimated to', async () => {
    const plan = sketchPlan([{ id: 'a', timeout: 30, begin: 'now+100s' }]);
    const world = new FakeWorld();
    const state = initialState(plan);
    const part = partOf(plan, state, world.files, {
      chosen: null,
      fresh: false,
      withNeeds: false,
      leaveFailed: false,
    });
    const now = world.clock.now();
    const begins = beginsOf(plan.jobs, undefined, { last: null, continues: false }, now.at);
    const result = await estimate(state, { host: world.hostView, part, now, begins });
    expect(result).toMatchObject({ ok: true, estimate: { makespan: 130 } });
  });
});

/** Of some of the jobs of a scenario how long after its beginning they may begin. */
const anyBegins = plainScenario.chain((drawn) =>
  fc.tuple(
    fc.array(fc.option(fc.integer({ min: 0, max: 90 }), { nil: null, freq: 2 }), {
      minLength: drawn.jobs.length,
      maxLength: drawn.jobs.length,
    }),
    fc.option(fc.integer({ min: 0, max: 90 }), { nil: null, freq: 4 }),
    fc.constant(drawn),
  ),
);

describe('any plan', () => {
  it('starts no job before its time, and brings every job to its end all the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyBegins, async ([waits, all, drawn]) => {
        const jobs = drawn.jobs.map((job, at) => {
          const wait = waits[at] ?? null;
          return wait === null ? job : { ...job, begin: `now+${wait}` };
        });
        const world = plainWorld(drawn);
        world.watch = (state) => checkInvariants(state, drawn.slots);
        await world.run(planOf({ ...drawn, jobs }), all === null ? {} : { begin: `now+${all}` });
        for (const { job, began } of world.lived) {
          const at = Number(job.replace('job-', ''));
          expect(began).toBeGreaterThanOrEqual(Math.max(waits[at] ?? 0, all ?? 0));
        }
        for (const status of Object.values(world.statuses())) {
          expect(['succeeded', 'failed', 'skipped']).toContain(status);
        }
      }),
      { numRuns: cases(300) },
    );
  });

  it('is in the same state after its journal is replayed', async () => {
    await fc.assert(
      fc.asyncProperty(anyBegins, async ([waits, , drawn]) => {
        const jobs = drawn.jobs.map((job, at) => ({ ...job, begin: `now+${waits[at] ?? 0}` }));
        const plan = planOf({ ...drawn, jobs });
        const world = plainWorld(drawn);
        await world.run(plan);
        const replayed = replay(plan, world.events);
        expect(Object.fromEntries(replayed.records.map((one) => [one.id, one.state.status]))).toEqual(world.statuses());
        expect(replayed.early.size).toBe(0);
      }),
      { numRuns: cases(100) },
    );
  });
});
