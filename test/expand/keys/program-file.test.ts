import { describe, expect, test } from 'vitest';
import { lacking } from '../../../src/expand/lacking.ts';
import { expandText, factsFor } from '../../rig/expansion.ts';

/** What is said of a sweep of whose files none of these is there. */
function said(written: object, missing: readonly string[]): string[] {
  const text = JSON.stringify(written);
  const { draft } = expandText(text);
  if (draft === null) throw new Error('no draft');
  const facts = factsFor(draft, Object.fromEntries(missing.map((path) => [path, { exists: false, digest: null }])));
  return lacking(draft, facts, null, { checkFiles: true }).map(
    ({ severity, span, message }) =>
      `${severity} @ ${span === null ? '-' : text.slice(span.start, span.end)}: ${message}`,
  );
}

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
    expect(said({ matrix: { x: [1, 2] }, command }, GONE)).toEqual([
      expect.stringMatching(`^warning @ .*: \`${path}\` does not exist; 1 and 1 other run it$`),
    ]);
  });

  test('at its place, relative to where the job runs, and with what `setup` may well do', () => {
    expect(said({ command: 'time python -u train.py' }, GONE)).toEqual([
      'warning @ train.py: `train.py` does not exist; main runs it',
    ]);
    expect(said({ workdir: 'sub', command: 'python train.py' }, GONE)).toEqual([
      'warning @ train.py: `sub/train.py` does not exist; main runs it',
    ]);
    const setup =
      'eval "$(conda shell.bash hook)"; module load cuda; conda activate x; source .venv/bin/activate; export A=$B; C=1';
    expect(said({ setup, command: 'python train.py' }, GONE)).toHaveLength(1);
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
    expect(said({ matrix: { x: [1] }, command }, GONE)).toEqual([]);
  });

  test.each([
    [{ setup: 'cd sub' }],
    [{ setup: 'git clone x' }],
    [{ setup: 'source here.sh' }],
    [{ setup: 'export A=$(make)' }],
    [{ template: 'w.hbs' }],
    [{ workdir: '/opt' }],
  ])('a script beside %j', (more) => {
    expect(said({ ...more, command: 'python train.py' }, GONE)).toEqual([]);
  });

  test('one that a job before produces', () => {
    const make = { command: 'make', produces: ['src'] };
    const stages = { make, run: { needs: 'make', command: 'src/x.sh' } };
    expect(said({ stages }, GONE)).toEqual([]);
    expect(said({ stages: { ...stages, run: { command: 'src/x.sh' } } }, GONE)).toHaveLength(1);
  });

  test('one that is asked for by name, or whose folder is not there, beyond that', () => {
    expect(said({ command: 'python train.py', inputs: ['train.py'] }, GONE)).toEqual([
      expect.stringMatching(/^error @ .*it is an input of main$/),
    ]);
    expect(said({ workdir: 'sub', command: 'python train.py' }, ['sub/', ...GONE])).toEqual([
      expect.stringMatching(/^error @ .*main runs in it$/),
    ]);
  });

  test('one that is there', () => {
    expect(said({ command: 'python train.py' }, [])).toEqual([]);
  });
});
