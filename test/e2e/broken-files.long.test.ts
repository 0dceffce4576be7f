import { mkdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project, type Running } from '../rig/project.ts';

const SWEEP = 'extends: base.yaml\nname: s\nmatrix: {x: {lines: l.txt}}\n';
const BASE = 'command: until [ -e go ]; do sleep 0.1; done; echo {{x}} of {{host.d}}\n';
const HOST = 'vars: {d: data}\n';

/** A sweep of two jobs, of which one runs until there is `go`. */
async function started(): Promise<{ readonly project: Project; readonly run: Running }> {
  const project = new Project({ 's.yaml': SWEEP, 'base.yaml': BASE, 'l.txt': 'a\nb\n', '.sweep-host.yaml': HOST });
  const run = project.start(['run', 's.yaml', '--slots', '1']);
  await project.eventually('s', 'attempt-started');
  return { project, run };
}

type Said = readonly [args: readonly string[], words: string];

/** What looks on or steers, by the name of the sweep or by its file, each with something that it says. */
const commands = (sweep: string): readonly Said[] => [
  [['status', sweep], '2 jobs: 1 running, 1 waiting'],
  [['show', 'a', '--sweep', sweep], 'echo a of data'],
  [['list', sweep], 'running  a'],
  [['why', 'b', '--sweep', sweep], 'waits:'],
  [['hold', 'b', '--sweep', sweep], 'held: b'],
  [['release', 'b', '--sweep', sweep], 'released: b'],
];

async function expectToGoOn(project: Project, sweep: string): Promise<void> {
  for (const [args, words] of commands(sweep)) {
    expect([args, await project.sweep(...args)]).toEqual([
      args,
      expect.objectContaining({ code: 0, stdout: expect.stringContaining(words) as string }),
    ]);
  }
}

async function expectTheRestToEnd(project: Project, run: Running): Promise<void> {
  const waiting = project.sweep('wait', 's');
  const following = project.sweep('logs', '-f', 'b', '--sweep', 's');
  project.write('go', '');
  expect((await waiting).code).toBe(0);
  expect(await following).toMatchObject({ code: 0, stdout: 'b of data\n' });
  expect((await run.ended).code).toBe(0);
  expect(await project.sweep('clean', 's', '--dry-run')).toMatchObject({ code: 0, stdout: 'nothing to clean up\n' });
}

describe('a host file that is wrong while jobs run', () => {
  it('is told of once, with its place, by whatever only looks on or steers, which goes on; what starts a run refuses', async () => {
    const { project, run } = await started();
    project.write('.sweep-host.yaml', `${HOST}slotz: 4\n`);
    await expectToGoOn(project, 's');
    await expectToGoOn(project, 's.yaml');
    const { stderr } = await project.sweep('status', 's');
    expect(stderr.match(/^\.sweep-host\.yaml:2:1: `slotz` is not a key of a host file: .*passed over/gm)).toHaveLength(
      1,
    );
    expect(stderr).not.toContain('\n\n');
    for (const args of [
      ['run', 's.yaml'],
      ['resume', 's'],
    ])
      expect(await project.sweep(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('.sweep-host.yaml:2:1:') as string,
      });
    project.write('.sweep-host.yaml', HOST);
    await expectTheRestToEnd(project, run);
  });

  it('goes unnoticed by the jobs that are added to a run, and none is started for them', async () => {
    const project = new Project({ '.sweep-host.yaml': 'slotz: 4\n' });
    const refused = await project.sweep('add', '--', 'true');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('.sweep-host.yaml:1:1:') as string });
    expect(project.has('.sweep/adhoc')).toBe(false);
    project.write('.sweep-host.yaml', '');
    await project.sweep('add', '--', 'until [ -e go ]; do sleep 0.1; done');
    project.write('.sweep-host.yaml', 'slotz: 4\n');
    const added = project.start(['add', '--fg', '--', 'echo second; exit 3']);
    await project.eventually('adhoc', 'job-added', 2);
    project.write('go', '');
    expect(await added.ended).toMatchObject({ code: 3, stdout: 'second\n' });
    expect(await project.sweep('wait', '1', '--sweep', 'adhoc')).toMatchObject({ code: 0 });
    await project.sweep('cancel', 'adhoc', '--yes');
  });
});

describe('a sweep file that cannot be read while its run lives', () => {
  it.each<readonly [string, (project: Project) => void, string]>([
    ['is broken', (project: Project) => project.write('s.yaml', 'matrix: [\n'), 's.yaml has errors now'],
    ['is gone', (project: Project) => rmSync(project.path('s.yaml')), 's.yaml is gone'],
    ['has lost its base', (project: Project) => rmSync(project.path('base.yaml')), 's.yaml has errors now'],
    ['has lost its values', (project: Project) => rmSync(project.path('l.txt')), 's.yaml has errors now'],
    [
      'has a folder in its place',
      (project: Project) => {
        rmSync(project.path('s.yaml'));
        mkdirSync(project.path('s.yaml'));
      },
      's.yaml has errors now',
    ],
  ])('keeps nobody from looking on and steering, by name or by file, where it %s', async (_, harm, words) => {
    const { project, run } = await started();
    harm(project);
    await expectToGoOn(project, 's');
    await expectToGoOn(project, 's.yaml');
    expect((await project.sweep('why', 'a')).stderr).toContain(words);
    await expectTheRestToEnd(project, run);
    expect((await project.sweep('status', 's')).stdout).toContain(words);
    expect(await project.sweep('resume', 's')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to do') as string,
    });
  });
});

describe('values that a file lists', () => {
  it('are those that it listed when it ran, for a status and a resume, until it is run again', async () => {
    const project = new Project({
      's.yaml': 'matrix: {x: {lines: l.txt}}\ncommand: echo {{x}}\n',
      'l.txt': 'a\nb\n',
    });
    await project.sweep('run', 's.yaml');
    project.write('l.txt', 'b\nc\n');
    expect((await project.sweep('list', 's')).stdout).toMatch(/^succeeded {2}a .*\nsucceeded {2}b /m);
    expect((await project.sweep('resume', 's')).stdout).toContain('2 of 2 jobs are fresh');
    await project.sweep('run', 's.yaml');
    expect((await project.sweep('list', 's')).stdout).toMatch(/^succeeded {2}b .*\nsucceeded {2}c /m);
  });
});

it('a run folder that has kept nothing of what its sweep drew on is read all the same where no file listed values', async () => {
  const project = new Project({
    's.yaml': 'command: echo {{host.data}}\n',
    '.sweep-host.yaml': 'vars: {data: /d}\n',
  });
  await project.sweep('run', 's.yaml');
  for (const file of ['.sweep/s/drawn-on.json', '.sweep-host.yaml']) rmSync(project.path(file));
  const { code, stdout } = await project.sweep('status', 's');
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 succeeded')]);
});

it.each(['{lines: l.txt}', '{glob: "l.*"}'])(
  'values of %s that are gone are asked for where a run folder has kept nothing of what was listed',
  async (axis) => {
    const project = new Project({ 's.yaml': `matrix: {x: ${axis}}\ncommand: echo {{x}}\n`, 'l.txt': 'a\n' });
    await project.sweep('run', 's.yaml');
    rmSync(project.path('l.txt'));
    expect((await project.sweep('status', 's')).code).toBe(0);
    rmSync(project.path('.sweep/s/drawn-on.json'));
    const { code, stderr } = await project.sweep('status', 's');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('hint: bring it back as it was') as string,
    });
  },
);

describe('values of a table', () => {
  it('are those that it had when it ran, for a status and a resume, until it is run again', async () => {
    const project = new Project({
      's.yaml': 'zip: [{table: t.csv, columns: [x, y]}]\ncommand: echo {{x}} {{y}}\n',
      't.csv': 'x,y\na,1e-3\nb,007\n',
    });
    expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    project.write('t.csv', 'x,y\nb\n');
    expect((await project.sweep('list', 's')).stdout).toMatch(/^succeeded {2}a_1e-3 .*\nsucceeded {2}b_007 /m);
    expect((await project.sweep('resume', 's')).stdout).toContain('2 of 2 jobs are fresh');
    const refused = await project.sweep('run', 's.yaml');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('t.csv:2:1: error: ') as string });
    project.write('t.csv', 'x,y\nb,007\nc,1\n');
    await project.sweep('run', 's.yaml');
    expect((await project.sweep('list', 's')).stdout).toMatch(/^succeeded {2}b_007 .*\nsucceeded {2}c_1 /m);
  });
});

describe('values that are a range', () => {
  it('are looked on like any others, also where the file has come to have more of them than there is room for', async () => {
    const rangeOf = (count: string): string =>
      `name: s\nmatrix: {i: {from: 1, count: ${count}}}\ncommand: test {{i}} -lt 3\n`;
    const project = new Project({ 's.yaml': rangeOf('2') });
    expect((await project.sweep('run', 's.yaml')).code).toBe(0);
    for (const count of ['2', '1e12']) {
      project.write('s.yaml', rangeOf(count));
      for (const sweep of ['s', 's.yaml'])
        expect(await project.sweep('list', sweep)).toMatchObject({
          code: 0,
          stdout: expect.stringMatching(/^succeeded {2}1 .*\nsucceeded {2}2 /m) as string,
        });
    }
    expect((await project.sweep('watch', 's')).stdout).toContain('2 succeeded');
  });
});
