import { expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

it('writes the sweep that a line means, shows its plan, and has it run as it is', async () => {
  const project = new Project();
  const words = ['new', "echo 'lr {{lr}} of {{tasks}}' > {{lr}}.txt", 'lr=1e-3,1e-4', 'tasks="a,b"', '--timeout', '1m'];
  const { code, stdout, stderr } = await project.sweep(...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^Wrote sweep\.yaml, which plans this:\njob .*\n1e-3.* new\n1e-4.* new\n[^]*\nNext: `sweep run`\n$/,
  );
  expect(project.read('sweep.yaml')).toMatch(/^# yaml-language-server: \$schema=\.sweep\/sweep\.schema\.json\n/);
  expect(JSON.parse(project.read('.sweep/sweep.schema.json'))).toHaveProperty('$defs');
  expect(await project.sweep('run', '--gpus', 'none')).toMatchObject({ code: 0 });
  expect([project.read('1e-3.txt'), project.read('1e-4.txt')]).toEqual(['lr 1e-3 of a,b\n', 'lr 1e-4 of a,b\n']);
});

it('does not call a run the next thing where this machine lacks the GPUs', async () => {
  const project = new Project();
  const { stdout } = await project.sweep('new', 'echo {{x}}', 'x=1', '--gpus', '64');
  expect(stdout).toMatch(/\n\nNext, on a machine that can run it: `sweep run`\n$/);
});

it('says all that is wrong at once, and writes nothing', async () => {
  const project = new Project({ 'sweep.yaml': 'command: echo mine\n' });
  expect(await project.sweep('new', 'echo {lr}', 'lr=1,,2')).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: sweep.yaml is already there, and is left as it is
hint: name another file with -f

sweep new:1:6: error: \`{lr}\` puts in no value
    1 | echo {lr} lr=1,,2
      |      ^^^^
hint: write \`{{lr}}\`

sweep new:1:11: error: a value of \`lr\` is empty
    1 | echo {lr} lr=1,,2
      |           ^^
hint: for an empty text, write \`'lr=""'\`

3 errors in sweep new
`,
  });
  expect(project.traces()).toEqual(['sweep.yaml']);
});

inLong(() => {
  it('tells what has become of the words of Hydra', async () => {
    const { code, stdout } = await new Project().sweep('new', 'echo t.py -m a=1,2 hydra/launcher=joblib');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n\nEach job is one run of Hydra: `-m` is left out; kept, though without effect: `hydra\/launcher=…`; .*\n\nNext: /,
    );
  });

  it('takes a program and its words behind `--`, and another file', async () => {
    const project = new Project();
    const { stdout } = await project.sweep(
      'new',
      '-f',
      'a/My Sweep.yaml',
      'x=1..2',
      '--',
      'echo',
      '{{x}}',
      'y=3',
      '--gpus',
    );
    expect(stdout).toContain("\nNext: `sweep run 'a/My Sweep.yaml'`\n");
    expect(project.read('a/My Sweep.yaml')).toMatch(/^name: my-sweep$[^]*^command: echo \{\{x\}\} y=3 --gpus$/m);
  });

  it('is checked as any file: what the language refuses is refused, and nothing is written', async () => {
    const project = new Project();
    const { code, stderr } = await project.sweep('new', 'echo {{x}}', 'x=1,1.0', '--timeout', 'soon');
    expect({ code, traces: project.traces() }).toEqual({ code: 2, traces: [] });
    expect(stderr).toContain('2 errors in sweep.yaml');
  });
});
