import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSweepFile, sweepFilesNamed } from '../../src/project/sweep-file.ts';
import { unprivileged } from '../rig/unprivileged.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-file-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function complaint(path: string): string {
  const read = readSweepFile(path, 'shown.yaml');
  if (read.ok) throw new Error('it was read');
  expect(read.diagnostic).toMatchObject({ severity: 'error', span: null });
  return `${read.diagnostic.code}: ${read.diagnostic.message}`;
}

describe('a pattern of sweep files', () => {
  test('names those that it matches, sorted, unless it leads through too many files', () => {
    for (const name of ['b.yaml', 'a.yaml', 'c.txt']) put(name, '');
    const pattern = join(folder, '*.yaml');
    expect(sweepFilesNamed(pattern)).toEqual([join(folder, 'a.yaml'), join(folder, 'b.yaml')]);
    expect(sweepFilesNamed(pattern, 4)).toEqual({
      fault: 'leads through more than 2,000,000 files and folders',
      hint: 'begin it with the folder that the files are in',
    });
  });
});

describe('a sweep file that is not there', () => {
  test.each([
    ['bem.yaml', 'did you mean sub/beam.yaml?'],
    ['beem', 'did you mean sub/beam.yaml?'],
    ['beam.yml', 'did you mean sub/beam.yaml?'],
    ['other.yaml', undefined],
  ])('is told with the nearest beside it: %s', (said, hint) => {
    put('beam.yaml', '');
    put('beam.txt', '');
    const read = readSweepFile(join(folder, said), `sub/${said}`);
    expect(read).toMatchObject({ ok: false, diagnostic: { code: 'no-such-file' } });
    expect(read.ok ? undefined : read.diagnostic.hint).toBe(hint);
  });
});

describe('a sweep file', () => {
  test('is read as UTF-8', () => {
    expect(readSweepFile(put('a.yaml', 'name: ü\n'))).toEqual({ ok: true, text: 'name: ü\n' });
  });

  test('may begin with the byte order mark of UTF-8, which is not part of its text', () => {
    expect(readSweepFile(put('a.yaml', '\uFEFFname: x\n'))).toEqual({ ok: true, text: 'name: x\n' });
  });

  test('may be empty', () => {
    expect(readSweepFile(put('a.yaml', ''))).toEqual({ ok: true, text: '' });
  });

  test('may be a pipe', () => {
    const module = JSON.stringify(join(import.meta.dirname, '../../src/project/sweep-file.ts'));
    const program = `import { readSweepFile } from ${module}; process.stdout.write(readSweepFile(process.argv[1]).text.length + '');`;
    const script = `"$0" --import tsx --input-type=module -e "$1" <(head -c 300000 /dev/zero | tr '\\0' x)`;
    const { stdout } = spawnSync('bash', ['-c', script, process.execPath, program], { encoding: 'utf8' });
    expect(stdout).toBe('300000');
  });

  test('may hold 10 MiB and no more', () => {
    expect(readSweepFile(put('a.yaml', '#'.repeat(10 * 2 ** 20))).ok).toBe(true);
    expect(complaint(put('b.yaml', '#'.repeat(10 * 2 ** 20 + 1)))).toBe(
      'file-too-large: shown.yaml is larger than 10 MiB',
    );
    expect(complaint('/dev/zero')).toBe('file-too-large: shown.yaml is larger than 10 MiB');
  });

  test('that is a pipe to which nobody writes is refused, and not waited for', () => {
    const path = join(folder, 'fifo.yaml');
    execFileSync('mkfifo', [path]);
    expect(complaint(path)).toBe('unreadable-file: shown.yaml is a pipe, not a file');
  });

  test('that is not there is said to be missing', () => {
    expect(complaint(join(folder, 'none.yaml'))).toBe('no-such-file: shown.yaml does not exist');
    put('file', '');
    expect(complaint(join(folder, 'file/none.yaml'))).toBe(
      'no-such-file: shown.yaml does not exist: a part of its path is a file',
    );
  });

  test('whose name is not UTF-8, so that it cannot be found, is told of its name', () => {
    expect(readSweepFile(join(folder, 'b\ufffd.yaml'), 'b\ufffd.yaml')).toMatchObject({
      diagnostic: {
        code: 'no-such-file',
        message: 'b\ufffd.yaml does not exist: a name that is not UTF-8 cannot be found',
        hint: 'give the file, and the folders that it is in, names in UTF-8',
      },
    });
    put('b\ufffd.yaml', 'a: 1\n');
    expect(readSweepFile(join(folder, 'b\ufffd.yaml'), 'b\ufffd.yaml').ok).toBe(true);
  });

  test('that is a folder is called one', () => {
    mkdirSync(join(folder, 'dir.yaml'));
    expect(complaint(join(folder, 'dir.yaml'))).toBe('unreadable-file: shown.yaml is a folder, not a sweep file');
  });

  test('that may not be read is said to be so', async () => {
    const path = put('a.yaml', '');
    chmodSync(path, 0);
    chmodSync(folder, 0o755);
    const said = await unprivileged(() => complaint(path));
    expect(said).toBe('unreadable-file: shown.yaml may not be read by this user');
  });

  test.each([
    ['UTF-16', Buffer.from('\uFEFFname: x\n', 'utf16le')],
    ['UTF-16', Buffer.from('\uFEFFname: x\n', 'utf16le').swap16()],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ])('in %s is recognised', (encoding, bytes) => {
    expect(complaint(put('a.yaml', bytes))).toBe(`not-utf8: shown.yaml is written in ${encoding}`);
  });

  test('that is not UTF-8 is refused with the line and the column of its first fault', () => {
    expect(complaint(put('a.yaml', Buffer.from('a: 1\nb: ü\nc: \xfc\n', 'latin1')))).toBe(
      'not-utf8: shown.yaml is not UTF-8: line 2, column 4 has a byte sequence that no character has',
    );
  });
});
