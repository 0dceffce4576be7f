import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import { jobId } from '../../src/model/plan.ts';
import { instant, iso } from '../../src/model/units.ts';
import { exitOfRun } from '../../src/run/job-exit.ts';
import { cases } from '../rig/cases.ts';
import { checkInvariants } from '../rig/invariants.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { exit, type Course } from '../rig/world.ts';
import { adding, OPEN, OpenRun } from './open-run.ts';

describe('jobs that are added to a run', () => {
  it('get numbers that only grow, and run in the order in which they came', async () => {
    const run = await new OpenRun().add(1, adding({}, {})).add(2, adding({})).run();
    expect(run.answers).toEqual([
      { ok: true, jobs: ['1', '2'] },
      { ok: true, jobs: ['3'] },
    ]);
    expect(run.began).toEqual([
      ['1', 1],
      ['2', 11],
      ['3', 21],
    ]);
  });

  it('are one line of the journal for each request, and no attempt is before it', async () => {
    const run = await new OpenRun().add(1, adding({}, {}, {})).run();
    expect(run.world.events.map(({ event }) => event).slice(0, 3)).toEqual([
      'run-started',
      'job-added',
      'attempt-planned',
    ]);
    expect(run.world.events.filter(({ event }) => event === 'job-added')).toHaveLength(1);
  });

  it('with a time to begin wait for that, and others go first; a time that is over counts for nothing', async () => {
    const run = new OpenRun();
    const [past, ahead] = [-30, 30].map((after) => iso(instant(run.world.clock.now().at + after * 1000)));
    await run.add(1, adding({ begin: ahead! }, { begin: past! }, {})).run();
    expect(run.began).toEqual([
      ['2', 1],
      ['3', 11],
      ['1', 30],
    ]);
    expect(replay(OPEN, run.world.events).records.map(({ state }) => state.status)).toEqual(Array(3).fill('succeeded'));
  });

  it('go by priority, and then by when they came', async () => {
    const run = await new OpenRun().add(1, adding({}, {}, { priority: 5 })).run();
    // All three wait when the first decision is taken.
    expect(run.began.map(([job]) => job)).toEqual(['3', '1', '2']);
  });

  it.each([
    ['always', 0, 'succeeded'],
    ['always', 1, 'succeeded'],
    ['success', 0, 'succeeded'],
    ['success', 1, 'skipped'],
    ['failure', 0, 'skipped'],
    ['failure', 1, 'succeeded'],
  ] as const)(
    'that wait for a job by %s of one that exits with %d: %s, also when that has ended',
    async (when, code, status) => {
      const first = (job: string): Course => ({ seconds: 10, outcome: job === '1' ? exit(code) : exit(0) });
      const run = await new OpenRun(first)
        .add(1, adding({}))
        .add(2, adding({ after: ['1'], when }))
        .add(30, adding({ after: ['1'], when }))
        .run();
      expect(run.statuses).toEqual({ 1: code === 0 ? 'succeeded' : 'failed', 2: status, 3: status });
    },
  );

  it('may wait for one of the same request, and not for one that there is not', async () => {
    const run = await new OpenRun()
      .add(1, adding({}, { after: ['#1'] }))
      .add(2, adding({ after: ['9'] }))
      .add(3, adding({ after: ['#1'] }))
      .run();
    expect(run.answers.map((answer) => answer.ok)).toEqual([true, false, false]);
    expect(run.answers[1]).toEqual({ ok: false, message: 'there is no job 9 to wait for', invalid: true });
    expect(run.world.state?.byId.get(jobId('2'))?.job?.needs.map(({ job }) => job)).toEqual(['1']);
  });

  it.each([
    [null, { ok: false, message: 'it asks for 1 GPU, and this run has 0', invalid: true }],
    ['the driver does not answer', { ok: true, jobs: ['1'] }],
  ])(
    'are refused that ask for more GPUs than there are, but not while those cannot be looked at',
    async (probeFailure, answer) => {
      const run = new OpenRun().add(1, adding({ gpus: 1 }));
      run.world.hostView = { ...run.world.hostView, probeFailure };
      run.world.arrange(2, { signal: 'asked-to-stop', how: 'interrupt' });
      await run.run();
      expect(run.answers).toEqual([answer]);
    },
  );

  it('are answered as the first time when they are added by the same request', async () => {
    const run = await new OpenRun().add(1, adding({}), 'same').add(2, adding({}), 'same').run();
    expect(run.answers).toEqual(Array.from({ length: 2 }, () => ({ ok: true, jobs: ['1'] })));
    expect(Object.keys(run.statuses)).toEqual(['1']);
  });

  it('are refused by the run of a file', async () => {
    const run = await new OpenRun().add(1, adding({})).run(0, sketchPlan(alike(1)));
    expect(run.answers).toEqual([{ ok: false, message: 'the jobs of this run are those of its file', invalid: true }]);
  });

  it('are left to the next run by one that is being stopped', async () => {
    const run = new OpenRun().add(1, adding({}));
    run.world.arrange(2, { signal: 'asked-to-stop', how: 'interrupt' });
    await run.add(3, adding({})).run();
    expect(run.answers.at(-1)).toMatchObject({ ok: false, again: true });
  });
});

describe('a run to which jobs may be added', () => {
  it('ends when for as long as it lingers nothing was left to do', async () => {
    const run = await new OpenRun().add(1, adding({})).add(50, adding({})).run(60);
    expect(run.world.elapsed).toBe(120);
    expect(run.world.events.at(-1)).toMatchObject({ event: 'run-ended', reason: 'finished' });
  });

  it('goes on with what is left when it is begun again, and runs nothing twice', async () => {
    const fails = (job: string): Course => ({ seconds: 10, outcome: job === '1' ? exit(1) : exit(0) });
    const run = new OpenRun(fails).add(1, adding({}, {}, {}));
    run.world.arrange(15, { signal: 'asked-to-stop', how: 'terminate' });
    await run.run();
    expect(run.statuses).toMatchObject({ 1: 'failed', 2: 'cancelled', 3: 'waiting' });
    const plan = { ...OPEN, jobs: replay(OPEN, run.world.events).plan.jobs };
    await run.run(0, plan);
    expect(run.statuses).toEqual({ 1: 'failed', 2: 'succeeded', 3: 'succeeded' });
    expect(run.began.map(([job]) => job)).toEqual(['1', '2', '2', '3']);
  });

  it('is waited for until nothing is left to do, though its runner lingers; and not for what an earlier run has ended', async () => {
    const run = new OpenRun((job) => ({ seconds: 10, outcome: exit(job === '2' ? 1 : 0) })).add(1, adding({}, {}));
    await run.run();
    await run.add(1, adding({})).run();
    const exits = run.world.events.map(({ event }, index) => [
      event,
      exitOfRun(replay(OPEN, run.world.events.slice(0, index + 1)), event !== 'run-ended'),
    ]);
    expect(exits.filter(([event]) => event !== 'attempt-started')).toEqual([
      ['run-started', 0],
      ['job-added', null],
      ['attempt-planned', null],
      ['attempt-ended', null],
      ['attempt-planned', null],
      ['attempt-ended', 1],
      ['run-ended', 1],
      ['run-started', 0],
      ['job-added', null],
      ['attempt-planned', null],
      ['attempt-ended', 0],
      ['run-ended', 0],
    ]);
  });

  it('is waited for again once a job is added that a next runner is to start', async () => {
    const run = await new OpenRun().add(1, adding({})).run();
    expect(exitOfRun(replay(OPEN, run.world.events), false)).toBe(0);
    const added = run.world.events.flatMap((one) =>
      one.event === 'job-added' ? [{ ...one, request: 'later', jobs: [jobId('2')] }] : [],
    );
    expect(exitOfRun(replay(OPEN, [...run.world.events, ...added]), false)).toBeNull();
  });

  it('tells once that a job is skipped, whoever drives it later; and runs it once what it waits for is retried', async () => {
    const fails = (job: string, attempt: number): Course => ({
      seconds: 10,
      outcome: job === '1' && attempt === 1 ? exit(1) : exit(0),
    });
    const run = new OpenRun(fails).add(
      1,
      adding({}, { after: ['1'], when: 'success' }, { after: ['2'], when: 'success' }),
    );
    await run.run(0);
    const again = () => run.run(30, { ...OPEN, jobs: replay(OPEN, run.world.events).plan.jobs });
    await again();
    const skips = () => run.world.events.flatMap((one) => (one.event === 'job-skipped' ? [one.job] : []));
    expect(skips()).toEqual(['2', '3']);
    expect(run.statuses).toEqual({ 1: 'failed', 2: 'skipped', 3: 'skipped' });
    const kept = replay(OPEN, run.world.events);
    expect(kept.records.map(({ state }) => state.status)).toEqual(['failed', 'skipped', 'skipped']);
    run.ask(5, { do: 'retry', jobs: [jobId('3')] });
    await again();
    expect(skips()).toEqual(['2', '3']);
    expect(run.statuses).toEqual({ 1: 'succeeded', 2: 'succeeded', 3: 'succeeded' });
  });

  it('runs nothing again because what it waited for was retried', async () => {
    const fails = (job: string, attempt: number): Course => ({
      seconds: 10,
      outcome: job === '1' && attempt === 1 ? exit(1) : exit(0),
    });
    const run = new OpenRun(fails).add(1, adding({}, { after: ['1'] }));
    run.world.arrange(30, {
      ...{ signal: 'asked', id: 'again', request: { do: 'retry', jobs: [jobId('1')] } },
      answer: () => undefined,
    });
    await run.run();
    await run.run(0, { ...OPEN, jobs: replay(OPEN, run.world.events).plan.jobs });
    expect(run.began.map(([job]) => job)).toEqual(['1', '2', '1']);
  });

  it('is in the state that its journal gives, with and without its jobs in the plan, whatever is added when', async () => {
    const moment = fc.record({
      delay: fc.integer({ min: 0, max: 60 }),
      jobs: fc.array(
        fc.record({
          after: fc.array(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 2 }),
          when: fc.constantFrom('success' as const, 'always' as const, 'failure' as const),
          priority: fc.integer({ min: 0, max: 2 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { maxLength: 8 }), fc.array(fc.boolean()), async (moments, failing) => {
        const course = (job: string): Course => ({
          seconds: 1 + (Number(job) % 7),
          outcome: exit(failing[Number(job)] === true ? 1 : 0),
        });
        const run = new OpenRun(course);
        run.world.watch = (state) => checkInvariants(state, 1);
        for (const { delay, jobs } of moments) run.add(delay, adding(...jobs));
        await run.run(70);
        const live = run.world.state;
        if (live === null) throw new Error('there was no run');
        const ended = ['succeeded', 'failed', 'skipped'];
        expect(live.records.every(({ state }) => ended.includes(state.status))).toBe(true);
        const bare = replay(OPEN, run.world.events);
        const whole = replay({ ...OPEN, jobs: live.plan.jobs }, run.world.events);
        for (const state of [bare, whole]) {
          expect(state.records.map(({ id, state: one }) => [id, one])).toEqual(
            live.records.map(({ id, state: one }) => [id, one]),
          );
          expect(state.counts).toEqual(live.counts);
          expect(state.plan.jobs).toEqual(live.plan.jobs);
        }
      }),
      { numRuns: cases(100) },
    );
  });
});
