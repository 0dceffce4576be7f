import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/model/units.ts';
import { cases } from '../../rig/cases.ts';
import { alike } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, part, runName, Scene } from '../../rig/scene.ts';
import { exit, gpus } from '../../rig/world.ts';

describe('parts of GPUs', () => {
  it('lets two halves share one GPU; a third waits, and a whole job waits for both', () => {
    const scene = new Scene([...alike(3, { share: 0.5 }), { id: 'whole', gpus: 1, priority: -1 }], { gpus: gpus(1) });
    expect(scene.act()).toEqual([
      ['job-0', 0],
      ['job-1', 0],
    ]);
    scene.end('job-0');
    expect(scene.act()).toEqual([['job-2', 0]]);
    scene.end('job-1');
    expect(scene.act()).toEqual([]);
    scene.end('job-2');
    expect(scene.act()).toEqual([['whole', 0]]);
  });

  it('lets 0.3 thrice share a GPU, and not a fourth time', () => {
    const scene = new Scene(alike(4, { share: 0.3 }), { gpus: gpus(1) });
    expect(scene.act().map(([job]) => job)).toEqual(['job-0', 'job-1', 'job-2']);
  });

  it('adds them up exactly: ten tenths are all of a GPU, and an eleventh is too much', () => {
    const scene = new Scene(alike(11, { share: 0.1 }), { gpus: gpus(1), slots: 20 });
    expect(scene.act()).toHaveLength(10);
  });

  it('gives no part of a GPU on which a whole job runs', () => {
    const scene = new Scene([{ id: 'whole', gpus: 1 }, ...alike(1, { share: 0.1 })], { gpus: gpus(1) });
    expect(scene.act()).toEqual([['whole', 0]]);
  });

  it('fills a GPU that is begun before it breaks another', () => {
    const jobs = [
      { id: 'half', share: 0.5, gpuIds: ['1'] },
      { id: 'part', share: 0.4 },
      { id: 'whole', gpus: 1 },
    ];
    expect(new Scene(jobs, { gpus: gpus(2) }).act()).toEqual([
      ['half', 1],
      ['part', 1],
      ['whole', 0],
    ]);
  });

  it('goes to the GPU with the most room where they are spread, and to the first of several', () => {
    const jobs = [
      { id: 'half', share: 0.5, gpuIds: ['0'] },
      { id: 'most', share: 0.4 },
      { id: 'other', share: 0.2 },
      { id: 'next', share: 0.2 },
    ];
    expect(new Scene(jobs, { gpus: gpus(3), sharing: 'spread' }).act()).toEqual([
      ['half', 0],
      ['most', 1],
      ['other', 2],
      ['next', 2],
    ]);
  });

  it('goes to a GPU with as much room as any where they are spread, and with as little as any where they are packed', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom('spread' as const, 'pack' as const), shares, (sharing, tenths) => {
        const jobs = tenths.map((tenth, at) => ({ id: `job-${at}`, share: tenth / 10, priority: -at }));
        const left = [10, 10, 10];
        const started = new Scene(jobs, { gpus: gpus(3), sharing, slots: 20 }).act();
        for (const [at, asked] of tenths.entries()) {
          const [job, gpu] = started[at] ?? [];
          // For the first that does not fit room is kept, which later ones may not take.
          if (job !== `job-${at}`) return;
          const enough = left.filter((one) => one >= asked);
          expect(left[gpu ?? -1]).toBe(sharing === 'spread' ? Math.max(...enough) : Math.min(...enough));
          left[gpu ?? -1]! -= asked;
        }
      }),
      { numRuns: cases(200) },
    );
  });

  it('is told to wait for the very room that is lacking, however they are given', () => {
    for (const sharing of ['spread', 'pack'] as const) {
      const scene = new Scene(alike(5, { share: 0.6 }), { gpus: gpus(2), sharing });
      expect(scene.act()).toHaveLength(2);
      expect(scene.why('job-2')).toMatchObject([{ because: 'gpus' }]);
    }
  });

  it('goes to the first GPU of `gpu_ids` that has room, however full the others are', () => {
    const jobs = [
      { id: 'half', share: 0.5, gpuIds: ['0'] },
      { id: 'picky', share: 0.5, gpuIds: ['1', '0'] },
    ];
    expect(new Scene(jobs, { gpus: gpus(2) }).act()).toEqual([
      ['half', 0],
      ['picky', 1],
    ]);
  });

  it('counts the part that a job of another run holds', () => {
    const scene = new Scene(alike(2, { share: 0.3 }), { gpus: gpus(1) });
    scene.meet({ holds: [hold(runName({ key: 'other' }), ['gpu-0'], { share: part(0.5) })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });

  it('gives a part to nobody while another run holds the whole', () => {
    const scene = new Scene(alike(1, { share: 0.001 }), { gpus: gpus(1) });
    scene.meet({ holds: [hold(runName({ key: 'other' }), ['gpu-0'])] });
    expect(scene.act()).toEqual([]);
  });
});

it('no machine starts a job of several nodes, which keeps no other back', () => {
  const jobs = [
    { id: 'wide', nodes: 2, timeout: 60 },
    { id: 'other', timeout: 60 },
  ];
  expect(new Scene(jobs, {}).act().map(([job]) => job)).toEqual(['other']);
});

describe('GPU memory', () => {
  it('of those that share a GPU adds up to at most all of it', () => {
    const jobs = alike(3, { share: 0.1, gpuMemory: 40 });
    const scene = new Scene(jobs, { gpus: gpusLike({ memory: GIB(80), free: GIB(80) }) });
    expect(scene.act().map(([job]) => job)).toEqual(['job-0', 'job-1']);
  });

  it('that is not free keeps a job off a GPU that nobody holds; memory that is not known keeps none off', () => {
    const some = gpusLike({ memory: GIB(80), free: GIB(70) }, { memory: null, free: null });
    const jobs = alike(2, { gpus: 1, gpuMemory: 75 });
    expect(new Scene(jobs, { gpus: some }).act()).toEqual([['job-0', 1]]);
  });

  it('may be just all that is free, and no byte more', () => {
    const host = { gpus: gpusLike({ memory: GIB(80), free: GIB(70) }) };
    expect(new Scene(alike(1, { gpus: 1, gpuMemory: 70 }), host).act()).toHaveLength(1);
    expect(new Scene(alike(1, { gpus: 1, gpuMemory: 70 + 1 / 2 ** 30 }), host).act()).toEqual([]);
  });

  it('of a GPU that is shared is counted by what its jobs said, not by what was seen', () => {
    const scene = new Scene(alike(2, { share: 0.5, gpuMemory: 30 }), {
      gpus: gpusLike({ memory: GIB(80), free: GIB(80) }),
    });
    const first = scene.decide();
    if (first !== null) scene.obey(first);
    scene.change({ gpus: gpusLike({ memory: GIB(80), free: GIB(10), taken: 'little memory is free' }) });
    expect(scene.act()).toEqual([['job-1', 0]]);
  });

  it('that another run said it uses counts, too', () => {
    const scene = new Scene(alike(1, { share: 0.5, gpuMemory: 50 }), { gpus: gpusLike({ memory: GIB(80) }) });
    const by = runName({ key: 'other' });
    scene.meet({ holds: [hold(by, ['gpu-0'], { share: part(0.5), gpuMemory: GIB(40) })] });
    expect(scene.act()).toEqual([]);
    scene.meet({ holds: [hold(by, ['gpu-0'], { share: part(0.5), gpuMemory: GIB(30) })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });
});

describe('a whole GPU', () => {
  it('is never given to two jobs, be they pinned to it or not, in one instant or one after the other', () => {
    const jobs = [
      { id: 'pinned', gpus: 1, gpuIds: ['0'] },
      { id: 'any', gpus: 1 },
      { id: 'by-uuid', gpus: 1, gpuIds: ['gpu-0'] },
    ];
    const scene = new Scene(jobs, { gpus: gpus(1) });
    expect(scene.act()).toEqual([['pinned', 0]]);
    scene.end('pinned');
    expect(scene.act()).toEqual([['any', 0]]);
    scene.end('any');
    expect(scene.act()).toEqual([['by-uuid', 0]]);
  });

  it('is named once, though two ids of a list name it', () => {
    const scene = new Scene([{ id: 'a', gpus: 2, gpuIds: ['1', 'gpu-1'] }], { gpus: gpus(2) });
    expect(scene.act()).toEqual([]);
  });

  it('of which MIG instances were made is named by its index or by theirs', () => {
    const instances = gpusLike(
      { index: 1, uuid: 'MIG-a', instance: 0 },
      { index: 1, uuid: 'MIG-b', instance: 1 },
      { index: 2, uuid: 'GPU-c' },
    );
    const one = new Scene([{ id: 'a', gpus: 1, gpuIds: ['1:1'] }], { gpus: instances });
    expect(one.decide()).toMatchObject({ allocation: { gpus: [{ index: 1, uuid: 'MIG-b', instance: 1 }] } });
    const all = new Scene(alike(3, { gpus: 1, gpuIds: ['1'] }), { gpus: instances });
    expect(all.act()).toHaveLength(2);
    const whole = new Scene([{ id: 'c', gpus: 1, gpuIds: ['2'] }], { gpus: instances });
    expect(whole.decide()).toMatchObject({ allocation: { gpus: [{ index: 2, uuid: 'GPU-c' }] } });
  });
});

describe('a chain that stays on its GPUs', () => {
  const same = { when: 'always', via: 'chain', sameGpus: true } as const;
  const links = [
    { id: 'first', gpus: 1 },
    { id: 'second', gpus: 1, needs: [{ on: 'first', ...same }] },
  ];

  it('waits for them when others have them, and shares them with nobody', () => {
    const scene = new Scene([...links, { id: 'other', gpus: 1, priority: 1 }], { gpus: gpus(2) });
    scene.change({ gpus: gpusLike({ taken: 'busy' }, {}) });
    expect(scene.act()).toEqual([['other', 1]]);
    scene.change({ gpus: gpus(2) });
    expect(scene.act()).toEqual([['first', 0]]);
    scene.end('first');
    scene.meet({ holds: [hold(runName({ key: 'theirs' }), ['gpu-0'])] });
    scene.end('other');
    expect(scene.act()).toEqual([]);
    scene.meet({});
    expect(scene.act()).toEqual([['second', 0]]);
  });

  it('stays on its own while other chains stay on theirs', () => {
    const scene = new Scene(
      [
        ...alike(2, { gpus: 1 }, 'first'),
        { id: 'second-0', gpus: 1, needs: [{ on: 'first-0', ...same }] },
        { id: 'second-1', gpus: 1, needs: [{ on: 'first-1', ...same }] },
      ],
      { gpus: gpus(2) },
    );
    scene.act();
    scene.end('first-1');
    scene.end('first-0');
    expect(scene.act()).toEqual([
      ['second-0', 0],
      ['second-1', 1],
    ]);
  });

  it('goes on elsewhere when its GPU is quarantined or paused', () => {
    const scene = new Scene(links, { gpus: gpus(2) });
    scene.act();
    scene.take({ event: 'gpu-quarantined', gpu: 'gpu-0', because: 'process 7 survives KILL', pid: 7 });
    scene.end('first');
    expect(scene.act()).toEqual([['second', 1]]);
    const paused = new Scene(links, { gpus: gpus(2) });
    paused.act();
    paused.change({ gpus: gpusLike({ taken: 'paused' }, {}) });
    paused.end('first');
    expect(paused.act()).toEqual([['second', 1]]);
  });

  it('goes on elsewhere when this host has them no more', () => {
    const scene = new Scene(links, { gpus: gpus(1) });
    scene.act();
    scene.end('first');
    scene.change({ gpus: gpusLike({ index: 5, uuid: 'gpu-5' }) });
    expect(scene.act()).toEqual([['second', 5]]);
  });
});

describe('what an attempt after a failure asks for', () => {
  const retry = (gpus: readonly { gpus: number; share: null | number }[], otherGpu = false) => ({
    max: 5,
    escalate: { on: ['oom' as const], gpus: gpus as never, otherGpu },
  });
  const oom = { cause: 'oom', of: 'gpu', code: 1 } as const;

  it('is more and more of a GPU, as `escalate` lists it, the last entry for all that follow', () => {
    const steps = [
      { gpus: 0, share: 500 },
      { gpus: 1, share: null },
      { gpus: 2, share: null },
    ];
    const scene = new Scene([{ id: 'a', share: 0.2, retry: retry(steps) }], { gpus: gpus(2) });
    const asked: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const decision = scene.decide();
      if (decision?.do !== 'start') throw new Error('it does not start');
      asked.push([decision.allocation.share, decision.allocation.gpus.length]);
      scene.obey(decision);
      scene.end('a', oom);
    }
    expect(asked).toEqual([
      [200, 1],
      [500, 1],
      [null, 1],
      [null, 2],
      [null, 2],
    ]);
  });

  it('is the same after a failure that `escalate` does not name', () => {
    const scene = new Scene([{ id: 'a', share: 0.2, retry: retry([{ gpus: 1, share: null }]) }], { gpus: gpus(1) });
    scene.act();
    scene.end('a', exit(1));
    expect(scene.decide()).toMatchObject({ allocation: { share: 200 } });
  });

  it('is another GPU than those it failed on, while there is one', () => {
    const scene = new Scene([{ id: 'a', gpus: 1, retry: retry([], true) }], { gpus: gpus(2) });
    expect(scene.act()).toEqual([['a', 0]]);
    scene.end('a', oom);
    expect(scene.act()).toEqual([['a', 1]]);
    scene.end('a', oom);
    expect(scene.act()).toEqual([['a', 0]]);
  });

  it('is another GPU for each of those that failed on different ones', () => {
    const scene = new Scene(alike(2, { gpus: 1, retry: retry([], true) }), { gpus: gpus(2) });
    scene.act();
    scene.end('job-0', oom);
    scene.end('job-1', oom);
    expect(scene.act()).toEqual([
      ['job-0', 1],
      ['job-1', 0],
    ]);
  });

  it('may be the GPU it failed on when the other one is out of use', () => {
    const scene = new Scene([{ id: 'a', gpus: 1, retry: retry([], true) }], { gpus: gpus(2) });
    scene.act();
    scene.take({ event: 'gpu-quarantined', gpu: 'gpu-1', because: 'memory does not drain', pid: null });
    scene.end('a', oom);
    expect(scene.act()).toEqual([['a', 0]]);
  });

  it('waits for another GPU while others use it', () => {
    const jobs = [
      { id: 'a', gpus: 1, retry: retry([], true) },
      { id: 'b', gpus: 1 },
    ];
    const scene = new Scene(jobs, { gpus: gpus(2) });
    scene.act();
    scene.end('a', oom);
    expect(scene.act()).toEqual([]);
    scene.end('b');
    expect(scene.act()).toEqual([['a', 1]]);
  });

  it('is what it was in the plan again in the next run', () => {
    const scene = new Scene([{ id: 'a', share: 0.2, retry: retry([{ gpus: 1, share: null }], true) }], {
      gpus: gpus(2),
    });
    scene.act();
    scene.end('a', oom);
    scene.begin();
    expect(scene.decide()).toMatchObject({ allocation: { share: 200, gpus: [{ index: 0 }] } });
  });

  it('comes after its backoff, which grows by its factor', () => {
    const policy = { ...retry([]), on: ['oom' as const, 'timeout' as const], backoff: seconds(10), factor: 3 };
    const scene = new Scene([{ id: 'a', retry: policy }]);
    for (const wait of [10, 30, 90]) {
      scene.act();
      scene.end('a', oom);
      scene.wait(wait - 0.001);
      expect(scene.act()).toEqual([]);
      scene.wait(0.001);
      expect(scene.act()).toEqual([['a']]);
    }
    scene.end('a', exit(1));
    expect(scene.status('a')).toBe('failed');
  });
});
