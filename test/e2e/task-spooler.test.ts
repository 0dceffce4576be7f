import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

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
