import { describe, expect, it } from 'vitest';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { sketchPlan, alike } from '../rig/plan.ts';
import { gpusLike, runName } from '../rig/scene.ts';
import { FakeWorld, exit, gpus } from '../rig/world.ts';
import { checkInvariants } from '../rig/invariants.ts';

const interrupt = { signal: 'asked-to-stop', how: 'interrupt' } as const;
const terminate = { signal: 'asked-to-stop', how: 'terminate' } as const;

describe('an attempt', () => {
  it('is in the journal before its process is made', async () => {
    const world = new FakeWorld();
    const launch = world.executor.launch;
    world.executor.launch = (order) => {
      const planned = { event: 'attempt-planned', job: order.job.id, token: order.token };
      expect(world.events).toContainEqual(expect.objectContaining(planned));
      launch(order);
    };
    await world.run(sketchPlan(alike(3)));
    expect(world.lived).toHaveLength(3);
  });
});

describe('a job in backoff', () => {
  it('is tried again although its wait ends just while the run decides', async () => {
    const world = new FakeWorld({}, (_, attempt) => (attempt < 3 ? { outcome: exit(1) } : {}));
    const { now } = world.clock;
    let late = 0;
    world.clock.now = () => {
      const moment = now();
      return { at: instant(moment.at + late), tick: tick(moment.tick + late) };
    };
    world.host.exclusively = (decide) => {
      const decided = decide();
      late += 200;
      return decided;
    };
    const retry = { max: 2, on: ['exit'], backoff: seconds(0.1), factor: 1, escalate: null } as const;
    expect(await world.run(sketchPlan([{ id: 'flaky', retry }]))).toBe('finished');
    expect(world.statuses()).toEqual({ flaky: 'succeeded' });
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
    let tries = 0;
    const { append } = world.journal;
    world.journal.append = (events) => {
      if (world.diskProblem !== null) tries += 1;
      return append(events);
    };
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
    // Tried after 1, 2, 4, 8 and 16 seconds.
    expect(world.lived.map((one) => one.began)).toEqual([0, 33]);
    expect(tries).toBe(5);
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

describe('a run in which nothing runs', () => {
  it('says what it waits for after a while, and ever less often if that goes to and fro', async () => {
    const world = new FakeWorld({ gpus: gpus(1), probeFailure: 'it is slow' });
    const told: number[] = [];
    world.view.waits = () => void told.push(world.elapsed);
    for (let second = 1; second < 300; second += 1) {
      world.change(second, () => {
        const isPaused = Math.floor(second / 2) % 2 === 0;
        world.hostView = { ...world.hostView, paused: isPaused ? 'for a while' : null };
      });
    }
    world.change(300, () => (world.hostView = { ...world.hostView, paused: null, probeFailure: null }));
    expect(await world.run(sketchPlan([{ id: 'a', gpus: 1 }]))).toBe('finished');
    expect(told[0]).toBe(5);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThan(12);
  });
});

describe('a class of jobs that does not look as if it could succeed', () => {
  it('is held, and the run ends with the rest of it undone', async () => {
    const world = new FakeWorld({ slots: 2 }, (job) =>
      job.startsWith('bad') ? { outcome: exit(1), error: `no file /data/${job}` } : { seconds: 5 },
    );
    const plan = sketchPlan([
      ...alike(9, { stage: 'bad' }, 'bad'),
      ...alike(3),
      { id: 'after', needs: ['bad-8'], stage: 'after' },
    ]);
    expect(await world.run(plan, { caution: { failAlike: 3 } })).toBe('finished');
    expect(world.lived.filter(({ job }) => job.startsWith('bad')).length).toBeLessThanOrEqual(4);
    expect(world.statuses()).toMatchObject({ 'bad-8': 'held', 'job-2': 'succeeded', after: 'waiting' });
    expect(world.events.filter(({ event }) => event === 'class-held')).toHaveLength(1);
  });

  it('is done with the next run, which begins with what was held', async () => {
    let code = 1;
    const world = new FakeWorld({}, () => ({ outcome: exit(code) }));
    const plan = sketchPlan(alike(3));
    await world.run(plan, { caution: { canary: true } });
    expect(world.statuses()).toEqual({ 'job-0': 'failed', 'job-1': 'held', 'job-2': 'held' });
    code = 0;
    await world.run(plan, { caution: { canary: true } });
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded', 'job-2': 'succeeded' });
    expect(world.lived.map(({ job }) => job)).toEqual(['job-0', 'job-0', 'job-1', 'job-2']);
  });
});

describe('the most failures', () => {
  it('end the run when they are reached, and not before', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ outcome: exit(1) }));
    expect(await world.run(sketchPlan(alike(5)), { caution: { maxFails: 3 } })).toBe('fail-fast');
    expect(world.lived).toHaveLength(3);
  });

  it('count for a sweep that would stop at the first, too', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ outcome: exit(1) }));
    await world.run(sketchPlan(alike(5), 'stop'), { caution: { maxFails: 2 } });
    expect(world.lived).toHaveLength(2);
  });
});

describe('other runs that cannot be told', () => {
  it('let nothing new start until they can, and what was decided with it is given up unstarted', async () => {
    const world = new FakeWorld({ slots: 4, neighbours: { ...ALONE, self: runName({ key: 'self' }) } }, () => ({
      seconds: 10,
    }));
    const { publish } = world.host;
    let fails = false;
    world.host.publish = (statement) => {
      fails = world.elapsed < 7 && (fails || statement.holds.length > 0);
      return fails ? 'no space left' : publish(statement);
    };
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
    expect(world.lived.map(({ job, began }) => [job, began])).toEqual([
      ['job-0', 7],
      ['job-1', 7],
    ]);
    expect(world.said).toEqual([
      'cannot tell other runs what this one holds (no space left); nothing new starts until it can be told',
      'other runs can be told again what this one holds',
    ]);
    const because = 'no space left';
    expect(world.events.filter(({ event }) => event === 'attempt-abandoned')).toMatchObject([{ because }, { because }]);
  });

  it('are left in peace once for all that starts together', async () => {
    const world = new FakeWorld({ slots: 4, neighbours: { ...ALONE, self: runName({ key: 'self' }) } });
    const { exclusively } = world.host;
    let entered = 0;
    world.host.exclusively = (decide) => {
      entered += 1;
      return exclusively(decide);
    };
    await world.run(sketchPlan(alike(4)));
    expect(world.lived).toHaveLength(4);
    expect(entered).toBe(1);
  });

  it('know of a hold before there is a process', async () => {
    const world = new FakeWorld({ neighbours: { ...ALONE, self: runName({ key: 'self' }) } });
    const { launch } = world.executor;
    world.executor.launch = (order) => {
      expect(world.published.at(-1)?.holds.map(({ job }) => job)).toContain(order.job.label);
      launch(order);
    };
    await world.run(sketchPlan(alike(3)));
    expect(world.lived).toHaveLength(3);
  });
});

describe('a system that has run out of room', () => {
  /** Launches are refused until so many seconds have passed. */
  function scarceUntil(end: number): FakeWorld {
    const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 10 }));
    const { launch } = world.executor;
    world.executor.launch = (order) => {
      if (world.elapsed >= end) return launch(order);
      const { job, attempt } = order;
      world.arrange(0, { signal: 'unstarted', job: job.id, attempt, because: 'no room (ENOSPC)' });
    };
    return world;
  }

  it('fails no job: it waits, says so once, and tries one again after growing pauses', async () => {
    const world = scarceUntil(20);
    expect(await world.run(sketchPlan(alike(4)))).toBe('finished');
    expect(world.said).toEqual([
      'cannot start a job (no room (ENOSPC)); nothing new starts until one can be started again',
      'jobs start again',
    ]);
    const planned = world.events.filter(({ event }) => event === 'attempt-planned').map(({ tick }) => tick / 1000 - 1);
    expect(planned).toEqual([0, 0, 1, 3, 7, 15, 31, 31, 41, 41]);
    expect(world.events.filter(({ event }) => event === 'attempt-abandoned')).toHaveLength(6);
    expect(Object.values(world.statuses())).toEqual(Array(4).fill('succeeded'));
  });

  it('uses up no retry, and can be interrupted meanwhile', async () => {
    const world = scarceUntil(1000);
    world.arrange(50, interrupt);
    expect(await world.run(sketchPlan(alike(1)))).toBe('interrupt');
    expect(world.statuses()).toEqual({ 'job-0': 'waiting' });
  });

  it('may run out while the disk is looked at, too', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    let looks = 0;
    world.files.greatestAttempt = () => {
      looks += 1;
      if (looks < 3) throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
      return 0;
    };
    expect(await world.run(sketchPlan(alike(1)))).toBe('finished');
    expect(world.lived.map(({ began }) => began)).toEqual([3]);
    expect(world.said).toEqual([expect.stringMatching(/^cannot start a job /), 'jobs start again']);
  });
});

describe('a GPU that does not work', () => {
  const broken = 'nvidia-smi says of it: GPU is lost';

  it('is not used while others are, and then again', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    world.change(5, () => (world.hostView = { ...world.hostView, gpus: gpusLike({ taken: broken, broken }, {}) }));
    world.change(25, () => (world.hostView = { ...world.hostView, gpus: gpus(2) }));
    await world.run(sketchPlan(alike(5, { gpus: 1 })));
    expect(world.lived.map(({ began, gpus: held }) => [began, held])).toEqual([
      [0, [0]],
      [0, [1]],
      [10, [1]],
      [20, [1]],
      [25, [0]],
    ]);
    const told = world.events.filter(({ event }) => event === 'gpu-quarantined' || event === 'gpu-released');
    expect(told).toMatchObject([
      { event: 'gpu-quarantined', gpu: 'gpu-0', because: broken, pid: null },
      { event: 'gpu-released', gpu: 'gpu-0' },
    ]);
  });

  it('gives no part of itself away beside a part that is held', async () => {
    const world = new FakeWorld({ gpus: gpusLike({}, { taken: 'a stranger' }) }, (job) => ({
      seconds: job === 'job-1' ? 2 : 10,
    }));
    const breaks = gpusLike({ taken: broken, broken }, { taken: 'a stranger' });
    world.change(1, () => (world.hostView = { ...world.hostView, gpus: breaks }));
    world.change(5, () => (world.hostView = { ...world.hostView, gpus: gpusLike({ taken: broken, broken }, {}) }));
    await world.run(sketchPlan(alike(3, { share: 0.5 })));
    expect(world.lived.map(({ began, gpus: held }) => [began, held])).toEqual([
      [0, [0]],
      [0, [0]],
      [5, [1]],
    ]);
  });

  it('is named when it did not work from the beginning', async () => {
    const world = new FakeWorld({ gpus: gpusLike({ taken: broken, broken }, {}) });
    await world.run(sketchPlan(alike(2, { gpus: 1 })));
    expect(world.lived.map(({ gpus: held }) => held)).toEqual([[1], [1]]);
    expect(world.events.filter(({ event }) => event === 'gpu-quarantined')).toHaveLength(1);
  });
});

describe('a GPU that does not drain', () => {
  it('is not used until it has, and then again', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    const full = { because: 'memory of job-0 does not drain', pid: 7 };
    world.change(5, () => {
      world.hostView = { ...world.hostView, gpus: gpusLike({ undrained: full }, {}) };
    });
    world.change(32, () => {
      world.hostView = { ...world.hostView, gpus: gpusLike({ taken: 'a stranger' }, {}) };
    });
    world.change(35, () => (world.hostView = { ...world.hostView, gpus: gpus(2) }));
    await world.run(sketchPlan(alike(6, { gpus: 1 })));
    expect(world.lived.map(({ began, gpus: held }) => [began, held])).toEqual([
      [0, [0]],
      [0, [1]],
      [10, [1]],
      [20, [1]],
      [30, [1]],
      [35, [0]],
    ]);
    const told = world.events.filter(({ event }) => event === 'gpu-quarantined' || event === 'gpu-released');
    expect(told).toMatchObject([
      { event: 'gpu-quarantined', gpu: 'gpu-0', ...full },
      { event: 'gpu-released', gpu: 'gpu-0', tick: 36_000 },
    ]);
  });

  it('does not keep a chain waiting that would stay on it', async () => {
    const same = { when: 'always', via: 'chain', sameGpus: true } as const;
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    world.arrange(5, { signal: 'leftovers', job: 'a' as never, attempt: 1, pids: [7], survivors: [7] });
    await world.run(
      sketchPlan([
        { id: 'a', gpus: 1 },
        { id: 'b', gpus: 1, needs: [{ on: 'a', ...same }] },
      ]),
    );
    expect(world.lived.map(({ gpus: held }) => held)).toEqual([[0], [1]]);
  });
});
