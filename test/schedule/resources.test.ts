import { describe, expect, it } from 'vitest';
import { PAUSED } from '../../src/model/resources.ts';
import { bytes, seconds, share } from '../../src/model/units.ts';
import { impossible } from '../../src/schedule/decide/feasibility.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { EMPTY_HOST, FakeWorld, gpus } from '../rig/world.ts';

const GIB = 2 ** 30;

/** When each job began, where every job takes ten seconds. */
async function began(host: ConstructorParameters<typeof FakeWorld>[0], jobs: readonly JobSketch[]): Promise<number[]> {
  const world = new FakeWorld({ slots: 9, ...host }, () => ({ seconds: 10 }));
  await world.run(sketchPlan(jobs));
  return jobs.map(({ id }) => world.began(id));
}

function gpusOf(memory: number, count = 1) {
  return gpus(count).map((gpu) => ({ ...gpu, memory: bytes(memory * GIB), free: bytes(memory * GIB) }));
}

describe('parts of a GPU', () => {
  it.each<[number[], number[]]>([
    [
      [0.5, 0.5],
      [0, 0],
    ],
    [
      [0.5, 0.5, 0.5],
      [0, 0, 10],
    ],
    [
      [0.3, 0.3, 0.3, 0.3],
      [0, 0, 0, 10],
    ],
    [
      [0.1, 0.2, 0.7],
      [0, 0, 0],
    ],
    [
      [0.501, 0.5],
      [0, 10],
    ],
  ])('are summed exactly: %j of one GPU begin at %j', async (shares, times) => {
    const jobs = shares.map((part, index) => ({ id: `job-${index}`, share: part }));
    expect(await began({ gpus: gpus(1) }, jobs)).toEqual(times);
  });

  it('share a GPU with each other and never with a whole job', async () => {
    expect(
      await began({ gpus: gpus(1) }, [
        { id: 'a', share: 0.2 },
        { id: 'whole', gpus: 1 },
        { id: 'b', share: 0.2 },
      ]),
    ).toEqual([0, 10, 20]);
  });

  it('go where least is left, so that other GPUs stay whole', async () => {
    const world = new FakeWorld({ slots: 9, gpus: gpus(3) }, () => ({ seconds: 10 }));
    await world.run(sketchPlan([...alike(3, { share: 0.3 }), { id: 'wide', gpus: 2 }]));
    expect(world.lived.map((lived) => [lived.began, lived.gpus])).toEqual([
      [0, [0]],
      [0, [0]],
      [0, [0]],
      [0, [1, 2]],
    ]);
  });

  it('keep to the memory of their GPU where they say what they use of it', async () => {
    const jobs = alike(3, { share: 0.2, gpuMemory: 40 });
    expect(await began({ gpus: gpusOf(80) }, jobs)).toEqual([0, 0, 10]);
  });
});

describe('gpu_memory', () => {
  it('passes over GPUs that have too little, and those where a stranger has taken it', async () => {
    const [small, busy, large] = [gpusOf(24)[0]!, gpusOf(80)[0]!, gpusOf(80)[0]!].map((gpu, index) => ({
      ...gpu,
      ...{ index, uuid: `gpu-${index}` },
    }));
    const host = { slots: 9, gpus: [small!, { ...busy!, free: bytes(30 * GIB) }, large!] };
    const world = new FakeWorld(host, () => ({ seconds: 10 }));
    await world.run(sketchPlan(alike(2, { gpus: 1, gpuMemory: 40 })));
    expect(world.lived.map((lived) => [lived.began, lived.gpus])).toEqual([
      [0, [2]],
      [10, [2]],
    ]);
  });
});

describe('GPUs that are linked', () => {
  it('are given together, among otherwise equal sets', async () => {
    const pairs: Record<number, number> = { 0: 2, 1: 3, 2: 0, 3: 1 };
    const linked = gpus(4).map((gpu) => ({
      ...gpu,
      links: Object.fromEntries(gpus(4).map((other) => [other.uuid, pairs[gpu.index] === other.index ? 12 : 1])),
    }));
    const world = new FakeWorld({ slots: 9, gpus: linked }, () => ({ seconds: 10 }));
    await world.run(sketchPlan(alike(2, { gpus: 2 })));
    expect(world.lived.map((lived) => lived.gpus)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});

describe('what is counted', () => {
  it.each<[string, Omit<JobSketch, 'id'>, number[]]>([
    ['memory', { memory: 3 }, [0, 0, 10]],
    ['a named resource', { resources: { license: 2 } }, [0, 10, 20]],
    ['a limit', { limits: { all: 2 } }, [0, 0, 10]],
    ['slots', { slots: 4 }, [0, 0, 10]],
  ])('is given out as far as there is of it: %s', async (_, sketch, times) => {
    const host = { memory: bytes(8 * GIB), resources: new Map([['license', 3]]) };
    expect(await began(host, alike(3, sketch))).toEqual(times);
  });

  it('is also what all runs of the user may hold together', async () => {
    expect(await began({ slots: 9, slotsOfUser: 2 }, alike(3))).toEqual([0, 0, 10]);
  });

  it('keeps others back by one of two limits, and lets them through when it has room, the first of them first', async () => {
    const jobs: JobSketch[] = [
      { id: 'a', limits: { x: 1 } },
      { id: 'b', limits: { x: 1, y: 1 } },
      { id: 'c', limits: { y: 1 } },
      { id: 'd', limits: { x: 1 }, priority: 5 },
      { id: 'e' },
    ];
    expect(await began({}, jobs)).toEqual([10, 20, 0, 0, 0]);
  });

  it('drains when there are fewer slots, and holds when there are none', async () => {
    const world = new FakeWorld({ slots: 3 }, () => ({ seconds: 10 }));
    world.change(5, () => (world.hostView = { ...world.hostView, slots: 1 }));
    world.change(25, () => (world.hostView = { ...world.hostView, slots: 0 }));
    world.change(100, () => (world.hostView = { ...world.hostView, slots: 3 }));
    await world.run(sketchPlan(alike(7)));
    expect(world.lived.map((lived) => lived.began)).toEqual([0, 0, 0, 10, 20, 100, 100]);
  });
});

describe('a pause', () => {
  it('of a GPU keeps new jobs from it, also beside those that share it, and does not touch what runs', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 10 }));
    world.change(1, () => (world.hostView = { ...world.hostView, gpus: [{ ...gpus(1)[0]!, taken: PAUSED }] }));
    world.change(50, () => (world.hostView = { ...world.hostView, gpus: gpus(1) }));
    await world.run(
      sketchPlan([
        { id: 'a', share: 0.5 },
        { id: 'cpu', slots: 4 },
        { id: 'b', share: 0.5, needs: ['cpu'] },
      ]),
    );
    expect([world.began('a'), world.began('b')]).toEqual([0, 50]);
    expect(world.lived.find(({ job }) => job === 'a')?.ended).toBe(10);
  });

  it('of the host keeps everything from starting', async () => {
    const world = new FakeWorld({ paused: 'somebody says so' });
    world.change(30, () => (world.hostView = { ...world.hostView, paused: null }));
    await world.run(sketchPlan(alike(1)));
    expect(world.began('job-0')).toBe(30);
  });
});

describe('a GPU whose memory does not drain', () => {
  it('is in quarantine until it has, and blocks nothing', async () => {
    const undrained = { because: 'its memory does not drain: process 7', pid: 7 };
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ seconds: 10 }));
    const set = (first: object) => () =>
      (world.hostView = { ...world.hostView, gpus: [{ ...gpus(2)[0]!, ...first }, gpus(2)[1]!] });
    world.change(1, set({ taken: 'used', undrained }));
    world.change(25, set({}));
    await world.run(sketchPlan(alike(5, { gpus: 1 })));
    expect(world.lived.map((lived) => [lived.began, lived.gpus])).toEqual([
      [0, [0]],
      [0, [1]],
      [10, [1]],
      [20, [1]],
      [25, [0]],
    ]);
    const told = world.events.filter(({ event }) => event.startsWith('gpu-')).map(({ event }) => event);
    expect(told).toEqual(['gpu-quarantined', 'gpu-released']);
  });
});

describe('a retry', () => {
  const oom = { cause: 'oom', of: 'gpu', code: 1 } as const;

  it('after running out of memory asks for what it escalates to, step by step', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ outcome: oom }));
    const escalate = {
      on: ['oom' as const],
      gpus: [
        { gpus: 1, share: null },
        { gpus: 2, share: null },
      ],
      otherGpu: false,
    };
    await world.run(sketchPlan([{ id: 'a', share: 0.5, retry: { max: 3, escalate } }]));
    const given = world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event.allocation] : []));
    expect(given.map(({ gpus: taken, share: part }) => [taken.length, part])).toEqual([
      [1, share(500)],
      [1, null],
      [2, null],
      [2, null],
    ]);
  });

  it('runs on another GPU where that is asked for, as long as there is one', async () => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => ({ outcome: oom }));
    const escalate = { on: ['oom' as const], gpus: [], otherGpu: true };
    await world.run(sketchPlan([{ id: 'a', gpus: 1, retry: { max: 2, escalate } }]));
    expect(world.lived.map((lived) => lived.gpus)).toEqual([[0], [1], [0]]);
  });

  it('waits longer each time by its factor, and only for causes that it names', async () => {
    const world = new FakeWorld({}, (_, attempt) => ({
      seconds: 0,
      outcome: attempt < 3 ? oom : { cause: 'exit', code: 1 },
    }));
    const retry = { max: 5, on: ['oom' as const], backoff: seconds(10), factor: 3 };
    await world.run(sketchPlan([{ id: 'a', retry }]));
    expect(world.lived.map((lived) => lived.began)).toEqual([0, 10, 40]);
  });
});

describe('what a host can never give', () => {
  const host = { ...EMPTY_HOST, slots: 4, slotsOfUser: 4, memory: bytes(8 * GIB), gpus: gpusOf(80, 2) };
  const request = (sketch: Omit<JobSketch, 'id'>) => sketchPlan([{ id: 'a', ...sketch }]).jobs[0]!.request;

  it.each<[Omit<JobSketch, 'id'>, string | null]>([
    [{ gpus: 2, slots: 4, memory: 8, gpuMemory: 80 }, null],
    [{ gpus: 3 }, '3 GPUs, and this run has 2'],
    [{ gpus: 1, gpuIds: ['7'] }, '1 GPU among 7, and this run has 0'],
    [{ share: 0.5, gpuIds: ['7'] }, 'a part of a GPU among 7, and this run has 0'],
    [{ gpus: 1, gpuMemory: 81 }, '1 GPU with 81 GiB, and this run has 0'],
    [{ slots: 5 }, '5 slots, and this run has 4'],
    [{ memory: 9 }, '9 GiB of memory, and this host has 8 GiB'],
    [{ resources: { x: 1 } }, '1 of `x`, and no host file says how much of it there is'],
  ])('is told of a request: %j', (sketch, message) => {
    expect(impossible(request(sketch), host)).toBe(message);
  });

  it('is nothing where a host only holds everything back for now', () => {
    expect(impossible(request({ slots: 3 }), { ...host, slots: 0, slotsOfUser: 0 })).toBeNull();
  });
});
