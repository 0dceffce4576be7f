import { describe, expect, it } from 'vitest';
import { jobLines } from '../../../src/app/control/jobs-file.ts';
import { Refusal } from '../../../src/app/refusal.ts';

const commands = (text: string): string[] =>
  jobLines(text, 'jobs.txt').map(({ command }) => (command.kind === 'shell' ? command.text : ''));

describe('a file of jobs', () => {
  it('has a job in each line that is neither empty nor a comment', () => {
    expect(commands('a 1\r\n\n  # no job\n\tb, c | d\n')).toEqual(['a 1', 'b, c | d']);
  });

  it('is refused where a line can be no command', () => {
    expect(() => jobLines('a\nb\0c', 'jobs.txt')).toThrow(
      new Refusal(2, 'jobs.txt:2: it holds a NUL, which no command can'),
    );
  });

  it.each([
    ['5,train.py,torch,--lr 0.1,"0,1"', 'conda run --no-capture-output -n torch python train.py --lr 0.1', '0,1'],
    ['5,train.py,,--lr 0.1,', 'python train.py --lr 0.1', undefined],
    ['5,train.py,,--ids 1,2 --x,0-3', 'python train.py --ids 1,2 --x', '0-3'],
    ['5,run.sh,torch', 'conda run --no-capture-output -n torch bash run.sh', undefined],
    ['5, train.py , torch , "--a b" , "4, 5"', 'conda run --no-capture-output -n torch python train.py --a b', '4,5'],
  ])('of GPU Job Scheduler is read as that does: %s', (line, text, gpuIds) => {
    const options = { priority: '-5', gpus: '1', ...(gpuIds === undefined ? {} : { gpuIds }) };
    expect(jobLines(line, 'jobs.txt')).toEqual([{ command: { kind: 'shell', text }, options }]);
  });

  it('is one of shell lines where a single one is not of GPU Job Scheduler', () => {
    expect(commands('5,train.py,torch\necho hi')).toEqual(['5,train.py,torch', 'echo hi']);
  });
});

it('of long lines has them labelled by what tells them apart', () => {
  const line = (rest: string) => `python train.py --data /datasets/imagenet/2012 --epochs 90 ${rest}`;
  const labels = jobLines(`${line('--lr 0.1')}\n${line('--ema')}\n`, 'jobs.txt').map(({ options }) => options.label);
  expect(labels).toEqual(['lr=0.1', 'ema']);
});
