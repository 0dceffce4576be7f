import { describe, expect, it } from 'vitest';
import { clusterPlanOf } from '../../../src/app/machine/cluster-plan.ts';
import type { CommandResult } from '../../../src/launch/slurm/commands.ts';
import { Controller } from '../../../src/launch/slurm/controller.ts';
import type { SlurmSettings } from '../../../src/model/executor.ts';
import { seconds } from '../../../src/model/units.ts';
import { clusterPlanText } from '../../../src/report/plan/cluster-plan.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

const SETTINGS: SlurmSettings = {
  ...{
    kind: 'slurm',
    partition: 'gpu',
    account: null,
    sbatch: ['--qos=long'],
    driver: [],
    gpuType: null,
    memory: 'per-node',
  },
  ...{ time: seconds(3600), maxSubmitted: 1000, poll: seconds(30), latency: seconds(120), setup: null, wrap: null },
};

const done = (text: string): CommandResult => ({ is: 'done', text });

/** What the commands of a cluster come to, by name. */
const ANSWERS: Readonly<Record<string, CommandResult>> = {
  scontrol: done('ClusterName = alps\nMaxArraySize = 3\nMaxJobCount = 10000\n'),
  sinfo: done('cpu*|up|infinite|4|(null)\ngpu|up|2:00:00|2|gpu:a100:4\n'),
  sbatch: done(''),
};

function planOf(sketches: readonly JobSketch[], more: Partial<SlurmSettings> = {}, answers = ANSWERS) {
  const settings = { ...SETTINGS, ...more };
  const calls: (readonly string[])[] = [];
  const run = (words: readonly string[]): Promise<CommandResult> => {
    calls.push(words);
    return Promise.resolve(answers[words[0] ?? ''] ?? { is: 'missing' });
  };
  const there = sketchPlan(sketches).jobs;
  const here = sketchPlan([{ id: 'fetch' }]).jobs;
  const plan = clusterPlanOf({ name: 'cluster', settings, there, here }, new Controller(run, settings));
  return plan.then((json) => ({ json, calls, text: clusterPlanText(json) }));
}

const JOBS: readonly JobSketch[] = [
  ...[1, 2, 3].map((n) => ({ id: `train-${n}`, stage: 'train', gpus: 2, timeout: 5340 })),
  { id: 'collect', stage: 'collect', slots: 4, needs: ['train-1'] },
  { id: 'late', slots: 4, needs: ['fetch'] },
];

describe('what a cluster would be given', () => {
  it('is told by what jobs ask for: how many, how many of them at once, and in how many arrays', async () => {
    const { json, calls, text } = await planOf(JOBS);
    expect(json).toMatchObject({ name: 'cluster', jobs: 5, here: 1, gpuHours: 9.1, problems: [] });
    expect(text).toBe(`On cluster: 5 jobs, 9.1 GPU-hours at the most
  3 of train, all at once in 1 array: --partition=gpu --time=91 --nodes=1 --ntasks=1 --cpus-per-task=1 --gres=gpu:2 --qos=long
  2 of collect, main, as they can start: --partition=gpu --time=60 --nodes=1 --ntasks=1 --cpus-per-task=4 --qos=long
On this machine: 1 job`);
    expect(calls.filter(([command]) => command === 'sbatch').every((words) => words[1] === '--test-only')).toBe(true);
  });

  it('is GPU-hours of all nodes that a job is spread over', async () => {
    const { json, text } = await planOf([{ id: 'wide', nodes: 4, gpus: 2, timeout: 3480 }]);
    expect(json.gpuHours).toBe(8);
    expect(text).toContain('--nodes=4 --ntasks-per-node=1 --cpus-per-task=1 --gres=gpu:2');
  });

  it('is told with how many may be submitted at once, where those are fewer', async () => {
    const { json, text } = await planOf(JOBS.slice(0, 3), { maxSubmitted: 2 });
    expect(json.requests.map(({ first, arrays }) => [first, arrays])).toEqual([[2, 1]]);
    expect(text).toContain('3 jobs, no more than 2 at once');
    expect(text).toContain('3 of train, 2 at once in 1 array');
  });

  it('is as many arrays as the cluster lets them be large', async () => {
    const five = Array.from({ length: 5 }, (_, at) => ({ id: `job-${at}` }));
    expect((await planOf(five)).json.requests).toMatchObject([{ jobs: 5, first: 5, arrays: 2 }]);
  });

  it.each<[string, Partial<SlurmSettings>, Readonly<Record<string, CommandResult>>, string]>([
    [
      'is too long for its partition',
      { time: seconds(10_800) },
      ANSWERS,
      'cluster takes none of the 1 like collect: they ask for 3h, and the partition gives 2h',
    ],
    [
      'is for a partition that is not there',
      { partition: 'gpus' },
      ANSWERS,
      'cluster has no partition gpus; did you mean gpu?',
    ],
    [
      'is for a default partition where there is none',
      { partition: null },
      { ...ANSWERS, sinfo: done('a|up|infinite|1|(null)\nb|up|infinite|1|(null)\n') },
      'cluster has no partition for jobs that name none: `partition` must be one of a, b',
    ],
    [
      'sbatch would refuse',
      {},
      { ...ANSWERS, sbatch: { is: 'refused', message: 'allocation failure: Invalid qos specification\n' } },
      'cluster takes none of the 1 like collect: allocation failure: Invalid qos specification',
    ],
    [
      'cannot be judged since the cluster does not answer',
      {},
      { ...ANSWERS, scontrol: { is: 'unanswered' } },
      'cluster could not be asked about its limits: scontrol does not answer',
    ],
  ])('and what %s', async (_, settings, answers, problem) => {
    const { json, text } = await planOf([{ id: 'collect' }], settings, answers);
    expect(json.problems).toEqual([problem]);
    expect(text).toContain(`\n${problem}`);
  });
});
