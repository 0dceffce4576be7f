import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import type { Tick } from '../../src/model/units.ts';
import { explainWaiting } from '../../src/schedule/decide/explain.ts';
import { decide } from '../../src/schedule/decide/decide.ts';
import type { JobRecord, RunState } from '../../src/schedule/state/state.ts';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import {
  GIB,
  GPU_MEMORY,
  LICENSES,
  MEMORY,
  planOf,
  richScenario,
  richWorld,
  SLOTS,
  type RichScenario,
} from '../rig/scenarios.ts';
import { exit, type FakeWorld } from '../rig/world.ts';

/** Plays a scenario; `look` sees the state whenever nothing more is decided. */
async function play(
  drawn: RichScenario,
  look: (state: RunState, world: FakeWorld) => void = () => undefined,
): Promise<FakeWorld> {
  const world = richWorld(drawn);
  const { next } = world.mailbox;
  world.mailbox.next = (until: Tick | null) => {
    if (world.state !== null) look(world.state, world);
    return next(until);
  };
  await world.run(planOf(drawn));
  return world;
}

/** What runs, added up by hand. */
function held(state: RunState) {
  const sum = {
    slots: 0,
    memory: 0,
    license: 0,
    limits: new Map<string, number>(),
    gpus: new Map<string, [share: number, memory: number]>(),
  };
  for (const record of state.running.values()) {
    if (record.state.status !== 'running') continue;
    const { slots, memory, resources, limits, gpus: taken, share, gpuMemory } = record.state.allocation;
    sum.slots += slots;
    sum.memory += memory ?? 0;
    sum.license += resources['license'] ?? 0;
    for (const key of limits) sum.limits.set(key, (sum.limits.get(key) ?? 0) + 1);
    for (const { uuid } of taken) {
      const [part, used] = sum.gpus.get(uuid) ?? [0, 0];
      sum.gpus.set(uuid, [part + (share ?? 1000), used + (gpuMemory ?? 0)]);
    }
  }
  return sum;
}

function checkCapacity(state: RunState): void {
  const sum = held(state);
  if (sum.memory > MEMORY * GIB) throw new Error('more memory is held than there is');
  if (sum.license > LICENSES) throw new Error('more licenses are held than there are');
  for (const [key, count] of sum.limits) if (count > 1) throw new Error(`${count} run of limit ${key}`);
  for (const [uuid, [share, memory]] of sum.gpus) {
    if (share > 1000 || memory > GPU_MEMORY * GIB) throw new Error(`${uuid} holds too much`);
  }
}

/** Whether a job would fit now, reckoned without the scheduler. */
function wouldFit(state: RunState, { job }: JobRecord, gpuCount: number): boolean {
  if (job === null) return false;
  const sum = held(state);
  const { slots, memory, resources, gpus: whole, share, gpuMemory, gpuIds } = job.request;
  if (sum.slots + slots > SLOTS || sum.memory + (memory ?? 0) > MEMORY * GIB) return false;
  if (sum.license + (resources.get('license') ?? 0) > LICENSES) return false;
  if (job.limits.some(({ key, max }) => (sum.limits.get(key) ?? 0) >= max)) return false;
  const wanted = share ?? (whole > 0 ? 1000 : 0);
  const free = Array.from({ length: gpuCount }, (_, index) => index).filter((index) => {
    const [part, used] = sum.gpus.get(`gpu-${index}`) ?? [0, 0];
    const isAllowed = gpuIds === null || gpuIds.includes(String(index));
    return isAllowed && part + wanted <= 1000 && used + (gpuMemory ?? 0) <= GPU_MEMORY * GIB;
  });
  return wanted === 0 || free.length >= (share === null ? whole : 1);
}

/** Startable jobs that no limit keeps back, in the order of the queue. */
function queue(state: RunState): JobRecord[] {
  const sum = held(state);
  const startable = state.records.filter(
    ({ job, ready }) =>
      job !== null && ready !== null && !job.limits.some(({ key, max }) => (sum.limits.get(key) ?? 0) >= max),
  );
  return startable.sort((a, b) => (precedes(a, b) ? -1 : 1));
}

function precedes(a: JobRecord, b: JobRecord): boolean {
  const [one, other] = [a.job!, b.job!];
  if (one.priority !== other.priority) return one.priority > other.priority;
  return a.remaining === b.remaining ? one.index < other.index : a.remaining > b.remaining;
}

describe('any plan that asks for anything, on any host', () => {
  it('is never given more than there is, keeps its needs, and comes to its end', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        const world = await play(drawn, (state) => {
          checkInvariants(state, SLOTS);
          checkCapacity(state);
        });
        for (const status of Object.values(world.statuses())) expect(['succeeded', 'failed']).toContain(status);
      }),
      { numRuns: cases(1500) },
    );
  });

  it('never waits while its first job would fit, nor, while nothing is kept, while any would', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        await play(drawn, (state) => {
          const [first, ...others] = queue(state);
          if (first !== undefined && wouldFit(state, first, drawn.gpuCount))
            throw new Error(`${first.id} waits in vain`);
          // Without GPUs or counters in it, the first keeps nothing but slots and memory from the others.
          if (first?.job == null) return;
          const { memory, resources, slots } = first.job.request;
          if (memory !== null || resources.size > 0 || slots > 1) return;
          for (const other of others) {
            const { job } = other;
            if (job === null || job.request.gpus > 0 || job.request.share !== null) continue;
            if (job.request.slots === 1 && held(state).slots < SLOTS - 1 && wouldFit(state, other, drawn.gpuCount)) {
              throw new Error(`${other.id} waits in vain behind ${first.id}`);
            }
          }
        });
      }),
      { numRuns: cases(1000) },
    );
  });

  it('lets the first of the queue begin no later than all that ran when it became the first has ended by its limit', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        // Every job has a limit, and nothing is learned: all fail.
        const limited = drawn.jobs.map((job) => ({
          ...job,
          timeout: job.timeout ?? 90,
          retry: { max: 0 },
          course: { ...job.course, outcome: exit(1) },
        }));
        let first: JobRecord | null = null;
        let latest = Infinity;
        let attempts: readonly number[] = [];
        await play({ ...drawn, jobs: limited }, (state, world) => {
          const [now] = queue(state);
          // One that a limit had kept back may come before it again.
          const isOvertaken =
            now !== undefined &&
            state.records.some((record, at) => record.attempts > (attempts[at] ?? 0) && precedes(record, now));
          attempts = state.records.map((record) => record.attempts);
          if (now === undefined || now !== first || isOvertaken) {
            first = now ?? null;
            const ends = [...state.running.values()].map((record) =>
              record.state.status === 'running' ? record.state.since.tick + record.job!.timeout!.after * 1000 : 0,
            );
            latest = Math.max(world.clock.now().tick, ...ends);
          } else if (world.clock.now().tick > latest) throw new Error(`${first.id} starves`);
        });
      }),
      { numRuns: cases(1000) },
    );
  });

  it('runs the same way every time, and a replay of its journal ends in the same state', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        const [one, other] = [await play(drawn), await play(drawn)];
        expect(one.lines).toEqual(other.lines);
        const replayed = replay(planOf(drawn), one.events);
        expect(Object.fromEntries(replayed.records.map((record) => [record.id, record.state.status]))).toEqual(
          one.statuses(),
        );
        expect([...replayed.index.ledger.gpus]).toEqual([]);
      }),
      { numRuns: cases(200) },
    );
  });

  it('has a reason for every job that waits, and none for one that would start', async () => {
    await fc.assert(
      fc.asyncProperty(richScenario(true), async (drawn) => {
        await play(drawn, (state, world) => {
          const now = world.clock.now().tick;
          expect(decide(state, world.hostView, now)).toBeNull();
          for (const record of state.records) {
            const reasons = explainWaiting(state, world.hostView, record, now);
            expect(reasons.length > 0).toBe(record.todo && record.state.status !== 'running');
          }
        });
      }),
      { numRuns: cases(300) },
    );
  });
});
