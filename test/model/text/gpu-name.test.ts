import { expect, test } from 'vitest';
import { gpusNamed } from '../../../src/model/text/gpu-name.ts';

test.each<[string, readonly string[] | null]>([
  ['2', ['2']],
  ['02', ['2']],
  ['0-3', ['0', '1', '2', '3']],
  ['3-3', ['3']],
  ['1:0', ['1:0']],
  ['GPU-8f3c', ['GPU-8f3c']],
  ['MIG-GPU-8f3c/1/0', ['MIG-GPU-8f3c/1/0']],
  ['AMD-0x1f', ['AMD-0x1f']],
  ['1023', ['1023']],
  ['1024', null],
  ['0-1024', null],
  ['3-1', null],
  ['-1', null],
  ['0,1', null],
  ['1:0:0', null],
  ['one', null],
  ['', null],
])('%s names these GPUs, each by itself: %j', (text, gpus) => {
  expect(gpusNamed(text)).toEqual(gpus);
});
