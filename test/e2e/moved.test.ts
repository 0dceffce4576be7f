import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { crash, Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** Each job says in `log` that it ran, and leaves its model in its own folder. */
const COMMAND = 'command: echo {{VALUE}} >> log; echo {{VALUE}} > {{job.dir}}/model\nproduces: ["{{job.dir}}/model"]\n';
const sweepOver = (axis: string, values: string) =>
  `matrix: {${axis}: ${values}}\n${COMMAND.replaceAll('VALUE', axis)}`;

describe('what was renamed', () => {
  it('keeps its results, its files and its logs, and is planned before it is run', async () => {
    const project = new Project({ 's.yaml': sweepOver('rate', '[0.1, 0.2]') });
    expect((await project.sweep('run', 's.yaml', '--slots', '1')).code).toBe(0);
    project.write('s.yaml', `${sweepOver('lr', '[0.1, 0.2, 0.3]')}moved:\n  - {axis: lr, was: rate}\n`);
    const planned = await project.sweep('plan', 's.yaml', '--json');
    expect(planned.stderr).toContain('2 results move along: rate-0.1 → lr-0.1, rate-0.2 → lr-0.2\n');
    const plan = JSON.parse(planned.stdout) as { jobs: { id: string; state: string; because: string }[]; orphaned: [] };
    expect(plan.jobs.map(({ id, state, because }) => [id, state, because])).toEqual([
      ['lr-0.1', 'fresh', 'moved from rate-0.1'],
      ['lr-0.2', 'fresh', 'moved from rate-0.2'],
      ['lr-0.3', 'new', null],
    ]);
    expect(plan.orphaned).toEqual([]);
    const ran = await project.sweep('run', 's.yaml');
    expect([ran.code, project.read('log')]).toEqual([0, '0.1\n0.2\n0.3\n']);
    expect(project.read('.sweep/s/jobs/lr-0.1/model')).toBe('0.1\n');
    expect(project.has('.sweep/s/jobs/rate-0.1')).toBe(false);
    expect(project.events('s', 'jobs-moved')).toHaveLength(1);
  });

  inLong(() => {
    it('is told of by why, show, list, status, logs and diff', async () => {
      const before = sweepOver('rate', '[0.1, 0.2]').replace('echo {{rate}} >> log', 'echo of {{rate}}');
      const project = new Project({ 's.yaml': before, 'old.yaml': `name: s\n${before}` });
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      const after = before.replaceAll('rate', 'lr');
      project.write('s.yaml', `${after}moved: [{axis: lr, was: rate}]\n`);
      expect((await project.sweep('why', 'lr-0.1')).stdout).toContain('until it was renamed it was rate-0.1');
      expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 2 of 2 jobs are fresh\n');
      expect((await project.sweep('logs', 'lr-0.2')).stdout).toContain('of 0.2');
      expect((await project.sweep('show', 'lr-0.2')).stdout).toMatch(/renamed +it was rate-0.2/);
      const shown = JSON.parse((await project.sweep('show', 'lr-0.2', '--json')).stdout) as { movedFrom: string };
      expect(shown.movedFrom).toBe('rate-0.2');
      const list = (await project.sweep('list', '--format', 'json')).stdout;
      expect(list).toContain('lr-0.1');
      expect(list).not.toContain('rate');
      expect((await project.sweep('status', 's')).stdout).toContain('2 succeeded');
      expect((await project.sweep('diff', 'old.yaml', 's.yaml')).stdout).toBe(
        's: 2 jobs, 2 renamed, 0 unchanged\n\n→ rate-0.1 is lr-0.1 now\n→ rate-0.2 is lr-0.2 now\n',
      );
      expect((await project.sweep('clean', '--yes')).code).toBe(0);
      expect(project.has('.sweep/s/jobs/lr-0.1/model')).toBe(true);
    });

    it('runs again where the command itself has the name, and why says what changed', async () => {
      const sweep = (axis: string) => `matrix: {${axis}: [1]}\ncommand: echo --${axis}={{${axis}}} >> log\n`;
      const project = new Project({ 's.yaml': sweep('rate') });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', `${sweep('lr')}moved: [{axis: lr, was: rate}]\n`);
      const planned = await project.sweep('plan', 's.yaml', '--json');
      expect(planned.stdout).toContain('command changed; moved from rate-1');
      const why = (await project.sweep('why', 'lr-1')).stdout;
      expect(why).toContain('command: --rate=1 → --lr=1');
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('log')).toBe('--rate=1\n--lr=1\n');
      expect(project.has('.sweep/s/jobs/lr-1/2/out.log')).toBe(true);
    });

    it('moves in the place of an attempt that did not succeed, whose files stay', async () => {
      const project = new Project({ 's.yaml': sweepOver('rate', '[1]') });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', sweepOver('lr', '[1]').replace('echo {{lr}} >> log', 'echo bad; exit 3'));
      expect((await project.sweep('run', 's.yaml')).code).toBe(1);
      project.write('s.yaml', `${sweepOver('lr', '[1]')}moved: [{axis: lr, was: rate}]\n`);
      expect((await project.sweep('plan', 's.yaml', '--check')).code).toBe(0);
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('.sweep/s/jobs/lr-1/replaced/1/out.log')).toBe('bad\n');
      expect((await project.sweep('resume')).stdout).toBe('nothing to do: the only job is fresh\n');
      expect(project.read('log')).toBe('1\n');
    });

    it('stays where it is where the job has succeeded under its new name, which is told', async () => {
      const project = new Project({ 's.yaml': sweepOver('rate', '[1]') });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', sweepOver('lr', '[1]'));
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', `${sweepOver('lr', '[1]')}moved: [{axis: lr, was: rate}]\n`);
      const { stderr, stdout } = await project.sweep('run', 's.yaml');
      expect(stderr).toContain('1 result of former names stays an orphan: the job has others by now: rate-1 → lr-1\n');
      expect(stdout).toBe('nothing to do: the only job is fresh\n');
      expect(project.read('.sweep/s/jobs/rate-1/model')).toBe('1\n');
    });

    it('waits until what runs under the former name has ended', async () => {
      const project = new Project({
        's.yaml': 'matrix: {rate: [1]}\ncommand: echo began; read -r < go; echo {{rate}} >> log\n',
      });
      execFileSync('mkfifo', [project.path('go')]);
      const run = project.start(['run', 's.yaml']);
      await project.eventually('s', 'attempt-started');
      await crash(run);
      project.write('s.yaml', `${project.read('s.yaml').replaceAll('rate', 'lr')}moved: [{axis: lr, was: rate}]\n`);
      const refused = await project.sweep('run', 's.yaml');
      expect(refused.code).toBe(75);
      expect(refused.stderr).toContain(
        '1 job that `moved` renames still runs, and no run begins before it has ended: rate-1 → lr-1',
      );
      execFileSync('bash', ['-c', 'echo > go'], { cwd: project.root });
      await until('the end of the job', async () => (await project.sweep('plan', 's.yaml', '--check')).code === 0);
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('log')).toBe('1\n');
    });

    it('has its folder moved by the next run where a runner died in between', async () => {
      const project = new Project({ 's.yaml': sweepOver('rate', '[1]') });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', `${sweepOver('lr', '[1]')}moved: [{axis: lr, was: rate}]\n`);
      await project.sweep('run', 's.yaml');
      renameSync(project.path('.sweep/s/jobs/lr-1'), project.path('.sweep/s/jobs/rate-1'));
      expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: the only job is fresh\n');
      expect(project.has('.sweep/s/jobs/lr-1/model')).toBe(true);
    });
  });
});
