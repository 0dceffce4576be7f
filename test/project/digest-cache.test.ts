import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DigestCache } from '../../src/project/digest-cache.ts';
import { digestNow, gatherFacts } from '../../src/project/facts.ts';
import { finish, type Reading } from '../../src/project/reading.ts';
import { unprivileged } from '../rig/unprivileged.ts';

const SECOND = 1_000_000_000n;
const LARGE = 'x'.repeat(20_000);

let folder: string;
let kept: string;
let input: string;
let reads: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'digests-'));
  kept = join(folder, 'digests');
  input = join(folder, 'input');
  writeFileSync(input, LARGE);
  reads = 0;
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As a command does that begins `later` seconds after the input was written. */
function openLater(later = 60): DigestCache {
  const written = statSync(input, { bigint: true }).ctimeNs;
  return new DigestCache(kept, () => written + BigInt(later) * SECOND);
}

function digestOf(cache: DigestCache, whileReading: () => void = () => undefined): string {
  return finish(readingOf(cache, whileReading));
}

function readingOf(cache: DigestCache, whileReading: () => void = () => undefined): Reading<string> {
  return cache.digestOf(
    () => statSync(input, { bigint: true }),
    function* () {
      reads += 1;
      const text = readFileSync(input, 'utf8');
      whileReading();
      yield text.length;
      return sha256(text);
    },
  );
}

/** What a first command learns and saves. */
function learn(): void {
  const cache = openLater();
  digestOf(cache);
  cache.save();
  reads = 0;
}

describe('a file that was read before', () => {
  it('is not read again, neither by this command nor by the next', () => {
    const cache = openLater();
    expect([digestOf(cache), digestOf(cache)]).toEqual([sha256(LARGE), sha256(LARGE)]);
    cache.save();
    expect(digestOf(openLater())).toBe(sha256(LARGE));
    expect(reads).toBe(1);
  });

  it.each<[string, () => void]>([
    ['its content', () => writeFileSync(input, 'y'.repeat(20_000))],
    ['its size', () => writeFileSync(input, `${LARGE}x`)],
    ['its times', () => utimesSync(input, 1, 1)],
    [
      'the file itself, with the same times',
      () => {
        const { atime, mtime } = statSync(input);
        rmSync(input);
        writeFileSync(input, 'z'.repeat(20_000));
        utimesSync(input, atime, mtime);
      },
    ],
  ])('is read again after a change of %s', (_, change) => {
    learn();
    change();
    expect(digestOf(openLater())).toBe(sha256(readFileSync(input, 'utf8')));
    expect(reads).toBe(1);
  });

  it('is read again when it had been written less than two seconds before', () => {
    for (const later of [0, 2]) digestOf(openLater(later));
    const cache = openLater(2);
    digestOf(cache);
    cache.save();
    expect(readdirSync(folder)).toEqual(['input']);
    expect(reads).toBe(3);
  });

  it('is read again when it changed while it was read', () => {
    const cache = openLater();
    digestOf(cache, () => {
      writeFileSync(input, `${LARGE}more`);
    });
    expect(digestOf(cache)).toBe(sha256(`${LARGE}more`));
    expect(reads).toBe(2);
  });

  it('is read again when it is small', () => {
    writeFileSync(input, 'small');
    const cache = openLater();
    digestOf(cache);
    digestOf(cache);
    expect(reads).toBe(2);
  });
});

describe('what is kept', () => {
  it('is for its owner alone, and leaves no draft', () => {
    learn();
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['digests', 'input']);
  });

  it.each<[string, (text: string) => string]>([
    ['cut', (text) => text.slice(0, -10)],
    ['empty', () => ''],
    ['changed', (text) => text.replace(/[0-9a-f](?=\n$)/, (digit) => (digit === '0' ? '1' : '0'))],
    ['of another version', (text) => text.replace('digests 1', 'digests 2')],
    ['something else', () => '\0\n'.repeat(100)],
  ])('is ignored when it is %s, and made anew', (_, damage) => {
    learn();
    writeFileSync(kept, damage(readFileSync(kept, 'utf8')));
    const cache = openLater();
    expect(digestOf(cache)).toBe(sha256(LARGE));
    expect(reads).toBe(1);
    cache.save();
    digestOf(openLater());
    expect(reads).toBe(1);
  });

  it('is not kept where there is no folder, or none that may be written to', async () => {
    const nowhere = new DigestCache(join(folder, 'none', 'digests'), () => BigInt(Date.now() + 60_000) * 1_000_000n);
    digestOf(nowhere);
    nowhere.save();
    chmodSync(folder, 0o555);
    await unprivileged(() => {
      const cache = openLater();
      digestOf(cache);
      cache.save();
      return Promise.resolve();
    });
    expect(readdirSync(folder)).toEqual(['input']);
  });
});

describe('facts', () => {
  it('of a file are the same with what is remembered and without', async () => {
    const cache = openLater();
    const wanted = [{ path: 'input', kind: 'inputs' as const }];
    const plain = await gatherFacts(folder, wanted);
    expect(await gatherFacts(folder, wanted, cache)).toEqual(plain);
    expect(await gatherFacts(folder, wanted, cache)).toEqual(plain);
    expect(digestNow(folder, ['input'], cache)).toBe(digestNow(folder, ['input']));
    cache.save();
    expect(readFileSync(kept, 'utf8')).toContain(plain.get('input')?.digest);
  });
});
