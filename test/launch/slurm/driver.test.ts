import { describe, expect, it } from 'vitest';
import {
  driverRow,
  driverScript,
  driverWords,
  newDriverName,
  sweepOfDriver,
} from '../../../src/launch/slurm/driver.ts';
import type { SlurmSettings } from '../../../src/model/executor.ts';
import { bytes, seconds } from '../../../src/model/units.ts';

const SETTINGS: SlurmSettings = {
  ...{ kind: 'slurm', partition: 'gpu', account: 'nlp', sbatch: ['--qos=long'], driver: [], gpuType: 'a100' },
  ...{ memory: 'per-node', time: null, maxSubmitted: 1000, poll: seconds(30), latency: seconds(120) },
  ...{ setup: null, wrap: null },
};

const DRIVER = { name: 's.runner.0', minutes: 60, script: '/run/driver.sh', log: '/run/100%/run.log' };

const lastOf = (words: readonly string[], option: string): string | undefined =>
  words.findLast((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);

describe('a runner that is a job of a cluster', () => {
  it('asks for one CPU and no GPU, starts anew, and hears five minutes before the end of its time that it is to let go', () => {
    const words = driverWords(DRIVER, SETTINGS);
    expect(words.at(0)).toBe('sbatch');
    expect(words.at(-1)).toBe('/run/driver.sh');
    expect(words).toEqual(
      expect.arrayContaining(['--partition=gpu', '--account=nlp', '--time=60', '--cpus-per-task=1', '--mem=1024M']),
    );
    expect(words).toEqual(
      expect.arrayContaining(['--qos=long', '--requeue', '--signal=B:USR2@300', '--job-name=s.runner.0']),
    );
    expect(words.filter((word) => word.startsWith('--gres'))).toEqual([]);
    expect(lastOf(words, '--output')).toBe('/run/100%%/run.log');
  });

  it('asks for what the host file says of it in the place of that', () => {
    const driver = ['--partition=cpu', '--time=2-0', '--mem-per-cpu=2G', '--qos=short'];
    const words = driverWords(DRIVER, { ...SETTINGS, driver });
    expect(['--partition', '--time', '--qos'].map((option) => lastOf(words, option))).toEqual(['cpu', '2-0', 'short']);
    expect(lastOf(words, '--mem')).toBeUndefined();
  });

  it('asks, as a pilot, for what that is to have, as jobs do', () => {
    const pilot = { cpus: 32, gpus: 4, memory: bytes(64 * 1024 ** 3), time: seconds(14_400) };
    const words = driverWords({ ...DRIVER, pilot, minutes: 240 }, { ...SETTINGS, driver: ['--partition=cpu'] });
    expect(words).toEqual(
      expect.arrayContaining([
        '--partition=gpu',
        '--time=240',
        '--cpus-per-task=32',
        '--gres=gpu:a100:4',
        '--mem=65536M',
      ]),
    );
    expect(words).toEqual(expect.arrayContaining(['--qos=long', '--requeue', '--signal=B:USR2@300']));
    expect(words).not.toContain('--partition=cpu');
  });

  it('becomes the command, in the folder in which that was given', () => {
    const text = driverScript('s', "/a b/it's", ['/usr/bin/node', 'sweep.js', 'run', 'x y.yaml']);
    expect(text).toBe(`#!/bin/bash -l
# the runner of s
cd '/a b/it'\\''s' || exit 1
exec /usr/bin/node sweep.js run 'x y.yaml'
`);
  });

  it('is named by its sweep and a word of its own', () => {
    const name = newDriverName('beam.runner.v2', 'runner');
    expect(name).not.toBe(newDriverName('beam.runner.v2', 'runner'));
    expect(sweepOfDriver(name)).toBe('beam.runner.v2');
    expect(sweepOfDriver(newDriverName('beam', 'pilot'))).toBe('beam');
    expect(['beam', 'beam.0123456789abcdef', 'beam.runner.xyz'].map(sweepOfDriver)).toEqual([null, null, null]);
  });

  it.each([
    ['', null],
    ['7|PENDING|\n', { id: '7', stage: 'queued', nodes: '' }],
    ['7|RUNNING|n[1-2]\n', { id: '7', stage: 'running', nodes: 'n[1-2]' }],
    ['7|COMPLETING|n1\n', { id: '7', stage: 'running', nodes: 'n1' }],
    ['6|FAILED|n1\n7|REQUEUED|\n', { id: '7', stage: 'queued', nodes: '' }],
    ['7|TIMEOUT|n1\n', { id: '7', stage: 'over', nodes: 'n1' }],
  ])('stands as the queue tells: %j', (text, row) => {
    expect(driverRow(text)).toEqual(row);
  });
});
