import fc from 'fast-check';
import { bytes } from '../../src/model/units.ts';
import type { Sharing } from '../../src/model/resources.ts';
import type { Plan, QueueOrder } from '../../src/model/plan.ts';
import { sketchPlan, type JobSketch } from './plan.ts';
import { exit, FakeWorld, gpus, type Course } from './world.ts';

/** Jobs that ask for slots and whole GPUs, fail, and need each other in every way, on a small host. */
export interface PlainScenario {
  readonly slots: number;
  readonly gpuCount: number;
  readonly order: QueueOrder;
  readonly jobs: readonly (JobSketch & { readonly course: Course })[];
}

const anyOrder = fc.constantFrom<QueueOrder>('plan', 'longest');

export const plainScenario: fc.Arbitrary<PlainScenario> = fc
  .record({ slots: fc.integer({ min: 1, max: 5 }), gpuCount: fc.integer({ min: 0, max: 4 }), order: anyOrder })
  .chain(({ slots, gpuCount, order }) => {
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
      order,
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

/** The plan of a scenario. */
export function planOf({ jobs, order }: Pick<PlainScenario, 'jobs' | 'order'>): Plan {
  return sketchPlan(jobs, 'continue', order);
}

/** The host for such a scenario. */
export function plainWorld({ slots, gpuCount, jobs }: PlainScenario): FakeWorld {
  const courses = new Map(jobs.map((job) => [job.id, job.course]));
  return new FakeWorld({ slots, gpus: gpus(gpuCount) }, (job) => courses.get(job) ?? {});
}

export const GIB = 2 ** 30;
export const MEMORY = 10;
export const LICENSES = 3;
export const GPU_MEMORY = 80;
export const SLOTS = 6;

/** Jobs that ask for everything that a host has to give. */
export interface RichScenario {
  readonly gpuCount: number;
  readonly sharing: Sharing;
  readonly order: QueueOrder;
  readonly jobs: readonly (JobSketch & { readonly course: Course })[];
}

/** Jobs that ask for all there is to ask for, in any DAG; `fails` says whether some of them do. */
export function richScenario(fails: boolean): fc.Arbitrary<RichScenario> {
  const host = { gpuCount: fc.integer({ min: 1, max: 4 }), sharing: fc.constantFrom<Sharing>('spread', 'pack') };
  return fc.record({ ...host, order: anyOrder }).chain(({ gpuCount, sharing, order }) => {
    const job = fc.record({
      slots: fc.integer({ min: 1, max: 3 }),
      place: fc.oneof(
        fc.record({ gpus: fc.integer({ min: 0, max: gpuCount }) }),
        fc.record({ share: fc.constantFrom(0.1, 0.25, 0.3, 0.5, 0.999) }),
        fc.record({ gpus: fc.constant(1), gpuIds: fc.constant(['0']) }),
      ),
      gpuMemory: fc.option(fc.integer({ min: 1, max: GPU_MEMORY }), { nil: undefined }),
      memory: fc.option(fc.integer({ min: 1, max: MEMORY }), { nil: undefined }),
      license: fc.integer({ min: 0, max: LICENSES }),
      limit: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
      priority: fc.integer({ min: -1, max: 1 }),
      timeout: fc.option(fc.integer({ min: 40, max: 90 }), { nil: undefined }),
      seconds: fc.integer({ min: 0, max: 40 }),
      outcome: fc.boolean(),
      retries: fc.integer({ min: 0, max: 2 }),
      needs: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
    });
    return fc.array(job, { minLength: 1, maxLength: 20 }).map((drawn) => ({
      gpuCount,
      sharing,
      order,
      jobs: drawn.map(
        ({ place, seconds, outcome, retries, needs, license, limit, timeout, gpuMemory, memory, ...rest }, at) => ({
          ...rest,
          ...place,
          ...(timeout === undefined ? {} : { timeout }),
          ...(gpuMemory === undefined ? {} : { gpuMemory }),
          ...(memory === undefined ? {} : { memory }),
          ...(license === 0 ? {} : { resources: { license } }),
          ...(limit === undefined ? {} : { limits: { [limit]: 1 } }),
          id: `job-${at}`,
          retry: { max: retries },
          needs: needs
            .filter((back) => back <= at)
            .map((back) => ({ on: `job-${at - back}`, when: 'always' as const })),
          course: { seconds, outcome: exit(fails && outcome ? 1 : 0) },
        }),
      ),
    }));
  });
}

/** The host for such a scenario. */
export function richWorld({ gpuCount, sharing, jobs }: RichScenario): FakeWorld {
  const courses = new Map(jobs.map((job) => [job.id, job.course]));
  const memory = bytes(GPU_MEMORY * GIB);
  const host = {
    slots: SLOTS,
    memory: bytes(MEMORY * GIB),
    resources: new Map([['license', LICENSES]]),
    gpus: gpus(gpuCount).map((gpu) => ({ ...gpu, memory, free: memory })),
    sharing,
  };
  return new FakeWorld(host, (job) => courses.get(job) ?? {});
}
