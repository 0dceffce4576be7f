import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { sketchPlan, type JobSketch } from '../rig/plan.ts';
import { FakeWorld, exit, gpus, type Course } from '../rig/world.ts';

interface Scenario {
  readonly slots: number;
  readonly gpuCount: number;
  readonly jobs: readonly (JobSketch & { readonly course: Course })[];
}

const scenario: fc.Arbitrary<Scenario> = fc
  .record({ slots: fc.integer({ min: 1, max: 5 }), gpuCount: fc.integer({ min: 0, max: 4 }) })
  .chain(({ slots, gpuCount }) => {
    const job = fc.record({
      slots: fc.integer({ min: 1, max: slots }),
      gpus: fc.integer({ min: 0, max: gpuCount }),
      priority: fc.integer({ min: -1, max: 1 }),
      timeout: fc.option(fc.integer({ min: 40, max: 90 }), { nil: undefined }),
      seconds: fc.integer({ min: 0, max: 40 }),
      fails: fc.boolean(),
      retries: fc.integer({ min: 0, max: 2 }),
      backoff: fc.integer({ min: 0, max: 5 }),
      needs: fc.array(
        fc.record({
          back: fc.integer({ min: 1, max: 6 }),
          when: fc.constantFrom('success' as const, 'always' as const, 'failure' as const),
        }),
        { maxLength: 2 },
      ),
    });
    return fc.array(job, { minLength: 1, maxLength: 25 }).map((drawn) => ({
      slots,
      gpuCount,
      jobs: drawn.map(({ seconds, fails, retries, backoff, needs, timeout, ...rest }, index) => ({
        ...rest,
        ...(timeout === undefined ? {} : { timeout }),
        id: `job-${index}`,
        retry: { max: retries, backoff: backoff as never },
        needs: needs
          .filter(({ back }) => back <= index)
          .map(({ back, when }) => ({ on: `job-${index - back}`, when, via: 'stage' as const })),
        course: { seconds, outcome: exit(fails ? 1 : 0) },
      })),
    }));
  });

async function play({ slots, gpuCount, jobs }: Scenario): Promise<FakeWorld> {
  const courses = new Map(jobs.map((job) => [job.id, job.course]));
  const world = new FakeWorld({ slots, gpus: gpus(gpuCount) }, (job) => courses.get(job) ?? {});
  world.watch = (state) => checkInvariants(state, slots);
  await world.run(sketchPlan(jobs));
  return world;
}

describe('any plan on any host', () => {
  it('gives nothing twice, keeps every need, and brings every job to its end', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (drawn) => {
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
      fc.asyncProperty(scenario, async (drawn) => {
        expect((await play(drawn)).lines).toEqual((await play(drawn)).lines);
      }),
      { numRuns: 100 },
    );
  });

  it('is in the same state after its journal is replayed as it was when it ended', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (drawn) => {
        const world = await play(drawn);
        const before = world.statuses();
        const { replay } = await import('../../src/journal/replay.ts');
        const replayed = replay(sketchPlan(drawn.jobs), world.events);
        expect(Object.fromEntries(replayed.records.map((one) => [one.id, one.state.status]))).toEqual(before);
      }),
      { numRuns: cases(200) },
    );
  });
});
