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

/** A project with a sweep under git, and `sweep` on the PATH. */
function repository(): {
  project: Project;
  run: (script: string) => SpawnSyncReturns<string>;
} {
  const project = new Project({ 'sweeps/s.yaml': 'command: echo a b c d\n' });
  const run = (script: string) =>
    spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: project.root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`,
        GITHUB_WORKSPACE: project.root,
      },
    });
  project.write('bin/sweep', `#!/bin/sh\nexec ${process.execPath} ${PROGRAM} "$@"\n`);
  chmodSync(project.path('bin/sweep'), 0o755);
  const commit = 'git add . && git -c user.name=a -c user.email=a@example.org commit -qm';
  expect(run(`rm -r .git && git init -q && ${commit} 1`).status).toBe(0);
  return { project, run };
}

describe('the recipe for code scanning', () => {
  const workflow = parse(blocks('yaml')[1] ?? '') as { jobs: Record<string, { steps: Step[] }> };
  const commands = (job: string) =>
    (workflow.jobs[job]?.steps ?? []).flatMap(({ run }) => (run?.includes('npm install') === false ? [run] : []));

  it('uploads what is wrong, and only that', () => {
    const { project, run } = repository();
    const [scan = ''] = commands('scan');
    for (const text of ['command: echo\n', 'comand: echo\n']) {
      project.write('sweeps/s.yaml', text);
      expect(run(scan).status).toBe(0);
      expect(JSON.parse(project.read('sweeps.sarif'))).toMatchObject({ version: '2.1.0' });
    }
  });
});

describe('the hooks of pre-commit', () => {
  it('say what pre-commit must know, in the repository as in the recipe', () => {
    const [own] = parse(read('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
    const recipe = parse(blocks('yaml')[2] ?? '') as { repos: { hooks: Record<string, unknown>[] }[] };
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
