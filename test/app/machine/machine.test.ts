import { expect, test } from 'vitest';
import { refuseUnmeetable, unmeetable } from '../../../src/app/machine/machine.ts';
import { Refusal } from '../../../src/app/refusal.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EMPTY_HOST } from '../../rig/world.ts';

const plan = sketchPlan([
  { id: 'calm', nice: 19 },
  { id: 'keen', nice: -5 },
  { id: 'keener', nice: -6 },
  { id: 'keenest', nice: -6 },
]);

test('a job that is to be less nice than its user may make it cannot be run, and is named', () => {
  const problems = unmeetable(plan.jobs, EMPTY_HOST, () => -4);
  expect(problems).toEqual([
    'keen needs a `nice` of -5, and this user may go no lower than -4 (`ulimit -e`)',
    'keener and 1 more job need a `nice` of -6, and this user may go no lower than -4 (`ulimit -e`)',
  ]);
  expect(() => refuseUnmeetable(problems)).toThrow(Refusal);
  expect(unmeetable(plan.jobs, EMPTY_HOST, () => -6)).toEqual([]);
});

test.each([
  [['a needs 2 of `licence`, and this host has 0'], '.sweep-host.yaml'],
  [['a needs 2 of `licence`, and no host file says how much of it there is'], '.sweep-host.yaml'],
  [['a needs 2 nodes, and only a cluster has them (--on)'], '--on NAME'],
  [['a needs 2 nodes, and only a cluster has them (--on)', 'b needs 1 GPU, and this run has 0'], '--gpus'],
  [['a needs 2 of `licence`, and this host has 0', 'a needs 1 GPU, and this run has 0'], '--gpus'],
])('of %j people are told to look at %s', (problems, where) => {
  expect(() => refuseUnmeetable(problems)).toThrow(new RegExp(`\nhint: .*${where}`));
});
