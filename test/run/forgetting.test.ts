import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutForgotten } from '../../src/journal/forgetting.ts';
import { replay } from '../../src/journal/replay.ts';
import { jobId } from '../../src/model/plan.ts';
import type { Request } from '../../src/model/request.ts';
import { rebuildIndex } from '../../src/schedule/state/rebuild-index.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { exit, type Course } from '../rig/world.ts';
import { adding, OPEN, OpenRun } from './open-run.ts';

const forgetting = (...jobs: readonly string[]): Request => ({ do: 'forget', jobs: jobs.map(jobId) });

describe('jobs that are forgotten', () => {
  it('are no more, and the others run as they would have; numbers go on growing', async () => {
    const run = await new OpenRun()
      .add(1, adding({}, {}, {}))
      .ask(15, forgetting('1', '2', '3'))
      .add(16, adding({}))
      .ask(50, forgetting('2', '3', '4'))
      .add(51, adding({}))
      .run();
    expect(run.answers.map((answer) => answer.ok && answer.jobs)).toEqual([
      ['1', '2', '3'],
      // The others have not ended.
      ['1'],
      ['4'],
      ['2', '3', '4'],
      ['5'],
    ]);
    expect(run.began.map(([job]) => job)).toEqual(['1', '2', '3', '4', '5']);
    expect(run.statuses).toEqual({ 5: 'succeeded' });
    expect(run.world.state?.run?.todo).toBe(1);
  });

  it('are not those for which another waits, nor what those have waited for', async () => {
    const run = await new OpenRun()
      .add(1, adding({}, { after: ['1'] }, {}, { after: ['2'] }))
      .ask(25, forgetting('1', '2', '3'))
      .ask(32, forgetting('1', '2', '3'))
      .ask(60, forgetting('1', '2', '3', '4'))
      .run();
    expect(run.answers.map((answer) => answer.ok && answer.jobs).slice(1)).toEqual([[], ['3'], ['1', '2', '4']]);
    expect(run.began.map(([job]) => job)).toEqual(['1', '2', '3', '4']);
  });

  it('are also those that were asked for and then skipped once more', async () => {
    const run = new OpenRun((job) => ({ seconds: 1, outcome: exit(job === '1' ? 1 : 0) }))
      .add(1, adding({}, { after: ['1'], when: 'success' }))
      .ask(5, { do: 'retry', jobs: [jobId('2')] });
    await run.run(20);
    expect(run.statuses).toEqual({ 1: 'failed', 2: 'skipped' });
    await run.ask(3, forgetting('2')).run(20, { ...OPEN, jobs: replay(OPEN, run.world.events).plan.jobs });
    expect(run.answers.at(-1)).toMatchObject({ ok: true, jobs: ['2'] });
  });

  it('count as no failure of the run any more', async () => {
    const run = await new OpenRun(() => ({ seconds: 1, outcome: exit(1) }))
      .add(1, adding({}))
      .ask(5, forgetting('1'))
      .run();
    expect([run.world.state?.failures, run.world.state?.counts.failed]).toEqual([0, 0]);
  });

  it('are none of the jobs of a file', async () => {
    const run = new OpenRun().ask(5, forgetting('job-0'));
    await run.run(0, sketchPlan(alike(2)));
    expect(run.answers).toEqual([{ ok: true, jobs: [] }]);
    expect(run.statuses).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded' });
  });
});

describe('lines of a followed file', () => {
  it('count as queued also when their jobs are forgotten, and keep the run until it is cancelled', async () => {
    const request = adding({}, {});
    const added = request.added.map((one) => ({ ...one, line: { file: '/jobs', text: '0f' } }));
    const file = { path: '/jobs', said: {}, env: [], kept: {}, inherited: {} };
    const run = await new OpenRun()
      .ask(1, { do: 'follow', file, environment: {} })
      .add(2, { ...request, added })
      .ask(30, forgetting('1'))
      .add(500, { ...request, added })
      .ask(600, forgetting('2', '3'))
      .ask(900, { do: 'cancel' })
      .run();
    expect(run.answers.every(({ ok }) => ok)).toBe(true);
    expect(run.world.elapsed).toBe(900);
    const { events } = run.world;
    const shorter = withoutForgotten(events) ?? [];
    expect(
      withoutForgotten([
        ...shorter.slice(0, -1),
        { ...shorter[0]!, event: 'jobs-forgotten', request: 'more', jobs: [jobId('4')] },
      ]),
    ).not.toBeNull();
    for (const state of [run.world.state, replay(OPEN, events), replay(OPEN, shorter)]) {
      expect([...(state?.followed ?? [])]).toEqual([['/jobs', { file: null, queued: new Map([['0f', 4]]) }]]);
    }
  });
});

/** What a person sees of a state. */
function seen(state: RunState) {
  const { counts, greatestAdded, failures, pending, runners, dependents } = state;
  const jobs = state.records.map(({ id, state: now, todo, isTask, held, priority, unmet, job, past }) => ({
    ...{ id, now, todo, isTask, held, priority, unmet, job },
    past: past.map(({ attempt, end }) => [attempt, end]),
  }));
  return {
    jobs,
    plan: state.plan.jobs,
    counts,
    greatestAdded,
    failures,
    pending,
    runners,
    dependents,
    run: state.run?.todo,
  };
}

describe('a journal that has been made shorter', () => {
  it('tells the same as before, with and without what tells of the forgotten, whatever is added and forgotten when', async () => {
    const ids = fc.array(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 4 });
    const moment = fc.record({
      delay: fc.integer({ min: 0, max: 60 }),
      what: fc.oneof(
        fc
          .array(
            fc.record({
              after: fc.array(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 2 }),
              when: fc.constantFrom('success' as const, 'always' as const, 'failure' as const),
            }),
            { minLength: 1, maxLength: 3 },
          )
          .map((jobs) => adding(...jobs)),
        ids.map((some) => forgetting(...some)),
        ids.map((some): Request => ({ do: 'hold', jobs: some.map(jobId) })),
        ids.map((some): Request => ({ do: 'retry', jobs: some.map(jobId) })),
        ids.map((some): Request => ({ do: 'release', jobs: some.map(jobId) })),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { maxLength: 14 }), fc.array(fc.boolean()), async (moments, failing) => {
        const course = (job: string): Course => ({
          seconds: 1 + (Number(job) % 7),
          outcome: exit(failing[Number(job)] === true ? 1 : 0),
        });
        const run = new OpenRun(course);
        run.world.watch = (state) => {
          checkInvariants(state, 1);
          expect(state.index.queue.size).toBe(rebuildIndex(state).queue.size);
          expect(state.plan.jobs.map(({ index }) => index)).toEqual([...state.records.keys()]);
        };
        for (const { delay, what } of moments) run.ask(delay, what);
        await run.run(70);
        const { events } = run.world;
        const live = run.world.state;
        if (live === null) throw new Error('there was no run');
        expect(seen(replay(OPEN, events))).toEqual(seen(live));
        const shorter = withoutForgotten(events) ?? events;
        expect(seen(replay(OPEN, shorter))).toEqual(seen(live));
        expect(withoutForgotten(shorter)).toBeNull();
        const gone = events.flatMap((event) => (event.event === 'jobs-forgotten' ? event.jobs : []));
        const text = JSON.stringify(shorter);
        for (const id of gone) expect(text).not.toContain(`"job":"${id}"`);
      }),
      { numRuns: cases(1000) },
    );
  });
});
