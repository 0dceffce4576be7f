import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/launch/diagnosis/decisive-failure.ts';
import { findMemoryFailure, type MemoryClues } from '../../../src/launch/diagnosis/oom.ts';
import { outputOf } from '../../../src/launch/diagnosis/log-lines.ts';

const FIXTURES = new URL('../../fixtures/output/', import.meta.url);
const fixtures = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -'.txt'.length));

const QUIET: MemoryClues = { code: 1, usesGpus: true, oomKilled: () => false };

function found(text: string, clues: Partial<MemoryClues> = {}): string | null {
  return findMemoryFailure(accountOf(outputOf(text)), { ...QUIET, ...clues })?.of ?? null;
}

function textOf(fixture: string): string {
  return readFileSync(new URL(`${fixture}.txt`, FIXTURES), 'utf8');
}

const GPU = [
  ...['torch', 'torch-1.13', 'torchrun', 'deepspeed', 'accelerate', 'spawn', 'hip', 'cublas', 'jax', 'jax-filtered'],
  ...['tensorflow', 'cupy', 'nccl', 'vllm', 'llama-cpp', 'cuda-sample', 'thrust', 'wrapped', 'while-handling'],
];
const HOST = [
  ...['python', 'numpy', 'torch-cpu', 'tensorflow-cpu', 'fork', 'shell', 'cpp', 'java', 'slurm', 'kernel', 'ray'],
];
const KILLED = ['killed', 'dataloader', 'torchrun-killed'];

describe('an output', () => {
  test.each(GPU)('of a job that its GPU had no memory for tells so: %s', (name) => {
    expect(found(textOf(name))).toBe('gpu');
  });

  test.each(HOST)('of a job that the host had no memory for tells so: %s', (name) => {
    expect(found(textOf(name))).toBe('host');
  });

  test.each(fixtures.filter((name) => ![...GPU, ...HOST, ...KILLED].includes(name)))(
    'of a job that failed of something else does not, whatever it mentions: %s',
    (name) => {
      expect(found(textOf(name), { oomKilled: () => true })).toBeNull();
    },
  );

  test('is not enough where only SIGKILL shows: the kernel must have killed for lack of memory meanwhile', () => {
    for (const name of KILLED) {
      expect([name, found(textOf(name))]).toEqual([name, null]);
      expect([name, found(textOf(name), { oomKilled: () => true })]).toEqual([name, 'host']);
    }
    expect(found('epoch 1\n', { code: 137 })).toBeNull();
    expect(found('epoch 1\n', { code: 137, oomKilled: () => true })).toBe('host');
    expect(found('', { code: 137, oomKilled: () => true })).toBe('host');
  });

  test('that shows no SIGKILL is not asked about the kernel, which counts for the whole machine', () => {
    const oomKilled = (): boolean => {
      throw new Error('asked');
    };
    expect(found('epoch 1\nexit\n', { code: 3, oomKilled })).toBeNull();
    expect(found(textOf('torch'), { code: 137, oomKilled })).toBe('gpu');
  });

  test('of XLA on a job without a GPU tells of the host, and that of CUDA of a GPU all the same', () => {
    expect(found(textOf('jax'), { usesGpus: false })).toBe('host');
    expect(found(textOf('torch'), { usesGpus: false })).toBe('gpu');
  });
});

describe('of several exceptions', () => {
  const [oom, other] = ['torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.', 'KeyError: 7'];
  const trace = (type: string): string => `Traceback (most recent call last):\n  File "a.py", line 1, in f\n${type}\n`;
  const link = 'During handling of the above exception, another exception occurred:';
  const cause = 'The above exception was the direct cause of the following exception:';

  test.each([
    ['the last decides', trace(oom) + trace(other), null],
    ['the last decides', trace(other) + trace(oom), 'gpu'],
    ['one raised while an OOM was handled is that OOM', `${trace(oom)}\n${link}\n\n${trace(other)}`, 'gpu'],
    ['one raised from an OOM is that OOM', `${trace(oom)}\n${cause}\n\n${trace(other)}`, 'gpu'],
    [
      'a chain is followed to its beginning',
      `${trace(oom)}\n${link}\n\n${trace('A: x')}\n${cause}\n\n${trace(other)}`,
      'gpu',
    ],
    [
      'a chain ends where the next exception stands alone',
      `${trace(oom)}\n${link}\n\n${trace('A: x')}${trace(other)}`,
      null,
    ],
    ['one that Python ignored decides nothing', `${trace(other)}Exception ignored in: <f>\n${trace(oom)}`, null],
    ['what a message says before an exception was coped with', `CUDA error: out of memory\n${trace(other)}`, null],
    ['an error that is no exception comes last too', `${trace(oom)}fatal: no such dataset\n`, null],
  ])('%s', (_, text, of) => {
    expect(found(text)).toBe(of);
  });
});
