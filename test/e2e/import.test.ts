import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { inLong, someOf } from '../rig/cases.ts';
import { PROGRAM } from '../rig/program.ts';
import { Project } from '../rig/project.ts';

it('writes the sweep that lines of commands are, says what of them it could not know, and has it run', async () => {
  const project = new Project({
    'jobs.txt': ['a 1', 'a 2', 'b 1', 'b 2']
      .map((said) => `nohup echo ${said} > ${said.replace(' ', '-')}.txt &\n`)
      .join(''),
  });
  const { code, stdout, stderr } = await project.sweep('import', 'jobs.txt');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^Wrote sweep\.yaml: 4 jobs from jobs\.txt\.\n\nWhat is different[^\n]*:\n {2}line 1 and 3 more: /,
  );
  expect(stdout).toMatch(/\n\nNext: `sweep plan`\n$/);
  expect(project.read('sweep.yaml')).toContain('\ncommand: echo {{arg}} {{arg_2}} > {{arg}}-{{arg_2}}.txt\n');
  expect(await project.sweep('run', '--gpus', 'none')).toMatchObject({ code: 0 });
  expect(project.read('b-2.txt')).toBe('b 2\n');
});

it('says all that keeps it from a sweep, and leaves a file that is there', async () => {
  const project = new Project({
    'jobs.sh': 'for i in 1 2; do\n  ./a.sh $i\ndone\n',
    'mine.yaml': 'command: echo mine\n',
  });
  expect(await project.sweep('import', 'jobs.sh', '-o', 'mine.yaml')).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: mine.yaml is already there, and is left as it is
hint: name another file with -o

jobs.sh:1:1: error: \`for\` is a program of the shell, not a job on a line
    1 | for i in 1 2; do
      | ^^^^^^^^^^^^^^^^
hint: have it print its commands: write \`echo\` before them, and pipe it, as in \`bash FILE | sweep import -\`

2 errors in jobs.sh
`,
  });
  expect(project.traces()).toEqual(['jobs.sh', 'mine.yaml']);
});

it('tells of lines that begin with no program that is found here', async () => {
  const project = new Project({
    'jobs.txt': 'launching-it on GPU 0\nPATH=. echo 1\n./there.sh\n./nowhere.sh\n',
    'there.sh': '',
  });
  const { code, stdout } = await project.sweep('import', 'jobs.txt');
  expect(code).toBe(0);
  expect(stdout.match(/.*no program here/g)).toEqual([
    '  line 1: `launching-it` is no program here',
    '  line 4: `./nowhere.sh` is no program here',
  ]);
});

it('writes the sweep that a grid of W&B is, with booleans as flags, and has it run', async () => {
  const project = new Project({
    'wandb.yaml': `program: show.sh
method: grid
parameters:
  lr: { values: [0.1, 1e-3] }
  amp: { values: [true, false] }
  name: { value: a b }
command: ['\${env}', bash, '\${program}', '\${args_no_boolean_flags}']
`,
    'show.sh': 'printf "<%s>" "$@"\n',
  });
  expect(await project.sweep('import', 'wandb.yaml')).toMatchObject({ code: 0, stderr: '' });
  expect(project.read('sweep.yaml')).toContain('\n  amp: { values: [True, False], arg: flag }\n');
  expect(await project.sweep('run', '--gpus', 'none')).toMatchObject({ code: 0 });
  const logs = ['amp-True+lr-0.1', 'amp-False+lr-0.001'].map((job) =>
    project.read(`.sweep/show/jobs/${job}/1/out.log`),
  );
  expect(logs).toEqual(['<--lr=0.1><--amp><--name=a b>', '<--lr=1e-3><--name=a b>']);
});

const SCRIPT = {
  'run.sbatch': `#!/bin/bash
#SBATCH --job-name=ablation
#SBATCH --array=2-3%1
#SBATCH --partition=gpu
line=$(sed -n "\${SLURM_ARRAY_TASK_ID}p" lists/runs.csv)
IFS=, read -r model lr <<< "$line"
srun echo "$model" "at $lr" > "$model.txt"
`,
  'lists/runs.csv': 'model,lr\nsmall,1e-3\nlarge,0.10\n',
};

it('writes the sweep that a script for Slurm is, with the file that its array goes over', async () => {
  const project = new Project(SCRIPT);
  const { code, stdout, stderr } = await project.sweep('import', 'run.sbatch', '-o', 'sweeps/grid.yaml');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`Wrote sweeps/grid.yaml: 2 jobs from run.sbatch.

What is different, or could not be read:
  line 4: \`--partition\` is left out: a run is of one machine
  line 7: \`srun\` is left out: a job runs its command itself

Next: \`sweep plan sweeps/grid.yaml\`
`);
  expect(project.read('sweeps/grid.yaml')).toContain('\n  - table: ../lists/runs.csv\n    columns: [model, lr]\n');
});

inLong(() => {
  it('and that runs', async () => {
    const project = new Project(SCRIPT);
    expect(await project.sweep('import', 'run.sbatch')).toMatchObject({ code: 0 });
    expect(await project.sweep('run', '--gpus', 'none')).toMatchObject({ code: 0 });
    expect([project.read('small.txt'), project.read('large.txt')]).toEqual(['small at 1e-3\n', 'large at 0.10\n']);
  });
});

it.each(
  someOf([
    ['import', '-'],
    ['add', '--file', '-'],
  ]),
)('sweep %s %s reads no more than 64 MiB of standard input', (...args) => {
  const project = new Project();
  const env = { ...process.env, ...project.environment };
  const line = `"$0" "$1" ${args.join(' ')} < /dev/zero`;
  const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath, PROGRAM], {
    cwd: project.root,
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'sweep: standard input is larger than 64 MiB\n' });
  expect(project.traces()).toEqual([]);
});

inLong(() => {
  it('writes lines that have nothing in common without a warning, and names them by their file', async () => {
    const project = new Project({
      'night.txt': 'printf "%s\\n" "a b" > one.txt\ntrue && echo "$USER_SAYS" > two.txt\nls > three.txt\n',
    });
    expect(await project.sweep('import', 'night.txt')).toMatchObject({ code: 0, stderr: '' });
    expect(project.read('sweep.yaml')).toContain('\nname: night\n');
    const run = await project.start(['run', '--strict', '--gpus', 'none'], { USER_SAYS: 'x  y' }).ended;
    expect([run.code, run.stderr.includes('warning')]).toEqual([0, false]);
    expect(project.read('one.txt') + project.read('two.txt')).toBe('a b\nx  y\n');
  });
});
