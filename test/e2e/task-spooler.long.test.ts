import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** What people check a queue for, after the test bench of task-spooler, with a sweep in the place of single commands. */
describe('as in task-spooler', () => {
  it('mixed jobs are counted and listed, also as JSON, and to wait for one gives its status', async () => {
    const project = new Project({
      's.yaml': 'matrix: {code: [0, 3, 127]}\nlabel: "job-{{code}}"\ncommand: exit {{code}}\n',
    });
    expect((await project.sweep('run', 's.yaml')).code).toBe(1);
    const { jobs } = JSON.parse((await project.sweep('list', 's', '--json')).stdout) as {
      jobs: { label: string; status: string; exit: { code: number } }[];
    };
    expect(jobs.map(({ label, status, exit }) => [label, status, exit.code])).toEqual([
      ['job-0', 'succeeded', 0],
      ['job-3', 'failed', 3],
      ['job-127', 'failed', 127],
    ]);
    expect((await project.sweep('wait', 'job-0')).code).toBe(0);
    expect((await project.sweep('wait', 'job-127')).code).toBe(127);
  });

  it('a job is made urgent, two are swapped, those in the middle and at the end are removed, and nothing is cleared while it runs', async () => {
    const project = new Project({
      's.yaml': `
matrix: {i: [a, b, c, d, e, f]}
order: plan
command: |
  touch began-{{i}}
  until [ -e go ]; do sleep 0.02; done
`,
    });
    const run = project.start(['run', 's.yaml', '--slots', '1']);
    await project.appears('began-a');
    for (const words of [
      // Swapped: c before b.
      ['top', 'c', 'b'],
      ['top', 'e'],
      ['kill', 'd'],
      ['kill', 'f'],
    ]) {
      expect((await project.sweep(...words, '--yes')).code).toBe(0);
    }
    expect(await project.sweep('clean', 's', '--yes')).toMatchObject({ code: 75 });
    project.write('go', '');
    expect((await run.ended).code).toBe(1);
    expect(project.events('s', 'attempt-planned').map(({ job }) => job)).toEqual(['i-a', 'i-e', 'i-c', 'i-b']);
    const removed = await project.sweep('list', 's', '--format', 'tsv');
    const cancelled = removed.stdout.split('\n').filter((line) => line.includes('\tcancelled\t'));
    expect(cancelled.map((line) => line.split('\t')[2])).toEqual(['d', 'f']);
  });
});

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly exit: { readonly code: number } | null;
}

/** A queue of one slot, as task-spooler has it, in which some lines wait. */
function queueOf(...lines: readonly string[]): Project {
  return new Project({ '.sweep-host.yaml': 'slots: 1\n', 'jobs.txt': lines.map((line) => `${line}\n`).join('') });
}

async function exitOf(project: Project, ...words: readonly string[]): Promise<number | string> {
  return (await project.sweep(...words)).code;
}

async function listed(project: Project, ...words: readonly string[]): Promise<readonly Listed[]> {
  const { stdout } = await project.sweep('list', 'adhoc', '--json', ...words);
  return (JSON.parse(stdout) as { jobs: readonly Listed[] }).jobs;
}

/** Ends the runner of added jobs, and waits until it has left. */
async function leave(project: Project): Promise<void> {
  await project.sweep('cancel', 'adhoc', '--yes');
  await until('the end of the runner', () => !project.has('.sweep/adhoc/lock'));
}

/** The scenarios of the test bench that task-spooler has, without a sweep file. `patata` is no program there either. */
describe('the test bench of task-spooler', () => {
  it('commands succeed and fail in the foreground and not, are waited for, listed, counted and cleared', async () => {
    const project = queueOf('ls', 'patata', 'ls > /dev/null', 'cat');
    // Errorlevels 1 to 5: in the foreground, when queued, and when waited for.
    expect(await project.sweep('add', '--fg', '--', 'ls')).toMatchObject({ code: 0, stdout: 'jobs.txt\n' });
    expect(await exitOf(project, 'add', '--fg', '--', 'patata')).toBe(127);
    // Nothing is stored of it: `-nf`.
    const unstored = await project.sweep('add', '--fg', '--forget', '--', 'ls');
    expect(unstored).toMatchObject({ code: 0, stdout: 'jobs.txt\n' });
    expect(await exitOf(project, 'add', '--fg', '--forget', '--', 'patata')).toBe(127);
    expect([3, 4].filter((id) => project.has(`.sweep/adhoc/jobs/${id}`))).toEqual([]);
    expect(await project.sweep('add', '--file', 'jobs.txt')).toMatchObject({ code: 0, stdout: '5\n6\n7\n8\n' });
    expect(await exitOf(project, 'wait', 'adhoc', '5')).toBe(0);
    expect(await exitOf(project, 'wait', 'adhoc', '6')).toBe(127);
    // All of them: the runner that lingers is not waited for.
    expect(await project.sweep('wait', 'adhoc')).toMatchObject({ code: 1, stderr: '4 succeeded, 2 failed\n' });
    expect((await listed(project)).map(({ status, exit }) => [status, exit?.code])).toEqual([
      ...[['succeeded', 0] as const, ['failed', 127] as const],
      ...[['succeeded', 0] as const, ['failed', 127] as const, ['succeeded', 0] as const, ['succeeded', 0] as const],
    ]);
    // What has ended is cleared, `-C`: the list is empty, and so is the disk.
    expect(await listed(project, '--running', '--waiting')).toEqual([]);
    expect(await exitOf(project, 'clean', 'adhoc', '--forget', '--yes')).toBe(0);
    expect(await listed(project)).toEqual([]);
    expect(readdirSync(project.path('.sweep/adhoc/jobs'))).toEqual([]);
    await leave(project);
  });

  it('a queued command is made urgent, others are swapped, and those in the middle and at the end are removed', async () => {
    const blocker = 'touch began; until [ -e go ]; do sleep 0.1; done';
    const project = queueOf(blocker, 'ls', 'patata', 'true', 'true', 'touch middle', 'touch last');
    await project.sweep('add', '--file', 'jobs.txt');
    await project.appears('began');
    expect(await exitOf(project, 'top', '3')).toBe(0);
    expect(await exitOf(project, 'top', '5', '4', '--yes')).toBe(0);
    expect(await exitOf(project, 'kill', '6')).toBe(0);
    expect(await exitOf(project, 'kill', '7')).toBe(0);
    project.write('go', '');
    // The last in the queue is what succeeds, and no more what fails.
    expect(await exitOf(project, 'wait', 'adhoc', '2')).toBe(0);
    expect(project.events('adhoc', 'attempt-planned').map(({ job }) => job)).toEqual(['1', '5', '4', '3', '2']);
    expect(await exitOf(project, 'wait', 'adhoc', '3')).toBe(127);
    expect((await listed(project)).slice(5).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(['middle', 'last'].filter((path) => project.has(path))).toEqual([]);
    await leave(project);
  });
});
