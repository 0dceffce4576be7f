import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/launch/diagnosis/decisive-failure.ts';
import { errorLine } from '../../../src/launch/diagnosis/error-line.ts';
import { outputOf } from '../../../src/launch/diagnosis/log-lines.ts';

function lineOf(text: string): string | null {
  return errorLine(accountOf(outputOf(text)));
}

function lineOfFixture(name: string): string | null {
  return lineOf(readFileSync(new URL(`../../fixtures/output/${name}.txt`, import.meta.url), 'utf8'));
}

const TRACE = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    f()\n';

describe('the line that tells why', () => {
  test.each([
    ['not-log', 'ValueError: could not broadcast input array from shape (3,) into shape (4,)'],
    ['not-help', 'train.py: error: unrecognized arguments: --lr-sched=cosine'],
    ['not-ignored', 'ValueError: bad seed'],
    ['not-went-on', 'no convergence'],
    ['torchrun-error', "KeyError: 'labels'"],
    ['torchrun-killed', 'Signal 9 (SIGKILL) received by PID 78970'],
    ['dataloader', 'RuntimeError: DataLoader worker (pid 1817) is killed by signal: Killed.'],
    ['spawn', 'RuntimeError: CUDA error: out of memory'],
    [
      'vllm',
      'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.',
    ],
    ['llama-cpp', 'main: error: unable to load model'],
    ['cpp', 'std::bad_alloc'],
    ['line-hydra', "Error locating target 'src.models.Net', see chained exception above."],
    ['line-node', 'TypeError: bad seed'],
    ['line-go', 'panic: runtime error: index out of range [3] with length 3'],
    ['line-progress', '20%|██ | 2/10diverged at step 2'],
  ])('of %s is the one of its cause', (name, line) => {
    expect(lineOfFixture(name)).toBe(line);
  });

  test.each([
    ['the last of a traceback', `${TRACE}ValueError: x\n`, 'ValueError: x'],
    [
      'the last of the last traceback',
      `${TRACE}ValueError: x\n${TRACE}  [Previous line repeated]\nKeyError\n`,
      'KeyError',
    ],
    ['that of a lower-case exception', `${TRACE}socket.timeout: timed out\n`, 'socket.timeout: timed out'],
    ['that of an error without a traceback', '  File "a.py", line 1\nSyntaxError: bad\ndone\n', 'SyntaxError: bad'],
    ['the word of the shell', 'one\nbash: foo: command not found\n', 'bash: foo: command not found'],
    ['the word of sh', 'sh: 1: foo: not found\nbye\n', 'sh: 1: foo: not found'],
    ['an error of git', 'fatal: not a git repository\n\n', 'fatal: not a git repository'],
    ['an error in capitals', 'FATAL could not bind\nbye\n', 'FATAL could not bind'],
    [
      'an error of a compiler',
      "a.c:3:5: error: unknown type 'x'\n1 error generated.\n",
      "a.c:3:5: error: unknown type 'x'",
    ],
    ['the last error after a traceback', `${TRACE}ValueError: x\nerror: no data\n`, 'error: no data'],
    ['the last line otherwise', 'one\n  two  \n\n', 'two'],
    ['no measure that is called an error', 'Error rate: 0.3\nstopped\n', 'stopped'],
    ['not the parting word of a launcher', 'no data\nwandb: Synced\n=====\n', 'no data'],
    [
      'not the line of the command that failed',
      'no data\nsweep: line 2 of the command: "python train.py" exited with 1\n',
      'no data',
    ],
    [
      'what was refused to a program of the command that failed, however much others of its pipe have said since',
      `tee: logs/a.log: No such file or directory\n${'epoch done\n'.repeat(9)}sweep: line 1 of the command: "python a.py | tee logs/a.log" exited with 1\n`,
      'tee: logs/a.log: No such file or directory',
    ],
    [
      'not what was refused to another program long before',
      `cat: notes: No such file or directory\n${'epoch done\n'.repeat(9)}sweep: line 2 of the command: "python a.py" exited with 1\n`,
      'epoch done',
    ],
    [
      'that line, if it is all',
      'sweep: line 2 of a.sh: "x" exited with 1\n',
      'sweep: line 2 of a.sh: "x" exited with 1',
    ],
    ['the parting word of a launcher, if it is all', 'wandb: Synced\n', 'wandb: Synced'],
    [
      'that of a report, if it is all',
      `${TRACE}subprocess.CalledProcessError: x\n`,
      'subprocess.CalledProcessError: x',
    ],
  ])('is %s', (_, text, line) => {
    expect(lineOf(text)).toBe(line);
  });

  test('is that of the rank which torchrun saw fail first, whoever spoke last and however they mix', () => {
    const [one, two] = ['KeyError: 1', 'ValueError: 2'].map((type) => `${TRACE}${type}`.split('\n'));
    const mixed = one!.flatMap((line, index) => [`[rank1]: ${line}`, `[rank0]: ${two![index]!}`]).join('\n');
    const root = (rank: number): string =>
      `${mixed}\nRoot Cause (first observed failure):\n[0]:\n  rank      : ${rank} (local_rank: 0)\n`;
    expect(lineOf(root(1))).toBe('KeyError: 1');
    expect(lineOf(root(0))).toBe('ValueError: 2');
  });

  test('is told without colours, control characters and marks of direction', () => {
    expect(lineOf('\x1b[1;31merror: \x1b[0mbad\x07\u202e \tseed\x1b]0;title\x07\r\n')).toBe('error: bad seed');
  });

  test('is cut to 300 characters, none of them in half', () => {
    expect(lineOf(`error: ${'😀'.repeat(400)}`)).toBe(`error: ${'😀'.repeat(292)}…`);
    expect(lineOf('x'.repeat(300))).toBe('x'.repeat(300));
  });

  test('is null when nothing was written', () => {
    expect(lineOf('')).toBeNull();
    expect(lineOf('\n \n\x1b[0m\n')).toBeNull();
  });
});
