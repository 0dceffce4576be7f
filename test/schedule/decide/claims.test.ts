import { describe, expect, it } from 'vitest';
import { seconds, tick } from '../../../src/model/units.ts';
import { claimsOf } from '../../../src/schedule/decide/claims.ts';
import { alike, type JobSketch } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, runName, Scene, want } from '../../rig/scene.ts';
import { exit, gpus } from '../../rig/world.ts';

const stated = (scene: Scene) => claimsOf(scene.state, scene.host, scene.now);

/** The wants of a run on two GPUs that others hold. */
function wanted(jobs: readonly JobSketch[], host: Partial<Scene['host']> = {}): (string | number)[][] {
  const scene = new Scene(jobs, { gpus: gpus(2), ...host });
  if (host.neighbours === undefined) scene.meet({ holds: [hold(runName({ key: 'x' }), ['gpu-0', 'gpu-1'])] });
  scene.act();
  return stated(scene).wants.map(({ job, jobs: many, gpus: count }) => [job, many, count]);
}

describe('what a run tells of its jobs', () => {
  it('is short, however long their labels are and the reasons why GPUs are not used', () => {
    const id = 'x'.repeat(5000);
    const scene = new Scene(
      [
        { id, gpus: 1 },
        { id: `${id}y`, gpus: 1 },
      ],
      { gpus: gpus(1) },
    );
    scene.act();
    const { holds, wants } = stated(scene);
    const brief = `${'x'.repeat(199)}…`;
    expect([...holds, ...wants].map(({ job }) => job)).toEqual([brief, brief]);
    scene.state.quarantined.set('gpu-0', id);
    expect(stated(scene).quarantined).toEqual({ 'gpu-0': brief });
  });

  it('is what each holds, with its keeper, until when at the latest', () => {
    const jobs = [
      { id: 'a', gpus: 1, gpuMemory: 10, memory: 2, slots: 3, timeout: 60, resources: { tpu: 1 } },
      { id: 'b', share: 0.25 },
    ];
    const scene = new Scene(jobs, { gpus: gpus(2), resources: new Map([['tpu', 1]]) });
    scene.act();
    scene.wait(5);
    const common = { attempt: 1, keeper: null };
    expect(stated(scene)).toMatchObject({
      sweep: 'test',
      submitted: tick(1000),
      pending: 2,
      holds: [
        {
          ...{ ...common, job: 'a', gpus: ['gpu-0'], share: null, gpuMemory: GIB(10), slots: 3, memory: GIB(2) },
          ...{ resources: { tpu: 1 }, until: tick(61_000) },
        },
        { ...common, job: 'b', gpus: ['gpu-1'], share: 250, gpuMemory: null, slots: 1, memory: null, until: null },
      ],
    });
  });

  it('is the same as long as nothing changes, also of a job that is beyond its limit', () => {
    const scene = new Scene([{ id: 'a', gpus: 1, timeout: 60 }], { gpus: gpus(1) });
    scene.act();
    scene.wait(70);
    const first = stated(scene);
    scene.wait(10);
    expect(stated(scene)).toEqual(first);
  });

  it('is also what it does not use', () => {
    const scene = new Scene([{ id: 'a', gpus: 1 }], { gpus: gpus(1) });
    scene.take({ event: 'gpu-quarantined', gpu: 'gpu-0', because: 'process 7 survives KILL', pid: 7 });
    expect(stated(scene).quarantined).toEqual({ 'gpu-0': 'process 7 survives KILL' });
    expect(stated(scene).wants).toEqual([]);
  });
});

describe('what a run wants', () => {
  it('is what nothing but shared things keep back, in its order, as much as there is in all', () => {
    expect(wanted([{ id: 'wide', gpus: 2 }, ...alike(5, { gpus: 1 })])).toEqual([['wide', 1, 2]]);
    expect(wanted([...alike(5, { gpus: 1 }), { id: 'wide', gpus: 2 }])).toEqual([['job-0', 2, 1]]);
    expect(
      wanted([
        { id: 'one', gpus: 1 },
        { id: 'wide', gpus: 2 },
      ]),
    ).toEqual([
      ['one', 1, 1],
      ['wide', 1, 2],
    ]);
    expect(wanted(alike(9, { share: 0.3 }))).toEqual([['job-0', 6, 0]]);
  });

  it('is no job that slots of its run, a limit, a need or a backoff keep back, or that the host can never meet', () => {
    expect(wanted(alike(3, { gpus: 1, memory: 8 }), { memory: GIB(4) })).toEqual([]);
    expect(wanted(alike(3, { gpus: 1, slots: 9 }))).toEqual([]);
    expect(wanted([{ id: 'a', gpus: 1, needs: ['cpu'] }, { id: 'cpu' }].reverse())).toEqual([]);
    expect(
      wanted([
        { id: 'cpu', limits: { x: 1 } },
        { id: 'a', gpus: 1, limits: { x: 1 } },
      ]),
    ).toEqual([]);
  });

  it('is no more jobs than could run by all that is not GPUs', () => {
    expect(wanted(alike(5, { gpus: 1, slots: 5 }))).toEqual([['job-0', 1, 1]]);
    expect(wanted(alike(5, { gpus: 1, memory: 3 }), { memory: GIB(4) })).toEqual([['job-0', 1, 1]]);
    expect(wanted(alike(5, { gpus: 1, stagger: 60 }))).toEqual([['job-0', 1, 1]]);
  });

  it('is nothing while it would start nothing', () => {
    expect(wanted(alike(1, { gpus: 1 }), { paused: 'so' })).toEqual([]);
    expect(wanted(alike(1, { gpus: 1 }), { probeFailure: 'so' })).toEqual([]);
    const scene = new Scene(alike(1, { gpus: 1 }), { gpus: gpusLike({}) });
    scene.meet({ holds: [hold(runName({ key: 'x' }), ['gpu-0'])] });
    scene.take({ event: 'draining', reason: 'interrupt' });
    expect(stated(scene).wants).toEqual([]);
  });

  it('names the GPUs that it would take, best first, and none that it would not', () => {
    const scene = new Scene([{ id: 'a', gpus: 1, gpuIds: ['3', '2', '1', '0', '4'], gpuMemory: 40 }], {
      gpus: gpusLike(
        { memory: GIB(80) },
        { memory: GIB(20) },
        { taken: 'a stranger' },
        { memory: GIB(80) },
        { taken: 'paused' },
      ),
    });
    scene.meet({ holds: ['0', '1', '3', '4'].map((id) => hold(runName({ key: 'x' }), [`gpu-${id}`])) });
    expect(stated(scene).wants).toMatchObject([{ allowed: ['gpu-3', 'gpu-0'], gpuMemory: GIB(40) }]);
  });

  it('tells how long a job runs at the most, and its priority', () => {
    const scene = new Scene([{ id: 'a', gpus: 1, timeout: 50, priority: 3 }], { gpus: gpus(1) });
    scene.meet({ holds: [hold(runName({ key: 'x' }), ['gpu-0'])] });
    expect(stated(scene).wants).toMatchObject([{ bound: seconds(50), priority: 3 }]);
  });

  it('asks for another GPU after a failure that calls for one', () => {
    const escalate = { on: ['exit' as const], gpus: [], otherGpu: true };
    const scene = new Scene([{ id: 'a', gpus: 1, retry: { max: 1, escalate } }], { gpus: gpus(2) });
    scene.act();
    scene.end('a', exit(1));
    scene.meet({ holds: [hold(runName({ key: 'x' }), ['gpu-1'])] });
    expect(stated(scene).wants).toMatchObject([{ allowed: ['gpu-1'] }]);
  });

  it('is told of no want of others', () => {
    const scene = new Scene([{ id: 'a' }], { gpus: gpus(1) });
    scene.meet({ wants: [want(runName({ key: 'x' }), ['gpu-0'])] });
    expect(stated(scene).wants.map(({ job }) => job)).toEqual(['a']);
  });

  it('is also what slots of all runs, memory and named resources keep back, and what it is about to start', () => {
    const jobs = [
      { id: 'memory', memory: 6, slots: 2 },
      { id: 'license', resources: { license: 2 } },
      ...alike(9, { priority: -1 }, 'small'),
    ];
    const resources = new Map([['license', 2]]);
    const scene = new Scene(jobs, { slots: 8, slotsOfUser: 6, memory: GIB(10), resources });
    scene.meet({ holds: [hold(runName({ key: 'x' }), [], { memory: GIB(5), resources: { license: 1 } })] });
    const common = { gpus: 0, allowed: [] };
    expect(stated(scene).wants).toMatchObject([
      { ...common, job: 'memory', jobs: 1, slots: 2, memory: GIB(6), resources: {}, keptByUser: false },
      { ...common, job: 'license', jobs: 1, slots: 1, memory: null, resources: { license: 2 }, keptByUser: true },
      { ...common, job: 'small-0', jobs: 3, slots: 1, memory: null, keptByUser: false },
    ]);
  });

  it('is no end of kinds of jobs', () => {
    const jobs = Array.from({ length: 99 }, (_, at) => ({ id: `job-${at}`, timeout: 10 + at }));
    expect(stated(new Scene(jobs, { slots: 999 })).wants).toHaveLength(32);
  });
});
