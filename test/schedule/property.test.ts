import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { plainScenario, plainWorld, planOf, type PlainScenario } from '../rig/scenarios.ts';
import type { FakeWorld } from '../rig/world.ts';

async function play(drawn: PlainScenario): Promise<FakeWorld> {
  const world = plainWorld(drawn);
  world.watch = (state) => checkInvariants(state, drawn.slots);
  await world.run(planOf(drawn));
  return world;
}

describe('any plan on any host', () => {
  it('gives nothing twice, keeps every need, and brings every job to its end', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        const world = await play(drawn);
        for (const status of Object.values(world.statuses())) {
          expect(['succeeded', 'failed', 'skipped']).toContain(status);
        }
      }),
      { numRuns: cases(1000) },
    );
  });

  it('runs the same way every time', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        expect((await play(drawn)).lines).toEqual((await play(drawn)).lines);
      }),
      { numRuns: cases(200) },
    );
  });

  it('is in the same state after its journal is replayed as it was when it ended', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        const world = await play(drawn);
        const before = world.statuses();
        const { replay } = await import('../../src/journal/replay.ts');
        const replayed = replay(planOf(drawn), world.events);
        expect(Object.fromEntries(replayed.records.map((one) => [one.id, one.state.status]))).toEqual(before);
      }),
      { numRuns: cases(200) },
    );
  });
});
