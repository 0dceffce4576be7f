import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { changesBehind } from '../../../src/report/diff/job-changes.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

function changes(then: readonly JobSketch[], now: readonly JobSketch[], id: string) {
  const found = changesBehind(sketchPlan(then), sketchPlan(now), jobId(id));
  return found === null ? null : { of: found.job.id, changes: found.changes };
}

const train = { id: 'train', command: 'train --lr 0.1 --steps 10' };

describe('what is behind a result that is no longer good', () => {
  it.each([
    ['the words of its command', train, { ...train, command: 'train --lr 0.2 --steps 10' }, 'command', '0.1', '0.2'],
    ['a list of inputs', { ...train, inputs: {} }, { ...train, inputs: { a: '1' } }, 'inputs', 'nothing', 'a'],
    [
      'what is in its inputs',
      { ...train, inputs: { a: '1' } },
      { ...train, inputs: { a: '2' } },
      'inputs',
      'what is in the files',
      'changed',
    ],
    [
      'a default',
      { ...train, unsaid: { opt: 'adam' } },
      { ...train, unsaid: { opt: 'sgd' } },
      'matrix.opt.default',
      'adam',
      'sgd',
    ],
  ])('is %s', (_, was, is, field, before, after) => {
    expect(changes([was], [is], 'train')).toEqual({ of: 'train', changes: [{ field, before, after }] });
  });

  it('is nothing that only says when and where it runs', () => {
    const elsewhere = { ...train, gpus: 2, timeout: 60, priority: 3, slots: 4 };
    expect(changes([train], [elsewhere], 'train')).toBeNull();
    expect(changes([train], [train], 'gone')).toBeNull();
  });

  it('is what differs of a job before it, through all that lies between, but for one that it only follows', () => {
    const between = { id: 'eval', needs: ['train'] };
    const last = { id: 'report', needs: ['eval'] };
    const other = { ...train, command: 'train --lr 0.2 --steps 10' };
    expect(changes([train, between, last], [other, between, last], 'report')).toEqual({
      of: 'train',
      changes: [{ field: 'command', before: '0.1', after: '0.2' }],
    });
    const follows = { id: 'report', needs: [{ on: 'train', when: 'always' as const }] };
    expect(changes([train, follows], [other, follows], 'report')).toBeNull();
  });
});
