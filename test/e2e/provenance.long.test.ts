import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

const SWEEP = `
name: s
matrix: { lr: [0.1], seed: [7] }
command: sh train.sh --lr {{lr}} --seed {{seed}}
inputs: [train.sh]
gpus: 1
`;

/** One GPU, as a driver tells of it. */
const NVIDIA_SMI = `#!/bin/sh
case "$*" in
  *driver_version*) echo 555.42.06 ;;
  --query-gpu=*) echo "0, GPU-aaaa, 00000000:3B:00.0, NVIDIA H200, 143771, 0, 0, Disabled" ;;
esac
`;

/** Makes a project a repository in which its sweep and its script are committed; comes back with git in it. */
function repositoryIn(project: Project): (...args: readonly string[]) => string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: project.root,
      encoding: 'utf8',
    }).trim();
  rmSync(project.path('.git'), { recursive: true });
  git('init', '-q', '-b', 'trunk');
  git('add', 's.yaml', 'train.sh');
  git('commit', '-qm', 'first');
  return git;
}

it('what a result came from is told by its run folder alone: commit, changes, host, GPU, driver, command, seed and inputs', async () => {
  const project = new Project({ 's.yaml': SWEEP, 'train.sh': 'echo first\n', 'bin/nvidia-smi': NVIDIA_SMI });
  chmodSync(project.path('bin/nvidia-smi'), 0o755);
  const git = repositoryIn(project);
  const commit = git('rev-parse', 'HEAD');
  project.write('train.sh', 'echo second\n');
  const PATH = `${project.path('bin')}:${process.env['PATH'] ?? ''}`;
  expect((await project.start(['run', 's.yaml'], { PATH }).ended).code).toBe(0);
  const digest = project.events('s', 'attempt-planned')[0]?.inputs?.[0]?.digest ?? 'none';

  const archive = new Project();
  cpSync(project.path('.sweep'), archive.path('.sweep'), { recursive: true });
  rmSync(project.root, { recursive: true });
  const { stdout } = await archive.sweep('show', 'seed=7');
  // The last line of a name is that of the attempt.
  const told = (name: string): string =>
    [...stdout.matchAll(new RegExp(`^ {2}${name} +(.*)$`, 'gm'))].at(-1)?.[1] ?? 'nothing';
  expect(told('params')).toBe('lr=0.1, seed=7');
  expect(told('command')).toBe('sh train.sh --lr 0.1 --seed 7');
  expect(told('code')).toBe(`${commit} on trunk, with changes`);
  expect(told('untracked')).toBe('bin/');
  expect(told('host')).toContain(`${hostname()}: `);
  expect(told('GPU 0')).toBe('NVIDIA H200, 140.4 GiB, GPU-aaaa');
  expect(told('driver')).toMatch(/^nvidia \d+\.\d+/);
  expect(told('begun')).toMatch(/^by \S+: sweep\.js run s\.yaml$/);
  expect(told('with')).toContain(`Node ${process.versions.node}`);
  expect(told('inputs')).toBe(`train.sh  ${digest.slice(0, 12)}`);
  expect(readFileSync(archive.path(told('changes')), 'utf8')).toMatch(/^-echo first\n\+echo second$/m);

  const page = archive.path('s.html');
  expect((await archive.sweep('report', 's', '-o', 's.html')).code).toBe(0);
  expect(readFileSync(page, 'utf8')).toContain(`<dt>changes</dt><dd>${told('changes')}</dd>`);

  rmSync(archive.path(told('changes')));
  expect(existsSync(archive.path('.sweep/s/diffs'))).toBe(true);
  expect((await archive.sweep('show', 'seed=7')).stdout).toMatch(
    /^ {2}changes +not kept; their hash is [0-9a-f]{64}$/m,
  );
});

it('a run says which fresh results other code has made, unless inputs do', async () => {
  const sweep = SWEEP.replace('gpus: 1\n', '').replace('[7]', '[7, 8]');
  const project = new Project({ 's.yaml': sweep.replace(/inputs.*\n/, ''), 'train.sh': 'echo first\n' });
  const git = repositoryIn(project);
  const first = git('rev-parse', 'HEAD').slice(0, 10);
  expect((await project.sweep('run', 's.yaml')).stderr).toBe('');
  expect(await project.sweep('run', 's.yaml')).toMatchObject({
    stdout: 'nothing to do: 2 of 2 jobs are fresh\n',
    stderr: '',
  });
  project.write('train.sh', 'echo second\n');
  git('commit', '-qam', 'second');
  expect((await project.sweep('run', 's.yaml')).stderr).toBe(
    `2 fresh results are of other code than there is now: 2 of ${first} (1 file changed since); --fresh makes them anew, and \`inputs\` in the file does when what they name has changed\n`,
  );
  project.write('s.yaml', sweep);
  await project.sweep('run', 's.yaml');
  git('commit', '-qam', 'third');
  expect(await project.sweep('run', 's.yaml')).toMatchObject({
    stdout: 'nothing to do: 2 of 2 jobs are fresh\n',
    stderr: '',
  });
});
