import { describe, expect, it } from 'vitest';
import { requestWords, signatureOf, slurmRequest, unfitKeys } from '../../../src/launch/slurm/request.ts';
import { faultOfOption, type SlurmSettings } from '../../../src/model/executor.ts';
import type { Job } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

const PLAIN: SlurmSettings = {
  ...{
    kind: 'slurm',
    partition: null,
    account: null,
    sbatch: [],
    driver: [],
    gpuType: null,
    memory: 'per-node',
    time: null,
  },
  ...{ maxSubmitted: 1000, poll: seconds(30), latency: seconds(120), setup: null, wrap: null },
};

const jobOf = (sketch: Partial<JobSketch>): Job => sketchPlan([{ id: 'a', ...sketch }]).jobs[0]!;

describe('the limit that Slurm is given', () => {
  it.each([
    ['comes after that of the job, its grace and some time beside', 3600, null, 63],
    ['is that of the executor, where the job has none', null, seconds(86_400), 1440],
    ['is that of the job, also where the executor has one', 60, seconds(86_400), 4],
  ])('%s', (_, after, time, minutes) => {
    const timeout = after === null ? null : { after: seconds(after), signal: 'TERM', grace: seconds(30) };
    expect(slurmRequest({ ...jobOf({}), timeout }, { time })?.minutes).toBe(minutes);
  });

  it('is not known where nothing says it', () => {
    expect(slurmRequest(jobOf({}), { time: null })).toBeNull();
  });
});

describe('what sbatch is told', () => {
  const words = (sketch: Partial<JobSketch>, settings: Partial<SlurmSettings> = {}): readonly string[] => {
    const whole = { ...PLAIN, time: seconds(600), ...settings };
    return requestWords(slurmRequest(jobOf(sketch), whole)!, whole);
  };

  it('is what a job asks for, on one node', () => {
    expect(words({ slots: 4, gpus: 2, memory: 3 })).toEqual([
      ...['--time=10', '--nodes=1', '--ntasks=1', '--cpus-per-task=4', '--gres=gpu:2', '--mem=3072M'],
    ]);
  });

  it('is the same of each node, where it is spread over several', () => {
    expect(words({ nodes: 3, slots: 4, gpus: 2, memory: 3 })).toEqual([
      ...['--time=10', '--nodes=3', '--ntasks-per-node=1', '--cpus-per-task=4', '--gres=gpu:2', '--mem=3072M'],
    ]);
  });

  it('is what the executor says besides', () => {
    const settings = { partition: 'gpu', account: 'nlp', gpuType: 'a100', sbatch: ['--qos=long'] };
    expect(words({ gpus: 1 }, settings)).toEqual([
      ...['--partition=gpu', '--account=nlp', '--time=10', '--nodes=1', '--ntasks=1', '--cpus-per-task=1'],
      ...['--gres=gpu:a100:1', '--qos=long'],
    ]);
  });

  it('asks for memory as the site wants it', () => {
    expect(words({ slots: 3, memory: 1 }, { memory: 'per-cpu' })).toContain('--mem-per-cpu=342M');
    expect(words({ memory: 1 }, { memory: 'none' }).join(' ')).not.toContain('mem');
  });
});

it('jobs that ask for the same are tasks of one array, others are not', () => {
  const signature = (sketch: Partial<JobSketch>): string =>
    signatureOf(slurmRequest(jobOf(sketch), { time: seconds(60) })!);
  const different = [{}, { slots: 2 }, { nodes: 2 }, { gpus: 1 }, { memory: 1 }, { timeout: 600 }].map(signature);
  expect(new Set(different).size).toBe(different.length);
  expect(signature({ priority: 3, nice: 5 })).toBe(signature({}));
});

it.each([
  ['a part of a GPU', { share: 0.5 }, 'gpu (a part of one)'],
  ['certain GPUs', { gpus: 1, gpuIds: ['0'] }, 'gpu_ids'],
  ['memory of a GPU', { gpus: 1, gpuMemory: 8 }, 'gpu_memory'],
  ['counters', { resources: { license: 1 } }, 'resources'],
  ['spaced starts', { stagger: 5 }, 'stagger'],
  ['a terminal', { tty: true }, 'tty'],
  ['a log of limited length', { maxLog: 1000 }, 'max_log'],
  ['the GPUs of another', { needs: [{ on: 'a', sameGpus: true }] }, 'chain.gpu'],
])('a cluster cannot be asked for %s yet', (_, sketch, key) => {
  expect(unfitKeys(jobOf(sketch))).toEqual([key]);
});

it('a cluster can be asked for nodes, slots, GPUs, memory, limits and retries', () => {
  expect(
    unfitKeys(jobOf({ nodes: 2, slots: 2, gpus: 1, memory: 4, limits: { a: 1 }, retry: { max: 2 }, split: true })),
  ).toEqual([]);
});

it.each([
  ['--qos=long', null],
  ['--exclusive', null],
  ['--constraint=a&b', null],
  ['--array=0-3', '`--array` is said by sweep itself'],
  ['--ntasks-per-node=8', '`--ntasks-per-node` is said by sweep itself'],
  ['--requeue', '`--requeue` is said by sweep itself'],
  ['-p gpu', '`-p gpu` is no long option of sbatch in one word, such as `--qos=long`'],
  ['--qos long', '`--qos long` is no long option of sbatch in one word, such as `--qos=long`'],
  ['script.sh', '`script.sh` is no long option of sbatch in one word, such as `--qos=long`'],
])('of the options of sbatch, %s: %j', (option, fault) => {
  expect(faultOfOption(option, 'sbatch')).toBe(fault);
});

it.each([
  ['--partition=cpu', null],
  ['--time=2-0', null],
  ['--qos=long', null],
  ['--signal=USR1', '`--signal` is said by sweep itself'],
  ['--job-name=x', '`--job-name` is said by sweep itself'],
])('of the options of sbatch for a runner, %s: %j', (option, fault) => {
  expect(faultOfOption(option, 'driver')).toBe(fault);
});
