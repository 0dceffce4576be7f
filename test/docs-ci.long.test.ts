import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PROGRAM } from './rig/program.ts';
import { Project } from './rig/project.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const blocks = (language: string) =>
  [...read('docs/ci.md').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (match) => match[1] ?? '',
  );

interface Step {
  readonly run?: string;
  readonly name?: string;
}

/** A project with a sweep under git, changed since `origin/main`, and `sweep` on the PATH. */
function repository(): {
  project: Project;
  run: (script: string, env?: Record<string, string>) => SpawnSyncReturns<string>;
} {
  const project = new Project({ 'sweeps/s.yaml': 'command: echo a b c d\n' });
  const run = (script: string, env: Record<string, string> = {}) =>
    spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: project.root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`,
        GITHUB_WORKSPACE: project.root,
        ...env,
      },
    });
  project.write('bin/sweep', `#!/bin/sh\nexec ${process.execPath} ${PROGRAM} "$@"\n`);
  chmodSync(project.path('bin/sweep'), 0o755);
  const commit = 'git add . && git -c user.name=a -c user.email=a@example.org commit -qm';
  const made = run(`rm -r .git && git init -q && ${commit} 1 && git update-ref refs/remotes/origin/main HEAD`);
  expect(made.status).toBe(0);
  project.write('sweeps/s.yaml', 'command: echo a b c e\n');
  expect(run(`${commit} 2`).status).toBe(0);
  return { project, run };
}

describe('the recipe for GitHub Actions', () => {
  const workflow = parse(blocks('yaml')[0] ?? '') as { jobs: Record<string, { steps: Step[] }> };
  const commands = (job: string) =>
    (workflow.jobs[job]?.steps ?? []).flatMap(({ run }) => (run?.includes('npm install') === false ? [run] : []));

  it('checks, and fails with annotations when a sweep is wrong', () => {
    const { project, run } = repository();
    const [check = ''] = commands('check');
    expect(run(check)).toMatchObject({ status: 0, stdout: '' });
    project.write('sweeps/s.yaml', 'comand: echo\n');
    const wrong = run(check);
    expect(wrong.status).toBe(2);
    expect(wrong.stdout).toMatch(/^::error file=sweeps\/s\.yaml,line=1,/);
  });

  it('uploads what is wrong, and only that', () => {
    const { project, run } = repository();
    const [scan = ''] = commands('scan');
    for (const text of ['command: echo\n', 'comand: echo\n']) {
      project.write('sweeps/s.yaml', text);
      expect(run(scan).status).toBe(0);
      expect(JSON.parse(project.read('sweeps.sarif'))).toMatchObject({ version: '2.1.0' });
    }
  });

  it('comments with what the change does', () => {
    const { project, run } = repository();
    const [diff = '', comment = ''] = commands('diff');
    expect(run(diff, { BASE: 'origin/main' })).toMatchObject({ status: 0, stderr: '' });
    expect(project.read('diff.md')).toContain('| changed | `main` | `command` | `d` | `e` | **stale** |');
    project.write('bin/gh', '#!/bin/sh\necho "$@" > asked\n');
    chmodSync(project.path('bin/gh'), 0o755);
    expect(run(comment, { NUMBER: '7' }).status).toBe(0);
    expect(project.read('asked')).toBe('pr comment 7 --body-file diff.md --edit-last --create-if-none\n');
  });
});

describe('the hooks of pre-commit', () => {
  it('say what pre-commit must know, in the repository as in the recipe', () => {
    const [own] = parse(read('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
    const recipe = parse(blocks('yaml')[1] ?? '') as { repos: { hooks: Record<string, unknown>[] }[] };
    expect(own).toMatchObject({ id: 'sweep-check', entry: 'sweep check', language: 'node' });
    expect(recipe.repos[0]?.hooks[0]).toMatchObject({
      id: 'sweep-check',
      entry: own?.['entry'],
      files: own?.['files'],
    });
  });

  it('refuse a commit with a wrong sweep, and let a right one through', () => {
    const { project, run } = repository();
    project.write('.git/hooks/pre-commit', blocks('sh')[0] ?? '');
    chmodSync(project.path('.git/hooks/pre-commit'), 0o755);
    const commit = 'git -c user.name=a -c user.email=a@example.org commit -qam x';
    project.write('sweeps/s.yaml', 'command: echo 3\n');
    expect(run(commit).status).toBe(0);
    project.write('sweeps/s.yaml', 'comand: echo\n');
    expect(run(commit).status).not.toBe(0);
  });
});
