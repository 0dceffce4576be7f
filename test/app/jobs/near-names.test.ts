import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobsMeant, type JobsOptions } from '../../../src/app/jobs/jobs-meant.ts';
import { matcherOf, nearestName, nearestPattern } from '../../../src/app/jobs/near-names.ts';
import { initialState } from '../../../src/schedule/state/records.ts';
import { planOf } from '../../rig/expansion.ts';

const NAMES = ['train+strategy-greedy+seed-42', 'train_greedy_s42', 'train_beam_s43', 'eval_beam_s43'];

describe('the name of a job that was meant', () => {
  it.each([
    ['train_greedy_s24', 'train_greedy_s42'],
    ['trian', 'train'],
    ['train_gredy', 'train_greedy'],
    ['Eval_bean', 'eval_beam'],
    ['tets', null],
    ['42', null],
  ])('by `%s` is %j', (said, meant) => {
    expect(nearestName(said, NAMES)).toBe(meant);
  });

  it.each([
    ['trian*', 'train*'],
    ['*_graedy_*', '*_greedy_*'],
    ['*bean_s4[3]', '*beam_s4[3]'],
    ['train_beam_s4?_x', null],
    ['x*', null],
    ['?', null],
  ])('by the pattern `%s` is %j', (said, meant) => {
    expect(nearestPattern(said, NAMES)).toBe(meant);
  });

  it('by a pattern is never one that matches nothing', () => {
    const pattern = fc.stringMatching(/^[a-z_*?[\]]{1,12}$/);
    fc.assert(
      fc.property(pattern, (said) => {
        const near = nearestPattern(said, NAMES);
        expect(near === null || NAMES.some(matcherOf(near))).toBe(true);
      }),
    );
  });
});

describe('jobs that there are not', () => {
  const plan = planOf(
    'matrix: {mode: [fast, slow], seed: [42, 43]}\nlabel: "{{mode}}_{{seed}}"\ncommand: x {{mode}} {{seed}}\n',
  );
  const complaint = (said: string[], options: JobsOptions = {}): string => {
    try {
      return jobsMeant(plan, initialState(plan), said, options).join();
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    [['fats_42'], 'no job `fats_42` here; did you mean fast_42?'],
    [['slwo'], 'no job `slwo` here; did you mean slow?'],
    [['nothing'], 'no job `nothing` here; sweep list shows them'],
    [['failed'], 'no job `failed` here; did you mean --failed?'],
    [['fats*'], 'no job matches `fats*`; did you mean `fast*`?'],
    [['z*'], 'no job matches `z*`; sweep list shows them'],
    [['mdoe=fast'], '--only mdoe=fast: there is no axis `mdoe`; did you mean `mode`?'],
    [['mode=fats'], '--only mode=fats: no job has mode fats; did you mean `fast`?'],
  ])('are told with the nearest: %j', (said, told) => {
    expect(complaint(said)).toBe(told);
  });

  it('are none in a state that none is in, and all in that of all', () => {
    expect([complaint([], { state: ['failed'] }), complaint(['fast*'], { state: ['failed', 'waiting'] })]).toEqual([
      '',
      'mode-fast+seed-42,mode-fast+seed-43',
    ]);
  });
});
