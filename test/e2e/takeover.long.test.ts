import { describe, expect, it } from 'vitest';
import { askRunner } from '../../src/control/client.ts';
import { lockOwner } from '../../src/host/system/lock.ts';
import { lockPath } from '../../src/journal/folder.ts';
import { SELF } from '../rig/leases.ts';
import { Project, crash, type Running } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** Jobs that wait for a file `go`, and say once that they have run. */
const sweepOf = (values: string, last = 'true'): string => `
matrix: {i: [${values}]}
label: "job-{{i}}"
command: |
  touch began-{{i}}
  until [ -e go ]; do sleep 0.02; done
  echo {{i}} >> ran
  ${last}
`;

/** A run of a, b and c, of which the first runs. */
async function begun(): Promise<{ readonly project: Project; readonly run: Running }> {
  const project = new Project({ 's.yaml': sweepOf('a, b, c') });
  const run = project.start(['run', 's.yaml', '--slots', '1']);
  await project.eventually('s', 'attempt-started');
  return { project, run };
}

const ran = (project: Project): string[] => project.read('ran').trimEnd().split('\n').sort();

describe('a run of which the file is run again', () => {
  it('goes on under the new file, and whoever ran it looks on', async () => {
    const { project, run } = await begun();
    project.write('s.yaml', sweepOf('a, b, d', 'echo changed'));
    const refused = await project.sweep('run', 's.yaml');
    expect(refused).toMatchObject({ code: 75, stdout: '' });
    expect(refused.stderr.split('\n').slice(1, -1)).toEqual([
      '  1 job to run besides: job-d',
      '  2 jobs defined otherwise: job-a, job-b',
      '  1 job no longer in the file: i-c',
      '  without --slots 1, which this command does not say',
      '  1 job of those that changed runs to the end first, and then again',
      'hint: say --yes to take it over, or sweep watch to look on',
    ]);
    expect(project.events('s', 'run-ended')).toEqual([]);
    const next = project.start(['run', 's.yaml', '--slots', '1', '--yes']);
    await project.eventually('s', 'run-started', 2);
    project.write('go', '');
    const [before, after] = await Promise.all([run.ended, next.ended]);
    expect([before.code, after.code]).toEqual([0, 0]);
    expect(before.stderr).toBe('another process goes on with the run of s: this one only watches\n');
    expect(before.stdout.endsWith(after.stdout.split('\n').slice(-2).join('\n'))).toBe(true);
    expect(project.events('s', 'run-ended').map(({ reason }) => reason)).toEqual(['handed-over', 'finished']);
    expect(project.events('s', 'run-started')[1]).toMatchObject({ continues: true });
    expect(ran(project)).toEqual(['a', 'a', 'b', 'd']);
  });

  it('is told of with how long it has gone on, and how many results the new file would have made anew', async () => {
    const text = 'matrix: {i: [a, b]}\ncommand: "[ {{i}} = a ] || until [ -e go ]; do sleep 0.02; done; echo 1"\n';
    const project = new Project({ 's.yaml': text });
    const run = project.start(['run', 's.yaml', '--slots', '1']);
    await project.eventually('s', 'attempt-started', 2);
    project.write('s.yaml', text.replace('echo 1', 'echo 2'));
    const { stderr } = await project.sweep('run', 's.yaml', '--slots', '1');
    expect(stderr).toMatch(/s has been running for [0-9hms ]+ \(pid [0-9]+\); this would go on with it, and change:\n/);
    expect(stderr).toContain('  2 jobs defined otherwise: a, b\n  1 result to be made anew: a\n');
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
  });

  it('stays as it is, and nobody is asked, where what it would become cannot run here', async () => {
    const { project, run } = await begun();
    project.write('s.yaml', `${sweepOf('a, b, c, d')}slots: 99\n`);
    const { code, stderr } = await project.sweep('run', 's.yaml', '--slots', '2', '--yes');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^sweep: job-a and 3 more jobs need 99 slots, and this run has 2\n/) as string,
    });
    expect(project.events('s', 'run-ended')).toEqual([]);
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
    expect(ran(project)).toEqual(['a', 'b', 'c']);
  });

  it('is only watched where nothing has changed', async () => {
    const { project, run } = await begun();
    const next = project.start(['run', 's.yaml']);
    await until('what it says', () => next.output.stdout.includes('start     job-a'));
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
    const { code, stderr, stdout } = await next.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^s runs already as process \d+, and nothing has changed: this only watches\n$/);
    expect(stdout).toContain('s: 3 succeeded');
    expect(project.events('s', 'run-started')).toHaveLength(1);
  });

  it('goes on where whoever asked for it dies before it has begun', async () => {
    const { project, run } = await begun();
    const { owner } = lockOwner(lockPath(project.path('.sweep/s')))!;
    const dead = { ...SELF, startTicks: '1' };
    const asked = await askRunner(owner.socket!, { id: 'r', request: { do: 'hand-over', to: dead } }, 60_000);
    expect(asked).toEqual({ kind: 'answered', answer: { ok: true, jobs: [] } });
    await project.eventually('s', 'run-started', 2);
    expect(project.events('s', 'run-started')[1]).toMatchObject({ continues: true, runner: { pid: run.child.pid } });
    project.write('go', '');
    expect((await run.ended).code).toBe(0);
    expect(ran(project)).toEqual(['a', 'b', 'c']);
  });

  it('comes to its end rightly when the new runner is killed as soon as the old one has let go', async () => {
    const { project, run } = await begun();
    project.write('s.yaml', sweepOf('a, b, c, d'));
    const next = project.start(['run', 's.yaml', '--slots', '1', '--yes']);
    await project.eventually('s', 'run-ended');
    await crash(next);
    // It may have begun, or not.
    await until('the old one to be back, or gone', () => {
      const { exitCode, pid } = run.child;
      const started = project.events('s', 'run-started');
      return exitCode !== null || (started.length > 1 && started.at(-1)?.runner.pid === pid);
    });
    project.write('go', '');
    await run.ended;
    expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    expect(ran(project)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('comes to its end rightly when the old runner is killed while it is asked', async () => {
    const { project, run } = await begun();
    project.write('s.yaml', sweepOf('a, b, c, d'));
    run.child.kill('SIGSTOP');
    const next = project.start(['run', 's.yaml', '--slots', '1', '--yes']);
    await crash(run);
    await project.eventually('s', 'run-started', 2);
    project.write('go', '');
    expect((await next.ended).code).toBe(0);
    expect(ran(project)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('grows and shrinks by exactly the jobs that its file gains and loses', async () => {
    const grid = (count: number): string =>
      `matrix: {i: {from: 1, count: ${count}}}\ncommand: until [ -e go ]; do sleep 0.1; done; echo {{i}} >> ran\n`;
    const project = new Project({ 's.yaml': grid(200) });
    const runs = [project.start(['run', 's.yaml', '--slots', '4'])];
    await project.eventually('s', 'attempt-started', 4);
    for (const count of [300, 240]) {
      project.write('s.yaml', grid(count));
      runs.push(project.start(['run', 's.yaml', '--slots', '4', '--yes']));
      await project.eventually('s', 'run-started', runs.length);
    }
    project.write('go', '');
    const ended = await Promise.all(runs.map((one) => one.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.map(({ stdout }) => stdout.includes('s: 240 succeeded'))).toEqual([true, true, true]);
    expect(
      ran(project)
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 240 }, (_, i) => i + 1));
  });
});
