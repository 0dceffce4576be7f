import { describe, expect, it } from 'vitest';
import type { AddedJob } from '../../src/model/added-job.ts';
import type { HookStarted } from '../../src/model/event.ts';
import { HOOK_NAMES, type HookName, type Hooks, jobId, type Plan } from '../../src/model/plan.ts';
import type { Request } from '../../src/model/request.ts';
import { seconds } from '../../src/model/units.ts';
import { orderOfEnd } from '../../src/run/hooks.ts';
import { drive } from '../../src/run/loop.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { EXIT_0, exit, FakeWorld, RUNNER, type Course } from '../rig/world.ts';

const ALL: Hooks = Object.fromEntries(HOOK_NAMES.map((name) => [name, name]));

function planWith(sketches: readonly JobSketch[], hooks: Hooks = ALL): Plan {
  return { ...sketchPlan(sketches), hooks };
}

/** What has been recorded of hooks, each with what it tells of. */
function recorded(world: FakeWorld): string[] {
  const started = world.events.filter((event): event is HookStarted => event.event === 'hook-started');
  return started.map(({ hook, job, attempt }) => (job === undefined ? hook : `${hook} ${job} ${attempt}`));
}

/** What hooks were started, each with what it was told. */
function told(world: FakeWorld): string[] {
  return world.hooked.map(({ order: { hook, about } }) =>
    about.of === 'job' ? `${hook} ${about.job}: ${about.outcome}` : `${hook}: ${about.outcome}`,
  );
}

function ask(world: FakeWorld, delay: number, request: Request): void {
  world.arrange(delay, { signal: 'asked', id: `at-${delay}`, request, answer: () => undefined });
}

const failing = (job: string): Course =>
  job === 'bad' ? { seconds: 10, outcome: exit(3), error: 'no' } : { seconds: 10 };

describe('the hooks of jobs', () => {
  it('are run when a job has come to its end, and are told how', async () => {
    const world = new FakeWorld({}, failing);
    await world.run(planWith([{ id: 'good', params: { lr: '1e-3' } }, { id: 'bad' }]));
    expect(told(world)).toEqual(['job_end good: succeeded', 'job_end bad: failed', 'job_failed bad: failed']);
    expect(world.hooked[0]!.order).toEqual({
      ...{ hook: 'job_end', command: 'job_end', sweep: 'test' },
      about: {
        ...{ of: 'job', job: 'good', label: 'good', attempt: 1, outcome: 'succeeded', cause: 'exit 0', exitCode: 0 },
        ...{ error: null, seconds: 10, params: new Map([['lr', '1e-3']]) },
      },
    });
    expect(world.hooked[2]!.order.about).toMatchObject({ cause: 'exit 3', exitCode: 3, error: 'no' });
  });

  it('are recorded before they are started, and the one that the run has at its end before that', async () => {
    const world = new FakeWorld({}, failing);
    world.watch = (_, event) => {
      if (event.event === 'hook-started' && event.job !== undefined) expect(world.hooked).toHaveLength(0);
    };
    await world.run(planWith([{ id: 'good' }]));
    expect(recorded(world)).toEqual(['job_end good 1', 'run_end']);
    expect(world.events.slice(-2).map(({ event }) => event)).toEqual(['hook-started', 'run-ended']);
  });

  it('are not run for an attempt that another follows, but for the last', async () => {
    const world = new FakeWorld({}, (_, attempt) => ({ outcome: attempt < 3 ? exit(1) : EXIT_0 }));
    await world.run(planWith([{ id: 'a', retry: { max: 2 } }]));
    expect(recorded(world)).toEqual(['job_end a 3', 'run_end']);
  });

  it('are not run for a job that has not run', async () => {
    const world = new FakeWorld({ slots: 1 }, failing);
    ask(world, 5, { do: 'kill', jobs: [jobId('killed')] });
    await world.run(planWith([{ id: 'bad' }, { id: 'skipped', needs: ['bad'] }, { id: 'killed' }]));
    expect(told(world)).toEqual(['job_end bad: failed', 'job_failed bad: failed']);
  });

  it('are run for a job that was killed, also while it waited for another attempt', async () => {
    const world = new FakeWorld({}, (job) => (job === 'runs' ? { endless: true } : { seconds: 1, outcome: exit(1) }));
    ask(world, 5, { do: 'kill', jobs: ['runs', 'waits'].map(jobId) });
    await world.run(planWith([{ id: 'runs' }, { id: 'waits', retry: { max: 3, backoff: seconds(100) } }]));
    expect(told(world).sort()).toEqual(['job_end runs: cancelled', 'job_end waits: cancelled']);
  });

  it('are run one at a time, and hold up no job', async () => {
    const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 10 }));
    world.hookCourse = () => ({ seconds: 25 });
    await world.run(planWith(alike(4)));
    expect(world.lived.map(({ began }) => began)).toEqual([0, 0, 10, 10]);
    expect(world.hooked.map(({ at }) => at)).toEqual([10, 35, 60, 85]);
    expect(world.elapsed).toBe(110);
  });

  it('that fail are no failure of the job, and the run knows how many and which', async () => {
    const world = new FakeWorld({}, failing);
    world.hookCourse = () => ({ problem: 'exit 1' });
    await world.run(planWith(alike(3)));
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded', 'job-2': 'succeeded' });
    expect(world.state!.run!.failedHooks).toMatchObject({ count: 3, last: { job: 'job-2', because: 'exit 1' } });
  });

  it('are also run where a failure ends the run, for the job that failed and not for those that were stopped', async () => {
    const world = new FakeWorld({}, (job) => (job === 'bad' ? failing(job) : { endless: true }));
    expect(await world.run({ ...planWith([{ id: 'bad' }, { id: 'other' }]), onFailure: 'kill' })).toBe('fail-fast');
    expect(told(world)).toEqual(['job_end bad: failed', 'job_failed bad: failed']);
  });

  it('are waited for after a first Ctrl-C, and not after a second', async () => {
    const stopped = async (...at: readonly number[]): Promise<FakeWorld> => {
      const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 10 }));
      world.hookCourse = () => ({ seconds: 30 });
      for (const one of at) world.arrange(one, { signal: 'asked-to-stop', how: 'interrupt' });
      await world.run(planWith(alike(3)));
      return world;
    };
    expect((await stopped(5)).elapsed).toBe(70);
    const twice = await stopped(5, 15);
    expect(twice.elapsed).toBe(15);
    expect(recorded(twice)).toEqual(['job_end job-0 1', 'run_end']);
  });

  it('tell of each end of a job that somebody has run again', async () => {
    const world = new FakeWorld({ slots: 1 }, (job, attempt) =>
      job === 'a' && attempt === 1 ? { outcome: exit(1) } : { seconds: 10 },
    );
    ask(world, 5, { do: 'retry', jobs: [jobId('a')] });
    await world.run(planWith([{ id: 'a' }, { id: 'b' }]));
    expect(told(world)).toEqual([
      'job_end a: failed',
      'job_failed a: failed',
      'job_end b: succeeded',
      'job_end a: succeeded',
    ]);
  });

  it('tell how it was that a job ended, whatever has been asked for since', async () => {
    const world = new FakeWorld({ slots: 1 }, (job, attempt) =>
      job === 'a' && attempt === 1 ? { outcome: exit(1) } : { seconds: 10 },
    );
    world.hookCourse = () => ({ seconds: 8 });
    ask(world, 5, { do: 'retry', jobs: [jobId('a')] });
    await world.run(planWith([{ id: 'a' }, { id: 'b' }]));
    expect(told(world).slice(0, 2)).toEqual(['job_end a: failed', 'job_failed a: failed']);
  });

  it('are not run for a job that a hook has added', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 1 }));
    const added: AddedJob = {
      ...{ label: '', command: { kind: 'shell' as const, text: 'true' }, workdir: '/', env: {}, inherited: {} },
      ...{ request: { slots: 1, gpus: 0, share: null, gpuIds: null }, timeout: null, priority: 0, needs: [] },
    };
    ask(world, 1, { do: 'add', added: [added, { ...added, ofHook: true }], environment: null });
    const [state] = await world.open({ ...planWith([]), isOpen: true });
    await drive(state, world, seconds(60));
    expect(recorded(world)).toEqual(['job_end 1 1', 'run_end']);
  });
});

describe('a run whose journal cannot be written', () => {
  it('starts no hook before it can', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 10 }));
    world.change(9, () => (world.diskProblem = 'the disk is full'));
    world.change(50, () => (world.diskProblem = null));
    await world.run(planWith(alike(1)));
    expect(world.hooked[0]!.at).toBeGreaterThanOrEqual(50);
    expect(recorded(world)).toEqual(['job_end job-0 1', 'run_end']);
  });
});

describe('whoever goes on with a run', () => {
  it('runs each hook once at the most, and none too few, whenever its runner died', async () => {
    const plan = planWith(alike(2));
    const whole = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    whole.hookCourse = () => ({ seconds: 15 });
    await whole.run(plan);
    for (let lines = 1; lines < whole.lines.length; lines += 1) {
      const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
      world.lines.push(...whole.lines.slice(0, lines));
      await world.run(plan);
      const ofJobs = recorded(world).filter((one) => one !== 'run_end');
      expect(ofJobs.map((one) => one.replace(/ \d+$/, '')).sort(), `after ${lines} lines`).toEqual([
        'job_end job-0',
        'job_end job-1',
      ]);
    }
  });

  it('owes those of jobs that came to their end without a runner', async () => {
    const world = new FakeWorld({}, () => ({ endless: true }));
    world.arrange(5, { signal: 'asked', id: 'x', request: { do: 'hand-over', to: RUNNER }, answer: () => undefined });
    expect(await world.run(planWith(alike(1)))).toBe('handed-over');
    expect(recorded(world)).toEqual([]);
    const ended = { kind: 'ended', outcome: exit(1), seconds: seconds(7), endedAt: null, error: null } as const;
    world.settlements.set('job-0', ended);
    const [state] = await world.open(planWith(alike(1)), { continues: true });
    await drive(state, world);
    expect(told(world)).toEqual(['job_end job-0: failed', 'job_failed job-0: failed']);
  });

  it('leaves those that its file no longer has, and has none for what ended before it had them', async () => {
    const only = (name: HookName): Hooks => ({ [name]: name });
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10, outcome: exit(1) }));
    world.hookCourse = () => ({ seconds: 100 });
    world.arrange(25, { signal: 'asked', id: 'x', request: { do: 'hand-over', to: RUNNER }, answer: () => undefined });
    expect(await world.run(planWith(alike(4), only('job_end')))).toBe('handed-over');
    world.settlements.set('job-2', { kind: 'abandoned' });
    const [state] = await world.open(planWith(alike(4), only('job_failed')), { continues: true });
    await drive(state, world);
    const after = recorded(world).filter((one) => one.startsWith('job_failed'));
    expect(after.map((one) => one.split(' ')[1])).toEqual(['job-2', 'job-3']);
    expect(recorded(world).filter((one) => one.startsWith('job_end'))).toEqual(['job_end job-0 1']);
  });

  it('owes none of a run that was brought to its end', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.hookCourse = () => ({ seconds: 100 });
    world.arrange(25, { signal: 'asked-to-stop', how: 'terminate' });
    await world.run(planWith(alike(3)));
    await world.run(planWith(alike(3)));
    expect(recorded(world)).toEqual(['job_end job-0 1', 'run_end', 'job_end job-2 2', 'run_end']);
  });
});

describe('the hook of a run', () => {
  it.each([
    ['finish', EXIT_0, 'succeeded', { succeeded: 2, failed: 0, skipped: 0, cancelled: 0, left: 0 }],
    ['finish', exit(1), 'failed', { succeeded: 0, failed: 2, skipped: 0, cancelled: 0, left: 0 }],
    ['interrupt', EXIT_0, 'interrupted', { succeeded: 1, failed: 0, skipped: 0, cancelled: 0, left: 1 }],
    ['terminate', EXIT_0, 'terminated', { succeeded: 0, failed: 0, skipped: 0, cancelled: 1, left: 1 }],
    ['cancel', EXIT_0, 'cancelled', { succeeded: 0, failed: 0, skipped: 0, cancelled: 1, left: 1 }],
  ] as const)('is told how it ended and of how many jobs: %s, %j', async (how, outcome, told_, counts) => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10, outcome }));
    if (how === 'cancel') ask(world, 5, { do: 'cancel' });
    else if (how !== 'finish') world.arrange(5, { signal: 'asked-to-stop', how });
    await world.run(planWith(alike(2), { run_end: 'tell' }));
    expect(recorded(world)).toEqual(['run_end']);
    expect(orderOfEnd(world.state!)).toMatchObject({
      ...{ hook: 'run_end', command: 'tell', sweep: 'test' },
      about: { of: 'run', outcome: told_, seconds: world.elapsed, counts },
    });
  });

  it('is not run where another runner goes on, nor where there is none', async () => {
    const world = new FakeWorld({}, () => ({ endless: true }));
    ask(world, 5, { do: 'hand-over', to: RUNNER });
    await world.run(planWith(alike(1)));
    expect(recorded(world)).toEqual([]);
    expect(orderOfEnd(world.state!)).toBeNull();
    const without = new FakeWorld();
    await without.run(planWith(alike(1), {}));
    expect(orderOfEnd(without.state!)).toBeNull();
  });
});
