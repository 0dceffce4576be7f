import { describe, expect, test } from 'vitest';
import { chooseGpus, parseGpuSelection, virtualGpus, visibleGpus } from '../../src/host/gpu-selection.ts';
import type { Gpu } from '../../src/model/resources.ts';
import { bytes } from '../../src/model/units.ts';

const GPUS: readonly Gpu[] = ['GPU-8f3c0000-aa', 'GPU-8f3c1111-bb', 'GPU-01234567-cc', 'GPU-deadbeef-dd'].map(
  (uuid, index) => ({
    index,
    uuid,
    name: 'NVIDIA A100-SXM4-80GB',
    memory: bytes(80 * 2 ** 30),
  }),
);

const indices = (gpus: readonly Gpu[]): number[] => gpus.map((gpu) => gpu.index);

function chosen(text: string): number[] | string {
  const parsed = parseGpuSelection(text);
  if (!parsed.ok) return parsed.message;
  if (parsed.selection.kind !== 'listed') return parsed.selection.kind;
  const result = chooseGpus(parsed.selection.wanted, GPUS);
  return result.ok ? indices(result.gpus) : result.message;
}

describe('--gpus', () => {
  test.each<[string, number[]]>([
    ['0', [0]],
    ['0,2', [0, 2]],
    ['2, 0, 2', [0, 2]],
    ['0-3', [0, 1, 2, 3]],
    ['1-1,3', [1, 3]],
    ['GPU-01234567-cc', [2]],
    ['gpu-DEAD,GPU-8f3c1', [1, 3]],
  ])('%s names GPUs %j', (text, expected) => {
    expect(chosen(text)).toEqual(expected);
  });

  test.each([
    ['', 'names no GPU; to use none, say none'],
    ['0,,1', 'has an empty place between its commas'],
    ['x', 'x is no index (2), range (0-3) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
    ['-1', '-1 is no index (2), range (0-3) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
    ['0,none', 'none is no index (2), range (0-3) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
    ['3-1', '3-1 runs backwards; write 1-3'],
    ['0-99999999', '0-99999999 reaches beyond any GPU'],
    ['4096', '4096 is no index of a GPU'],
    ['MIG-1234', 'MIG-1234: MIG instances are not supported yet'],
    ['7', 'GPU 7 is not on this host, which has GPUs 0, 1, 2, 3'],
    ['GPU-ff', 'GPU-ff is not on this host, which has GPUs 0, 1, 2, 3'],
    ['GPU-8f3c', 'GPU-8f3c begins the UUIDs of GPUs 0, 1; write more of it'],
    ['virtual', 'virtual is not virtual:N or virtual:N@80GiB, with N from 1 to 1024'],
    ['virtual:0', 'virtual:0 is not virtual:N or virtual:N@80GiB, with N from 1 to 1024'],
    ['virtual:2@80', 'virtual:2@80 is not virtual:N or virtual:N@80GiB, with N from 1 to 1024'],
  ])('%j is wrong: %s', (text, message) => {
    expect(chosen(text)).toBe(message);
  });

  test('on a host without GPUs says so', () => {
    expect(chooseGpus([{ by: 'index', index: 0 }], [])).toEqual({
      ok: false,
      message: 'GPU 0 is not on this host, which has no GPU',
    });
  });

  test('none uses none', () => {
    expect(parseGpuSelection('none')).toEqual({ ok: true, selection: { kind: 'none' } });
  });

  test.each([
    ['virtual:2', 2, null],
    ['virtual:1@80GiB', 1, 80 * 2 ** 30],
    ['virtual:3@1.5GB', 3, 1.5e9],
    ['virtual:3@512MiB', 3, 512 * 2 ** 20],
  ])('%s makes GPUs up', (text, count, memory) => {
    expect(parseGpuSelection(text)).toEqual({ ok: true, selection: { kind: 'virtual', count, memory } });
  });

  test('makes up GPUs with names of their own', () => {
    expect(virtualGpus(2, null).map((gpu) => [gpu.index, gpu.uuid, gpu.memory])).toEqual([
      [0, 'virtual-0', null],
      [1, 'virtual-1', null],
    ]);
  });
});

describe('CUDA_VISIBLE_DEVICES', () => {
  test.each<[string | undefined, number[]]>([
    [undefined, [0, 1, 2, 3]],
    ['', []],
    ['2,0', [0, 2]],
    ['GPU-8f3c1,3', [1, 3]],
    ['1,-1,2', [1]],
    ['1,9,2', [1]],
    ['NoDevFiles', []],
    ['GPU-8f3c', []],
    ['1-2', []],
    ['3, 2', [2, 3]],
  ])('%j shows GPUs %j', (text, expected) => {
    expect(indices(visibleGpus(text, GPUS))).toEqual(expected);
  });
});
