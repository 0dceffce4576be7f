import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import { jobId, type Plan } from '../../src/model/plan.ts';
import type { Answer, Request } from '../../src/model/request.ts';
import { seconds } from '../../src/model/units.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { exit, FakeWorld, gpus, RUNNER, type Course } from '../rig/world.ts';

const HAND_OVER: Request = { do: 'hand-over', to: RUNNER };

/** Lets somebody ask for something after `delay` seconds. */
function ask(world: FakeWorld, delay: number, request: Request, answers: Answer[] = []): Answer[] {
  world.arrange(delay, { signal: 'asked', id: `at-${delay}`, request, answer: (answer) => answers.push(answer) });
  return answers;
}

/** A run that is handed over after `delay` seconds; what runs then goes on by itself. */
async function handedOver(world: FakeWorld, plan: Plan, delay: number, options: Parameters<FakeWorld['run']>[1] = {}) {
  ask(world, delay, HAND_OVER);
  expect(await world.run(plan, options)).toBe('handed-over');
  world.settlements.clear();
  for (const id of world.state!.running.keys()) world.settlements.set(id, { kind: 'alive', process: RUNNER });
}

const of = (what: 'kill' | 'hold' | 'top', ...jobs: string[]): Request => ({ do: what, jobs: jobs.map(jobId) });

/** The jobs of the newest `run-started`. */
function todo(world: FakeWorld): string[] {
  const started = world.events.filter(({ event }) => event === 'run-started').at(-1);
  return started?.event === 'run-started' ? started.todo.map(({ job }) => job) : [];
}

function changed(jobs: readonly JobSketch[], id: string, change: Partial<JobSketch>): Plan {
  return sketchPlan(jobs.map((job) => (job.id === id ? { ...job, ...change } : job)));
}

describe('a run that is asked to be handed over', () => {
  it('starts nothing more, lets what runs go on, and says so when that is recorded', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers = ask(world, 3, HAND_OVER);
    expect(await world.run(sketchPlan(alike(3)))).toBe('handed-over');
    expect(answers).toEqual([{ ok: true, jobs: [] }]);
    expect(world.events.at(-1)).toMatchObject({ event: 'run-ended', reason: 'handed-over' });
    expect(world.elapsed).toBe(3);
    expect(world.statuses()).toEqual({ 'job-0': 'running', 'job-1': 'waiting', 'job-2': 'waiting' });
  });

  it('starts nothing in room that it comes to know of with the request', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const answers: Answer[] = [];
    world.later(3, () => {
      world.hostView = { ...world.hostView, slots: 3 };
      return { signal: 'asked', id: 'r', request: HAND_OVER, answer: (answer) => answers.push(answer) };
    });
    expect(await world.run(sketchPlan(alike(3)))).toBe('handed-over');
    expect(answers).toEqual([{ ok: true, jobs: [] }]);
    expect(world.statuses()).toEqual({ 'job-0': 'running', 'job-1': 'waiting', 'job-2': 'waiting' });
  });

  it('goes on where it comes to its end already, or its journal cannot be written', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    world.change(9, () => (world.diskProblem = 'the disk is full'));
    const answers = ask(world, 11, HAND_OVER);
    world.change(12, () => (world.diskProblem = null));
    world.arrange(15, { signal: 'asked-to-stop', how: 'interrupt' });
    ask(world, 16, HAND_OVER, answers);
    expect(await world.run(sketchPlan(alike(3)))).toBe('interrupt');
    expect(answers.map((answer) => (answer.ok ? '' : answer.message))).toEqual([
      'its journal cannot be written now',
      'the run is coming to its end: run the sweep again when it has',
    ]);
  });
});

describe('whoever goes on with a run', () => {
  it('adopts what runs, does what is left, and counts on from there', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const plan = sketchPlan(alike(3));
    await handedOver(world, plan, 13);
    expect(await world.run(plan, { continues: true })).toBe('finished');
    expect(todo(world)).toEqual(['job-1', 'job-2']);
    expect(world.state?.run).toMatchObject({ number: 1, todo: 3 });
    expect(world.lived.map(({ job, began }) => [job, began])).toEqual([
      ['job-0', 0],
      ['job-1', 10],
      ['job-2', 20],
    ]);
  });

  it('is the same run by a replay', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const plan = sketchPlan(alike(3));
    await handedOver(world, plan, 13);
    await world.run(plan, { continues: true });
    const again = replay(plan, world.events);
    expect(again.run).toEqual(world.state?.run);
    expect(again.counts).toEqual(world.state?.counts);
  });

  it('leaves what has failed and not changed, and runs again what has changed, new retries and all', async () => {
    const course = (job: string, attempt: number): Course => ({
      seconds: 1,
      outcome: job === 'c' || (job === 'b' && attempt > 1) ? { cause: 'exit', code: 0 } : exit(3),
    });
    const jobs: JobSketch[] = [
      { id: 'a' },
      { id: 'b', retry: { max: 0 } },
      { id: 'c', needs: ['b'] },
      { id: 'd', needs: ['a'] },
      { id: 'e' },
    ];
    const world = new FakeWorld({ slots: 1 }, (job, attempt) =>
      job === 'e' ? { seconds: 100 } : course(job, attempt),
    );
    await handedOver(world, sketchPlan(jobs), 50);
    expect(world.statuses()).toMatchObject({ a: 'failed', b: 'failed', c: 'skipped', d: 'skipped' });
    expect(await world.run(changed(jobs, 'b', { fingerprint: 'other' }), { continues: true })).toBe('finished');
    expect(world.statuses()).toEqual({ a: 'failed', b: 'succeeded', c: 'succeeded', d: 'skipped', e: 'succeeded' });
    expect(world.lived.filter(({ job }) => job === 'a')).toHaveLength(1);
  });

  it('keeps retries that are used up or due, what is held, priorities, quarantines and what was set', async () => {
    const world = new FakeWorld({ slots: 1, gpus: gpus(2) }, (job, attempt) =>
      job === 'job-0' ? { seconds: 1, outcome: exit(attempt) } : { seconds: 10 },
    );
    const jobs = alike(4).map((job): JobSketch =>
      job.id === 'job-0' ? { ...job, retry: { max: 1, backoff: seconds(60) } } : job,
    );
    ask(world, 2, of('hold', 'job-2'));
    ask(world, 3, of('top', 'job-3'));
    ask(world, 4, { do: 'set', gpus: '1' });
    await handedOver(world, sketchPlan(jobs), 5);
    const quarantined = { event: 'gpu-quarantined', gpu: 'gpu-0', because: 'it is lost', pid: null } as const;
    world.lines.splice(-1, 0, JSON.stringify({ at: '2023-11-14T22:13:25.000Z', tick: 6000, ...quarantined }));
    const [state] = await world.open(sketchPlan(jobs), { continues: true });
    expect(state.byId.get(jobId('job-0'))).toMatchObject({ failures: 1, state: { status: 'backoff' } });
    expect(state.byId.get(jobId('job-2'))).toMatchObject({ held: true, state: { status: 'held' } });
    expect(state.byId.get(jobId('job-3'))?.place).toBeLessThan(0);
    expect([...state.quarantined.keys()]).toEqual(['gpu-0']);
    expect(state.run?.setting).toEqual({ slots: null, gpus: '1' });
  });

  it('forgets the retries of a job that has changed', async () => {
    const world = new FakeWorld({ slots: 1 }, (job) =>
      job === 'job-0' ? { seconds: 1, outcome: exit(1) } : { seconds: 10 },
    );
    const jobs = alike(2).map((job): JobSketch =>
      job.id === 'job-0' ? { ...job, retry: { max: 1, backoff: seconds(60) } } : job,
    );
    await handedOver(world, sketchPlan(jobs), 5);
    const [state] = await world.open(changed(jobs, 'job-0', { fingerprint: 'other' }), { continues: true });
    expect(state.byId.get(jobId('job-0'))).toMatchObject({ failures: 0, state: { status: 'waiting' } });
  });

  it('runs a job once more that runs and has changed, and waits for one that is no longer there', async () => {
    const world = new FakeWorld({ slots: 2 }, (job) => ({ seconds: job === 'job-1' ? 30 : 10 }));
    const jobs = alike(2);
    await handedOver(world, sketchPlan(jobs), 2);
    const edited = sketchPlan([{ ...jobs[0]!, fingerprint: 'other' }]);
    expect(await world.run(edited, { continues: true })).toBe('finished');
    expect(world.lived.map(({ job, began, ended }) => [job, began, ended])).toEqual([
      ['job-0', 0, 10],
      ['job-1', 0, 30],
      ['job-0', 10, 20],
    ]);
    expect(world.events.filter(({ event }) => event === 'attempt-ended')).toHaveLength(3);
    expect(world.elapsed).toBe(30);
  });

  it('does what the run was to do again though it is fresh, and not what of that it has done', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const plan = sketchPlan(alike(3));
    await world.run(plan);
    ask(world, 13, HAND_OVER);
    expect(await world.run(plan, { fresh: true })).toBe('handed-over');
    world.settlements.set('job-1', { kind: 'ended', outcome: exit(0), seconds: null, endedAt: null, error: null });
    await world.run(plan, { continues: true });
    expect(todo(world)).toEqual(['job-2']);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded', 'job-2': 'succeeded' });
  });

  it('does what it is asked for besides what is left', async () => {
    const world = new FakeWorld({ slots: 1 }, () => ({ seconds: 10 }));
    const plan = sketchPlan(alike(4));
    ask(world, 3, HAND_OVER);
    await world.run(plan, { only: ['job-0', 'job-1'] });
    world.settlements.set('job-0', { kind: 'ended', outcome: exit(0), seconds: null, endedAt: null, error: null });
    await world.run(plan, { continues: true, only: ['job-3'] });
    expect(todo(world)).toEqual(['job-1', 'job-3']);
    expect(world.statuses()['job-2']).toBe('waiting');
  });

  it('keeps a canary that runs, and a class held that has not changed', async () => {
    const world = new FakeWorld({ slots: 4 }, () => ({ seconds: 10, outcome: exit(1) }));
    const caution = { canary: true };
    const plan = sketchPlan(alike(3));
    await handedOver(world, plan, 3, { caution });
    await handedOver(world, plan, 1, { caution, continues: true });
    expect(world.lived.map(({ job }) => job)).toEqual(['job-0']);
    await world.run(plan, { caution, continues: true });
    expect(world.statuses()).toEqual({ 'job-0': 'failed', 'job-1': 'held', 'job-2': 'held' });
    const [held] = await world.open(plan, { caution, continues: true });
    expect(held.counts).toMatchObject({ failed: 1, held: 2 });
    const [state] = await world.open(changed(alike(3), 'job-0', { fingerprint: 'other' }), {
      caution,
      continues: true,
    });
    expect(state.counts).toMatchObject({ held: 0, waiting: 3 });
  });
});
