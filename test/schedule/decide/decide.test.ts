import { describe, expect, it } from 'vitest';
import { FakeWorld, exit, gpus } from '../../rig/world.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { checkInvariants } from '../../rig/invariants.ts';

describe('which job starts next', () => {
  it('gives one-GPU jobs different GPUs at once, the third one the first that is free, and the wide one both', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, (job) => ({ seconds: job === 'a' ? 5 : 10 }));
    world.watch = (state) => checkInvariants(state, 4);
    const narrow = { gpus: 1 };
    await world.run(
      sketchPlan([
        { id: 'a', ...narrow },
        { id: 'b', ...narrow },
        { id: 'c', ...narrow },
        { id: 'wide', gpus: 2 },
      ]),
    );
    expect(world.lived.map(({ job, began, gpus: held }) => ({ job, began, held }))).toEqual([
      { job: 'a', began: 0, held: [0] },
      { job: 'b', began: 0, held: [1] },
      { job: 'c', began: 5, held: [0] },
      { job: 'wide', began: 15, held: [0, 1] },
    ]);
  });

  it('starts by priority, then in the order of the plan', async () => {
    const world = new FakeWorld({ slots: 1 });
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b', priority: 5 }, { id: 'c' }, { id: 'd', priority: 5 }]));
    expect(world.lived.map((one) => one.job)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('starts a job without GPUs while all GPUs are taken', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, (job) => ({ seconds: job === 'cpu' ? 1 : 100 }));
    await world.run(sketchPlan([{ id: 'first', gpus: 1 }, { id: 'second', gpus: 1 }, { id: 'cpu' }]));
    expect(world.began('cpu')).toBe(0);
  });

  it('starts jobs without GPUs while the GPUs cannot be looked at, and the others when they can', async () => {
    const world = new FakeWorld({ gpus: gpus(1), probeFailure: 'nvidia-smi does not answer' });
    world.change(60, () => (world.hostView = { ...world.hostView, probeFailure: null }));
    await world.run(sketchPlan([{ id: 'gpu', gpus: 1 }, { id: 'cpu' }]));
    expect([world.began('cpu'), world.began('gpu')]).toEqual([0, 60]);
  });

  it('leaves a GPU alone that a stranger uses, until it is free', async () => {
    const [zero, one] = gpus(2);
    const busy = { ...zero!, taken: 'another user has 40 GiB on it' };
    const world = new FakeWorld({ gpus: [busy, one!] }, () => ({ seconds: 10 }));
    world.change(4, () => (world.hostView = { ...world.hostView, gpus: gpus(2) }));
    await world.run(sketchPlan(alike(2, { gpus: 1 })));
    expect(world.lived.map((lived) => [lived.began, lived.gpus])).toEqual([
      [0, [1]],
      [4, [0]],
    ]);
  });

  it('takes the GPUs of `gpu_ids` in the order of preference', async () => {
    const world = new FakeWorld({ gpus: gpus(4) }, () => ({ seconds: 10 }));
    await world.run(sketchPlan(alike(2, { gpus: 1, gpuIds: ['3', 'gpu-1'] })));
    expect(world.lived.map((lived) => lived.gpus)).toEqual([[3], [1]]);
  });

  it('keeps a link on the GPUs of the link before when the chain says so', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, (job) => ({ seconds: job === 'blocker' ? 1 : 10 }));
    const same = { when: 'always', via: 'chain', sameGpus: true } as const;
    await world.run(
      sketchPlan([
        { id: 'blocker', gpus: 1 },
        { id: 'a1', gpus: 1 },
        { id: 'a2', gpus: 1, needs: [{ on: 'a1', ...same }] },
        { id: 'a3', gpus: 1, needs: [{ on: 'a2', ...same }] },
      ]),
    );
    expect(world.lived.map(({ job, gpus: held }) => [job, held])).toEqual([
      ['blocker', [0]],
      ['a1', [1]],
      ['a2', [1]],
      ['a3', [1]],
    ]);
  });

  it('gives no GPU that is quarantined for the rest of the run', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 3 }));
    world.arrange(1, {
      signal: 'leftovers',
      job: 'job-0' as never,
      attempt: 1,
      pids: [7],
      survivors: [7],
    });
    await world.run(sketchPlan(alike(4, { gpus: 1 })));
    expect(world.lived.map((lived) => lived.gpus)).toEqual([[0], [1], [1], [1]]);
    await world.run(sketchPlan(alike(1, { gpus: 1, command: 'other' })));
    expect(world.lived.at(-1)?.gpus).toEqual([0]);
  });
});

describe('the reservation of the first job that does not fit', () => {
  it('starts a two-GPU job third among many one-GPU jobs within one job length of its turn', async () => {
    const lengths: Record<string, number> = { 'before-0': 10, 'before-1': 14 };
    const world = new FakeWorld({ gpus: gpus(2) }, (job) => ({ seconds: lengths[job] ?? 12 }));
    const plan = sketchPlan([
      ...alike(2, { gpus: 1 }, 'before'),
      { id: 'wide', gpus: 2 },
      ...alike(20, { gpus: 1 }, 'after'),
    ]);
    await world.run(plan);
    expect(world.began('wide')).toBe(14);
  });

  it('lets a job pass whose limit ends before the reservation can begin', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, (job) => ({ seconds: job === 'long' ? 100 : 10 }));
    await world.run(
      sketchPlan([
        { id: 'long', gpus: 1, timeout: 100 },
        { id: 'wide', gpus: 2, timeout: 100 },
        { id: 'unbounded', gpus: 1 },
        { id: 'too-long', gpus: 1, timeout: 200 },
        { id: 'short', gpus: 1, timeout: 50 },
      ]),
    );
    expect(world.began('short')).toBe(0);
    expect(world.began('wide')).toBe(100);
    expect(Math.min(world.began('unbounded'), world.began('too-long'))).toBe(110);
  });

  it('lets nothing pass on the reserved GPUs when something that runs has no limit', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    await world.run(
      sketchPlan([
        { id: 'endless', gpus: 1 },
        { id: 'wide', gpus: 2 },
        { id: 'short', gpus: 1, timeout: 1 },
      ]),
    );
    expect([world.began('wide'), world.began('short')]).toEqual([10, 20]);
  });

  it('keeps slots for a wide CPU job against a stream of narrow ones', async () => {
    const world = new FakeWorld({ slots: 4 }, () => ({ seconds: 10 }));
    await world.run(sketchPlan([...alike(3), { id: 'wide', slots: 4 }, ...alike(20, {}, 'after')]));
    expect(world.began('wide')).toBe(10);
  });

  it('reserves nothing for a job whose GPUs only a stranger can free', async () => {
    const [zero, one] = gpus(2);
    const world = new FakeWorld({ gpus: [{ ...zero!, taken: 'busy' }, one!] }, () => ({ seconds: 10 }));
    world.change(100, () => (world.hostView = { ...world.hostView, gpus: gpus(2) }));
    await world.run(sketchPlan([{ id: 'wide', gpus: 2 }, ...alike(2, { gpus: 1 })]));
    expect([world.began('job-0'), world.began('job-1'), world.began('wide')]).toEqual([0, 10, 100]);
  });

  it('leaves resources outside the reservation to others', async () => {
    const world = new FakeWorld({ gpus: gpus(3), slots: 8 }, (job) => ({ seconds: job === 'on-0' ? 50 : 10 }));
    await world.run(
      sketchPlan([
        { id: 'on-0', gpus: 1, gpuIds: ['0'] },
        { id: 'wants-0-and-1', gpus: 2, gpuIds: ['0', '1'] },
        { id: 'other', gpus: 1 },
      ]),
    );
    expect(world.lived.find((one) => one.job === 'other')).toMatchObject({ began: 0, gpus: [2] });
  });
});

describe('retries', () => {
  it('repeats a failed job as often as it may, and no more', async () => {
    const world = new FakeWorld({}, () => ({ outcome: exit(3) }));
    await world.run(sketchPlan([{ id: 'a', retry: { max: 2 } }]));
    expect(world.lived.map((one) => one.attempt)).toEqual([1, 2, 3]);
    expect(world.statuses()).toEqual({ a: 'failed' });
  });

  it('waits between attempts, longer each time', async () => {
    const backoff = { backoff: 30 as never, factor: 2 };
    const world = new FakeWorld({}, () => ({ seconds: 1, outcome: exit(1) }));
    await world.run(sketchPlan([{ id: 'a', retry: { max: 2, ...backoff } }]));
    expect(world.lived.map((one) => one.began)).toEqual([0, 31, 92]);
  });

  it('repeats only for the causes that `on` names', async () => {
    const world = new FakeWorld({}, () => ({ outcome: exit(1) }));
    await world.run(sketchPlan([{ id: 'a', retry: { max: 5, on: ['timeout'] } }]));
    expect(world.lived).toHaveLength(1);
  });

  it('repeats a lost attempt once, whatever the policy', async () => {
    const world = new FakeWorld({}, () => ({ outcome: { cause: 'lost' } }));
    await world.run(sketchPlan([{ id: 'a' }]));
    expect(world.lived).toHaveLength(2);
    expect(world.statuses()).toEqual({ a: 'failed' });
  });

  it('lets others run during a backoff', async () => {
    const world = new FakeWorld({ slots: 1 }, (job, attempt) =>
      job === 'a' && attempt === 1 ? { outcome: exit(1) } : { seconds: 2 },
    );
    await world.run(sketchPlan([{ id: 'a', retry: { max: 1, backoff: 10 as never } }, { id: 'b' }]));
    expect([world.began('b'), world.began('a', 2)]).toEqual([1, 11]);
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'succeeded' });
  });
});

describe('needs', () => {
  it('skips what needs a failed job, and what needs that, but not the others', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'a' ? 1 : 0) }));
    await world.run(
      sketchPlan([
        { id: 'a' },
        { id: 'b', needs: ['a'] },
        { id: 'c', needs: ['b'] },
        { id: 'd' },
        { id: 'e', needs: ['d'] },
        { id: 'after-all', needs: [{ on: 'c', when: 'always' }] },
        { id: 'on-failure', needs: [{ on: 'a', when: 'failure' }] },
        { id: 'not-on-skip', needs: [{ on: 'b', when: 'failure' }] },
      ]),
    );
    expect(world.statuses()).toEqual({
      a: 'failed',
      b: 'skipped',
      c: 'skipped',
      d: 'succeeded',
      e: 'succeeded',
      'after-all': 'succeeded',
      'on-failure': 'succeeded',
      'not-on-skip': 'skipped',
    });
  });

  it('counts a failure that is allowed as good enough', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'a' ? 1 : 0) }));
    await world.run(
      sketchPlan([
        { id: 'a', allowFailure: true },
        { id: 'b', needs: ['a'] },
      ]),
    );
    expect(world.statuses()).toEqual({ a: 'failed', b: 'succeeded' });
  });

  it('waits for the last retry of a chain link, and goes on after its failure', async () => {
    const chain = { when: 'always', via: 'chain' } as const;
    const world = new FakeWorld({}, (job) => ({ seconds: 5, outcome: exit(job === 's42' ? 1 : 0) }));
    world.watch = (state) => checkInvariants(state, 4);
    await world.run(
      sketchPlan([
        { id: 's42', retry: { max: 1 } },
        { id: 's43', needs: [{ on: 's42', ...chain }] },
        { id: 's44', needs: [{ on: 's43', ...chain }] },
      ]),
    );
    expect(world.lived.map((one) => [one.job, one.began])).toEqual([
      ['s42', 0],
      ['s42', 5],
      ['s43', 10],
      ['s44', 15],
    ]);
  });
});

describe('stagger', () => {
  it('spaces the starts of a stage, and only of that stage', async () => {
    const world = new FakeWorld({ slots: 8 }, () => ({ seconds: 100 }));
    await world.run(
      sketchPlan([...alike(3, { stage: 'slow', stagger: 10 }, 'slow'), ...alike(2, { stage: 'quick' }, 'quick')]),
    );
    expect(world.lived.map((one) => [one.job, one.began])).toEqual([
      ['slow-0', 0],
      ['quick-0', 0],
      ['quick-1', 0],
      ['slow-1', 10],
      ['slow-2', 20],
    ]);
  });
});

describe('a need of a failure', () => {
  const cleanUp = {
    id: 'clean-up',
    stage: 'after',
    needs: [
      { on: 'a', when: 'failure' as const },
      { on: 'b', when: 'failure' as const },
    ],
  };

  it('is met when all have ended and one of them has failed', async () => {
    const world = new FakeWorld({}, (job) => ({ seconds: job === 'a' ? 9 : 1, outcome: exit(job === 'b' ? 1 : 0) }));
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b' }, cleanUp]));
    expect([world.began('clean-up'), world.statuses()['clean-up']]).toEqual([9, 'succeeded']);
  });

  it('skips the job when none has failed, and then there is nothing more to do', async () => {
    const world = new FakeWorld({});
    const plan = sketchPlan([{ id: 'a' }, { id: 'b' }, cleanUp]);
    await world.run(plan);
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'succeeded', 'clean-up': 'skipped' });
    const [state] = await world.open(plan);
    expect(state.pending).toBe(0);
  });

  it('is one for each stage: a failure in one is not a failure in the other', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'a' ? 1 : 0) }));
    await world.run(sketchPlan([{ id: 'a', stage: 'one' }, { id: 'b', stage: 'two' }, cleanUp]));
    expect(world.statuses()['clean-up']).toBe('skipped');
  });
});
