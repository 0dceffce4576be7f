import { renameSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

function projectOf(files: Readonly<Record<string, string>> = {}): Project {
  return new Project({ '.sweep-host.yaml': 'slots: 1\n', ...files });
}

/** What the jobs of `echo … >> out` have written, once so many have. */
async function out(project: Project, count: number): Promise<readonly string[]> {
  await project.eventually('adhoc', 'attempt-ended', count);
  return project.read('out').trim().split('\n');
}

/** Ends the runner of added jobs, and waits until it has left. */
async function leave(project: Project): Promise<void> {
  await project.sweep('cancel', 'adhoc', '--yes');
  await until('the end of the runner', () => !project.has('.sweep/adhoc/lock'));
}

const echo = (...words: readonly string[]): string => words.map((word) => `echo ${word} >> out\n`).join('');

describe('sweep add --follow', () => {
  it('queues a line as often as it has not been queued, whatever becomes of the file, and a half line once it is whole', async () => {
    const project = projectOf({ 'jobs.txt': `# mine\n${echo('a', 'b')}echo c >> o` });
    const added = await project.sweep('add', '--file', 'jobs.txt', '--follow');
    expect(added).toMatchObject({ code: 0, stdout: '1\n2\n' });
    expect(added.stderr).toContain('the last line of jobs.txt waits until it ends');
    expect(await out(project, 2)).toEqual(['a', 'b']);
    project.write('jobs.txt', echo('a', 'b', 'c'));
    expect(await out(project, 3)).toEqual(['a', 'b', 'c']);
    // Another file takes its place, in another order, with one line twice.
    project.write('new.txt', echo('c', 'a', 'd', 'a'));
    renameSync(project.path('new.txt'), project.path('jobs.txt'));
    expect((await out(project, 5)).slice(3)).toEqual(['d', 'a']);
    // It is gone for a moment, and comes back cut short; what had been there is not queued again.
    rmSync(project.path('jobs.txt'));
    project.write('jobs.txt', echo('e'));
    expect((await out(project, 6)).at(-1)).toBe('e');
    project.write('jobs.txt', echo('a', 'a', 'b', 'c', 'd', 'e', 'f'));
    expect((await out(project, 7)).at(-1)).toBe('f');
    await leave(project);
    expect(project.events('adhoc', 'job-added').flatMap(({ jobs }) => jobs)).toHaveLength(7);
  });

  it('goes on after the runner was killed, and counts what has been forgotten; after `cancel` no file is followed', async () => {
    const project = projectOf({ 'jobs.txt': echo('a', 'b') });
    await project.sweep('add', '--file', 'jobs.txt', '--follow');
    await out(project, 2);
    await project.sweep('clean', 'adhoc', '--forget', '--yes');
    const runner = project.events('adhoc', 'run-started').at(-1)?.runner.pid ?? 0;
    process.kill(runner, 'SIGKILL');
    project.write('jobs.txt', echo('a', 'b', 'c'));
    expect((await project.sweep('add', echo('other').trim())).code).toBe(0);
    await until('the jobs of both', () => {
      const lines = project.read('out').trim().split('\n');
      return lines.length === 4 && lines.includes('c') && lines.includes('other');
    });
    await leave(project);
    project.write('jobs.txt', echo('a', 'b', 'c', 'd'));
    expect((await project.sweep('add', '--fg', 'true')).code).toBe(0);
    expect(project.read('out')).not.toContain('d');
    // It may be followed again, and what was queued counts.
    expect((await project.sweep('add', '--file', 'jobs.txt', '--follow')).stdout).toBe('6\n');
    await until('the last', () => project.read('out').includes('d'));
    await leave(project);
  });

  it('reads the lines of GPU Job Scheduler, and tells of those that can be no jobs', async () => {
    const lines = '1,first.sh,,one two,\n0,second.sh,,a\0b,\n';
    const project = projectOf({
      'first.sh': 'echo "$@" > said\n',
      'jobs.txt': lines,
    });
    const { stdout } = await project.sweep('add', '--file', 'jobs.txt', '--follow', '--gpus', '0');
    expect(stdout).toBe('1\n');
    await project.appears('said');
    await until('what is wrong', () => project.read('.sweep/adhoc/run.log').includes('a line is no job'));
    await leave(project);
  });

  it('refuses what cannot be followed', async () => {
    const project = projectOf({ 'jobs.txt': 'true\n' });
    const said = async (...args: readonly string[]): Promise<string> => {
      const ended = await project.sweep('add', '--follow', ...args);
      expect(ended.code).toBe(2);
      return ended.stderr;
    };
    expect(await said('true')).toContain('--follow is for --file');
    expect(await said('--file', '-')).toContain('--follow is for --file');
    expect(await said('--file', 'nowhere.txt')).toContain('nowhere.txt does not exist');
    expect(await said('--file', 'jobs.txt', '--after', '1')).toContain('can wait for no job');
    expect(await said('--file', 'jobs.txt', '--gpus', 'x')).toContain('a whole number of GPUs');
    expect(project.has('.sweep/adhoc')).toBe(false);
  });
});
