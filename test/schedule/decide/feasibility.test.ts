import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/model/plan.ts';
import { impossible, type HostMakeup } from '../../../src/schedule/decide/feasibility.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { GIB, gpusLike, ROOMY } from '../../rig/scene.ts';

const host: HostMakeup = {
  ...ROOMY,
  slotsOfUser: 6,
  memory: GIB(64),
  resources: new Map([['tpu', 2]]),
  gpus: gpusLike({ memory: GIB(80) }, { memory: GIB(40) }, { memory: null }),
};

function says(sketch: Partial<JobSketch>, on: Partial<HostMakeup> = {}): string | null {
  const { request } = sketchPlan([{ id: 'a', ...sketch }]).jobs[0] as Job;
  return impossible(request, { ...host, ...on });
}

describe('a request that a host can never meet', () => {
  it('is none as long as it asks for no more than there is', () => {
    const all = { slots: 6, gpus: 3, memory: 64, resources: { tpu: 2 } };
    expect(says(all)).toBeNull();
    expect(says({ gpus: 2, gpuMemory: 80 })).toBeNull();
    expect(says({ share: 0.5, gpuIds: ['1'] })).toBeNull();
  });

  it('asks for too many slots, of this run or of all of its user', () => {
    expect(says({ slots: 7 })).toBe('7 slots, and this run has 6');
    expect(says({ slots: 4 }, { slots: 3 })).toBe('4 slots, and this run has 3');
    expect(says({ slots: 7 }, { slots: 0 })).toBeNull();
  });

  it('asks for several nodes, which no machine has', () => {
    expect(says({ nodes: 2, slots: 7 })).toBe('2 nodes, and only a cluster has them (--on)');
  });

  it('asks for too much memory, where it is known', () => {
    expect(says({ memory: 65 })).toBe('65 GiB of memory, and this host has 64 GiB');
    expect(says({ memory: 65 }, { memory: null })).toBeNull();
  });

  it('asks for too much of a named resource, or for one that nobody named', () => {
    expect(says({ resources: { tpu: 3 } })).toBe('3 of `tpu`, and this host has 2');
    expect(says({ resources: { fpga: 1 } })).toBe('1 of `fpga`, and no host file says how much of it there is');
  });

  it('asks for more GPUs than there are, or than it allows, or than have the memory', () => {
    expect(says({ gpus: 4 })).toBe('4 GPUs, and this run has 3');
    expect(says({ gpus: 2, gpuIds: ['1', '7'] })).toBe('2 GPUs among 1, 7, and this run has 1');
    expect(says({ gpus: 3, gpuMemory: 60 })).toBe('3 GPUs with 60 GiB, and this run has 2');
    expect(says({ share: 0.5, gpuIds: ['7'] })).toBe('a part of a GPU among 7, and this run has 0');
    expect(says({ gpus: 1 }, { gpus: [] })).toBe('1 GPU, and this run has 0');
  });
});
