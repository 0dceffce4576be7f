import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockOwner } from '../../src/host/system/lock.ts';
import { readStat } from '../../src/host/system/proc-stat.ts';
import { lockPath } from '../../src/journal/folder.ts';
import { inLong } from '../rig/cases.ts';
import { SELF } from '../rig/leases.ts';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** Two jobs, one after the other, that wait for a file `go`. */
const WAITING = `
matrix: {i: [a, b]}
label: "job-{{i}}"
slots: 1
command: |
  touch began-{{i}}
  until [ -e go ]; do sleep 0.02; done
`;

/** A project whose runs in the background do not outlive the test. */
function projectWith(files: Readonly<Record<string, string>>): Project {
  const project = new Project(files);
  onTestFinished(() => {
    const pid = lockOwner(lockPath(project.path('.sweep/s')))?.owner.process.pid;
    if (pid !== undefined && pid !== process.pid) process.kill(pid, 'SIGKILL');
  });
  return project;
}

const log = (project: Project): string => project.read('.sweep/s/run.log');

describe('a run in the background', () => {
  it('has begun when the command comes back, and goes on in a session of its own, without its output', async () => {
    const project = projectWith({ 's.yaml': WAITING });
    const ended = await project.sweep('run', 's.yaml', '--slots', '1', '-d', '--json');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { pid, ...told } = JSON.parse(ended.stdout) as { pid: number };
    expect(told).toEqual({ version: 1, sweep: 's', log: '.sweep/s/run.log' });
    expect(project.events('s', 'run-started').map(({ runner }) => runner.pid)).toEqual([pid]);
    expect(readStat(pid)).toMatchObject({ session: pid });
    project.write('go', '');
    await project.eventually('s', 'run-ended');
    await until('the end of what it says', () => log(project).includes('"event":"run-ended"'));
    const lines = log(project).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)[0]).toBe('run-started');
  });

  inLong(() => {
    it('appends what it says to run.log, and says where that is', async () => {
      const project = projectWith({ 's.yaml': WAITING, go: '' });
      for (const [times] of [[1], [2]] as const) {
        const ended = await project.sweep('run', 's.yaml', '--fresh', '--detach');
        expect(ended.stdout).toMatch(
          /^s runs in the background as process \d+: sweep watch s shows it, and .sweep\/s\/run.log what it says\n$/,
        );
        await until('its summary', () => log(project).split('2 succeeded').length === times + 1);
      }
    });
  });

  inLong(() => {
    it('that cannot begin is told by the command with its reason and exit code', async () => {
      const project = projectWith({ 's.yaml': WAITING, go: '' });
      const unknown = await project.sweep('run', 's.yaml', '-d', '--only', 'i=c');
      expect(unknown).toMatchObject({ code: 2, stdout: '' });
      expect(unknown.stderr).toContain('i=c');
      expect(await project.sweep('run', 'missing.yaml', '-d')).toMatchObject({ code: 2, stdout: '' });
      expect((await project.sweep('run', 's.yaml', '-d', '--gpus', 'one')).stderr).toContain('sweep: --gpus one is no');
    });
  });

  inLong(() => {
    it('that has nothing to do says so, as without', async () => {
      const project = projectWith({ 's.yaml': WAITING, go: '' });
      await project.sweep('run', 's.yaml');
      expect(await project.sweep('run', 's.yaml', '-d')).toMatchObject({
        code: 0,
        stdout: 'nothing to do: 2 of 2 jobs are fresh\n',
      });
    });

    it('is resumed in the background too', async () => {
      const project = projectWith({ 's.yaml': WAITING, go: '' });
      await project.sweep('run', 's.yaml', '--only', 'i=a');
      expect((await project.sweep('resume', '-d')).code).toBe(0);
      await project.eventually('s', 'run-ended', 2);
      expect(project.has('began-b')).toBe(true);
    });

    it('goes on when the command is interrupted before it has begun, which says so', async () => {
      const project = projectWith({ 's.yaml': WAITING, go: '' });
      const lock = lockPath(project.path('.sweep/s'));
      // Whoever notes something in the run folder is waited for.
      mkdirSync(lock, { recursive: true });
      const owner = { process: SELF, host: 'here', since: 'now', command: true };
      project.write('.sweep/s/lock/runner.json', JSON.stringify(owner));
      const command = project.start(['run', 's.yaml', '-d']);
      await project.appears('.sweep/s/run.log');
      command.child.kill('SIGINT');
      expect(await command.ended).toEqual({
        code: 130,
        stdout: '',
        stderr: 'the run of s goes on in the background: sweep watch s shows it, and .sweep/s/run.log what it says\n',
      });
      rmSync(lock, { recursive: true });
      await project.eventually('s', 'run-ended');
      expect(readFileSync(project.path('.sweep/s/run.log'), 'utf8')).toContain('run ');
    });
  });
});
