import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CopyOfRun } from '../../../src/app/world/code-copy.ts';
import { largestOf } from '../../../src/app/world/code-survey.ts';
import { gitFiles } from '../../../src/app/world/git-files.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { until } from '../../rig/until.ts';

let root: string;
let said: string[];
let copy: CopyOfRun;

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, encoding: 'utf8' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'code-copy-'));
  git('init', '-q');
  writeFileSync(join(root, 'a.py'), 'a');
  said = [];
  copy = copyOf(join(root, '.sweep/s'));
});
afterEach(async () => {
  await copy.close();
  rmSync(root, { recursive: true, force: true });
});

function copyOf(runFolder: string): CopyOfRun {
  mkdirSync(runFolder, { recursive: true });
  const span = { file: 's.yaml', start: 0, end: 0 };
  const plan = { ...sketchPlan([{ id: 'a' }]), snapshot: { link: [], span } };
  return new CopyOfRun({
    plan,
    place: { root, runFolder },
    say: (message) => said.push(message),
    changed: () => undefined,
  });
}

type Standing = ReturnType<CopyOfRun['now']>;

/** What comes of it once it is no longer being made. */
const settled = (of: CopyOfRun): Promise<Standing> =>
  until('the copy', () => {
    const standing = of.now();
    return standing.is === 'being made' ? null : standing;
  });

describe('the copy of a run', () => {
  it('is made once it is asked for, and told of with what it holds', async () => {
    expect(copy.now()).toEqual({ is: 'being made' });
    const made = await settled(copy);
    expect(made).toEqual({ is: 'made', name: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
    expect(copy.name).toBe('name' in made ? made.name : '');
    expect(said).toEqual([
      expect.stringMatching(/^jobs run in a copy of the code \(1 file, 1 B\): .*\/code\/[0-9a-f]{16}$/),
    ]);
  });

  it('tells what keeps it from being made, and is made when it is asked for after that is gone', async () => {
    writeFileSync(join(root, '.sweep/s/code'), 'in the way');
    expect(await settled(copy)).toEqual({
      is: 'not made',
      because: expect.stringMatching(/^the code cannot be copied: E(?:NOTDIR|EXIST)/) as string,
    });
    rmSync(join(root, '.sweep/s/code'));
    expect(await settled(copy)).toMatchObject({ is: 'made' });
  });

  it('is made anew where somebody has removed it, and where a job has written over it', async () => {
    const first = await settled(copy);
    const name = 'name' in first ? first.name : '';
    rmSync(join(root, '.sweep/s/code', name), { recursive: true });
    expect(await settled(copy)).toEqual(first);
    expect(readFileSync(join(root, '.sweep/s/code', name, 'a.py'), 'utf8')).toBe('a');
    writeFileSync(join(root, '.sweep/s/code', name, 'a.py'), 'written over');
    const other = copyOf(join(root, '.sweep/s'));
    expect(await settled(other)).toEqual({ is: 'made', name: `${name}-2` });
    await other.close();
  });

  it('removes what was left half made, and lists of files that belong to no copy', async () => {
    mkdirSync(join(root, '.sweep/s/code/.making-1/x'), { recursive: true });
    writeFileSync(join(root, '.sweep/s/code/gone.files'), '');
    const made = await settled(copy);
    const name = 'name' in made ? made.name : '';
    expect(readdirSync(join(root, '.sweep/s/code')).sort()).toEqual([name, `${name}.files`]);
  });

  it('leaves nothing half made when it is no longer wanted', async () => {
    copy.now();
    await copy.close();
    const folder = join(root, '.sweep/s/code');
    expect(existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('.')) : []).toEqual([]);
  });
});

describe('the files that git has', () => {
  it('are those that it tracks or does not ignore, with those of repositories within', async () => {
    mkdirSync(join(root, 'inner/deep'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: join(root, 'inner') });
    writeFileSync(join(root, 'inner/deep/b'), '');
    writeFileSync(join(root, 'inner/ignored'), '');
    writeFileSync(join(root, 'inner/.gitignore'), 'ignored\n');
    writeFileSync(join(root, 'tracked'), '');
    git('add', 'tracked');
    rmSync(join(root, 'tracked'));
    const found = await gitFiles(root);
    expect(found.ok && [...found.files].sort()).toEqual(['a.py', 'inner/.gitignore', 'inner/deep/b', 'tracked']);
  });

  it('are none of a folder in no repository, which is told', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect(await gitFiles(root)).toMatchObject({ ok: false, isOutside: true });
  });
});

it('names as the largest what takes most of the room, and of a folder what is most of it', () => {
  const sizes: readonly (readonly [string, number])[] = [
    ['a/b/big', 90],
    ['a/b/c', 5],
    ['d', 40],
    ['e/f', 10],
    ['e/g', 10],
    ['h', 1],
  ];
  const files = sizes.map(([path, bytes]) => ({ path, bytes, isLink: false, isExecutable: false }));
  expect(largestOf(files)).toEqual([
    ['a/b/big', 90],
    ['d', 40],
    ['e/', 20],
  ]);
});
