import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../../src/journal/codec.ts';
import { replay } from '../../../src/journal/replay.ts';
import { jobId } from '../../../src/model/plan.ts';
import type { Answer, Request } from '../../../src/model/request.ts';
import { seconds, tick } from '../../../src/model/units.ts';
import { eventOf } from '../../../src/run/requests/requests.ts';
import type { Signal } from '../../../src/run/world.ts';
import { decide } from '../../../src/schedule/decide/decide.ts';
import { mayBeMet } from '../../../src/schedule/state/readiness.ts';
import { isDueAgain, recordOf } from '../../../src/schedule/state/records.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import { cases } from '../../rig/cases.ts';
import { checkInvariants } from '../../rig/invariants.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { plainScenario, plainWorld } from '../../rig/scenarios.ts';
import { exit, FakeWorld, gpus } from '../../rig/world.ts';

/** Lets somebody ask for something after `delay` seconds; what is answered comes into `answers`. */
function ask(world: FakeWorld, delay: number, request: Request, answers: Answer[] = [], id = `at-${delay}`): Answer[] {
  const signal: Signal = { signal: 'asked', id, request, answer: (answer) => answers.push(answer) };
  world.arrange(delay, signal);
  return answers;
}

const of = (what: 'kill' | 'hold' | 'release' | 'retry' | 'rerun' | 'top', ...jobs: string[]): Request => ({
  do: what,
  jobs: jobs.map(jobId),
});

describe('a request to a run', () => {
  it('is answered when its one line is in the journal', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    let lines = 0;
    world.arrange(3, {
      signal: 'asked',
      id: 'r',
      request: of('hold', 'job-1', 'job-2'),
      answer: (answer) => {
        expect(answer).toEqual({ ok: true, jobs: ['job-1', 'job-2'] });
        lines = world.events.filter(({ event }) => event === 'jobs-held').length;
      },
    });
    await world.run(sketchPlan(alike(3)));
    expect(lines).toBe(1);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'held', 'job-2': 'held' });
  });

  it('that is repeated changes nothing and gets its first answer, also from the next runner', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 1, of('hold', 'job-1'), [], 'same');
    ask(world, 2, of('hold', 'job-1', 'job-2'), answers, 'same');
    const plan = sketchPlan(alike(3));
    await world.run(plan);
    ask(world, 0, of('hold', 'job-1'), answers, 'same');
    await world.run(plan, { fresh: true });
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ ok: true, jobs: ['job-1'] })));
    expect(world.events.filter(({ event }) => event === 'jobs-held')).toHaveLength(1);
  });

  it('is refused while the journal cannot be written', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.change(1, () => (world.diskProblem = 'the disk is full'));
    const answers = ask(world, 2, of('hold', 'job-1'));
    world.change(3, () => (world.diskProblem = null));
    await world.run(sketchPlan(alike(2)));
    expect(answers).toEqual([{ ok: false, message: 'its journal cannot be written now' }]);
    expect(world.statuses()['job-1']).toBe('succeeded');
  });
});

describe('to be run again', () => {
  const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c' }]);

  it('a job that has succeeded runs once more in the run that goes on, and what needs it is stale then', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 25, of('rerun', 'a', 'nobody'));
    expect(await world.run(plan)).toBe('finished');
    expect(answers).toEqual([{ ok: true, jobs: ['a'] }]);
    expect(world.events.flatMap((one) => (one.event === 'attempt-planned' ? [one.job] : []))).toHaveLength(4);
    expect(world.state?.byId.get(jobId('a'))?.past.map(({ because }) => because)).toEqual([
      null,
      'asked for by `sweep rerun`',
    ]);
    const [, verdicts] = await world.open(plan);
    expect(verdicts.get(jobId('a'))?.state).toBe('fresh');
    expect(verdicts.get(jobId('b'))).toEqual({ state: 'stale', because: 'a has run since' });
  });

  it('a job that runs, or is to run anyway, is left as it is', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 5, of('rerun', 'a', 'b', 'c'));
    await world.run(plan);
    expect(answers).toEqual([{ ok: true, jobs: [] }]);
  });

  it('between runs a job is stale, until it has been decided upon once', async () => {
    const world = new FakeWorld({ slots: 1 });
    await world.run(plan);
    world.lines.push(encodeEvent({ ...world.clock.now(), event: 'jobs-rerun', request: 'r', jobs: [jobId('a')] }));
    const [, verdicts] = await world.open(plan);
    expect(verdicts.get(jobId('a'))).toEqual({ state: 'stale', because: 'asked for by `sweep rerun`' });
    expect(verdicts.get(jobId('b'))).toEqual({ state: 'stale', because: 'a runs again' });
    expect(await world.run(plan)).toBe('finished');
    const [, after] = await world.open(plan);
    expect([...after.values()].map(({ state }) => state)).toEqual(['fresh', 'fresh', 'fresh']);
  });

  it.each([
    [0, 'rerun', true],
    [0, 'retry', false],
    [3, 'rerun', true],
    [3, 'retry', true],
  ] as const)(
    'between runs a job that exited with %i and is asked for by %s is due again: %s',
    async (code, what, due) => {
      const world = new FakeWorld({ slots: 1 }, () => ({ outcome: exit(code) }));
      const one = sketchPlan(alike(1));
      await world.run(one);
      const isDue = (): boolean => isDueAgain(recordOf(replay(one, world.events), jobId('job-0')));
      expect(isDue()).toBe(false);
      const event = what === 'rerun' ? 'jobs-rerun' : 'jobs-retried';
      world.lines.push(encodeEvent({ ...world.clock.now(), event, request: 'r', jobs: [jobId('job-0')] }));
      expect(isDue()).toBe(due);
      await world.run(one);
      expect(isDue()).toBe(false);
    },
  );

  it('a job that was cancelled is to run again', async () => {
    const world = new FakeWorld({ slots: 1 });
    ask(world, 0, of('kill', 'c'));
    await world.run(plan);
    expect(eventOf(replay(plan, world.events), 'r', { do: 'rerun', jobs: [jobId('c')] })).toMatchObject({
      jobs: ['c'],
    });
  });
});

describe('killed', () => {
  it('a job that runs is stopped, is no failure, and stays as it is in the next run', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10, stopsIn: 2 }));
    ask(world, 3, of('kill', 'job-0'));
    const plan = sketchPlan(alike(2));
    expect(await world.run(plan)).toBe('finished');
    expect(world.elapsed).toBe(15);
    expect(world.statuses()).toEqual({ 'job-0': 'cancelled', 'job-1': 'succeeded' });
    const [, verdicts] = await world.open(plan);
    expect(verdicts.get(jobId('job-0'))).toEqual({ state: 'cancelled', because: 'until `sweep retry`' });
    expect(world.state?.pending).toBe(0);
    const [, again] = await world.open(plan, { fresh: true });
    expect(again.get(jobId('job-0'))?.state).toBe('interrupted');
  });

  it('a job is done again when it is defined otherwise', async () => {
    const world = new FakeWorld({ slots: 1 });
    ask(world, 0, of('kill', 'job-1'));
    await world.run(sketchPlan(alike(2)));
    const [, verdicts] = await world.open(sketchPlan(alike(2, { fingerprint: 'other' })));
    expect(verdicts.get(jobId('job-1'))).toEqual({ state: 'new', because: null });
  });

  it('a job is stopped by the next runner if the first dies before it could do that', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 100, stopsIn: 1 }));
    const plan = sketchPlan(alike(1));
    ask(world, 5, of('kill', 'job-0'));
    world.watch = (_, { event }) => {
      if (event === 'jobs-cancelled') throw new Error('killed');
    };
    await expect(world.run(plan)).rejects.toThrow('killed');
    const [planned] = world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event] : []));
    if (planned === undefined) throw new Error('nothing was planned');
    world.watch = () => undefined;
    world.settlements.set('job-0', { kind: 'alive', process: { ...world.state!.run!.runner } });
    world.carryOn({ job: planned.job, attempt: 1, allocation: planned.allocation }, { endless: true, stopsIn: 1 });
    expect(await world.run(plan)).toBe('finished');
    expect(world.statuses()).toEqual({ 'job-0': 'cancelled' });
  });

  it('twice, with a retry between, a job is stopped twice', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 100 }));
    ask(world, 1, of('kill', 'job-0'));
    ask(world, 2, of('retry', 'job-0'));
    ask(world, 4, of('kill', 'job-0'));
    await world.run(sketchPlan(alike(2)));
    expect(world.lived.filter(({ job }) => job === 'job-0').map(({ began, ended }) => [began, ended])).toEqual([
      [0, 1],
      [2, 4],
    ]);
  });
});

describe('retried', () => {
  it('a job that failed runs though the run ends before it comes to that, and the next leaves what failed', async () => {
    const world = new FakeWorld({ slots: 1 }, (job) => ({ seconds: 10, outcome: exit(job === 'job-2' ? 0 : 1) }));
    const plan = sketchPlan(alike(3));
    ask(world, 25, of('retry', 'job-0'));
    world.watch = (_, { event }) => {
      if (event === 'jobs-retried') throw new Error('killed');
    };
    await expect(world.run(plan)).rejects.toThrow('killed');
    world.watch = () => undefined;
    await world.run(plan, { leaveFailed: true });
    await world.run(plan, { leaveFailed: true });
    expect(world.lived.map(({ job }) => job)).toEqual(['job-0', 'job-1', 'job-2', 'job-0', 'job-2']);
  });
});

describe('cancelled', () => {
  it('a run stops what runs, and the next one does all of it again', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10, stopsIn: 2 }));
    const answers = ask(world, 3, { do: 'cancel' });
    ask(world, 4, { do: 'cancel' }, answers);
    const plan = sketchPlan(alike(2));
    expect(await world.run(plan)).toBe('cancel');
    expect(answers).toEqual(Array.from({ length: 2 }, () => ({ ok: true, jobs: ['job-0'] })));
    const [, verdicts] = await world.open(plan);
    expect([...verdicts.values()].map(({ state }) => state)).toEqual(['interrupted', 'new']);
  });

  it('what was told to stop is stopped by the next runner if the first dies before it could do that, and is done again', async () => {
    let isFirst = true;
    const world = new FakeWorld({}, () => (isFirst ? { endless: true, stopsIn: 1 } : { seconds: 10 }));
    const plan = sketchPlan(alike(1));
    ask(world, 5, { do: 'cancel' });
    world.watch = (_, { event }) => {
      if (event === 'attempt-stopping') throw new Error('killed');
    };
    await expect(world.run(plan)).rejects.toThrow('killed');
    const [planned] = world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event] : []));
    if (planned === undefined) throw new Error('nothing was planned');
    world.watch = () => undefined;
    isFirst = false;
    world.settlements.set('job-0', { kind: 'alive', process: { ...world.state!.run!.runner } });
    world.carryOn({ job: planned.job, attempt: 1, allocation: planned.allocation }, { endless: true, stopsIn: 1 });
    await world.run(plan);
    const ends = world.events.flatMap((event) => (event.event === 'attempt-ended' ? [event.outcome.cause] : []));
    expect(ends).toEqual(['stopped', 'exit']);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded' });
  });
});

describe('set', () => {
  const set = (slots: number | null): Request => ({ do: 'set', slots });

  it('to fewer slots a run starts nothing until so many have ended, and stops nothing', async () => {
    const world = new FakeWorld({ slots: 3 }, () => ({ seconds: 10 }));
    ask(world, 1, set(1));
    await world.run(sketchPlan(alike(6)));
    expect(world.lived.map(({ began }) => began)).toEqual([0, 0, 0, 10, 20, 30]);
    expect(world.lived.every(({ began, ended }) => ended === began + 10)).toBe(true);
  });

  it('to no slots a run waits, though only held jobs are left, and goes on when it is given some', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 1, set(0));
    ask(world, 2, of('hold', 'job-1'));
    ask(world, 50, of('release', 'job-1'), answers);
    ask(world, 60, set(1), answers);
    expect(await world.run(sketchPlan(alike(2)))).toBe('finished');
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(world.began('job-1')).toBe(60);
  });

  it('what is said to be as it was counts again as the run began, and what is left out stays', async () => {
    const world = new FakeWorld({ slots: 2, gpus: gpus(2) }, () => ({ seconds: 10 }));
    ask(world, 1, { do: 'set', slots: 1, gpus: '1' });
    ask(world, 15, set(null));
    await world.run(sketchPlan(alike(6, { gpus: 1 })));
    const began = world.lived.map(({ began: at, gpus: on }) => [at, ...on]);
    expect(began.slice(2)).toEqual([
      [10, 1],
      [20, 1],
      [30, 1],
      [40, 1],
    ]);
    expect(world.events.flatMap((event) => (event.event === 'run-set' ? [event.of] : []))).toEqual([
      { slots: 1, gpus: [1] },
      { slots: 2, gpus: [1] },
    ]);
    expect(world.state?.run?.setting).toEqual({ slots: null, gpus: '1' });
  });

  it('what the machine does not have changes nothing and is told', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 1, { do: 'set', slots: 0, gpus: '7' });
    await world.run(sketchPlan(alike(2)));
    expect(answers).toEqual([{ ok: false, message: 'GPU 7 is not on this host', invalid: true }]);
    expect(world.events.some(({ event }) => event === 'run-set')).toBe(false);
    expect(world.elapsed).toBe(20);
  });

  it('what cannot be recorded does not count', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.change(1, () => (world.diskProblem = 'the disk is full'));
    const answers = ask(world, 2, set(0));
    world.change(3, () => (world.diskProblem = null));
    await world.run(sketchPlan(alike(2)));
    expect(answers).toEqual([{ ok: false, message: 'its journal cannot be written now' }]);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded' });
  });

  it('what was set for one run counts no more in the next', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    ask(world, 1, set(3));
    const plan = sketchPlan(alike(2));
    await world.run(plan);
    await world.open(plan, { fresh: true });
    expect(world.state?.run?.setting).toEqual({ slots: null, gpus: null });
  });
});

/** What every waiting job waits for, reckoned anew. */
function checkWaiting(state: RunState): void {
  for (const record of state.records) {
    if (!record.todo || record.state.status !== 'waiting' || record.job === null) continue;
    const latches = [...state.overtakenBy.values()].filter((one) => one.includes(record.job!.index)).length;
    const needs = record.job.needs.filter((need) => {
      const needed = recordOf(state, need.job);
      return needed.todo || !mayBeMet(need, needed);
    });
    const isDoomed = state.doomed.some(({ index }) => index === record.job!.index);
    if (!isDoomed && record.unmet !== latches + needs.length) {
      throw new Error(`${record.id} waits for ${record.unmet}, and should for ${latches + needs.length}`);
    }
  }
}

/** All of a state that a replay must give again. */
function contentsOf(state: RunState) {
  const records = state.records.map(({ id, todo, isTask, held, cancelled, priority, place, unmet, ready, ...rest }) => [
    ...[id, rest.state.status, todo, isTask, held, cancelled, priority, place, unmet, ready],
  ]);
  const { pending, failures, counts, firstPlace, doomed } = state;
  return { records, pending, failures, counts, firstPlace, doomed, todo: state.run?.todo };
}

const requestsOf = (jobs: number) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 100 }),
      what: fc.constantFrom('kill', 'hold', 'release', 'retry', 'retry', 'rerun', 'rerun', 'top', 'priority'),
      jobs: fc.uniqueArray(fc.integer({ min: 0, max: jobs - 1 }), { minLength: 1, maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 40, size: 'max' },
  );

const scenario = plainScenario.chain((drawn) =>
  fc.record({ drawn: fc.constant(drawn), requests: requestsOf(drawn.jobs.length), chained: fc.boolean() }),
);

describe('whatever is asked of any run, whenever', () => {
  it('nothing held or cancelled starts, nothing overlaps, it comes to its end, and a replay gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.boolean(), async ({ drawn, requests, chained }, canary) => {
        const world = plainWorld(drawn);
        const sketches = drawn.jobs.map((job, index) =>
          chained && index > 0 && index % 4 !== 0
            ? { ...job, needs: [{ on: `job-${index - 1}`, when: 'always' as const, via: 'chain' as const }] }
            : { ...job, retry: { ...job.retry, backoff: seconds(2), on: ['exit'] as const } },
        );
        const plan = sketchPlan(sketches);
        for (const [index, { at, what, jobs }] of requests.entries()) {
          const named = jobs.map((job) => jobId(`job-${job}`));
          const request: Request =
            what === 'priority' ? { do: what, jobs: named, priority: index } : { do: what, jobs: named };
          ask(world, at, request, [], `request-${index}`);
        }
        world.watch = (state, event) => {
          checkInvariants(state, drawn.slots);
          checkWaiting(state);
          if (event.event !== 'attempt-planned') return;
          const { held, cancelled } = recordOf(state, event.job);
          if (held || cancelled !== null) throw new Error(`${event.job} starts though it must not`);
        };
        await world.run(plan, { caution: { canary, failAlike: 3 } });
        const state = world.state!;
        for (const record of state.records) {
          const { status } = record.state;
          if (status !== 'waiting') expect(['succeeded', 'failed', 'skipped', 'cancelled', 'held']).toContain(status);
          else expect(state.counts.held).toBeGreaterThan(0);
        }
        const replayed = replay(plan, world.events);
        expect(contentsOf(replayed)).toEqual(contentsOf(state));
        const next = tick(world.clock.now().tick + 1);
        expect(decide(replayed, world.hostView, next)).toEqual(decide(state, world.hostView, next));
      }),
      { numRuns: cases(1000) },
    );
  });
});
