import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const JOURNAL = '.sweep/adhoc/journal.jsonl';

function projectOf(files: Readonly<Record<string, string>> = {}): Project {
  return new Project({ '.sweep-host.yaml': 'slots: 1\n', ...files });
}

async function ids(project: Project): Promise<readonly string[]> {
  const { stdout } = await project.sweep('list', 'adhoc', '--json');
  return (JSON.parse(stdout) as { jobs: { id: string }[] }).jobs.map(({ id }) => id);
}

const folders = (project: Project): readonly string[] => readdirSync(project.path('.sweep/adhoc/jobs')).sort();

/** Ends the runner of added jobs, and waits until it has left. */
async function leave(project: Project): Promise<void> {
  await project.sweep('cancel', 'adhoc', '--yes');
  await until('the end of the runner', () => !project.has('.sweep/adhoc/lock'));
}

describe('sweep clean --forget', () => {
  it('leaves nothing of what has ended while a runner lives, but for what is waited for; the others go on, and numbers grow', async () => {
    const project = projectOf({ 'jobs.txt': 'echo one\nexit 3\ntrue\n' });
    await project.sweep('add', '--file', 'jobs.txt');
    await project.sweep('wait', 'adhoc', '1', '2', '3');
    await project.sweep('add', 'touch began; until [ -e go ]; do sleep 0.1; done');
    await project.appears('began');
    expect((await project.sweep('add', '--after', '3', 'true')).stdout).toBe('5\n');
    const before = statSync(project.path(JOURNAL)).size;
    const shown = await project.sweep('clean', 'adhoc', '--forget', '--dry-run');
    expect(shown.stdout).toMatch(/^adhoc: .*\n {2}2 jobs that have ended \(.*\): 1, 2\n$/);
    expect(await project.sweep('clean', 'adhoc', '--forget')).toMatchObject({ code: 2, stdout: '' });
    const gone = await project.sweep('clean', 'adhoc', '--forget', '--yes', '--json');
    expect(JSON.parse(gone.stdout)).toMatchObject({
      removed: true,
      sweeps: [{ ended: [{ job: '1' }, { job: '2' }] }],
    });
    expect([await ids(project), folders(project)]).toEqual([
      ['3', '4', '5'],
      ['3', '4'],
    ]);
    expect(statSync(project.path(JOURNAL)).size).toBeLessThan(before);
    expect(project.read(JOURNAL)).not.toContain('exit 3');
    project.write('go', '');
    expect((await project.sweep('wait', 'adhoc', '4', '5')).code).toBe(0);
    await project.sweep('clean', 'adhoc', '--forget', '--yes');
    expect([await ids(project), folders(project)]).toEqual([[], []]);
    expect((await project.sweep('add', '--fg', 'echo six')).stdout).toBe('six\n');
    expect(await ids(project)).toEqual(['6']);
    expect((await project.sweep('why', '1')).code).toBe(2);
    await leave(project);
  });

  it('does so without a runner, and refuses jobs of a file', async () => {
    const project = projectOf({ 'f.yaml': 'name: f\ncommand: "true"\n' });
    await project.sweep('run', 'f.yaml');
    await project.sweep('add', '--fg', 'exit 3');
    await leave(project);
    // Whoever was killed while it removed them has left that.
    project.write('.sweep/adhoc/jobs/7/mine', '');
    expect((await project.sweep('clean', 'f', '--forget', '--yes')).stderr).toContain('are those of its file');
    expect((await project.sweep('clean', 'adhoc', '--forget', '--yes')).code).toBe(0);
    expect([await ids(project), folders(project)]).toEqual([[], ['7']]);
    expect((await project.sweep('clean', 'adhoc', '--forget', '--yes')).stdout).toBe('nothing to clean up\n');
    expect((await project.sweep('add', 'true')).stdout).toBe('2\n');
    expect((await project.sweep('wait', 'adhoc', '2')).code).toBe(0);
    await leave(project);
    expect((await project.sweep('run', 'f.yaml')).stdout).toContain('nothing to do');
  });

  it('leaves no folder for ever where it is killed before it has removed them', async () => {
    const project = projectOf();
    await project.sweep('add', '--fg', 'true');
    await project.sweep('clean', 'adhoc', '--forget', '--yes');
    project.write('.sweep/adhoc/jobs/1/1/out.log', 'left');
    const { stdout } = await project.sweep('clean', 'adhoc', '--forget', '--yes');
    expect(stdout).toMatch(/1 job that has ended \(4 B\): 1$/m);
    expect(folders(project)).toEqual([]);
    await leave(project);
  });
});
