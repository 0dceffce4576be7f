import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestNow, gatherFacts, LARGEST_TEMPLATE, lookFor, type WantedPath } from '../../src/project/facts.ts';
import { unprivileged } from '../rig/unprivileged.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'facts-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function digest(path: string): Promise<string | null> {
  const facts = await gatherFacts(root, [{ path, kind: 'inputs' }]);
  return facts.get(path)?.digest ?? null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a wrapper template that is too large is not read', async () => {
  writeFileSync(join(root, 't.hbs'), '');
  truncateSync(join(root, 't.hbs'), LARGEST_TEMPLATE.bytes + 1);
  const read: number[] = [];
  const facts = await gatherFacts(root, [{ path: 't.hbs', kind: 'template' }], undefined, (bytes) => read.push(bytes));
  expect(facts.get('t.hbs')).toEqual({ exists: true, digest: null, fault: 'is larger than 1 MiB' });
  expect(read).toEqual([]);
});

describe('what is looked for and not read', () => {
  test('is there or not, and as a glob where it is an input', () => {
    put('a/b.csv', 'text');
    const facts = (kind: WantedPath['kind']) =>
      [
        ...lookFor(
          root,
          ['a/b.csv', 'a/*.csv', 'a/*.txt', 'a/', 'b'].map((path) => ({ path, kind })),
        ),
      ].map(([, { exists, digest: of }]) => [exists, of]);
    const [there, not] = [
      [true, null],
      [false, null],
    ];
    expect(facts('inputs')).toEqual([there, there, not, there, not]);
    expect(facts('requires')).toEqual([there, not, not, there, not]);
  });
});

describe('what is required', () => {
  test('is only looked for', async () => {
    put('a', 'text');
    mkdirSync(join(root, 'folder'));
    const wanted = ['a', 'folder', 'b', join(root, 'a'), 'a/b', `../${basename(root)}/a`];
    const facts = await gatherFacts(
      root,
      wanted.map((path): WantedPath => ({ path, kind: 'requires' })),
    );
    expect(wanted.map((path) => facts.get(path)?.exists)).toEqual([true, true, false, true, false, true]);
    expect([...facts.values()].every((fact) => fact.digest === null)).toBe(true);
  });

  test('is no glob', async () => {
    put('a', 'text');
    expect(await gatherFacts(root, [{ path: '?', kind: 'requires' }])).toEqual(
      new Map([['?', { exists: false, digest: null }]]),
    );
  });

  test('and is also an input, is read', async () => {
    put('a', 'text');
    for (const kinds of [
      ['requires', 'inputs'],
      ['inputs', 'requires'],
    ] as const) {
      const facts = await gatherFacts(
        root,
        kinds.map((kind) => ({ path: 'a', kind })),
      );
      expect(facts.get('a')).toEqual({ exists: true, digest: sha256('text') });
    }
  });
});

describe('the digest of a file', () => {
  test('is the SHA-256 of its bytes, whatever its size', async () => {
    const large = 'x'.repeat(3_000_001);
    put('a', 'text');
    put('large', large);
    put('empty', '');
    expect(await digest('a')).toBe(sha256('text'));
    expect(await digest('large')).toBe(sha256(large));
    expect(await digest('empty')).toBe(sha256(''));
  });

  test('follows a link, and does not mind times', async () => {
    put('a', 'text');
    symlinkSync('a', join(root, 'link'));
    const before = await digest('link');
    utimesSync(join(root, 'a'), 1, 1);
    expect(await digest('link')).toBe(before);
    expect(before).toBe(sha256('text'));
  });

  test('is none where there is no file, though its link is there', async () => {
    symlinkSync('nowhere', join(root, 'link'));
    expect(await gatherFacts(root, [{ path: 'link', kind: 'inputs' }])).toEqual(
      new Map([['link', { exists: false, digest: null }]]),
    );
  });

  test('of a pipe is none, and does not wait for a writer', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await gatherFacts(root, [{ path: 'pipe', kind: 'inputs' }])).toEqual(
      new Map([['pipe', { exists: true, digest: null, fault: 'is a pipe, which holds nothing that stays' }]]),
    );
  });

  test('is told of as it is read, by how many bytes have been read so far', async () => {
    const heard: number[] = [];
    put('one', '1'.repeat(100_000));
    put('two', '2'.repeat(50_000));
    const wanted = ['one', 'two', 'one'].map((path) => ({ path, kind: 'inputs' }) as const);
    await gatherFacts(root, wanted, undefined, (bytes) => heard.push(bytes));
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(150_000);
  });

  test('of a device is none', async () => {
    const facts = await gatherFacts(root, [{ path: '/dev/null', kind: 'inputs' }]);
    expect(facts.get('/dev/null')?.fault).toBe('is a device, which holds nothing that stays');
  });

  test('by a name like a glob is that of the file', async () => {
    put('a[1]', 'one');
    put('a1', 'other');
    expect(await digest('a[1]')).toBe(sha256('one'));
  });
});

describe('the digest of a folder', () => {
  beforeEach(() => {
    put('data/a', '1');
    put('data/sub/b', '2');
  });

  test.each<[string, () => void]>([
    [
      'a file changes',
      () => {
        put('data/sub/b', '3');
      },
    ],
    [
      'a file is added',
      () => {
        put('data/sub/c', '');
      },
    ],
    [
      'a hidden file is added',
      () => {
        put('data/.c', '');
      },
    ],
    [
      'a file is renamed',
      () => {
        rmSync(join(root, 'data/a'));
        put('data/z', '1');
      },
    ],
    [
      'a file goes',
      () => {
        rmSync(join(root, 'data/a'));
      },
    ],
    [
      'two files change places',
      () => {
        put('data/a', '2');
        put('data/sub/b', '1');
      },
    ],
  ])('changes when %s', async (_, change) => {
    const before = await digest('data');
    change();
    expect(await digest('data')).not.toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not depend on where the folder is or in which order its files were made', async () => {
    put('copy/sub/b', '2');
    put('copy/a', '1');
    expect(await digest('copy')).toBe(await digest('data'));
  });

  test('comes to an end when a link leads back', async () => {
    symlinkSync('..', join(root, 'data/sub/up'));
    expect(await digest('data')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('sees what a link in it leads to', async () => {
    put('elsewhere/x', '1');
    symlinkSync('../elsewhere', join(root, 'data/link'));
    const before = await digest('data');
    put('elsewhere/x', '2');
    expect(await digest('data')).not.toBe(before);
  });

  test('is none when a part of it may not be read', async () => {
    chmodSync(root, 0o755);
    expect(await unprivileged(() => digest('data'))).not.toBeNull();
    chmodSync(join(root, 'data/a'), 0);
    expect(await unprivileged(() => digest('data'))).toBeNull();
  });

  test.each([
    ['the folder itself may not be listed', 'in', 0o000, 'may not be read by this user'],
    ['one in it may not be', 'in/sub', 0o000, 'holds `sub`, which may not be read by this user'],
    ['what it lists may not be looked at', 'in', 0o444, 'holds `a.txt`, which may not be read by this user'],
  ])('is none, and not that of an empty one, when %s', async (_, path, mode, fault) => {
    mkdirSync(join(root, 'in/sub'), { recursive: true });
    writeFileSync(join(root, 'in/a.txt'), 'a');
    writeFileSync(join(root, 'in/sub/b.txt'), 'b');
    chmodSync(root, 0o755);
    chmodSync(join(root, path), mode);
    const facts = await unprivileged(() => gatherFacts(root, [{ path: 'in', kind: 'inputs' }]));
    chmodSync(join(root, path), 0o755);
    expect(facts.get('in')).toEqual({ exists: true, digest: null, fault });
  });
});

describe('the digest of a glob', () => {
  test('is over the names and contents of what it matches', async () => {
    put('a.txt', '1');
    put('b.txt', '2');
    put('c.md', '3');
    const before = await digest('*.txt');
    put('c.md', '4');
    expect(await digest('*.txt')).toBe(before);
    expect(await digest('{b,a}.txt')).toBe(before);
    put('b.txt', '3');
    expect(await digest('*.txt')).not.toBe(before);
  });

  test('is none, and nothing exists, when it matches nothing', async () => {
    expect(await gatherFacts(root, [{ path: '*.txt', kind: 'inputs' }])).toEqual(
      new Map([['*.txt', { exists: false, digest: null }]]),
    );
  });
});

describe('the digest at launch', () => {
  test('is none without paths', () => {
    expect(digestNow(root, [])).toBeNull();
  });

  test('changes with each of its paths, and when one goes', () => {
    put('a', '1');
    put('b/c', '1');
    const seen = new Set([digestNow(root, ['a', 'b'])]);
    put('b/c', '2');
    seen.add(digestNow(root, ['a', 'b']));
    put('a', '2');
    seen.add(digestNow(root, ['a', 'b']));
    rmSync(join(root, 'a'));
    seen.add(digestNow(root, ['a', 'b']));
    expect(seen.size).toBe(4);
    expect(digestNow(root, ['a', 'b'])).toBe(digestNow(root, ['a', 'b']));
  });
});

describe('a name that is not UTF-8', () => {
  const latin = (...names: string[]): Buffer => Buffer.from(join(root, ...names), 'latin1');

  test.each(['data', 'data/*', '**/*.txt', 'data/**'])(
    'is told of %s, which cannot be read without it',
    async (path) => {
      put('data/a.txt', 'a');
      writeFileSync(latin('data', 'caf\u00e9.txt'), 'b');
      const facts = await gatherFacts(root, [{ path, kind: 'inputs' }]);
      const shown = path === 'data' ? 'caf\ufffd.txt' : 'data/caf\ufffd.txt';
      const fault = `holds \`${shown}\`, whose name is not UTF-8`;
      expect(facts.get(path)).toEqual({ exists: true, digest: null, fault });
    },
  );

  test('harms no pattern that does not mean it', async () => {
    put('data/a.txt', 'a');
    writeFileSync(latin('data', 'caf\u00e9.jpg'), 'b');
    mkdirSync(latin('caf\u00e9'));
    expect(await digest('data/*.txt')).not.toBeNull();
  });
});
