import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crash, Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

/** A project in a repository, with these files, none of which git has been told of. */
function projectOf(files: Readonly<Record<string, string>>): Project {
  const project = new Project(files);
  rmSync(project.path('.git'), { recursive: true });
  git(project.root, 'init', '-q');
  return project;
}

/** Jobs that say what the code is, and wait for a file `go` in the project. */
const sweepOf = (values: string, more = ''): string => `
matrix: {i: [${values}]}
command: |
  touch "$SWEEP_ROOT/began-{{i}}"
  until [ -e "$SWEEP_ROOT/go" ]; do sleep 0.02; done
  . ./code.sh
  echo "{{i}} $version" > "out/{{i}}"
produces: ["out/{{i}}"]
inputs: [code.sh]
snapshot: true
${more}`;

const files = (values = 'a, b'): Record<string, string> => ({
  's.yaml': sweepOf(values),
  'code.sh': 'version=1\n',
  '.gitignore': 'began-*\ngo\n',
});

const copiesOf = (project: Project): readonly string[] =>
  project.has('.sweep/s/code') ? readdirSync(project.path('.sweep/s/code')).sort() : [];
const snapshots = (project: Project): readonly (string | undefined)[] =>
  project.events('s', 'attempt-planned').map(({ snapshot }) => snapshot);
const folders = (project: Project): readonly string[] => copiesOf(project).filter((name) => !name.endsWith('.files'));

/** A run of which the first job has begun. */
async function begun(project: Project): Promise<ReturnType<Project['start']>> {
  const run = project.start(['run', 's.yaml', '--slots', '1']);
  await project.appears('began-a');
  return run;
}

describe('a sweep that asks for a snapshot', () => {
  it('runs the code as it was when the run began, whatever is edited or added meanwhile, and is stale thereafter until that is undone', async () => {
    const project = projectOf(files());
    const run = await begun(project);
    project.write('code.sh', 'version=2\n');
    project.write('new.sh', 'version=3\n');
    project.write('go', '');
    expect(await run.ended).toMatchObject({ code: 0 });
    expect([project.read('out/a'), project.read('out/b')]).toEqual(['a 1\n', 'b 1\n']);
    const [name] = folders(project);
    expect(snapshots(project)).toEqual([name, name]);
    expect(project.has(`.sweep/s/code/${name}/new.sh`)).toBe(false);
    expect((await project.sweep('plan', 's.yaml')).stdout).toMatch(
      /\n1 +0 +stale|a +0 +stale +inputs changed since: code\.sh/,
    );
    project.write('code.sh', 'version=1\n');
    expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 2 of 2 jobs are fresh\n');
    // The same code is copied once, though there is more beside it.
    rmSync(project.path('new.sh'));
    rmSync(project.path('out/b'));
    expect(await project.sweep('run', 's.yaml')).toMatchObject({ code: 0 });
    expect(folders(project)).toEqual([name]);
    const { stdout } = await project.sweep('show', 'i-a');
    expect(stdout).toMatch(new RegExp(`\n {2}code in +\\.sweep/s/code/${name}\n`));
    expect((await project.sweep('why', 'i-a')).stdout).toContain(
      `attempt 1 ran in the copy of the code .sweep/s/code/${name}\n`,
    );
  });

  it('copies what git does not know yet and the code of submodules, and leads to what git ignores', async () => {
    const library = mkdtempSync(join(tmpdir(), 'library-'));
    git(library, 'init', '-q');
    writeFileSync(join(library, 'lib.sh'), 'echo library\n');
    git(library, 'add', '.');
    git(library, 'commit', '-qm', 'library');
    const project = projectOf({
      's.yaml': `
command: |
  ./tool.sh
  . sub/lib.sh
  cat data/set.txt
  pwd -P
  for path in sub data; do readlink "$path" || echo "$path is copied"; done
  echo more > data/new.txt
  echo kept > undeclared.txt
workdir: work
setup: cd ..
snapshot: true
`,
      'tool.sh': '#!/bin/sh\necho tool\n',
      'data/set.txt': 'data\n',
      '.gitignore': '/data/\n',
    });
    chmodSync(project.path('tool.sh'), 0o755);
    mkdirSync(project.path('work'));
    git(project.root, 'submodule', '--quiet', 'add', library, 'sub');
    const { code, stdout } = await project.sweep('run', 's.yaml');
    const [name] = folders(project);
    const log = project.read('.sweep/s/jobs/main/1/out.log');
    expect([code, log], stdout).toEqual([
      0,
      `tool\nlibrary\ndata\n${realpathSync(project.path('.sweep/s/code', name!))}\nsub is copied\n../../../../data\n`,
    ]);
    expect(project.read('data/new.txt')).toBe('more\n');
    // What no key declares is in the project when the run has ended.
    expect(project.read('undeclared.txt')).toBe('kept\n');
    expect(stdout).toContain('what jobs have written into the copy of the code is in the project now: undeclared.txt');
    rmSync(library, { recursive: true });
  });

  it('keeps results at the root of the project, however they are written, and tells jobs where they are', async () => {
    const project = projectOf({
      's.yaml': `
matrix: {i: [a, b]}
chain: i
command: |
  echo "$SWEEP_CODE" > draft-{{i}}
  mv draft-{{i}} r-{{i}}
  [ {{i}} = a ] || cat r-a
produces: ["r-{{i}}"]
metrics: {file: m.json}
setup: rm -f m.json; echo '{"x":1}' > m.json
snapshot: true
`,
    });
    expect(await project.sweep('run', 's.yaml')).toMatchObject({ code: 0 });
    const [name] = folders(project);
    const path = project.path('.sweep/s/code', name!);
    expect([project.read('r-a'), project.read('r-b')]).toEqual([`${path}\n`, `${path}\n`]);
    expect(project.read('m.json')).toBe('{"x":1}\n');
    expect((await project.sweep('run', 's.yaml')).stdout).toBe('nothing to do: 2 of 2 jobs are fresh\n');
    // What `render` shows is what ran.
    const script = (await project.sweep('render', 's.yaml', '--only', 'i=a')).stdout;
    expect(project.read('.sweep/s/jobs/i-a/1/run.sh')).toBe(script);
    const plan = JSON.parse((await project.sweep('plan', 's.yaml', '--json')).stdout) as { snapshot: object };
    expect(plan.snapshot).toMatchObject({ folder: '.sweep/s/code', files: 1 });
  });
});

describe('a snapshot of a run whose runner was killed', () => {
  it('is made anew where it was not whole, and nothing of it stays', async () => {
    const project = projectOf(files('a'));
    project.write('go', '');
    for (let i = 0; i < 3000; i += 1) project.write(`many/${i}`, String(i));
    const run = project.start(['run', 's.yaml']);
    await until('the copy to be begun', () => copiesOf(project).length > 0);
    await crash(run);
    expect(await project.sweep('run', 's.yaml')).toMatchObject({ code: 0 });
    const [name] = folders(project);
    expect(copiesOf(project)).toEqual([name, `${name}.files`]);
    expect(readdirSync(project.path('.sweep/s/code', name!, 'many'))).toHaveLength(3000);
    expect(project.read('out/a')).toBe('a 1\n');
  });

  it('is that of the next runner too, unless the code has changed', async () => {
    const project = projectOf(files('a, b, c'));
    await crash(await begun(project));
    const again = project.start(['run', 's.yaml', '--slots', '1']);
    await project.eventually('s', 'run-started', 2);
    project.write('go', '');
    await project.appears('out/a');
    await project.eventually('s', 'attempt-planned', 2);
    await crash(again);
    const [name] = folders(project);
    expect(new Set(snapshots(project))).toEqual(new Set([name]));
    project.write('code.sh', 'version=2\n');
    rmSync(project.path('out'), { recursive: true });
    expect(await project.sweep('run', 's.yaml')).toMatchObject({ code: 0 });
    expect(project.read('out/c')).toBe('c 2\n');
    expect(folders(project)).toHaveLength(2);
  });
});

it('is made anew by whoever takes a run over, and what still runs goes on in the old one and keeps its results', async () => {
  const project = projectOf(files());
  const run = await begun(project);
  project.write('code.sh', 'version=2\n');
  const refused = await project.sweep('run', 's.yaml');
  expect(refused.code).toBe(75);
  expect(refused.stderr).toContain('  the code has changed: what starts from now on runs as it is now\n');
  const next = project.start(['run', 's.yaml', '--slots', '1', '--yes']);
  await project.eventually('s', 'run-started', 2);
  project.write('go', '');
  expect([(await run.ended).code, (await next.ended).code]).toEqual([0, 0]);
  const [first, ...rest] = snapshots(project);
  expect(rest.length).toBeGreaterThan(0);
  expect(new Set(rest)).toEqual(new Set(folders(project).filter((name) => name !== first)));
  expect(project.read('out/b')).toBe('b 2\n');
});

it('goes with `sweep clean` once no result is from it, with what jobs have left there, and nothing that it leads to', async () => {
  const project = projectOf({ ...files('a'), 'data/set': 'x', '.gitignore': 'began-*\ngo\ndata\n' });
  project.write('go', '');
  await project.sweep('run', 's.yaml');
  expect((await project.sweep('clean', 's')).stdout).toBe('nothing to clean up\n');
  const [old] = folders(project);
  writeFileSync(project.path('.sweep/s/code', old!, 'notes'), '');
  project.write('notes', 'in the way');
  project.write('code.sh', 'version=2\n');
  await project.sweep('run', 's.yaml');
  const asked = await project.sweep('clean', 's');
  expect(asked.stderr).toMatch(
    new RegExp(`1 unused copy of the code \\(.*\\): ${old}\\n {4}with what jobs have written there: ${old}/notes\\n`),
  );
  const { stdout } = await project.sweep('clean', 's', '--yes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ sweeps: [{ code: [{ name: old, remains: ['notes'] }] }] });
  expect(folders(project)).toHaveLength(1);
  expect(folders(project)).not.toContain(old);
  expect(copiesOf(project)).toHaveLength(2);
  expect([project.read('data/set'), project.read('out/a')]).toEqual(['x', 'a 2\n']);
});

describe('a snapshot that there cannot be', () => {
  it('is an error of what git has no repository for', async () => {
    const project = new Project(files('a'));
    const { code, stderr } = await project.sweep('check', 's.yaml');
    expect([code, stderr]).toEqual([
      2,
      `s.yaml:10:11: error: \`snapshot\` copies what git tracks or does not ignore, and this project is in no git repository
   10 | snapshot: true
      |           ^^^^
hint: make it one with \`git init\`, or leave \`snapshot\` out

1 error in s.yaml
`,
    ]);
    expect((await project.sweep('run', 's.yaml')).code).toBe(2);
    expect(project.has('.sweep/s/journal.jsonl')).toBe(false);
  });

  it('is an error of more than 1 GiB, with what is largest, before anything is copied', async () => {
    const project = projectOf({ ...files('a'), 'data/deep/large.bin': '', 'data/deep/small.bin': 'x' });
    truncateSync(project.path('data/deep/large.bin'), 2 ** 30);
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('more than the 1 GiB allowed; the largest: data/deep/large.bin (1 GiB)');
    expect(project.has('.sweep/s/code')).toBe(false);
    project.write('s.yaml', sweepOf('a').replace('snapshot: true', 'snapshot: {link: [data]}'));
    expect(await project.sweep('check', 's.yaml')).toMatchObject({ code: 0 });
  });
});
