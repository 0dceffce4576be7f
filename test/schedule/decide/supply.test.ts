import { describe, expect, it } from 'vitest';
import { PAUSED } from '../../../src/model/resources.ts';
import { alike, type JobSketch } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, part, runName, Scene } from '../../rig/scene.ts';
import { gpus } from '../../rig/world.ts';

const other = runName({ key: 'other' });

/** How many of many jobs alike start at once. */
function atOnce(
  sketch: Omit<JobSketch, 'id'>,
  host: ConstructorParameters<typeof Scene>[1],
  holds = [] as never[],
): number {
  const scene = new Scene(alike(20, sketch), { slots: 100, ...host });
  if (holds.length > 0) scene.meet({ holds });
  return scene.act().length;
}

describe('what is counted', () => {
  it('is never given beyond what there is: slots, memory, named resources', () => {
    expect(atOnce({ slots: 3 }, { slots: 10 })).toBe(3);
    expect(atOnce({ memory: 3 }, { memory: GIB(10) })).toBe(3);
    expect(atOnce({ resources: { tpu: 3, net: 1 } }, { resources: new Map(Object.entries({ tpu: 10, net: 2 })) })).toBe(
      2,
    );
  });

  it('is given without end where the host does not know how much there is of it', () => {
    expect(atOnce({ memory: 1000 }, { memory: null })).toBe(20);
  });

  it('is not there when it is a resource that no host file names', () => {
    expect(atOnce({ resources: { tpu: 1 } }, {})).toBe(0);
    expect(atOnce({ resources: { tpu: 0 } }, {})).toBe(20);
  });

  it('comes back when a job ends', () => {
    const scene = new Scene(alike(4, { memory: 5, resources: { tpu: 1 } }), {
      memory: GIB(10),
      resources: new Map([['tpu', 2]]),
    });
    expect(scene.act()).toHaveLength(2);
    scene.end('job-1');
    expect(scene.act()).toEqual([['job-2']]);
  });

  it('is shared with other runs: memory, resources, and the slots of the user, but not the slots of this run', () => {
    const theirs = hold(other, [], { slots: 3, memory: GIB(6), resources: { tpu: 1 } });
    const holds = [theirs] as never[];
    expect(atOnce({ memory: 2 }, { memory: GIB(10) }, holds)).toBe(2);
    expect(atOnce({ resources: { tpu: 1 } }, { resources: new Map([['tpu', 3]]) }, holds)).toBe(2);
    expect(atOnce({}, { slots: 4 }, holds)).toBe(4);
    expect(atOnce({}, { slots: 4, slotsOfUser: 5 }, holds)).toBe(2);
  });
});

describe('slots that are lowered', () => {
  it('let what runs come to its end, and start nothing until there is room', () => {
    const scene = new Scene(alike(6), { slots: 4 });
    scene.act();
    scene.change({ slots: 2 });
    scene.end('job-0');
    scene.end('job-1');
    expect(scene.act()).toEqual([]);
    scene.end('job-2');
    expect(scene.act()).toEqual([['job-4']]);
  });

  it('to 0 hold everything, until they are raised', () => {
    const scene = new Scene(alike(2), { slots: 0 });
    expect(scene.act()).toEqual([]);
    scene.change({ slots: 1 });
    expect(scene.act()).toEqual([['job-0']]);
  });

  it('below what the first job asks for let the others go on', () => {
    const scene = new Scene([{ id: 'wide', slots: 4 }, ...alike(2)], { slots: 2 });
    expect(scene.act()).toEqual([['job-0'], ['job-1']]);
  });
});

describe('GPUs that may not be given', () => {
  const jobs = [...alike(3, { gpus: 1 }), { id: 'cpu' }];

  it('are none while the host is paused, and nothing else starts either', () => {
    const scene = new Scene(jobs, { gpus: gpus(3), paused: 'somebody says so' });
    expect(scene.act()).toEqual([]);
    scene.change({ paused: null });
    expect(scene.act()).toHaveLength(4);
  });

  it('are those that are paused, held or not; what runs there is not touched', () => {
    const scene = new Scene(alike(3, { share: 0.5 }), { gpus: gpusLike({}, { taken: PAUSED }) });
    const first = scene.decide();
    if (first !== null) scene.obey(first);
    scene.change({ gpus: gpusLike({ taken: PAUSED }, { taken: PAUSED }) });
    expect(scene.act()).toEqual([]);
    expect(scene.status('job-0')).toBe('running');
    scene.change({ gpus: gpusLike({}, { taken: PAUSED }) });
    expect(scene.act()).toEqual([['job-1', 0]]);
  });

  it('are all while they cannot be looked at; jobs without GPUs start', () => {
    expect(new Scene(jobs, { gpus: gpus(3), probeFailure: 'it hangs' }).act()).toEqual([['cpu']]);
  });

  it('are all while the other runs cannot be heard; jobs without GPUs start', () => {
    const scene = new Scene(jobs, { gpus: gpus(3) });
    scene.meet({ failure: 'the mutex is not free' });
    expect(scene.act()).toEqual([['cpu']]);
  });

  it('are none for jobs without GPUs while all are taken, by us or by others', () => {
    const scene = new Scene(jobs, { gpus: gpusLike({ taken: 'a stranger' }, {}, {}) });
    scene.meet({ holds: [hold(other, ['gpu-1'])] });
    expect(scene.act()).toEqual([['job-0', 2], ['cpu']]);
  });

  it('are those of which other runs hold all together as much as we lack', () => {
    const scene = new Scene(alike(2, { share: 0.4 }), { gpus: gpus(1) });
    scene.meet({ holds: [hold(other, ['gpu-0'], { share: part(0.3) }), hold(other, ['gpu-0'], { share: part(0.3) })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });

  it('are those in quarantine, until they are released', () => {
    const scene = new Scene(jobs, { gpus: gpus(1) });
    scene.take({ event: 'gpu-quarantined', gpu: 'gpu-0', because: 'its memory does not drain', pid: null });
    expect(scene.act()).toEqual([['cpu']]);
    scene.take({ event: 'gpu-released', gpu: 'gpu-0' });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });
});
