import { describe, expect, it } from 'vitest';
import { driversOf, nvidiaDriverIn } from '../../../src/host/gpus/gpu-drivers.ts';

describe('the driver of GPUs', () => {
  it.each([
    [
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC version:  gcc version 12.3.0\n',
      '535.104.05',
    ],
    [
      'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  560.35.03  Release Build  (dvs-builder@U16)\n',
      '560.35.03',
    ],
    ['', null],
  ])('is told by its module: %j', (said, version) => {
    expect(nvidiaDriverIn(said)).toBe(version);
  });

  it('is none of GPUs that are made up', async () => {
    expect(await driversOf([{ uuid: 'virtual-0' }])).toEqual({});
  });
});
