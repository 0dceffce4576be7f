import type { RunOrigin } from '../../src/model/run-start.ts';
import { bytes } from '../../src/model/units.ts';

/** Of a run with two GPUs, as it is recorded. */
export const ORIGIN: RunOrigin = {
  user: 'ada',
  command: ['sweep', 'run', 'a b.yaml', '--gpus', '3,4'],
  environment: ['HOME', 'PATH'],
  sweep: '0.1.0',
  node: '20.19.0',
  machine: {
    host: 'box',
    system: 'Linux 6.1.0',
    cpus: 64,
    processor: 'AMD EPYC 7763, 64 cores in 1 socket',
    memory: bytes(503.5 * 2 ** 30),
    gpus: [3, 4].map((gpu) => ({ gpu, uuid: `gpu-${gpu}`, name: 'NVIDIA H200', memory: bytes(141 * 2 ** 30) })),
    drivers: { nvidia: '560.35.03' },
  },
};
