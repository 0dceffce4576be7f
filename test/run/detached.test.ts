import { expect, it } from 'vitest';
import type { DetachedAttempt, DetachedTask } from '../../src/model/attempt.ts';
import type { Happening } from '../../src/model/event.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { plainAllocation } from '../../src/model/resources.ts';
import { seconds } from '../../src/model/units.ts';
import { tellDetached } from '../../src/run/detached.ts';
import { judgeFreshness } from '../../src/run/freshness.ts';
import type { JobSketch } from '../rig/plan.ts';
import { Scene } from '../rig/scene.ts';
import { EXIT_0, exit, RUNNER } from '../rig/world.ts';

/** A run whose jobs were all planned before any began, as tasks of one array. */
class LeftScene extends Scene {
  constructor(plan: readonly JobSketch[]) {
    super(plan);
    for (const [index, { id: job, definition, inputNames, timeout }] of this.state.plan.jobs.entries())
      this.take({
        ...{ event: 'attempt-planned', job, attempt: 1, allocation: plainAllocation(0), token: `token-${index}` },
        ...{ fingerprint: definition.fingerprint, parts: definition.parts, limit: timeout?.after ?? null },
        inputs: inputNames.map((name) => ({ name, digest: 'when planned' })),
        on: { executor: 'cluster', array: 'a', index, detached: true },
      });
  }

  /** Takes in what is found of each job; of those that are not named that they wait. */
  find(found: Readonly<Record<string, DetachedTask>>): readonly Happening[] {
    const told: Happening[] = [];
    for (const happening of tellDetached(this.state, ({ id, past }) => found[id] ?? waits(past.at(-1)?.attempt))) {
      told.push(happening);
      this.take(happening);
    }
    return told;
  }

  statuses(): readonly string[] {
    return this.state.records.map(({ id, state }) => `${id} ${state.status}`);
  }
}

const waits = (attempt = 1): DetachedTask => ({ attempts: [unbegun(attempt)], is: 'queued' });
const gone = (attempt = 1): DetachedTask => ({ attempts: [unbegun(attempt)], is: 'over' });
const unbegun = (attempt: number): DetachedAttempt => ({ attempt, process: null, digests: [], came: null });
const begun = (attempt: number, came: DetachedAttempt['came'] = null, digests: readonly (string | null)[] = []) => {
  return { attempt, process: { ...RUNNER, pid: 70 + attempt }, digests, came };
};
const ended = (outcome: Outcome = EXIT_0): NonNullable<DetachedAttempt['came']> => {
  return { kind: 'ended', outcome, seconds: seconds(5), endedAt: null, error: null };
};
const over = (...attempts: readonly DetachedAttempt[]): DetachedTask => ({ attempts, is: 'over' });

const CHAIN: readonly JobSketch[] = [{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', needs: ['b'] }];

it('jobs that were planned together and began after each other are fresh: each counts as decided upon when it began', () => {
  const scene = new LeftScene(CHAIN);
  const done = over(begun(1, ended()));
  scene.find({ c: done, b: done, a: done });
  expect(scene.statuses()).toEqual(['a succeeded', 'b succeeded', 'c succeeded']);
  const files = { missingOutput: () => null, digests: () => [], lateInputs: () => null };
  const verdicts = judgeFreshness(scene.state.plan, scene.state, files);
  expect([...verdicts.values()].map(({ state }) => state)).toEqual(['fresh', 'fresh', 'fresh']);
  expect(scene.find({})).toEqual([]);
});

it('what a job is made from is what its node has found, and else what was there when it was planned', () => {
  const scene = new LeftScene([{ id: 'a', inputs: { x: '', 'y/*': '' } }]);
  scene.find({ a: over(begun(1, ended(), ['from the node', null])) });
  expect(scene.record('a').past.at(-1)?.inputs).toEqual([
    { name: 'x', digest: 'from the node' },
    { name: 'y/*', digest: 'when planned' },
  ]);
});

it('a job whose need has failed is skipped, once it is out of the queue', () => {
  const scene = new LeftScene(CHAIN);
  scene.find({ a: over(begun(1, ended(exit(3)))) });
  expect(scene.statuses()).toEqual(['a failed', 'b running', 'c running']);
  scene.find({ b: gone(), c: gone() });
  expect(scene.statuses()).toEqual(['a failed', 'b skipped', 'c skipped']);
  expect(scene.state.pending).toBe(0);
});

it('what somebody else has taken out of the queue waits for the next run', () => {
  const scene = new LeftScene(CHAIN);
  scene.find({ a: gone(), b: gone(), c: gone() });
  expect(scene.statuses()).toEqual(['a waiting', 'b waiting', 'c waiting']);
});

it('attempts that a node has made after the one that was planned are told as any', () => {
  const scene = new LeftScene([{ id: 'a', retry: { max: 2, backoff: seconds(60) } }]);
  expect(scene.find({ a: { attempts: [begun(1, ended(exit(3)))], is: 'queued' } })).toMatchObject([
    { event: 'attempt-started', attempt: 1 },
    { event: 'attempt-ended', attempt: 1 },
    { event: 'backoff-ended' },
    { event: 'attempt-planned', attempt: 2, on: { array: 'a', detached: true }, token: 'token-0' },
  ]);
  expect(scene.statuses()).toEqual(['a running']);
  scene.find({ a: over(begun(2, ended(exit(4))), begun(3, ended())) });
  expect(scene.statuses()).toEqual(['a succeeded']);
  expect(scene.record('a').past.map(({ attempt, end }) => [attempt, end?.outcome])).toEqual([
    [1, exit(3)],
    [2, exit(4)],
    [3, EXIT_0],
  ]);
});

it('an attempt whose node was taken from it is none, and costs no retry', () => {
  const scene = new LeftScene([{ id: 'a', retry: { max: 1 } }]);
  scene.find({ a: { attempts: [begun(1, { kind: 'taken', how: 'NODE_FAIL' }), begun(2)], is: 'going on' } });
  expect(scene.record('a')).toMatchObject({ failures: 0, past: [{ attempt: 2, start: { process: { pid: 72 } } }] });
  scene.find({ a: { attempts: [begun(2, ended(exit(1)))], is: 'queued' } });
  expect(scene.record('a')).toMatchObject({ failures: 1, state: { status: 'running', attempt: 3 } });
});

it('what goes on is told once', () => {
  const scene = new LeftScene([{ id: 'a' }]);
  const runs: DetachedTask = { attempts: [begun(1)], is: 'going on' };
  expect(scene.find({ a: runs })).toHaveLength(1);
  expect(scene.find({ a: runs })).toEqual([]);
});
