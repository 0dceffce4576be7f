import { describe, expect, test } from 'vitest';
import { lackingOf } from '../../../rig/lacking.ts';

const GONE = ['logs/', 'sub/logs/', 'out/a/'];

describe('a folder that is not there and into which the shell writes what a command prints is warned of', () => {
  test.each<[string, string]>([
    ['python train.py --x={{x}} > logs/{{x}}.txt', 'logs/'],
    ['python train.py --x={{x}} >> ./logs/all.txt 2>&1', 'logs/'],
    ['python train.py {{x}} &> logs/all.txt', 'logs/'],
    ['python train.py {{x}} 2> out/a/err.txt', 'out/a/'],
    ['python train.py "{{x}}; > y" > "logs/{{x}}.txt"', 'logs/'],
    ['python train.py {{x}} 2>&1 | tee -a logs/{{x}}.txt', 'logs/'],
    ['python train.py \\\n  {{x}} > logs/{{x}}.txt; echo done', 'logs/'],
  ])('%j', (command, path) => {
    expect(lackingOf({ matrix: { x: [1, 2] }, command }, GONE)).toEqual([
      expect.stringMatching(`^warning @ .*: \`${path}\` does not exist; the shell of 1 and 1 other writes into it$`),
    ]);
  });

  test('at its place, and relative to where the job runs', () => {
    expect(lackingOf({ workdir: 'sub', command: 'python x > logs/a.txt' }, GONE)).toEqual([
      'warning @ logs: `sub/logs/` does not exist; the shell of main writes into it',
    ]);
  });
});

describe('nothing is said of', () => {
  test.each<[string]>([
    ['mkdir -p logs; python train.py > logs/a.txt'],
    ['mkdir -p logs && python train.py > logs/a.txt'],
    ['make; python train.py > logs/a.txt'],
    ['make && python train.py > logs/a.txt'],
    ['make\npython train.py > logs/a.txt'],
    ['cd sub && python train.py > logs/a.txt'],
    ['(cd sub; python train.py) > logs/a.txt'],
    ['python train.py > logs/{{x}}/a.txt'],
    ['python train.py > {{x}}/logs/a.txt'],
    ['python train.py > $DIR/logs/a.txt'],
    ['python train.py > a.txt'],
    ['python train.py > /opt/logs/a.txt'],
    ['python train.py > ../logs/a.txt'],
    ['python train.py < logs/a.txt'],
    ['python train.py logs/a.txt 2>&1'],
    ['echo "> logs/a.txt"'],
    ["python -c '1 > logs/a.txt'"],
  ])('%j', (command) => {
    expect(lackingOf({ matrix: { x: [1] }, command }, GONE)).toEqual([]);
  });

  test.each([[{ setup: 'mkdir -p logs' }], [{ setup: 'cd sub' }], [{ template: 'w.hbs' }], [{ workdir: '/opt' }]])(
    'a folder beside %j',
    (more) => {
      expect(lackingOf({ ...more, command: 'python train.py > logs/a.txt' }, GONE)).toEqual([]);
    },
  );

  test('one into which a job before produces something', () => {
    const make = { command: 'make', produces: ['logs/first.txt'] };
    const stages = { make, run: { needs: 'make', command: 'python train.py > logs/a.txt' } };
    expect(lackingOf({ stages }, GONE)).toEqual([]);
  });

  test('one that is there', () => {
    expect(lackingOf({ command: 'python train.py > logs/a.txt' }, [])).toEqual([]);
  });
});
