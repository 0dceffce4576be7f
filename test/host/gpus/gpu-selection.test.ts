import { describe, expect, test } from 'vitest';
import {
  chooseGpus,
  gpusBearing,
  parseGpuSelection,
  virtualGpus,
  hidingVariable,
  visibleGpus,
  type Visibility,
} from '../../../src/host/gpus/gpu-selection.ts';
import { gpuId, type Gpu } from '../../../src/model/resources.ts';
import { bytes } from '../../../src/model/units.ts';

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
    ['x', 'x is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
    ['-1', '-1 is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
    [
      '0,none',
      'none is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none',
    ],
    [
      'virtal:2',
      'virtal:2 is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none; did you mean virtual:2?',
    ],
    [
      'noen',
      'noen is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none; did you mean none?',
    ],
    ['GPU-8fc3', 'GPU-8fc3 is not on this host, which has GPUs 0, 1, 2, 3; did you mean GPU-8f3c?'],
    ['3-1', '3-1 runs backwards; write 1-3'],
    ['0-99999999', '0-99999999 reaches beyond any GPU'],
    ['4096', '4096 is no index of a GPU'],
    ['MIG-1234', 'MIG-1234 is not on this host, which has GPUs 0, 1, 2, 3'],
    ['1:0', 'GPU 1:0 is not on this host, which has GPUs 0, 1, 2, 3'],
    ['1:', '1: is no index (2), range (0-3), MIG instance (1:0) or UUID (GPU-8f3c…) of a GPU, nor virtual:N or none'],
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

describe('MIG instances', () => {
  const instance = (index: number, number: number, uuid: string): Gpu => ({
    index,
    instance: number,
    uuid,
    name: 'NVIDIA H100 NVL MIG 2g.24gb',
    memory: null,
  });
  const MIXED = [
    GPUS[0]!,
    instance(1, 0, 'MIG-7839bf6f-ba33'),
    instance(1, 1, 'MIG-433a63e2-53a4'),
    instance(1, 10, 'MIG-GPU-8f3c0000-aa/9/0'),
    { ...GPUS[2]!, index: 2 },
  ];

  function named(text: string): (number | string)[] | string {
    const parsed = parseGpuSelection(text);
    if (!parsed.ok || parsed.selection.kind !== 'listed') throw new Error(text);
    const result = chooseGpus(parsed.selection.wanted, MIXED);
    return result.ok ? result.gpus.map((gpu) => gpuId(gpu)) : result.message;
  }

  test.each<[string, (number | string)[]]>([
    ['1:0', ['1:0']],
    ['1:1,0', [0, '1:1']],
    ['1:10', ['1:10']],
    ['1', ['1:0', '1:1', '1:10']],
    ['0-2', [0, '1:0', '1:1', '1:10', 2]],
    ['MIG-7839', ['1:0']],
    ['mig-433A63E2-53a4', ['1:1']],
    ['MIG-GPU-8f3c0000-aa/9/0', ['1:10']],
  ])('are named by %s: %j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    ['1:7', 'GPU 1:7 is not on this host, which has GPUs 0, 1:0, 1:1, 1:10, 2'],
    ['0:0', 'GPU 0:0 is not on this host, which has GPUs 0, 1:0, 1:1, 1:10, 2'],
    ['MIG-ff', 'MIG-ff is not on this host, which has GPUs 0, 1:0, 1:1, 1:10, 2'],
  ])('must be there: %s', (text, message) => {
    expect(named(text)).toBe(message);
  });

  test('are narrowed down by CUDA_VISIBLE_DEVICES', () => {
    const shown = visibleGpus({ CUDA_VISIBLE_DEVICES: 'MIG-433a63e2-53a4,0' }, MIXED);
    expect(shown.map((gpu) => gpuId(gpu))).toEqual([0, '1:1']);
  });
});

test('a whole UUID is that of one GPU, though others begin with it', () => {
  const gpus = virtualGpus(11, null);
  const names = gpusBearing({ by: 'uuid', prefix: 'virtual-1' }, gpus).map(({ index }) => index);
  expect(names).toEqual([1]);
  expect(gpusBearing({ by: 'uuid', prefix: 'virtual' }, gpus)).toHaveLength(11);
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
    expect(indices(visibleGpus({ CUDA_VISIBLE_DEVICES: text }, GPUS))).toEqual(expected);
  });
});

describe('on AMD', () => {
  const AMD = ['AMD-c2171ff77417f1d6', 'AMD-de8287300da37c72', 'AMD-9246a1b2c3d4e5f6'].map((uuid, index): Gpu => ({
    index,
    uuid,
    name: 'AMD Instinct MI300X',
    memory: null,
  }));

  test.each<[string, Visibility, number[]]>([
    ['no mask shows all', {}, [0, 1, 2]],
    ['HIP_VISIBLE_DEVICES shows some', { HIP_VISIBLE_DEVICES: '2,0' }, [0, 2]],
    ['HIP_VISIBLE_DEVICES=-1 shows none', { HIP_VISIBLE_DEVICES: '-1' }, []],
    ['an empty HIP_VISIBLE_DEVICES shows all', { HIP_VISIBLE_DEVICES: '' }, [0, 1, 2]],
    ['CUDA_VISIBLE_DEVICES stands in for it', { HIP_VISIBLE_DEVICES: '', CUDA_VISIBLE_DEVICES: '1' }, [1]],
    ['an empty CUDA_VISIBLE_DEVICES shows all', { CUDA_VISIBLE_DEVICES: '' }, [0, 1, 2]],
    ['HIP_VISIBLE_DEVICES goes before it', { HIP_VISIBLE_DEVICES: '0', CUDA_VISIBLE_DEVICES: '1' }, [0]],
    ['an empty ROCR_VISIBLE_DEVICES hides all', { ROCR_VISIBLE_DEVICES: '', HIP_VISIBLE_DEVICES: '0' }, []],
    ['HIP counts in what ROCR has left, in its order', { ROCR_VISIBLE_DEVICES: '2,1', HIP_VISIBLE_DEVICES: '0' }, [2]],
    ['UUIDs begin with GPU-', { ROCR_VISIBLE_DEVICES: 'GPU-de8287300da37c72' }, [1]],
  ])('%s', (_, environment, expected) => {
    expect(indices(visibleGpus(environment, AMD))).toEqual(expected);
  });
});

describe('the variable that hides all GPUs', () => {
  test.each([
    [{}, null],
    [{ CUDA_VISIBLE_DEVICES: '0,1' }, null],
    [{ CUDA_VISIBLE_DEVICES: 'GPU-8f3c' }, null],
    [{ CUDA_VISIBLE_DEVICES: '' }, 'CUDA_VISIBLE_DEVICES=""'],
    [{ CUDA_VISIBLE_DEVICES: '-1' }, 'CUDA_VISIBLE_DEVICES="-1"'],
    [{ CUDA_VISIBLE_DEVICES: 'NoDevFiles' }, 'CUDA_VISIBLE_DEVICES="NoDevFiles"'],
    [{ HIP_VISIBLE_DEVICES: '' }, null],
    [{ HIP_VISIBLE_DEVICES: '-1' }, 'HIP_VISIBLE_DEVICES="-1"'],
    [{ ROCR_VISIBLE_DEVICES: '' }, 'ROCR_VISIBLE_DEVICES=""'],
  ])('of %j is %s', (environment, told) => {
    expect(hidingVariable(environment)).toBe(told);
  });
});
