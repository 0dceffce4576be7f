import { describe, expect, it } from 'vitest';
import type { Settlement } from '../../src/model/attempt.ts';
import { drive } from '../../src/run/loop.ts';
import { replay } from '../../src/journal/replay.ts';
import type { JobId } from '../../src/model/plan.ts';
import { elapsed, instant, type Instant } from '../../src/model/units.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { EXIT_0, FakeWorld, RUNNER, exit, gpus } from '../rig/world.ts';

/** Runs a plan until `seconds` have passed, and forgets the runner there: what is left is the journal. */
async function killedAfter(world: FakeWorld, plan: ReturnType<typeof sketchPlan>, seconds: number): Promise<void> {
  world.change(seconds, () => {
    throw new Error('killed');
  });
  await expect(world.run(plan)).rejects.toThrow('killed');
}

const living: Settlement = { kind: 'alive', process: { ...RUNNER, pid: 42 } };
const endedAt = (at: Instant): Settlement => ({ ...ended(EXIT_0), endedAt: at }) as Settlement;
const ended = (outcome: typeof EXIT_0): Settlement => ({
  kind: 'ended',
  outcome,
  seconds: null,
  endedAt: null,
  error: null,
});

describe('a run after its runner was killed', () => {
  it('adopts what lives: nothing runs twice, and its GPUs stay its own', async () => {
    const plan = sketchPlan(alike(3, { gpus: 1 }));
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    await killedAfter(world, plan, 5);
    const next = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    next.lines.push(...world.lines);
    next.settlements.set('job-0', living).set('job-1', living);
    for (const [job, delay] of [
      ['job-0', 3],
      ['job-1', 7],
    ] as const) {
      next.arrange(delay, {
        signal: 'ended',
        job: job as JobId,
        attempt: 1,
        outcome: EXIT_0,
        seconds: null,
        error: null,
      });
    }
    next.watch = (state) => checkInvariants(state, 4);
    expect(await next.run(plan)).toBe('finished');
    expect(next.lived).toMatchObject([{ job: 'job-2', began: 3, gpus: [0] }]);
    expect(next.state?.counts.succeeded).toBe(3);
  });

  it('records the end of what ended meanwhile, with its true outcome', async () => {
    const plan = sketchPlan(alike(2));
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    await killedAfter(world, plan, 5);
    world.settlements.set('job-0', ended(EXIT_0)).set('job-1', ended(exit(7)));
    const [, verdicts] = await world.open(plan);
    expect([...verdicts.values()]).toEqual([
      { state: 'fresh', because: null },
      { state: 'failed', because: 'exit 7' },
    ]);
  });

  it('comes to its end, as long as it was, when nothing is left to do', async () => {
    const plan = sketchPlan(alike(2));
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    await killedAfter(world, plan, 5);
    const late = instant((world.state?.run?.started.at ?? 0) + 9000);
    world.settlements.set('job-0', endedAt(late)).set('job-1', endedAt(late));
    await world.conclude(plan);
    const { run } = replay(plan, world.events);
    expect([run?.reason, run?.ended?.at]).toEqual(['finished', late]);
    expect(elapsed(run!.started.tick, run!.ended!.tick)).toBe(9);
    await world.conclude(plan);
    expect(world.events.filter(({ event }) => event === 'run-ended')).toHaveLength(1);
  });

  it('was stopped when what it set out to do again is fresh by what ran before', async () => {
    const plan = sketchPlan(alike(1));
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    await world.run(plan);
    await world.open(plan, { fresh: true });
    await world.conclude(plan);
    expect(world.events.at(-1)).toMatchObject({ event: 'run-ended', reason: 'terminate' });
  });

  it('stays open while something of it runs, or is still to be done', async () => {
    const plan = sketchPlan(alike(2));
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    await killedAfter(world, plan, 5);
    const before = world.lines.length;
    world.settlements.set('job-0', living);
    await world.conclude(plan, { only: ['job-1'] });
    world.settlements.set('job-0', ended(EXIT_0));
    await world.conclude(plan, { only: ['job-0'] });
    expect(world.events.slice(before).map(({ event }) => event)).toEqual(['attempt-ended']);
  });

  it('does again what was given up before it began, without counting an attempt against it', async () => {
    const plan = sketchPlan(alike(1));
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    await killedAfter(world, plan, 5);
    const [state, verdicts] = await world.open(plan);
    expect([...verdicts.values()]).toEqual([{ state: 'new', because: null }]);
    expect(state.records[0]?.attempts).toBe(1);
  });

  it('lets earlier links of a chain wait for an adopted later one', async () => {
    const chain = { when: 'always', via: 'chain' } as const;
    const plan = sketchPlan([
      { id: 's42' },
      { id: 's43', needs: [{ on: 's42', ...chain }] },
      { id: 's44', needs: [{ on: 's43', ...chain }] },
    ]);
    const world = new FakeWorld({}, (job) => ({ seconds: 10, outcome: exit(job === 's42' ? 1 : 0) }));
    await killedAfter(world, plan, 25);
    const next = new FakeWorld({}, () => ({ seconds: 10 }));
    next.lines.push(...world.lines);
    next.settlements.set('s44', living);
    next.arrange(8, { signal: 'ended', job: 's44' as JobId, attempt: 1, outcome: EXIT_0, seconds: null, error: null });
    next.watch = (state) => checkInvariants(state, 4);
    await next.run(plan);
    expect(next.lived.map(({ job, began }) => [job, began])).toEqual([['s42', 8]]);
  });

  it('runs an adopted job again whose definition changed meanwhile', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    await killedAfter(world, sketchPlan([{ id: 'a', command: 'old' }]), 5);
    world.settlements.set('a', living);
    const [state] = await world.open(sketchPlan([{ id: 'a', command: 'new' }]));
    world.arrange(0, { signal: 'ended', job: 'a' as JobId, attempt: 1, outcome: EXIT_0, seconds: null, error: null });
    expect(state.counts.running).toBe(1);
    await drive(state, world);
    expect(world.lived.map((one) => one.attempt)).toEqual([1, 2]);
    expect(state.records[0]?.state).toMatchObject({ status: 'succeeded', attempt: 2, fingerprint: 'new' });
  });

  it('keeps the GPU of a living attempt whose job left the sweep', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 10 }));
    await killedAfter(world, sketchPlan([{ id: 'gone', gpus: 1 }]), 5);
    const next = new FakeWorld({ gpus: gpus(1) });
    next.lines.push(...world.lines);
    next.settlements.set('gone', living);
    next.arrange(20, {
      signal: 'ended',
      job: 'gone' as JobId,
      attempt: 1,
      outcome: EXIT_0,
      seconds: null,
      error: null,
    });
    await next.run(sketchPlan([{ id: 'new', gpus: 1 }]));
    expect(next.began('new')).toBe(20);
  });
});
