import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const BEFORE = 'matrix: {lr: [1, 2]}\ncommand: python train.py a b --lr={{lr}} --wd=0\ngpus: 1\ntimeout: 1h\n';
const AFTER = BEFORE.replace('[1, 2]', '[2, 3]').replace('1h', '2h').replace('--wd=0', '--wd="x | y"');

function git(project: Project, ...args: string[]): void {
  const author = ['-c', 'user.name=someone', '-c', 'user.email=someone@example.org', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...author, ...args], { cwd: project.root, stdio: 'pipe' });
}

/** A repository with the sweep as it was in `main`, and as it is now on disk. */
function repository(): Project {
  const project = new Project();
  rmSync(project.path('.git'), { recursive: true });
  git(project, 'init', '-q');
  project.write('sweeps/s.yaml', BEFORE);
  git(project, 'add', '.');
  git(project, 'commit', '-qm', 'before');
  project.write('sweeps/s.yaml', AFTER);
  return project;
}

describe('sweep diff', () => {
  it('tells as Markdown what a change since a revision does', async () => {
    const { code, stdout, stderr } = await repository().sweep(
      'diff',
      'HEAD:sweeps/s.yaml',
      'sweeps/s.yaml',
      '--format',
      'markdown',
    );
    expect(stderr).toBe('');
    expect(stdout).toBe(
      [
        '### s: 2 jobs, 1 added, 1 removed, 1 changed, 1 result stale, 0 unchanged',
        '',
        'GPU time by the timeouts: 2 GPU-hours → 4 GPU-hours',
        '',
        '| change | job | field | before | after | results |',
        '| --- | --- | --- | --- | --- | --- |',
        '| added | `3` |  |  | 1 GPU, at most 2h | to be made |',
        '| removed | `1` |  | 1 GPU, at most 1h |  | orphaned |',
        '| changed | `2` | `command` | `--wd=0` | <code>--wd=&#34;x &#124; y&#34;</code> | **stale** |',
        '| changed | `2` | `timeout` | `1h` | `2h` | **stale** |',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  inLong(() => {
    it('takes paths of a revision from the top of the repository, or with ./ from here', async () => {
      const project = repository();
      for (const before of ['HEAD:sweeps/s.yaml', 'HEAD:./sweeps/s.yaml', 'main:sweeps/s.yaml', 'main:s']) {
        const { stdout } = await project.sweep('diff', before, 'sweeps/s.yaml', '--format', 'json');
        expect(JSON.parse(stdout)).toMatchObject({ sweep: { before: 's', after: 's' }, unchanged: 0 });
      }
    });

    it('compares two files, though they have one name', async () => {
      const project = new Project({ 'a.yaml': `name: s\n${BEFORE}`, 'b.yaml': `name: s\n${AFTER}` });
      const { code, stdout } = await project.sweep('diff', 'a.yaml', 'b.yaml');
      expect(stdout).toContain('~ 2 (stale)\n    command: --wd=0 → --wd="x | y"\n    timeout: 1h → 2h\n');
      expect(code).toBe(0);
    });

    it('exits 3 with --check when something differs, and only then', async () => {
      const project = repository();
      expect((await project.sweep('diff', 'HEAD:sweeps/s.yaml', 'sweeps/s.yaml', '--check')).code).toBe(3);
      expect((await project.sweep('diff', 'sweeps/s.yaml', 'sweeps/s.yaml', '--check')).code).toBe(0);
    });

    it('writes nothing', async () => {
      const project = repository();
      await project.sweep('diff', 'HEAD:sweeps/s.yaml', 'sweeps/s.yaml');
      expect([...project.traces()].sort()).toEqual(['sweeps']);
    });

    it('names a revision, a file of one, or a file on disk that is not there', async () => {
      const project = repository();
      const said = async (before: string) => {
        const { code, stderr } = await project.sweep('diff', before, 'sweeps/s.yaml');
        expect(code).toBe(2);
        return stderr;
      };
      expect(await said('nowhere:sweeps/s.yaml')).toBe('sweep: git knows no revision `nowhere`\n');
      expect(await said('HEAD:sweeps/t.yaml')).toContain('sweeps/t.yaml is not in HEAD');
      expect(await said('t.yaml')).toContain('t.yaml does not exist');
    });
  });
});
