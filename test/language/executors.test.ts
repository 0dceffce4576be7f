import { describe, expect, it } from 'vitest';
import { parseHostFile } from '../../src/language/host-file.ts';

const read = (source: string) => parseHostFile(`executors:\n${source}`, '.sweep-host.yaml');

const settingsOf = (said: string) => {
  const { host, diagnostics } = read(`  cluster: {kind: slurm${said === '' ? '' : `, ${said}`}}\n`);
  expect(diagnostics).toEqual([]);
  return host?.executors.get('cluster');
};

const USUAL = {
  ...{ kind: 'slurm', partition: null, account: null, sbatch: [], driver: [] },
  ...{ gpuType: null, memory: 'per-node', time: null },
  ...{ maxSubmitted: 1000, poll: 30, latency: 120, setup: null, wrap: null },
};

describe('an executor of a host file', () => {
  it('is a cluster with what is usual where nothing is said', () => {
    expect(settingsOf('')).toEqual(USUAL);
  });

  it.each([
    ['partition: gpu, account: nlp', { partition: 'gpu', account: 'nlp' }],
    ['sbatch: [--qos=long, --exclusive]', { sbatch: ['--qos=long', '--exclusive'] }],
    ['driver: [--partition=cpu, --time=2-0]', { driver: ['--partition=cpu', '--time=2-0'] }],
    ['gpu_type: a100', { gpuType: 'a100' }],
    ['memory: per-cpu', { memory: 'per-cpu' }],
    ['memory: per-node', { memory: 'per-node' }],
    ['memory: none', { memory: 'none' }],
    ['time: 24h', { time: 86_400 }],
    ['max_submitted: 20, poll: 5s, latency: 1m', { maxSubmitted: 20, poll: 5, latency: 60 }],
    ['pilot: {cpus: 32, time: 4h}', { pilot: { cpus: 32, gpus: 0, memory: null, time: 14_400 } }],
    [
      'pilot: {cpus: 32, gpus: 4, memory: 64GiB, time: 10m}',
      { pilot: { cpus: 32, gpus: 4, memory: 64 * 1024 ** 3, time: 600 } },
    ],
    ['setup: module load cuda, wrap: apptainer exec x', { setup: 'module load cuda', wrap: 'apptainer exec x' }],
  ])('is as it says: %s', (said, settings) => {
    expect(settingsOf(said)).toEqual({ ...USUAL, ...settings });
  });

  it('is told all that is wrong with it at once, where it stands', () => {
    const source = [
      '  local: {kind: slurm}',
      '  a: {kind: slurm, sbatch: [--array=1, qos, --qos=x], driver: [--time=1, --output=x], time: 30s, poll: 0.5s}',
      '  b: {kind: slurm, latency: 0s, pilot: {cpus: 1, time: 599s}}',
      '',
    ].join('\n');
    const { diagnostics } = read(source);
    const start = 'executors:\n'.length;
    expect(
      diagnostics.map(({ message, span }) => [
        message,
        source.slice((span?.start ?? 0) - start, (span?.end ?? 0) - start),
      ]),
    ).toEqual([
      ['`local` is this machine itself: no cluster can be called so', 'local'],
      ['`--array` is said by sweep itself', '--array=1'],
      ['`qos` is no long option of sbatch in one word, such as `--qos=long`', 'qos'],
      ['`--output` is said by sweep itself', '--output=x'],
      ['`time` must be at least 60s', '30s'],
      ['`poll` must be at least 1s', '0.5s'],
      ['`time` must be at least 600s', '599s'],
    ]);
  });
});
