import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import { Durations } from '../../../src/schedule/queue/durations.ts';
import { cellOf, classOf } from '../../../src/schedule/queue/request.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

function job(sketch: Partial<JobSketch> = {}): Job {
  const [made] = sketchPlan([{ id: 'a', ...sketch }]).jobs;
  if (made === undefined) throw new Error('a plan without jobs');
  return made;
}

const cell = (of: Job) => cellOf(of, 'seed');
const kindOf = (of: Job) => ({ cell: cell(of), class: classOf(of) });

function learned(took: readonly number[], of = job()): Durations {
  const durations = new Durations();
  for (const one of took) durations.record(kindOf(of), seconds(one));
  return durations;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('the bound of a class', () => {
  it('is not known before five jobs, and is the longest of fewer than twenty', () => {
    expect(learned([9, 9, 9, 9]).bound(classOf(job()))).toBeNull();
    expect(learned([3, 1, 9, 2, 4]).bound(classOf(job()))).toBe(9);
  });

  it('is what 95 in 100 do not exceed', () => {
    expect(learned(upTo(19)).bound(classOf(job()))).toBe(19);
    expect(learned(upTo(20)).bound(classOf(job()))).toBe(19);
    expect(learned(upTo(100).reverse()).bound(classOf(job()))).toBe(95);
  });

  it('forgets all but the newest two hundred', () => {
    expect(learned([...Array.from({ length: 200 }, () => 1000), ...upTo(200)]).bound(classOf(job()))).toBe(190);
  });

  it('is that of its stage, request and limit alone', () => {
    const durations = learned(upTo(5));
    const others = [
      job({ stage: 'b' }),
      job({ gpus: 1 }),
      job({ share: 0.5 }),
      job({ timeout: 9 }),
      job({ memory: 1 }),
    ];
    for (const other of others) expect(durations.bound(classOf(other))).toBeNull();
    expect(durations.bound(classOf(job({ params: { x: '2' }, priority: 3 })))).toBe(5);
  });
});

describe('the bound of a cell', () => {
  it('is a quarter more than the longest of its few jobs, whatever their replicate', () => {
    const durations = learned([8], job({ params: { x: '1', seed: '1' } }));
    expect(durations.cellBound(cell(job({ params: { x: '1', seed: '2' } })))).toBe(10);
    expect(durations.cellBound(cell(job({ params: { x: '2', seed: '1' } })))).toBeNull();
    expect(durations.cellBound(cell(job({ stage: 'b', params: { x: '1', seed: '1' } })))).toBeNull();
  });
});

describe('what is expected of a job', () => {
  it('is the median of its cell, else of its class', () => {
    const durations = learned([1, 2, 30], job({ params: { x: '1' } }));
    durations.record(kindOf(job({ params: { x: '2' } })), seconds(100));
    expect(durations.expected(kindOf(job({ params: { x: '1' } })))).toBe(2);
    expect(durations.expected(kindOf(job({ params: { x: '3' } })))).toBe(2);
    expect(durations.expected(kindOf(job({ stage: 'b' })))).toBeNull();
    expect(durations.typical(classOf(job()), 4)).toBe(2);
    expect(durations.typical(classOf(job()), 5)).toBeNull();
  });
});
