import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyCode, digestOfCode, lookAtCode } from '../../src/project/code-files.ts';
import { layOut, type CodeLayout } from '../../src/project/code-layout.ts';
import { linkToProject, listAsProject } from '../../src/project/code-links.ts';
import { noteFiles, notedFiles, remainsIn } from '../../src/project/code-remains.ts';
import { bringHome, leadTo } from '../../src/project/code-results.ts';
import { ContentReader } from '../../src/project/content.ts';
import { digestsNow, readDigests } from '../../src/project/facts.ts';
import { finish } from '../../src/project/reading.ts';

let root: string;
let tree: string;
const never = (): boolean => false;
const HIDDEN = ['.sweep'];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'code-'));
  tree = join(root, '.sweep/s/code/copy');
  mkdirSync(dirname(tree), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text = path): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Copies what is listed, and leads to the rest. */
async function freeze(listed: readonly string[], results: readonly string[] = []): Promise<CodeLayout> {
  const files = await lookAtCode(root, listed);
  const paths = files.map(({ path }) => path);
  const layout = layOut(paths, { link: [], results, hidden: HIDDEN });
  await copyCode(
    root,
    files.filter(({ path }) => layout.code.includes(path)),
    tree,
    never,
  );
  await linkToProject(root, tree, layout, HIDDEN);
  return layout;
}

const digest = async (folder: string, listed: readonly string[]): Promise<string | null> =>
  digestOfCode(folder, await lookAtCode(folder, listed), never);

/** Puts a link in the place of `a`. */
function linkA(): void {
  rmSync(join(root, 'a'));
  symlinkSync('b', join(root, 'a'));
}

describe('a copy of the code', () => {
  it('has files with their bytes, times and executable bits, and links as links', async () => {
    write('run.sh', 'echo');
    chmodSync(join(root, 'run.sh'), 0o755);
    utimesSync(join(root, 'run.sh'), 1_000_000, 1_000_000);
    symlinkSync('run.sh', join(root, 'alias'));
    symlinkSync('nowhere', join(root, 'dangling'));
    await freeze(['run.sh', 'alias', 'dangling', 'gone']);
    expect(readFileSync(join(tree, 'run.sh'), 'utf8')).toBe('echo');
    expect(statSync(join(tree, 'run.sh')).mode & 0o111).toBe(0o111);
    expect(statSync(join(tree, 'run.sh')).mtimeMs).toBe(1_000_000_000);
    expect(readlinkSync(join(tree, 'alias'))).toBe('run.sh');
    expect(readlinkSync(join(tree, 'dangling'))).toBe('nowhere');
    expect(readdirSync(tree).sort()).toEqual(['alias', 'dangling', 'run.sh']);
  });

  it('has names of any bytes', async () => {
    const name = Buffer.from([0x66, 0xff, 0xfe]);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'x');
    write('ü/ö\n', 'y');
    const listed = [name.toString('latin1'), Buffer.from('ü/ö\n').toString('latin1')];
    await freeze(listed);
    expect(readdirSync(tree, { encoding: 'buffer' }).some((one) => one.equals(name))).toBe(true);
    expect(readFileSync(join(tree, 'ü/ö\n'), 'utf8')).toBe('y');
    expect(await digest(tree, listed)).toBe(await digest(root, listed));
  });

  it('leads to the project for all else, wherever a link of the project leads, and so does one that leads out of it', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'f'), 'far');
    write('src/a.py');
    write('src/cache/x');
    write('data/d');
    mkdirSync(join(root, 'empty'));
    symlinkSync(join('..', elsewhere.slice(tmpdir().length + 1)), join(root, 'out'));
    await freeze(['src/a.py', 'out']);
    expect(readFileSync(join(tree, 'data/d'), 'utf8')).toBe('data/d');
    expect(readFileSync(join(tree, 'src/cache/x'), 'utf8')).toBe('src/cache/x');
    expect(readFileSync(join(tree, 'out/f'), 'utf8')).toBe('far');
    writeFileSync(join(tree, 'empty/new'), '');
    expect(readdirSync(join(root, 'empty'))).toEqual(['new']);
    expect(lstatSync(join(tree, 'src')).isDirectory()).toBe(true);
    rmSync(elsewhere, { recursive: true });
  });

  it('goes with the project where that is moved to', async () => {
    write('a');
    write('data/d');
    await freeze(['a']);
    const moved = `${root}-moved`;
    renameSync(root, moved);
    expect(readFileSync(join(moved, '.sweep/s/code/copy/data/d'), 'utf8')).toBe('data/d');
    renameSync(moved, root);
  });

  it('is brought up to date with what the project has come to have, and no longer has', async () => {
    write('a');
    write('old');
    const layout = await freeze(['a']);
    rmSync(join(root, 'old'));
    write('new');
    await linkToProject(root, tree, layout, HIDDEN);
    expect(readdirSync(tree).sort()).toEqual(['a', 'new']);
  });

  it.each([
    ['a file is written over', () => write('a', 'b')],
    ['a file is gone', () => rmSync(join(root, 'a'))],
    ['a file is executable', () => chmodSync(join(root, 'a'), 0o755)],
    ['a file is a link', linkA],
  ])('is another one once %s', async (_, change) => {
    write('a');
    write('b');
    const files = await lookAtCode(root, ['a', 'b']);
    const before = await digestOfCode(root, files, never);
    change();
    expect(await digestOfCode(root, files, never)).not.toBe(before);
    expect(await digest(root, ['a', 'b'])).not.toBe(before);
  });

  it('is the same whenever files were written, and by whom', async () => {
    write('a');
    const before = await digest(root, ['a']);
    utimesSync(join(root, 'a'), 5, 5);
    expect(await digest(root, ['a'])).toBe(before);
  });

  it('is told to be no copy where it is over before it is whole', async () => {
    write('a');
    const files = await lookAtCode(root, ['a']);
    expect(await digestOfCode(root, files, () => true)).toBe(null);
  });

  it('waits for no pipe that stands where a file stood', async () => {
    write('a');
    const files = await lookAtCode(root, ['a']);
    rmSync(join(root, 'a'));
    execFileSync('mkfifo', [join(root, 'a')]);
    expect(await lookAtCode(root, ['a'])).toEqual([]);
    expect(await digestOfCode(root, files, never)).toBe(null);
  });

  it('holds the same inputs as the project, by pattern, folder and file', async () => {
    write('src/a.py');
    write('src/deep/data.csv');
    write('data/x/y.csv');
    write('r.csv');
    mkdirSync(join(root, 'src/empty'));
    await freeze(['src/a.py'], ['r.csv']);
    const paths = ['src', '**/*.csv', 'data', 'data/**', 'src/*', 'r.csv', 'missing'];
    const reader = new ContentReader(tree, undefined, listAsProject(root, tree));
    expect(finish(readDigests(reader, paths))).toEqual(digestsNow(root, paths));
  });
});

describe('results in a copy of the code', () => {
  it('are moved to the project, and the copy leads there', async () => {
    write('a');
    await freeze(['a'], ['r.json', 'ckpt']);
    writeFileSync(join(tree, 'r.json'), '1');
    mkdirSync(join(tree, 'ckpt'));
    writeFileSync(join(tree, 'ckpt/w'), '2');
    expect([await bringHome(root, tree, 'r.json'), await bringHome(root, tree, 'ckpt')]).toEqual([null, null]);
    expect([readFileSync(join(root, 'r.json'), 'utf8'), readFileSync(join(root, 'ckpt/w'), 'utf8')]).toEqual([
      '1',
      '2',
    ]);
    expect(realpathSync(join(tree, 'ckpt'))).toBe(realpathSync(join(root, 'ckpt')));
    // Whoever writes through the link writes to the project.
    writeFileSync(join(tree, 'r.json'), '3');
    expect(await bringHome(root, tree, 'r.json')).toBe(null);
    expect(readFileSync(join(root, 'r.json'), 'utf8')).toBe('3');
  });

  it.each([
    ['a file over a file', false, false],
    ['a folder over a folder', true, true],
    ['a folder over a file', true, false],
    ['a file over a folder', false, true],
  ])('take the place of what was in the project: %s', async (_, isFolder, wasFolder) => {
    write('a');
    write(wasFolder ? 'r/old' : 'r', 'old');
    await freeze(['a'], ['r']);
    rmSync(join(tree, 'r'));
    if (isFolder) mkdirSync(join(tree, 'r'));
    writeFileSync(join(tree, isFolder ? 'r/new' : 'r'), 'new');
    expect(await bringHome(root, tree, 'r')).toBe(null);
    expect(readFileSync(join(root, isFolder ? 'r/new' : 'r'), 'utf8')).toBe('new');
    expect(readdirSync(root).sort()).toEqual(['.sweep', 'a', 'r']);
  });

  it('are left where they are with the reason, if they cannot be moved', async () => {
    write('src/a');
    await freeze(['src/a'], ['src/r']);
    writeFileSync(join(tree, 'src/r'), '1');
    rmSync(join(root, 'src'), { recursive: true });
    write('src', 'a file in the way');
    expect(await bringHome(root, tree, 'src/r')).toMatch(/^.*copy\/src\/r cannot be moved to the project: .+/);
    expect(readFileSync(join(tree, 'src/r'), 'utf8')).toBe('1');
  });

  it('leave what is in the project where it is, if they cannot take its place', async () => {
    write('a');
    await freeze(['a']);
    mkdirSync(join(tree, '.sweep'));
    writeFileSync(join(tree, '.sweep/r'), '1');
    expect(await bringHome(root, tree, '.sweep')).toMatch(/ cannot be moved to the project: /);
    expect(readdirSync(root)).toEqual(['.sweep', 'a']);
    expect(readFileSync(join(tree, '.sweep/r'), 'utf8')).toBe('1');
  });

  it('are led to from another copy, once they are there and nothing is in the way', async () => {
    write('a');
    await freeze(['a'], ['r']);
    await leadTo(root, tree, 'r');
    expect(readdirSync(tree)).toEqual(['a']);
    write('r');
    await leadTo(root, tree, 'r');
    expect(readFileSync(join(tree, 'r'), 'utf8')).toBe('r');
  });

  it('are told from the code, links and bytecode by what the copy was made of', async () => {
    write('src/a');
    write('data/d');
    await freeze(['src/a']);
    const list = join(root, '.sweep/s/code/copy.files');
    await noteFiles(list, await lookAtCode(root, ['src/a']));
    mkdirSync(join(tree, 'src/__pycache__'));
    mkdirSync(join(tree, 'out/deep'), { recursive: true });
    writeFileSync(join(tree, 'src/log'), '');
    symlinkSync('log', join(tree, 'src/latest'));
    writeFileSync(join(tree, 'src/a'), 'written over');
    expect(await remainsIn(tree, notedFiles(list)!)).toEqual(['out', 'src/latest', 'src/log']);
    expect(notedFiles(join(root, 'none'))).toBe(null);
  });

  it('cannot be told where something else is in the place of the list of what the copy was made of', () => {
    const list = join(root, 'list');
    const put = (make: () => void): void => {
      rmSync(list, { force: true });
      make();
      expect(notedFiles(list)).toBe(null);
    };
    put(() => execFileSync('mkfifo', [list]));
    put(() => {
      symlinkSync('/dev/zero', list);
    });
    put(() => {
      writeFileSync(list, '');
      truncateSync(list, 2 ** 27);
    });
  });
});
