import { describe, expect, it } from 'vitest';
import { processorsInWords } from '../../../src/app/machine/processors.ts';

describe('the processors of a machine', () => {
  it.each([
    [
      'Vendor ID:    GenuineIntel\n  Model name:    Intel(R) Xeon(R) CPU @ 2.20GHz\n    Core(s) per socket:  24\n    Socket(s): 2\n',
      'Intel Xeon CPU @ 2.20GHz, 48 cores in 2 sockets',
    ],
    [
      'Model name: AMD EPYC 7R13: rev 1\nCore(s) per socket: 1\nSocket(s): 1\n',
      'AMD EPYC 7R13: rev 1, 1 core in 1 socket',
    ],
    ['Model name: Neoverse-N1\nCore(s) per cluster: 64\nSocket(s): -\n', 'Neoverse-N1'],
    ['Model name: -\nCore(s) per socket: 4\nSocket(s): 1\n', '4 cores in 1 socket'],
    ['lscpu: failed to determine number of CPUs\n', ''],
  ])('are told as lscpu does: %j', (said, told) => {
    expect(processorsInWords(said)).toBe(told);
  });
});
