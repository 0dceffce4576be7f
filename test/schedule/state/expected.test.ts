import { expect, it, vi } from 'vitest';
import { expectedDurations } from '../../../src/schedule/state/expected.ts';
import { initialState } from '../../../src/schedule/state/records.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';

it('a guess is made once for all jobs, also where neither history nor a timeout of any tells', () => {
  const plan = sketchPlan(alike(50));
  const state = initialState(plan);
  const asked = vi.spyOn(state.durations, 'expected');
  expect([...expectedDurations(state, plan.jobs).values()]).toEqual(plan.jobs.map(() => null));
  expect(asked).toHaveBeenCalledTimes(2 * plan.jobs.length);
});
