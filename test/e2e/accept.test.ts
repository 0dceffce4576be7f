import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SWEEP =
  'matrix: {seed: [1, 2, 3]}\ncommand: echo {{seed}} >> log; echo {{seed}} > out-{{seed}}\nproduces: ["out-{{seed}}"]\n';

describe('--accept-existing', () => {
  it('takes over what a loop has done, tells of it before and after, and runs the rest alone', async () => {
    const project = new Project({ 's.yaml': SWEEP, 'out-1': 'by a loop\n', 'out-2': '' });
    const planned = await project.sweep('plan', 's.yaml', '--accept-existing', '--json');
    expect(planned.stderr).toBe('accepted as done, since what they produce is there: 1 job, s1\n');
    expect(planned.stdout).toContain('"state":"fresh","because":"accepted: what it produces was there"');
    expect(project.has('.sweep')).toBe(false);
    const ran = await project.sweep('run', 's.yaml', '--accept-existing', '--slots', '1');
    expect([ran.code, project.read('log'), project.read('out-1')]).toEqual([0, '2\n3\n', 'by a loop\n']);
    expect(ran.stdout).toContain('3 succeeded (1 of them before, 1 accepted)');
    expect(project.events('s', 'jobs-accepted')).toHaveLength(1);
    expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 3 of 3 jobs are fresh\n');
  });

  inLong(() => {
    it('counts with the numbers that lie in its files, for tables and for the jobs that need it', async () => {
      const file = `
matrix: {seed: [1, 2, 3]}
stages:
  train:
    command: |
      echo '{"acc": 3}' > out-{{seed}}.json
    produces: ["out-{{seed}}.json"]
    metrics: {file: "out-{{seed}}.json"}
  sum: {needs: train, over: [], command: cp "$SWEEP_NEEDS" needs.json}
`;
      const project = new Project({
        's.yaml': file,
        'out-1.json': '{"acc": 1}',
        'out-2.json': '{"loss": NaN}',
      });
      const ran = await project.sweep('run', 's.yaml', '--accept-existing', '--slots', '1');
      expect(ran.code).toBe(0);
      const numbers = async (...more: string[]): Promise<readonly string[]> => {
        const { stdout } = await project.sweep('results', '--json', ...more);
        const { results } = JSON.parse(stdout) as {
          results: { job: string; metric: string; value: number | string | null }[];
        };
        return results.flatMap(({ job, metric, value }) => (value === null ? [] : `${job} ${metric} ${String(value)}`));
      };
      expect(await numbers()).toEqual(['train+seed-1 acc 1', 'train+seed-2 loss NaN', 'train+seed-3 acc 3']);
      const { needs } = JSON.parse(project.read('needs.json')) as { needs: { metrics: object | null }[] };
      expect(needs.map(({ metrics }) => metrics)).toEqual([{ acc: 1 }, { loss: 'NaN' }, { acc: 3 }]);
      expect((await project.sweep('show', 'train_s1')).stdout).toMatch(/metrics +acc {2}1\n/);
      project.write('out-1.json', '{"acc": 1.5}');
      expect((await numbers('--reread'))[0]).toBe('train+seed-1 acc 1.5');
      expect(project.events('s', 'accepted-read')).toHaveLength(2);
    });

    it('is told of by why, show, list and status, and undone by rerun', async () => {
      const project = new Project({ 's.yaml': SWEEP, 'out-1': 'x', 'out-2': 'x', 'out-3': 'x' });
      const ran = await project.sweep('run', 's.yaml', '--accept-existing');
      expect(ran.stdout).toBe('nothing to do: 3 of 3 jobs are fresh\n');
      expect((await project.sweep('why', 's1')).stdout).toContain(
        'would not run again (fresh: accepted: what it produces was there)',
      );
      expect((await project.sweep('show', 's1')).stdout).toContain('succeeded, accepted as done 20');
      expect((await project.sweep('list')).stdout).toMatch(/succeeded +s1 .*accepted/);
      expect((await project.sweep('status')).stdout).toContain('3 jobs: 3 succeeded (3 accepted)');
      const status = JSON.parse((await project.sweep('status', 's', '--json')).stdout) as {
        jobs: { accepted: object }[];
      };
      expect(status.jobs[0]?.accepted).toMatchObject({ because: 'output' });
      expect((await project.sweep('resume')).stdout).toBe('nothing to do: 3 of 3 jobs are fresh\n');
      expect((await project.sweep('rerun', 's2')).code).toBe(0);
      expect((await project.sweep('run', 's.yaml')).code).toBe(0);
      expect(project.read('log')).toBe('2\n');
    });

    it('says what it cannot tell, and refuses to be said with --fresh', async () => {
      const project = new Project({ 's.yaml': 'matrix: {seed: [1, 2]}\ncommand: echo {{seed}}\n' });
      const planned = await project.sweep('plan', 's.yaml', '--accept-existing');
      expect(planned.stderr).toBe(
        'not accepted, since it has no `produces` by which to tell that it is done: 2 jobs, s1, s2\n',
      );
      expect(await project.sweep('run', 's.yaml', '--accept-existing', '--fresh')).toMatchObject({ code: 2 });
      expect(project.has('.sweep')).toBe(false);
    });
  });
});

describe('--accept', () => {
  it('lets a success count for a command that has changed, and for all later runs', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    await project.sweep('run', 's.yaml', '--slots', '1');
    project.write('s.yaml', SWEEP.replace('echo {{seed}} >> log', 'echo again {{seed}} >> log'));
    const planned = await project.sweep('plan', 's.yaml', '--accept', 'seed=1,2', '--json');
    expect(planned.stderr).toBe('accepted though changed: 2 jobs, s1, s2\n');
    const ran = await project.sweep('run', 's.yaml', '--accept', 's1', '--accept', 's2');
    expect([ran.code, project.read('log')]).toEqual([0, '1\n2\n3\nagain 3\n']);
    expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 3 of 3 jobs are fresh\n');
  });

  inLong(() => {
    it('lets what needs the job stay, and names no job that is not there', async () => {
      const stages = (word: string) =>
        `stages:\n  a: {command: echo ${word} >> log; echo > a, produces: [a]}\n  b: {needs: a, command: echo b >> log}\n`;
      const project = new Project({ 's.yaml': stages('one') });
      await project.sweep('run', 's.yaml');
      project.write('s.yaml', stages('two'));
      expect((await project.sweep('run', 's.yaml', '--accept', 'none')).code).toBe(2);
      const ran = await project.sweep('run', 's.yaml', '--accept', 'a');
      expect(ran.stderr).toContain('accepted though changed: 1 job, a, and 1 result of jobs that need them\n');
      expect([ran.stdout, project.read('log')]).toEqual(['nothing to do: 2 of 2 jobs are fresh\n', 'one\nb\n']);
    });
  });
});
