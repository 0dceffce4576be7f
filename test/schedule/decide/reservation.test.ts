import { describe, expect, it } from 'vitest';
import { after, seconds } from '../../../src/model/units.ts';
import { nextDue } from '../../../src/schedule/decide/decide.ts';
import { alike, type JobSketch } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, part, runName, Scene, want } from '../../rig/scene.ts';
import { gpus } from '../../rig/world.ts';

const long = { id: 'long', gpus: 1, timeout: 100, priority: 9 };
const wide = { id: 'wide', gpus: 2, timeout: 100, priority: 1 };

/** What starts on two GPUs beside `long`, which runs for 100 s at the most, and `wide`, which waits for it. */
function beside(...jobs: readonly JobSketch[]): string[] {
  const scene = new Scene([long, wide, ...jobs], { gpus: gpus(2) });
  return scene
    .act()
    .map(([job]) => job)
    .filter((job) => job !== 'long');
}

describe('a job that may not delay the one before it', () => {
  it('passes it if it ends just when that can begin, and not if it ends later', () => {
    expect(beside({ id: 'a', gpus: 1, timeout: 100 })).toEqual(['a']);
    expect(beside({ id: 'a', gpus: 1, timeout: 100.5 })).toEqual([]);
    expect(beside({ id: 'a', gpus: 1 })).toEqual([]);
  });

  it('passes it with the time that is left, not with what there was', () => {
    const scene = new Scene([long, wide, { id: 'a', gpus: 1, timeout: 60 }], { gpus: gpus(2), slots: 1 });
    expect(scene.act()).toEqual([['long', 0]]);
    scene.wait(41);
    scene.change({ slots: 8 });
    expect(scene.act()).toEqual([]);
  });

  it('passes it by what its class has taken before, where it has no limit', () => {
    const known = { gpus: 1, stage: 'known' };
    const learned = (took: number, times: number, limit?: number): [string, ...number[]][] => {
      const limited = limit === undefined ? known : { ...known, timeout: limit };
      const before = Array.from({ length: times }, (_, index) => `before-${index}`);
      const scene = new Scene(
        [
          ...before.map((id) => ({ ...limited, id, params: { x: id } })),
          { ...long, needs: before },
          { ...wide, needs: before },
          { ...limited, id: 'late', needs: before },
        ],
        { gpus: gpus(2), slots: 1 },
      );
      for (const id of before) {
        scene.act();
        scene.wait(took);
        scene.end(id);
      }
      scene.act();
      scene.change({ slots: 8 });
      return scene.act();
    };
    expect(learned(100, 5)).toEqual([['late', 1]]);
    expect(learned(101, 5)).toEqual([]);
    expect(learned(10, 4)).toEqual([]);
    expect(learned(10, 4, 500)).toEqual([]);
    expect(learned(90, 5, 500)).toEqual([['late', 1]]);
    expect(learned(90, 5, 100)).toEqual([['late', 1]]);
    expect(learned(120, 5, 100)).toEqual([['late', 1]]);
  });

  it('passes it by what its own cell has taken, with a quarter to spare, sooner than by its class', () => {
    const late = (took: number): [string, ...number[]][] => {
      const cell = { gpus: 1, stage: 'known', params: { x: '1' } };
      const jobs = [
        { ...cell, id: 'before' },
        { ...long, needs: ['before'] },
        { ...wide, needs: ['before'] },
        { ...cell, id: 'late', needs: ['before'] },
      ];
      const scene = new Scene(jobs, { gpus: gpus(2), slots: 1 });
      scene.act();
      scene.wait(took);
      scene.end('before');
      scene.act();
      scene.change({ slots: 8 });
      return scene.act();
    };
    expect(late(80)).toEqual([['late', 1]]);
    expect(late(80.1)).toEqual([]);
  });

  it('passes it on resources that it does not ask for, and on what it leaves of those it asks for', () => {
    const scene = new Scene(
      [
        { id: 'long', slots: 4 },
        { id: 'wide', slots: 5, resources: { tpu: 1 } },
        { id: 'fits-beside', slots: 3 },
        { id: 'too-much', slots: 1 },
        { id: 'none', slots: 0, resources: { tpu: 1 } },
        { id: 'second-tpu', slots: 0, resources: { tpu: 1 } },
      ],
      { slots: 8, resources: new Map([['tpu', 2]]) },
    );
    // Of 8 slots `wide` will need 5: the other 3 are for whoever comes.
    expect(scene.act()).toEqual([['long'], ['none']]);
  });

  it('passes a job that waits for memory', () => {
    const jobs = [
      { id: 'long', memory: 6, timeout: 50 },
      { id: 'large', memory: 8 },
      { id: 'beside', memory: 2 },
      { id: 'short', memory: 1, timeout: 50 },
      { id: 'endless', memory: 1 },
    ];
    expect(new Scene(jobs, { memory: GIB(10) }).act()).toEqual([['long'], ['beside'], ['short']]);
  });
});

describe('a reserved GPU of which only a part is asked for', () => {
  it('is given to others as far as they leave that part', () => {
    const jobs = [
      { id: 'most', share: 0.8, timeout: 50 },
      { id: 'half', share: 0.5 },
      { id: 'too-much', share: 0.15, gpuMemory: 60 },
      { id: 'little', share: 0.2 },
      { id: 'more', share: 0.1 },
    ];
    const scene = new Scene(jobs, { gpus: gpusLike({ memory: GIB(80), free: GIB(80) }) });
    expect(scene.act().map(([job]) => job)).toEqual(['most', 'too-much']);
    scene.end('most');
    expect(scene.act().map(([job]) => job)).toEqual(['half', 'little', 'more']);
  });

  it('keeps its memory, too', () => {
    const jobs = [
      { id: 'first', share: 0.3, gpuMemory: 50, timeout: 50 },
      { id: 'next', share: 0.3, gpuMemory: 60 },
      { id: 'greedy', share: 0.3, gpuMemory: 30 },
      { id: 'modest', share: 0.3, gpuMemory: 20 },
    ];
    const scene = new Scene(jobs, { gpus: gpusLike({ memory: GIB(80), free: GIB(80) }) });
    expect(scene.act().map(([job]) => job)).toEqual(['first', 'modest']);
  });
});

describe('a reservation', () => {
  it('is on the GPUs that can be had first', () => {
    const jobs = [
      { id: 'slow', gpus: 1, timeout: 200, stage: 'a' },
      { id: 'quick', gpus: 1, timeout: 20, stage: 'b' },
      { id: 'middle', gpus: 1, timeout: 50, stage: 'c' },
      { id: 'wide', gpus: 2 },
      { id: 'after', gpus: 1, timeout: 30 },
    ];
    const scene = new Scene(jobs, { gpus: gpus(3) });
    expect(scene.act()).toHaveLength(3);
    scene.wait(20);
    scene.end('quick');
    expect(scene.act()).toEqual([['after', 1]]);
    scene.wait(30);
    scene.end('middle');
    scene.end('after');
    expect(scene.act()).toEqual([['wide', 1, 2]]);
  });

  it('goes by the bounds of what other runs hold', () => {
    const by = runName({ key: 'other' });
    const jobs = [wide, { id: 'short', gpus: 1, timeout: 30 }, { id: 'longer', gpus: 1, timeout: 31 }];
    const scene = new Scene(jobs, { gpus: gpus(2) });
    scene.meet({ holds: [hold(by, ['gpu-0'], { until: after(scene.now, seconds(30)) })] });
    expect(scene.act()).toEqual([['short', 1]]);
    const endless = new Scene(jobs, { gpus: gpus(2) });
    endless.meet({ holds: [hold(by, ['gpu-0'])] });
    expect(endless.act()).toEqual([]);
  });

  it('goes by the bounds of what other runs hold of memory and of the slots of the user', () => {
    const by = runName({ key: 'other' });
    const jobs = [
      { id: 'large', slots: 3, memory: 8 },
      { id: 'short', memory: 2, timeout: 30 },
      { id: 'endless', memory: 3 },
    ];
    const scene = new Scene(jobs, { memory: GIB(10), slotsOfUser: 4 });
    scene.meet({ holds: [hold(by, [], { slots: 2, memory: GIB(6), until: after(scene.now, seconds(30)) })] });
    expect(scene.act()).toEqual([['short']]);
  });

  it('is made for no job that this host cannot have room for any more', () => {
    const jobs = [{ id: 'large', memory: 20 }, ...alike(2, { memory: 5 })];
    expect(new Scene(jobs, { memory: GIB(10) }).act()).toEqual([['job-0'], ['job-1']]);
  });

  it('is made for the first job that it can help, and for that alone', () => {
    const jobs = [
      { id: 'barred', gpus: 1, gpuIds: ['2'] },
      { id: 'running', gpus: 1, gpuIds: ['0'] },
      { id: 'first', gpus: 2, gpuIds: ['0', '1'] },
      { id: 'second', gpus: 2, gpuIds: ['0', '3'] },
      { id: 'on-1', gpus: 1, gpuIds: ['1'] },
      { id: 'on-3', gpus: 1, gpuIds: ['3'] },
    ];
    const scene = new Scene(jobs, { gpus: gpusLike({}, {}, { taken: 'a stranger' }, {}) });
    expect(scene.act()).toEqual([
      ['running', 0],
      ['on-3', 3],
    ]);
  });

  it('is looked at again when something outruns its bound, since more may pass then', () => {
    const jobs = [
      ...alike(1, { gpus: 1, stage: 'known', timeout: 300 }, 'before'),
      { id: 'running', gpus: 1, stage: 'known', timeout: 300, needs: ['before-0'] },
      { id: 'wide', gpus: 2, needs: ['before-0'] },
      { id: 'short', gpus: 1, timeout: 60, needs: ['before-0'] },
    ];
    const scene = new Scene(jobs, { gpus: gpus(2) });
    scene.act();
    scene.wait(40);
    scene.end('before-0');
    expect(scene.act()).toEqual([['running', 0]]);
    expect(nextDue(scene.state, scene.now)).toBe(after(scene.now, seconds(50)));
    scene.wait(50);
    expect(scene.act()).toEqual([['short', 1]]);
    expect(nextDue(scene.state, scene.now)).toBe(after(scene.now, seconds(60)));
  });

  it('does not take the word of a class for a job whose cell is known to take longer than its limit', () => {
    const limited = { gpus: 1, stage: 'known', timeout: 100 };
    const quick = Array.from({ length: 30 }, (_, index) => ({
      ...limited,
      id: `q-${index}`,
      params: { x: `${index}` },
    }));
    const ids = quick.map(({ id }) => id);
    const scene = new Scene(
      [
        ...quick,
        { ...limited, id: 'before', params: { x: 'slow' }, needs: ids },
        { ...limited, id: 'running', params: { x: 'slow' }, needs: ['before'] },
        { id: 'wide', gpus: 2, needs: ['before'] },
        { id: 'too-long', gpus: 1, timeout: 101, needs: ['before'] },
        { id: 'other', gpus: 1, timeout: 60, needs: ['before'] },
      ],
      { gpus: gpus(2), slots: 1 },
    );
    for (const id of ids) {
      scene.act();
      scene.wait(5);
      scene.end(id);
    }
    scene.act();
    scene.wait(95);
    scene.end('before');
    scene.act();
    scene.change({ slots: 8 });
    expect(scene.act()).toEqual([['other', 1]]);
  });

  it('of another run is on the GPUs that this one does not see, too', () => {
    const by = runName({ key: 'other', submitted: -1 as never });
    const scene = new Scene(alike(1, { gpus: 1 }), { gpus: gpus(1) });
    const both = want(by, ['gpu-0', 'unseen'], { gpus: 2 });
    scene.meet({ wants: [both], holds: [hold(by, ['unseen'])] });
    expect(scene.act()).toEqual([]);
    scene.meet({ wants: [want(by, ['gpu-0', 'unseen'], { gpus: 1 })] });
    expect(scene.act()).toEqual([]);
    scene.meet({ wants: [want(by, ['unseen', 'gpu-0'], { gpus: 1 })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });

  it('keeps a part for a job of another run, and gives out the rest', () => {
    const by = runName({ key: 'other', submitted: -1 as never });
    const scene = new Scene(alike(3, { share: 0.3 }), { gpus: gpus(1) });
    scene.meet({ wants: [want(by, ['gpu-0'], { gpus: 0, share: part(0.5) })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });
});
