import { describe, expect, it } from 'vitest';
import { sketchPlan, alike } from '../rig/plan.ts';
import { FakeWorld, exit } from '../rig/world.ts';
import { checkInvariants } from '../rig/invariants.ts';

const interrupt = { signal: 'asked-to-stop', how: 'interrupt' } as const;
const terminate = { signal: 'asked-to-stop', how: 'terminate' } as const;

describe('an attempt', () => {
  it('is in the journal before its process is made', async () => {
    const world = new FakeWorld();
    const launch = world.executor.launch;
    world.executor.launch = (order) => {
      expect(world.events.at(-1)).toMatchObject({ event: 'attempt-planned', job: order.job.id, token: order.token });
      launch(order);
    };
    await world.run(sketchPlan(alike(3)));
    expect(world.lived).toHaveLength(3);
  });
});

describe('asked to stop', () => {
  it('lets running jobs come to their end after the first Ctrl-C, and starts nothing new', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.arrange(3, interrupt);
    expect(await world.run(sketchPlan(alike(3)))).toBe('interrupt');
    expect(world.elapsed).toBe(10);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'waiting', 'job-2': 'waiting' });
  });

  it('stops running jobs after the second Ctrl-C, and records them as stopped even if they say 0', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10, stopsIn: 2 }));
    world.arrange(3, interrupt);
    world.arrange(4, interrupt);
    expect(await world.run(sketchPlan(alike(2)))).toBe('interrupt');
    expect(world.elapsed).toBe(6);
    expect(world.statuses()).toEqual({ 'job-0': 'cancelled', 'job-1': 'waiting' });
    const names = world.events.map((event) => event.event);
    expect(names.slice(-4)).toEqual(['draining', 'attempt-stopping', 'attempt-ended', 'run-ended']);
  });

  it('stops running jobs at once when it is terminated', async () => {
    const world = new FakeWorld({}, () => ({ endless: true }));
    world.arrange(1, terminate);
    expect(await world.run(sketchPlan(alike(2)))).toBe('terminate');
    expect(world.statuses()).toEqual({ 'job-0': 'cancelled', 'job-1': 'cancelled' });
  });

  it('has finished, and was not interrupted, when the last job ended all the same', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    world.arrange(3, interrupt);
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
  });

  it('does interrupted jobs again with the next run, and charges them no retry', async () => {
    let course = { seconds: 10, stopsIn: 1 };
    const world = new FakeWorld({}, () => course);
    world.arrange(1, terminate);
    const plan = sketchPlan(alike(2));
    await world.run(plan);
    course = { seconds: 5, stopsIn: 1 };
    const [, verdicts] = await world.open(plan);
    expect([...verdicts.values()].map((verdict) => verdict.state)).toEqual(['interrupted', 'interrupted']);
  });
});

describe('on_failure', () => {
  it('goes on with the rest by default', async () => {
    const world = new FakeWorld({ slots: 1 }, (job) => ({ outcome: exit(job === 'job-0' ? 1 : 0) }));
    expect(await world.run(sketchPlan(alike(3)))).toBe('finished');
    expect(world.lived).toHaveLength(3);
  });

  it('starts nothing new after a failure with `stop`, and lets the rest end', async () => {
    const world = new FakeWorld({ slots: 2 }, (job) => (job === 'job-0' ? { outcome: exit(1) } : { seconds: 5 }));
    expect(await world.run(sketchPlan(alike(4), 'stop'))).toBe('fail-fast');
    expect(world.statuses()).toEqual({
      'job-0': 'failed',
      'job-1': 'succeeded',
      'job-2': 'waiting',
      'job-3': 'waiting',
    });
  });

  it('also stops what runs with `kill`', async () => {
    const world = new FakeWorld({ slots: 2 }, (job) => (job === 'job-0' ? { outcome: exit(1) } : { endless: true }));
    expect(await world.run(sketchPlan(alike(4), 'kill'))).toBe('fail-fast');
    expect(world.statuses()['job-1']).toBe('cancelled');
  });

  it('counts neither a failure that may be, nor one that a retry mends', async () => {
    const world = new FakeWorld({ slots: 1 }, (job, attempt) => ({
      outcome: exit(job === 'may' || attempt === 1 ? 1 : 0),
    }));
    const plan = sketchPlan(
      [
        { id: 'may', allowFailure: true },
        { id: 'mended', retry: { max: 1 } },
      ],
      'stop',
    );
    expect(await world.run(plan)).toBe('finished');
    expect(world.statuses()).toEqual({ may: 'failed', mended: 'succeeded' });
  });
});

describe('a full disk', () => {
  it('keeps what happened in order, starts nothing new, and goes on when there is room', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 2 }));
    world.watch = (state) => checkInvariants(state, 1);
    world.change(1, () => (world.diskProblem = 'no space left on device'));
    world.change(30, () => (world.diskProblem = null));
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
    expect(world.lived.map((one) => one.began)).toEqual([0, 30]);
    expect(world.said).toEqual([
      'cannot write the journal (no space left on device); nothing new starts until it can be written',
      'the journal can be written again',
    ]);
  });

  it('starts nothing between a failure that ends the run and the room to write that it does', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ outcome: exit(1) }));
    const { append } = world.journal;
    world.journal.append = (events) =>
      events.some((event) => event.event === 'draining') && world.elapsed < 5 ? 'no space left' : append(events);
    expect(await world.run(sketchPlan(alike(3), 'stop'))).toBe('fail-fast');
    expect(world.lived).toHaveLength(1);
  });

  it('can be left by asking twice; the next run finds out how the attempts ended', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 60 }));
    world.change(1, () => (world.diskProblem = 'no space left on device'));
    world.arrange(2, terminate);
    world.arrange(3, terminate);
    const plan = sketchPlan(alike(1));
    expect(await world.run(plan)).toBe('terminate');
    world.diskProblem = null;
    world.settlements.set('job-0', {
      kind: 'ended',
      outcome: { cause: 'stopped', reason: 'cancel', code: 143 },
      seconds: null,
      endedAt: null,
      error: null,
    });
    const [state] = await world.open(plan);
    expect(state.counts.running).toBe(0);
    expect(state.pending).toBe(1);
  });
});
