import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesWith } from '../rig/files-with.ts';
import { crash, Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const MARKER = 'mark-83c5d07e';
const TOKEN = 'tok-6f2a91';
/** One variable that no file names, and one that a file calls secret. */
const CALLER = { UNNAMED: MARKER, HF_TOKEN: TOKEN };

/** Jobs with all that a job can have, which wait for a file `go` in the project; `expected` holds what is in their environment. */
const sweepWith = (expected: string): string => `name: s
matrix: {i: [a, b]}
env: {HF_TOKEN: {secret: true}}
setup: test "$UNNAMED $HF_TOKEN" = "$(cat ${expected})"
command: |
  touch "$SWEEP_ROOT/began-{{i}}"
  until [ -e "$SWEEP_ROOT/go" ]; do sleep 0.02; done
  test {{i}} = a
retry: 1
tty: true
compress: true
snapshot: true
hooks: {job_end: 'grep -q "^$UNNAMED " ${expected}', run_end: 'true'}
`;

/** A project in a repository. */
function projectOf(files: Readonly<Record<string, string>>): Project {
  const project = new Project(files);
  rmSync(project.path('.git'), { recursive: true });
  execFileSync('git', ['init', '-q'], { cwd: project.root });
  return project;
}

function expectNothingOf(project: Project): void {
  for (const value of [MARKER, TOKEN]) expect(filesWith(value, project.root, project.hostFolder)).toEqual([]);
}

describe('the environment of whoever runs a sweep', () => {
  it('is on disk nowhere, neither what no file names nor what is secret, through copies, terminals, hooks, a crash and a resume', async () => {
    const elsewhere = new Project({ expected: `${MARKER} ${TOKEN}` });
    const project = projectOf({ 's.yaml': sweepWith(elsewhere.path('expected')) });
    const first = project.start(['run', 's.yaml', '--slots', '1'], CALLER);
    await project.appears('began-a');
    await project.eventually('s', 'attempt-started', 1);
    expectNothingOf(project);
    await crash(first);
    // Without the secret nothing goes on.
    expect((await project.sweep('resume', 's')).code).toBe(2);
    expect((await project.start(['resume', 's', '-d'], CALLER).ended).code).toBe(0);
    project.write('go', '');
    expect((await project.start(['wait', 's'], CALLER).ended).code).toBe(1);
    await project.eventually('s', 'run-ended', 1);
    expect(project.events('s', 'attempt-ended').map(({ outcome }) => outcome.cause)).toEqual(['exit', 'exit', 'exit']);
    expect(project.read('.sweep/s/run.log')).not.toContain('hook failed');
    expectNothingOf(project);
  });

  it('is that of whoever asks for a job by hand, as long as its runner lives, and on disk nowhere', async () => {
    const project = new Project({});
    const wait = 'touch "began-$UNNAMED"; until [ -e go ]; do sleep 0.02; done';
    const add = (name: string, ...words: readonly string[]) =>
      project.start(['add', '--slots', '1', ...words], { UNNAMED: name, HF_TOKEN: TOKEN }).ended;
    expect((await add('one', '--', 'bash', '-c', wait)).code).toBe(0);
    await project.appears('began-one');
    expect((await add(MARKER, '--', 'bash', '-c', 'touch "$(printf %s "$UNNAMED" | md5sum | cut -c1-8)"')).code).toBe(
      0,
    );
    expectNothingOf(project);
    project.write('go', '');
    await until('the second job', () => project.events('adhoc', 'attempt-ended').length === 2);
    expect(project.events('adhoc', 'attempt-ended').map(({ outcome }) => outcome)).toMatchObject([
      { cause: 'exit', code: 0 },
      { cause: 'exit', code: 0 },
    ]);
    expectNothingOf(project);
    await project.sweep('cancel', 'adhoc', '--yes');
  });
});
