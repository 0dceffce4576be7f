import { describe, expect, it } from 'vitest';
import { Controller, type Submission } from '../../../src/launch/slurm/controller.ts';
import type { CommandResult } from '../../../src/launch/slurm/commands.ts';
import type { SlurmSettings } from '../../../src/model/executor.ts';
import { seconds } from '../../../src/model/units.ts';

const SETTINGS: SlurmSettings = {
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
  ...{ maxSubmitted: 8, poll: seconds(30), latency: seconds(120), setup: null, wrap: null },
};

/** A controller whose commands all come to this, and what was run. */
function answering(result: CommandResult) {
  const calls: (readonly string[])[] = [];
  const run = (words: readonly string[]): Promise<CommandResult> => {
    calls.push(words);
    return Promise.resolve(result);
  };
  return { controller: new Controller(run, SETTINGS), calls };
}

const SUBMISSION: Submission = {
  ...{ name: 'beam.1f', indices: [0, 1, 2, 7], script: '/run/50%/d.sh', logs: '/run/50%' },
  request: { minutes: 5, nodes: 1, cpus: 1, gpus: 0, memory: null },
};

const UNREACHABLE: CommandResult = { is: 'refused', message: 'sbatch: error: Unable to contact slurm controller' };
const GONE: CommandResult = { is: 'refused', message: 'sbatch: error: Invalid job id specified' };

describe('what is submitted', () => {
  it('is held, is not run again by Slurm, and has the limits of its node', async () => {
    const { controller, calls } = answering({ is: 'done', text: '12;alps\n' });
    expect(await controller.submit(SUBMISSION)).toEqual({ is: 'taken', id: '12', cluster: 'alps' });
    const words = ['--hold', '--no-requeue', '--export=ALL', '--propagate=NONE', '--array=0-2,7', '--job-name=beam.1f'];
    expect(calls[0]).toEqual(expect.arrayContaining(words));
    // Slurm puts its own words in the place of a percent sign and a letter.
    expect(calls[0]).toContain('--output=/run/50%%/%a.log');
    expect(calls[0]?.at(-1)).toBe('/run/50%/d.sh');
  });

  it.each<[string, CommandResult, object]>([
    ['may have been taken', { is: 'unanswered' }, { is: 'unanswered' }],
    ['may have been taken, where no id is printed', { is: 'done', text: 'hello' }, { is: 'unanswered' }],
    [
      'may be taken later',
      UNREACHABLE,
      { is: 'refused', because: 'Unable to contact slurm controller', mayPass: true },
    ],
    ['is never taken', GONE, { is: 'refused', because: 'Invalid job id specified', mayPass: false }],
    [
      'may be taken by a sbatch to come',
      { is: 'missing' },
      { is: 'refused', because: 'sbatch is not in PATH', mayPass: true },
    ],
  ])('%s', async (_, result, submitted) => {
    expect(await answering(result).controller.submit(SUBMISSION)).toMatchObject(submitted);
  });
});

describe('what the controller is told', () => {
  it.each<[string, CommandResult, boolean]>([
    ['it has heard', { is: 'done', text: '' }, true],
    ['it has heard, though there is nothing to do any more', GONE, true],
    ['it has not heard where it cannot be reached', UNREACHABLE, false],
    ['it has not heard where it does not answer', { is: 'unanswered' }, false],
    ['it has not heard where there is no command', { is: 'missing' }, false],
  ])('%s', async (_, result, isHeard) => {
    const { controller } = answering(result);
    expect(await controller.release('a')).toBe(isHeard);
    expect(await controller.terminate('1', [0])).toBe(isHeard);
    expect(await controller.cancel('1', [0])).toBe(isHeard);
    expect(await controller.cancelAll('a')).toBe(isHeard);
  });

  it('is of tasks by number without any filter, with which scancel takes all that waits of their array', async () => {
    const { controller, calls } = answering({ is: 'done', text: '' });
    await controller.terminate('12', [0, 1, 5]);
    expect(calls).toEqual([['scancel', '--quiet', '--signal=TERM', '--batch', '12_[0-1,5]']]);
  });
});

it('what is to begin later is said of its tasks alone', async () => {
  const { controller, calls } = answering({ is: 'done', text: '' });
  await controller.renice({ id: '12', indices: [0, 1, 5], nice: 3 });
  expect(calls).toEqual([['scontrol', 'update', 'jobid=12_[0-1,5]', 'nice=3']]);
});

describe('what is asked', () => {
  it('is one question, by name, or about all that is of this user where there are too many names', async () => {
    const { controller, calls } = answering({
      is: 'done',
      text: '1|0|RUNNING|1|0|a0|None\n2|0|RUNNING|1|0|other|None\n',
    });
    expect(await controller.tasks(['a0', 'a1'])).toHaveLength(1);
    expect(await controller.tasks(Array.from({ length: 201 }, (_, at) => `a${at}`))).toHaveLength(1);
    expect(calls.map((words) => words.some((word) => word.startsWith('--name=')))).toEqual([true, false]);
  });

  it('is not answered where squeue does not say anything', async () => {
    expect(await answering(UNREACHABLE).controller.tasks(['a'])).toBeNull();
  });

  it('is asked of accounts once only where there are none', async () => {
    const { controller, calls } = answering({ is: 'refused', message: 'Slurm accounting storage is disabled' });
    expect([await controller.accounts(['a']), await controller.accounts(['a'])]).toEqual([[], []]);
    expect(calls).toHaveLength(1);
  });

  it.each<[CommandResult, string]>([
    [UNREACHABLE, 'scontrol says: Unable to contact slurm controller'],
    [{ is: 'missing' }, 'scontrol is not in PATH'],
    [{ is: 'unanswered' }, 'scontrol does not answer'],
  ])('of the cluster itself: %j', async (result, problem) => {
    expect(await answering(result).controller.facts()).toBe(problem);
  });

  it('of the cluster itself is taken to be as usual where it does not say', async () => {
    expect(await answering({ is: 'done', text: '' }).controller.facts()).toEqual({
      name: '',
      maxArraySize: 1001,
      maxJobs: null,
      version: '',
    });
  });
});
