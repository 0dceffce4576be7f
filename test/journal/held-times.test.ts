import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeldTimes, HOLDING_EVENTS } from '../../src/journal/held-times.ts';
import type { Event } from '../../src/model/event.ts';
import { markOf } from '../../src/model/sharing/mark.ts';
import { HELD_OUTCOMES, type HeldOutcome } from '../../src/model/sharing/usage.ts';
import { cases } from '../rig/cases.ts';
import { sketchPlan } from '../rig/plan.ts';
import { ORIGIN } from '../rig/provenance.ts';
import { exit, FakeWorld, gpus, type Course } from '../rig/world.ts';

function timesOf(events: readonly Event[]): HeldTimes {
  const times = new HeldTimes();
  const names: readonly string[] = HOLDING_EVENTS;
  for (const event of events) if (names.includes(event.event)) times.take(event as Parameters<HeldTimes['take']>[0]);
  return times;
}

const COURSES: readonly (readonly [Course, HeldOutcome])[] = [
  [{ seconds: 30 }, 'useful'],
  [{ seconds: 20, outcome: exit(1) }, 'failed'],
  [{ seconds: 7, outcome: { cause: 'oom', of: 'gpu', code: 1 } }, 'failed'],
  [{ seconds: 12, outcome: { cause: 'lost' } }, 'failed'],
  [{ seconds: 60, outcome: { cause: 'timeout', after: 60 as never, code: 124 } }, 'timed out'],
  [{ seconds: 5, outcome: { cause: 'stopped', reason: 'interrupt', code: null } }, 'interrupted'],
];

describe('a journal', () => {
  it.each(COURSES)('tells what became of the GPUs of an attempt: %j', async (course, outcome) => {
    const world = new FakeWorld({ gpus: gpus(2) }, () => course);
    await world.run(sketchPlan([{ id: 'a', gpus: 2 }, { id: 'b' }]));
    const { ended, open } = timesOf(world.events);
    expect([...open]).toEqual([]);
    // One that is lost is tried again.
    expect(ended.map((one) => [one.share, one.outcome])).toEqual(ended.map(() => [1000, outcome]));
    expect(ended[0]!.gpus.map(({ index }) => index)).toEqual([0, 1]);
    expect(ended[0]!.until - ended[0]!.from).toBe(1000 * course.seconds!);
  });

  it('tells of those that are on, also where the job has another name by now', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 50 }));
    await world.run(sketchPlan([{ id: 'a', share: 0.5 }]));
    const planned = world.events.findIndex(({ event }) => event === 'attempt-planned');
    const [begun, rest] = [world.events.slice(0, planned + 2), world.events.slice(planned + 2)];
    const { token } = world.events[planned] as Extract<Event, { event: 'attempt-planned' }>;
    const [open] = timesOf(begun).open;
    expect(open).toMatchObject({ share: 500, mark: markOf(token), process: { pid: expect.any(Number) as number } });
    const { at, tick } = begun.at(-1)!;
    const moved = { event: 'jobs-moved', at, tick, moves: [{ job: 'b', was: 'a' }] } as unknown as Event;
    const renamed = rest.map((event) => ('job' in event ? ({ ...event, job: 'b' } as Event) : event));
    expect(timesOf([...begun, moved, ...renamed]).ended).toMatchObject([{ outcome: 'useful' }]);
  });

  it('tells who began the run of each, as colleagues go on with it by turns', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 30 }));
    await world.run(sketchPlan([{ id: 'a', gpus: 1 }]));
    const by = (user: string | null): Event[] =>
      world.events.map((event) => {
        if (event.event !== 'run-started') return event;
        const { origin, ...older } = event;
        return user === null ? older : { ...older, origin: { ...(origin ?? ORIGIN), user } };
      });
    const { ended } = timesOf([...by('ada'), ...by('bob'), ...by(null)]);
    expect(ended.map(({ user }) => user)).toEqual(['ada', 'bob', null]);
  });

  it('of one that is on tells when it was heard of last, which is not when another runner has begun', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 50 }));
    await world.run(sketchPlan([{ id: 'a', gpus: 1 }]));
    const { events } = world;
    const started = events.findIndex(({ event }) => event === 'attempt-started');
    const { at } = events[started]!;
    const later = { ...events[0], at: at + 86_400_000 } as Event;
    expect(timesOf([...events.slice(0, started + 1), later]).last).toBe(at);
  });

  const anyJob = fc.record({ count: fc.integer({ min: 0, max: 2 }), course: fc.constantFrom(...COURSES) });

  it('comes to what the attempts of its run have held', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyJob, { minLength: 1, maxLength: 8 }), async (jobs) => {
        const world = new FakeWorld({ gpus: gpus(3), slots: 9 }, (job) => jobs[Number(job.slice(1))]!.course[0]);
        await world.run(sketchPlan(jobs.map(({ count }, at) => ({ id: `j${at}`, gpus: count, stage: `s${at}` }))));
        const told = Object.fromEntries(HELD_OUTCOMES.map((outcome) => [outcome, 0]));
        for (const { gpus: held, from, until, outcome } of timesOf(world.events).ended) {
          told[outcome] = told[outcome]! + held.length * (until - from);
        }
        const lived = Object.fromEntries(HELD_OUTCOMES.map((outcome) => [outcome, 0]));
        for (const { job, began, ended, gpus: held } of world.lived) {
          const [, outcome] = jobs[Number(job.slice(1))]!.course;
          lived[outcome] = lived[outcome]! + held.length * 1000 * (ended! - began);
        }
        expect(told).toEqual(lived);
      }),
      { numRuns: cases(200) },
    );
  });
});
