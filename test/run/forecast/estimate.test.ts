import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/model/estimate.ts';
import { jobId, type Plan } from '../../../src/model/plan.ts';
import type { HostView } from '../../../src/model/resources.ts';
import { instant, seconds, tick } from '../../../src/model/units.ts';
import { estimate, type EstimateResult } from '../../../src/run/forecast/estimate.ts';
import { partOf } from '../../../src/run/part.ts';
import { drive } from '../../../src/run/loop.ts';
import { initialState } from '../../../src/schedule/state/records.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { FakeWorld, gpus } from '../../rig/world.ts';

/** A tick as a real clock has it, between two milliseconds. */
const NOW = { at: instant(1_700_000_100_000), tick: tick(9_000_000.123456) };

interface Scene {
  readonly host?: Partial<HostView>;
  readonly state?: RunState;
  readonly only?: readonly string[];
}

async function resultOf(
  plan: Plan,
  { host = {}, state = initialState(plan), only }: Scene = {},
): Promise<EstimateResult> {
  const world = new FakeWorld(host);
  const chosen = only === undefined ? null : new Set(only.map(jobId));
  const part = partOf(plan, state, world.files, { chosen, fresh: false, withNeeds: false, leaveFailed: false });
  return estimate(state, { host: world.hostView, part, now: NOW });
}

async function estimated(plan: Plan, scene: Scene = {}): Promise<Estimate> {
  const result = await resultOf(plan, scene);
  if (!result.ok) throw new Error(`nothing is known of ${result.unknown.map(({ id }) => id).join(', ')}`);
  return result.estimate;
}

/** When each job runs: id, from, to. */
function times({ runs }: Estimate): [string, number, number][] {
  return runs.map(({ job, from, to }) => [job.id, from, to]);
}

/** The state after each of these jobs has run once, for so long. */
function after(plan: Plan, took: Readonly<Record<string, number>>): RunState {
  const state = initialState(plan);
  for (const [id, length] of Object.entries(took)) {
    const record = state.byId.get(jobId(id));
    if (record !== undefined) state.durations.record(record, seconds(length));
  }
  return state;
}

/** Jobs over a cell and a seed, `a-1`, `a-2`, of one class. */
function seeded(ids: readonly string[], sketch: Partial<JobSketch> = {}): Plan {
  const plan = sketchPlan(ids.map((id) => ({ ...sketch, id })));
  const jobs = plan.jobs.map((job) => {
    const [cell = '', seed = ''] = job.id.split('-');
    const params = new Map(Object.entries({ cell, seed }).map(([axis, text]) => [axis, { text, json: text }]));
    return { ...job, params };
  });
  return { ...plan, replicates: 'seed', jobs };
}

describe('an estimate', () => {
  it('is the time from the beginning to the end of the last job, in order and side by side as in a run', async () => {
    const plan = sketchPlan([
      { id: 'a', gpus: 1, timeout: 30 },
      { id: 'b', gpus: 1, timeout: 50 },
      { id: 'both', gpus: 2, timeout: 10 },
      { id: 'last', timeout: 5, needs: ['both'] },
    ]);
    const found = await estimated(plan, { host: { gpus: gpus(2) } });
    expect(times(found)).toEqual([
      ['a', 0, 30],
      ['b', 0, 50],
      ['both', 50, 60],
      ['last', 60, 65],
    ]);
    expect(found.makespan).toBe(65);
    expect(found).toMatchObject({ gpuSeconds: 100, slotSeconds: 95, bound: { seconds: 50, by: 'gpus' }, slots: 4 });
    expect(found.busy).toBeCloseTo(100 / 130);
  });

  it('runs everything as a real run does that takes as long', async () => {
    const scenario = fc.record({
      gpuCount: fc.integer({ min: 1, max: 4 }),
      jobs: fc.array(
        fc.record({
          gpus: fc.integer({ min: 0, max: 4 }),
          timeout: fc.integer({ min: 1, max: 20 }),
          priority: fc.integer({ min: 0, max: 1 }),
          back: fc.integer({ min: 0, max: 4 }),
        }),
        { minLength: 1, maxLength: 20 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ gpuCount, jobs }) => {
        const plan = sketchPlan(
          jobs.map(({ back, gpus: asked, ...rest }, index) => ({
            ...rest,
            id: `job-${index}`,
            gpus: Math.min(asked, gpuCount),
            needs: back === 0 || back > index ? [] : [`job-${index - back}`],
          })),
        );
        const host = { gpus: gpus(gpuCount) };
        const world = new FakeWorld(host, (job) => ({ seconds: jobs[Number(job.slice(4))]?.timeout ?? 0 }));
        await world.run(plan);
        const found = await estimated(plan, { host });
        expect(times(found)).toEqual(world.lived.map(({ job, began, ended }) => [job, began, ended]));
        expect(found.bound.seconds).toBeLessThanOrEqual(found.makespan + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('takes what the cell took before, else its class, else the timeout, else the median of the others', async () => {
    const plan = seeded(['a-1', 'a-2', 'b-1'], { stage: 'first' });
    const others = sketchPlan([
      { id: 'limited', stage: 'second', timeout: 70 },
      { id: 'longer', stage: 'second', timeout: 90 },
      { id: 'unknown', stage: 'third' },
    ]).jobs.map((job, at) => ({ ...job, index: plan.jobs.length + at }));
    const whole = { ...plan, jobs: [...plan.jobs, ...others] };
    const found = await estimated(whole, { state: after(whole, { 'a-1': 20, 'b-1': 40 }) });
    const expected = Object.fromEntries(found.runs.map(({ job, expected: one }) => [job.id, one]));
    expect(expected).toEqual({
      'a-1': { seconds: 20, from: 'history' },
      'a-2': { seconds: 20, from: 'history' },
      'b-1': { seconds: 40, from: 'history' },
      limited: { seconds: 70, from: 'timeout' },
      longer: { seconds: 90, from: 'timeout' },
      unknown: { seconds: 20, from: 'guess' },
    });
    expect(found.durations).toEqual({ history: 3, timeout: 2, guess: 1 });
  });

  it('guesses from the timeouts where there is no history at all', async () => {
    const plan = sketchPlan([
      { id: 'a', timeout: 10 },
      { id: 'b', timeout: 30 },
      { id: 'c', timeout: 90 },
      { id: 'd' },
    ]);
    const found = await estimated(plan);
    expect(found.runs.find(({ job }) => job.id === 'd')?.expected).toEqual({ seconds: 30, from: 'guess' });
  });

  it('does not take what it imagines itself for history', async () => {
    const plan = sketchPlan([
      { id: 'first', timeout: 10 },
      { id: 'then', timeout: 10, needs: ['first'] },
    ]);
    expect((await estimated(plan)).durations).toEqual({ history: 0, timeout: 2, guess: 0 });
  });

  it('refuses when nothing is known of any job, and names those to run', async () => {
    const plan = sketchPlan(alike(3));
    expect(await resultOf(plan, { only: ['job-1', 'job-2'] })).toMatchObject({
      ok: false,
      unknown: [{ id: 'job-1' }, { id: 'job-2' }],
    });
  });

  it('counts a part of a GPU as a part', async () => {
    const plan = sketchPlan([
      { id: 'a', share: 0.5, timeout: 40 },
      { id: 'b', share: 0.5, timeout: 20 },
    ]);
    const found = await estimated(plan, { host: { gpus: gpus(1) } });
    expect(times(found).map(([, from]) => from)).toEqual([0, 0]);
    expect(found).toMatchObject({ gpuSeconds: 30, busy: 0.75, bound: { seconds: 40, by: 'chain' } });
  });

  it('is of the machine as it is when nobody else uses it', async () => {
    const [first, second] = gpus(2);
    const taken = [{ ...first!, taken: 'a stranger uses it' }, second!];
    const host = { gpus: taken, probeFailure: 'nvidia-smi hangs', paused: 'slots are 0' };
    const found = await estimated(sketchPlan([{ id: 'a', gpus: 2, timeout: 10 }]), { host });
    expect(times(found)).toEqual([['a', 0, 10]]);
  });

  it('leaves out what is fresh and what is not selected', async () => {
    const plan = sketchPlan(alike(3, { timeout: 10 }));
    const world = new FakeWorld();
    await world.run(plan, { only: ['job-0'] });
    const ran = world.state!;
    expect(times(await estimated(plan, { state: ran, only: ['job-0', 'job-2'] })).map(([id]) => id)).toEqual(['job-2']);
  });

  it('says which jobs would not run, and why', async () => {
    const plan = sketchPlan([
      { id: 'wide', gpus: 2, timeout: 10 },
      { id: 'after', timeout: 10, needs: ['wide'] },
      { id: 'anyway', timeout: 10, needs: [{ on: 'wide', when: 'always' }] },
      { id: 'mend', timeout: 10, needs: [{ on: 'anyway', when: 'failure' }] },
      { id: 'other', timeout: 10 },
      { id: 'lone', timeout: 10, needs: ['other'] },
    ]);
    const found = await estimated(plan, { host: { gpus: gpus(1) }, only: ['wide', 'after', 'anyway', 'mend', 'lone'] });
    expect(times(found)).toEqual([['anyway', 0, 10]]);
    expect(found.cannotRun.map(({ job, because }) => [job.id, because])).toEqual([
      ['wide', 'it needs 2 GPUs, and this run has 1'],
      ['after', 'it needs wide, which is not fresh and would not run'],
      ['mend', 'it runs only after a failure'],
      ['lone', 'it needs other, which is not fresh and would not run'],
    ]);
  });

  it('ends with what it has when the rest waits for something that never comes', async () => {
    const found = await estimated(sketchPlan([{ id: 'a', timeout: 10 }]), { host: { slots: 0 } });
    expect(found).toMatchObject({ makespan: 0, runs: [], busy: null });
    expect(found.cannotRun).toHaveLength(1);
  });

  describe('of a run that goes on', () => {
    const plan = sketchPlan([
      { id: 'now', gpus: 1, timeout: 150 },
      { id: 'next', gpus: 1, timeout: 10 },
    ]);

    /** A run on one GPU whose first job began 99 seconds before now. */
    async function underWay(): Promise<RunState> {
      const world = new FakeWorld({ gpus: gpus(1) }, () => ({ endless: true }));
      const [state] = await world.open(plan);
      await expect(drive(state, world)).rejects.toThrow('will never happen');
      return state;
    }

    it('lets jobs that run end when that is expected of them', async () => {
      const found = await estimated(plan, { state: await underWay(), host: { gpus: gpus(1) } });
      expect(times(found)).toEqual([
        ['now', 0, 51],
        ['next', 51, 61],
      ]);
    });

    it('lets them begin anew on a machine that does not have their GPUs', async () => {
      const [other] = gpus(1);
      const found = await estimated(plan, {
        state: await underWay(),
        host: { gpus: [{ ...other!, uuid: 'virtual-0' }] },
      });
      expect(times(found)).toEqual([
        ['now', 0, 150],
        ['next', 150, 160],
      ]);
    });
  });
});
