import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { share } from '../../../src/model/units.ts';
import { lowerBound, type Load } from '../../../src/run/forecast/lower-bound.ts';

interface LoadSketch {
  readonly takes: number;
  readonly gpus?: number;
  readonly share?: number;
  readonly slots?: number;
  readonly after?: readonly number[];
  readonly limit?: number;
}

/** The bound of jobs `0`, `1`, … on 4 GPUs and 8 slots. */
function bound(...sketches: readonly LoadSketch[]): [number, string] {
  const loads = sketches.map((sketch, index): Load => ({
    job: jobId(String(index)),
    seconds: sketch.takes,
    slots: sketch.slots ?? 1,
    gpus: sketch.gpus ?? 0,
    share: sketch.share === undefined ? null : share(sketch.share * 1000),
    after: (sketch.after ?? []).map((other) => jobId(String(other))),
    limits: sketch.limit === undefined ? [] : [{ key: 'k', max: sketch.limit }],
  }));
  const { seconds, by } = lowerBound(loads, { gpus: 4, slots: 8 });
  return [seconds, by];
}

const times = (count: number, sketch: LoadSketch): LoadSketch[] => Array<LoadSketch>(count).fill(sketch);

describe('the least time that jobs can take', () => {
  it('is that of the longest path through what waits for what', () => {
    expect(
      bound({ takes: 5 }, { takes: 7, after: [0] }, { takes: 9, after: [0] }, { takes: 1, after: [1, 2] }),
    ).toEqual([15, 'chain']);
  });

  it('is that of the work on the GPUs, shared out evenly', () => {
    expect(bound(...times(10, { takes: 6, gpus: 1 }))).toEqual([15, 'gpus']);
    expect(bound(...times(10, { takes: 8, share: 0.5 }))).toEqual([10, 'gpus']);
  });

  it('is that of the work on the slots', () => {
    expect(bound(...times(10, { takes: 6, slots: 4 }))).toEqual([30, 'slots']);
  });

  it('counts jobs that are too wide to run side by side one after another', () => {
    expect(bound(...times(5, { takes: 2, gpus: 3 }))).toEqual([10, 'gpus']);
    expect(bound(...times(3, { takes: 2, gpus: 3 }), ...times(4, { takes: 3, gpus: 2 }))).toEqual([12, 'gpus']);
  });

  it('counts parts of which only one goes on a GPU as whole ones', () => {
    expect(bound(...times(8, { takes: 5, share: 0.6 }))).toEqual([10, 'gpus']);
    expect(bound(...times(4, { takes: 5, share: 0.6 }), ...times(4, { takes: 5, gpus: 1 }))).toEqual([10, 'gpus']);
  });

  it('adds the time that must pass before all of the work can begin', () => {
    expect(bound({ takes: 10 }, ...times(8, { takes: 6, gpus: 1, after: [0] }))).toEqual([22, 'gpus']);
  });

  it('adds the time that must pass after all of the work has ended', () => {
    const work = times(8, { takes: 6, gpus: 1 });
    expect(bound(...work, { takes: 10, after: [...work.keys()] })).toEqual([22, 'gpus']);
  });

  it('is that of jobs that a limit keeps from running side by side', () => {
    expect(bound(...times(6, { takes: 5, limit: 2 }))).toEqual([15, 'limit']);
  });

  it('is nothing for no jobs', () => {
    expect(bound()[0]).toBe(0);
  });
});
