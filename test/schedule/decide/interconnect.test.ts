import { describe, expect, it } from 'vitest';
import { gpusLike, Scene } from '../../rig/scene.ts';

/** GPUs of which those of one group are linked well, and those of different ones badly. */
function grouped(...groups: readonly (readonly number[])[]) {
  const all = groups.flat();
  return gpusLike(
    ...all
      .map((_, index) => groups.findIndex((group) => group.includes(index)))
      .map((own) => ({
        links: Object.fromEntries(all.map((other) => [`gpu-${other}`, groups[own]?.includes(other) === true ? 10 : 1])),
      })),
  );
}

describe('several GPUs of one job', () => {
  it('are those that are linked best', () => {
    const scene = new Scene([{ id: 'a', gpus: 2 }], { gpus: grouped([0, 3], [1, 2]) });
    scene.change({ gpus: scene.host.gpus.map((gpu) => (gpu.index === 0 ? { ...gpu, taken: 'busy' } : gpu)) });
    expect(scene.act()).toEqual([['a', 1, 2]]);
  });

  it('are the first ones of those that are linked equally well', () => {
    expect(new Scene([{ id: 'a', gpus: 2 }], { gpus: grouped([0, 1, 2, 3]) }).act()).toEqual([['a', 0, 1]]);
    expect(new Scene([{ id: 'a', gpus: 2 }], { gpus: grouped([0, 2], [1, 3]) }).act()).toEqual([['a', 0, 2]]);
  });

  it('are one group of four although the first GPU is not in it', () => {
    const eight = grouped([0, 2, 4], [1, 3, 5, 6, 7]);
    expect(new Scene([{ id: 'a', gpus: 4 }], { gpus: eight }).act()).toEqual([['a', 1, 3, 5, 6]]);
  });

  it('are by index where nothing is known of links', () => {
    expect(new Scene([{ id: 'a', gpus: 2 }], { gpus: gpusLike({}, {}, {}) }).act()).toEqual([['a', 0, 1]]);
  });

  it('are as `gpu_ids` prefers them, however they are linked', () => {
    const scene = new Scene([{ id: 'a', gpus: 2, gpuIds: ['3', '1', '0'] }], { gpus: grouped([0, 1], [2, 3]) });
    expect(scene.act()).toEqual([['a', 3, 1]]);
  });
});
