import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

it('shows the results of the attempts that were begun at a commit, by any name of it, also of jobs that have been renamed since', async () => {
  const project = new Project({
    '.gitignore': '.sweep\n',
    'score.sh': 'echo acc=0.$1\n',
    'm.yaml': `name: m
matrix: { seed: [1, 2, 3] }
command: sh score.sh {{seed}}
metrics: { log: 'acc={acc}' }
`,
  });
  rmSync(project.path('.git'), { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', project.root, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      encoding: 'utf8',
    });
  const commit = (): string => {
    git('add', '-A');
    git('commit', '-qm', 'a');
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '-q');
  const first = commit();
  const run = async (...more: string[]): Promise<void> => {
    expect((await project.sweep('run', 'm.yaml', '--slots', '3', '--gpus', 'none', ...more)).code).toBe(0);
  };
  await run();
  project.write('score.sh', 'echo acc=0.7$1\n');
  commit();
  await run('--fresh', '--only', 'seed=1,2');
  const row = async (said: string): Promise<string | undefined> => {
    const { stdout, stderr } = await project.sweep('results', said);
    return stdout.split('\n').find((line) => line.includes('/3')) ?? stderr;
  };
  expect(await row('m@HEAD~1')).toMatch(/^3\/3 +0\.20 ± 0\.10$/);
  expect(await row(`m@${first.slice(0, 8)}`)).toMatch(/^3\/3 +0\.20 ± 0\.10$/);
  expect(await row('m@HEAD')).toMatch(/^2\/3 a +0\.7150 ± 0\.0071$/);
  expect((await project.sweep('results', 'm@HEAD')).stdout).toContain('a  1 job has not run');

  const beside = await project.sweep('results', 'm@HEAD~1', 'm@HEAD');
  expect(beside.code).toBe(0);
  expect(beside.stdout).toContain('m@HEAD~1');

  // A file that renames them.
  project.write(
    'm.yaml',
    project.read('m.yaml').replace(/seed/g, 's').concat('replicates: s\nmoved: [{ axis: s, was: seed }]\n'),
  );
  project.write('score.sh', 'echo acc=0.7$1 # the same\n');
  await run();
  expect(await row(`m@${first.slice(0, 8)}`)).toMatch(/^3\/3 +0\.20 ± 0\.10$/);

  expect((await project.sweep('results', 'm@nowhere')).stderr).toBe('sweep: git knows no commit `nowhere`\n');
});
