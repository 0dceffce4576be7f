import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const SWEEP = `
matrix: {part: [a, b]}
command: echo {{part}}
timeout: 1m
rules:
  - {when: {part: b}, begin: now+2h}
`;

describe('sweep run --begin', () => {
  it('lets a run wait in the queue with its reason, over the death of its runner, until it is told otherwise', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const started = await project.sweep('run', 's.yaml', '-d', '--json', '--begin', 'now+1h');
    const { pid } = JSON.parse(started.stdout) as { pid: number };
    const why = await project.sweep('why', 'a');
    expect(why.stdout).toMatch(/its `begin` is now\+1h, in (?:59m \d\ds|1h)\n/);
    expect((await project.sweep('why', 'b')).stdout).toMatch(/its `begin` is now\+2h, in 1h 59m\n|in 2h\n/);
    const list = await project.sweep('list', 's');
    expect(list.stdout.match(/^waiting +\S+ +not before [\d: -]+$/gm)).toHaveLength(2);
    const [run] = project.events('s', 'run-started');
    process.kill(pid, 'SIGKILL');
    await until('its end', async () => (await project.sweep('status', 's', '--json')).stdout.includes('"runner":null'));
    await project.sweep('run', 's.yaml', '-d');
    expect(project.events('s', 'run-started').at(-1)?.begins).toEqual(run?.begins);
    await project.sweep('cancel', 's', '--yes');
    const now = await project.sweep('run', 's.yaml', '--begin', 'now', '--only', 'part=a');
    expect(now).toMatchObject({ code: 0 });
  });

  it('is refused where it is no time', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const { code, stderr } = await project.sweep('run', 's.yaml', '--begin', '25:00');
    expect(code).toBe(2);
    expect(stderr).toContain('Not a time, such as 22:00, now+2h or 2026-12-01T08:00.');
    expect(project.journal('s')).toEqual([]);
  });

  it('is said of a command that is added, too', async () => {
    const project = new Project();
    expect((await project.sweep('add', '--begin', '25:00', '--', 'true')).code).toBe(2);
    expect(project.has('.sweep')).toBe(false);
    expect(await project.sweep('add', '--begin', 'now+2h', '--', 'true')).toMatchObject({ code: 0, stdout: '1\n' });
    await project.sweep('add', '--', 'true');
    await project.eventually('adhoc', 'attempt-ended');
    expect((await project.sweep('why', '1')).stdout).toMatch(
      /its `begin` is [-\d ]*\d\d:\d\d:\d\d, in (?:1h 59m|2h)\n/,
    );
    expect((await project.sweep('list', 'adhoc')).stdout).toMatch(/^waiting +1 +true +not before [\d: -]+$/m);
    await project.sweep('cancel', 'adhoc', '--yes');
  });

  it('counts in an estimate', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const { stdout } = await project.sweep('plan', 's.yaml', '--estimate', '--begin', 'now+30m', '--slots', '1');
    expect(stdout).toContain('Estimate on 1 slot: 2h 01m');
  });
});
