import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { asksForGpus } from '../../../src/model/resources.ts';
import type { Tick } from '../../../src/model/units.ts';
import { decide, nextDue } from '../../../src/schedule/decide/decide.ts';
import { precedes } from '../../../src/schedule/queue/precedence.ts';
import { rebuildIndex } from '../../../src/schedule/state/rebuild-index.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import { cases } from '../../rig/cases.ts';
import { plainScenario, plainWorld, planOf, richScenario, richWorld } from '../../rig/scenarios.ts';
import type { FakeWorld } from '../../rig/world.ts';

/** All that an index tells. */
function contentsOf({ index, records }: RunState) {
  const { queue, backoffs, ledger } = index;
  const jobs = records.flatMap(({ job }) => job ?? []);
  return {
    classes: [...queue.inOrder()].map(({ first, ...shown }) => ({
      ...shown,
      first: first.index,
      cell: first.cellBound,
    })),
    waiting: jobs.map((job) => [queue.classOf(job.index)?.key, queue.countBefore(job.index), queue.fullLimit(job)]),
    size: queue.size,
    least: [queue.leastSlots, queue.askForGpus, new Set([...queue.paced()].map(({ key }) => key))],
    backoff: backoffs.first,
    amounts: [...ledger.amounts].filter(([, amount]) => amount !== 0).sort(),
    gpus: [...ledger.gpus].map(([uuid, holders]) => [uuid, [...holders]] as const).sort(),
    holders: jobs.map(({ id }) => ledger.heldBy(id)),
  };
}

/** What a queue says of all its classes at once, as each of them says it. */
function checkQueue({ index: { queue } }: RunState): void {
  const classes = [...queue.inOrder()];
  expect(queue.first).toBe(classes[0]);
  expect([...classes].sort((a, b) => (precedes(a.first, b.first) ? -1 : 1))).toEqual(classes);
  const priorities = classes.map(({ first }) => first.priority);
  expect([...priorities].sort((a, b) => b - a)).toEqual(priorities);
  expect(queue.leastSlots).toBe(Math.min(...classes.map(({ request }) => request.slots)));
  const asking = classes.filter(({ request }) => asksForGpus(request)).length;
  expect(queue.askForGpus).toBe(asking === 0 ? 'none' : asking === classes.length ? 'all' : 'some');
  expect(new Set(queue.paced())).toEqual(new Set(classes.filter(({ pace }) => pace !== null)));
}

function checkIndex(state: RunState, world: FakeWorld, now: Tick): void {
  const rebuilt = { ...state, index: rebuildIndex(state) };
  const told = (of: RunState) => [contentsOf(of), decide(of, world.hostView, now), nextDue(of, now)];
  // Faster than to expect, which then tells where they differ.
  if (!isDeepStrictEqual(told(rebuilt), told(state))) expect(told(rebuilt)).toEqual(told(state));
  checkQueue(state);
}

/** The journal of a run, whose index is checked against a new one after every event, or replaced by it. */
async function journalOf(world: FakeWorld, plan: Plan, replaces: boolean) {
  world.watch = (state) => {
    if (replaces) state.index = rebuildIndex(state);
    else checkIndex(state, world, world.clock.now().tick);
  };
  await world.run(plan, { caution: { canary: true, failAlike: 3 } });
  return world.lines;
}

describe('an index that is rebuilt from the state', () => {
  it('tells after every event what the maintained one tells, and a run goes by it in the same way', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        const lines = await journalOf(plainWorld(drawn), planOf(drawn), false);
        expect(await journalOf(plainWorld(drawn), planOf(drawn), true)).toEqual(lines);
      }),
      { numRuns: cases(100) },
    );
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        const lines = await journalOf(richWorld(drawn), planOf(drawn), false);
        expect(await journalOf(richWorld(drawn), planOf(drawn), true)).toEqual(lines);
      }),
      { numRuns: cases(100) },
    );
  });
});
