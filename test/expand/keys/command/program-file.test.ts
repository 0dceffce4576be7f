import { describe, expect, test } from 'vitest';
import { lackingOf } from '../../../rig/lacking.ts';

const GONE = ['train.py', 'x.sh', 'src/x.sh', 'src/train.py', 'sub/train.py'];

describe('a script that a command runs first, and that is not there, is warned of', () => {
  test.each<[string | readonly string[], string]>([
    ['python train.py --x={{x}}', 'train.py'],
    ['python3.12 -u -B ./train.py', 'train.py'],
    ['.venv/bin/python src/train.py {{x}} > log', 'src/train.py'],
    ['bash -eu x.sh; echo done', 'x.sh'],
    ['sh src/x.sh && echo done', 'src/x.sh'],
    ['./x.sh {{x}}', 'x.sh'],
    ['src/x.sh', 'src/x.sh'],
    ['OMP_NUM_THREADS=1 exec python train.py | tee log', 'train.py'],
    ['env A=1 python train.py', 'train.py'],
    [['python', 'train.py', '{{x}}'], 'train.py'],
    [['env', 'A=1', './x.sh'], 'x.sh'],
  ])('%j', (command, path) => {
    expect(lackingOf({ matrix: { x: [1, 2] }, command }, GONE)).toEqual([
      expect.stringMatching(`^warning @ .*: \`${path}\` does not exist; 1 and 1 other run it$`),
    ]);
  });

  test('at its place, relative to where the job runs, and with what `setup` may well do', () => {
    expect(lackingOf({ command: 'time python -u train.py' }, GONE)).toEqual([
      'warning @ train.py: `train.py` does not exist; main runs it',
    ]);
    expect(lackingOf({ workdir: 'sub', command: 'python train.py' }, GONE)).toEqual([
      'warning @ train.py: `sub/train.py` does not exist; main runs it',
    ]);
    const setup =
      'eval "$(conda shell.bash hook)"; module load cuda; conda activate x; source .venv/bin/activate; export A=$B; C=1';
    expect(lackingOf({ setup, command: 'python train.py' }, GONE)).toHaveLength(1);
  });
});

describe('nothing is said of', () => {
  test.each<[string | readonly string[]]>([
    ['python {{x}}.py'],
    ['python src/{{x}}train.py'],
    ['python train.py{{x}}'],
    ['python -m train.py'],
    ['python -c train.py'],
    ['python -X dev train.py'],
    ['python train'],
    ['python "train.py"'],
    ['python $DIR/train.py'],
    ['python /opt/train.py'],
    ['python ~/train.py'],
    ['python ../train.py'],
    ['cd sub && python train.py'],
    ['make x.sh; ./x.sh'],
    ['./x.sh || true'],
    ['if ./x.sh; then :; fi'],
    ['(./x.sh)'],
    ['node x'],
    ['echo ./x.sh'],
    ['ssh host ./x.sh'],
    ['srun python train.py'],
    ['torchrun train.py'],
    [['{{x}}', 'train.py']],
    [['python', '{{x}}', 'train.py']],
    [['a b/x.sh']],
  ])('%j', (command) => {
    expect(lackingOf({ matrix: { x: [1] }, command }, GONE)).toEqual([]);
  });

  test.each([
    [{ setup: 'cd sub' }],
    [{ setup: 'git clone x' }],
    [{ setup: 'source here.sh' }],
    [{ setup: 'export A=$(make)' }],
    [{ template: 'w.hbs' }],
    [{ workdir: '/opt' }],
  ])('a script beside %j', (more) => {
    expect(lackingOf({ ...more, command: 'python train.py' }, GONE)).toEqual([]);
  });

  test('one that a job before produces', () => {
    const make = { command: 'make', produces: ['src'] };
    const stages = { make, run: { needs: 'make', command: 'src/x.sh' } };
    expect(lackingOf({ stages }, GONE)).toEqual([]);
    expect(lackingOf({ stages: { ...stages, run: { command: 'src/x.sh' } } }, GONE)).toHaveLength(1);
  });

  test('one that is asked for by name, or whose folder is not there, beyond that', () => {
    expect(lackingOf({ command: 'python train.py', inputs: ['train.py'] }, GONE)).toEqual([
      expect.stringMatching(/^error @ .*it is an input of main$/),
    ]);
    expect(lackingOf({ workdir: 'sub', command: 'python train.py' }, ['sub/', ...GONE])).toEqual([
      expect.stringMatching(/^error @ .*main runs in it$/),
    ]);
  });

  test('one that is there', () => {
    expect(lackingOf({ command: 'python train.py' }, [])).toEqual([]);
  });
});
