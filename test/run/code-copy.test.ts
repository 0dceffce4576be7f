import { expect, it } from 'vitest';
import type { CodeCopy } from '../../src/run/world.ts';
import { sketchPlan } from '../rig/plan.ts';
import { FakeWorld } from '../rig/world.ts';

type Standing = ReturnType<CodeCopy['now']>;

/** A world in which the copy is what these say, one after the other, the last for good. */
function worldWith(...standings: readonly Standing[]): FakeWorld {
  const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 10 }));
  let asked = -1;
  world.code = {
    now: () => {
      asked = Math.min(asked + 1, standings.length - 1);
      return standings[asked]!;
    },
  };
  return world;
}

const plannedIn = (world: FakeWorld): readonly (string | undefined)[] =>
  world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event.snapshot] : []));

it('starts jobs in the copy of the code, and records which that is', async () => {
  const world = worldWith({ is: 'made', name: 'abc' });
  expect(await world.run(sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }]))).toBe('finished');
  expect(plannedIn(world)).toEqual(['abc', 'abc']);
  expect(world.state!.records.map(({ past }) => past[0]!.snapshot)).toEqual(['abc', 'abc']);
});

it('records none where jobs run in the project itself', async () => {
  const world = new FakeWorld();
  await world.run(sketchPlan([{ id: 'a' }]));
  expect(plannedIn(world)).toEqual([undefined]);
  expect(world.state!.records[0]!.past[0]!.snapshot).toBe(null);
});

it('starts nothing while the code is being copied, and goes on when it has been', async () => {
  const world = worldWith({ is: 'being made' }, { is: 'made', name: 'abc' });
  world.arrange(7, { signal: 'code-copied' });
  expect(await world.run(sketchPlan([{ id: 'a' }]))).toBe('finished');
  expect(world.lived).toMatchObject([{ began: 7, ended: 17 }]);
});

it('waits where the code cannot be copied, says why, and tries again after growing pauses', async () => {
  const because = 'the code cannot be copied: ENOSPC';
  const world = worldWith({ is: 'not made', because }, { is: 'not made', because }, { is: 'made', name: 'abc' });
  expect(await world.run(sketchPlan([{ id: 'a' }]))).toBe('finished');
  expect(world.lived).toMatchObject([{ attempt: 1, began: 3 }]);
  expect(world.said).toEqual([
    `cannot start a job (${because}); nothing new starts until the code can be copied`,
    'the code is copied: jobs start',
  ]);
});
