import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentReader } from '../../src/project/content.ts';
import { DigestCache } from '../../src/project/digest-cache.ts';
import { LaunchInputs } from '../../src/project/launch-inputs.ts';
import { until } from '../rig/until.ts';

const LARGE = 24 * 1024 * 1024;

let root: string;
let times: number;
let inputs: LaunchInputs;
/** The files that were read, by their size. */
let reads: bigint[];

class WatchedCache extends DigestCache {
  override digestOf(...[stat, read]: Parameters<DigestCache['digestOf']>): ReturnType<DigestCache['digestOf']> {
    return super.digestOf(stat, () => {
      reads.push(stat().size);
      return read();
    });
  }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-inputs-'));
  times = 0;
  reads = [];
  const cache = new WatchedCache(null);
  const reader = (): ContentReader => new ContentReader(root, cache);
  inputs = new LaunchInputs(reader, () => {
    times += 1;
  });
});

afterEach(() => {
  inputs.close();
  rmSync(root, { recursive: true, force: true });
});

const put = (path: string, content: string | Buffer): void => {
  writeFileSync(join(root, path), content);
};
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
/** What is found as soon as it has been read. */
const eventually = (paths: readonly string[]): Promise<readonly string[]> =>
  until(paths.join(), () => inputs.look(paths));

describe('what inputs hold at launch', () => {
  it('is told at once where it is little, in the order in which it is asked for', () => {
    put('a', '1');
    expect(inputs.look(['none', 'a'])).toEqual(['missing', sha256('1')]);
    put('a', '2');
    expect(inputs.look(['a', 'none'])).toEqual([sha256('2'), 'missing']);
    expect(inputs.look([])).toEqual([]);
    expect(times).toBe(0);
  });

  it('is read in turns where it is much, and told when it has been', async () => {
    const content = Buffer.alloc(LARGE, 'x');
    put('large', content);
    expect(inputs.look(['large'])).toBeNull();
    let turns = 0;
    for (; times === 0; turns += 1) await new Promise(setImmediate);
    expect(turns).toBeGreaterThan(8);
    expect(inputs.look(['large'])).toEqual([sha256(content)]);
    expect(inputs.look(['large'])).toEqual([sha256(content)]);
    expect(times).toBe(1);
  });

  it('is what a large file holds after it was changed while it was read', async () => {
    put('large', Buffer.alloc(LARGE, 'x'));
    expect(inputs.look(['large'])).toBeNull();
    put('large', 'short');
    await until('the signal', () => times > 0);
    expect(inputs.look(['large'])).toEqual([sha256('short')]);
  });

  it('keeps nobody from being told of something small meanwhile', async () => {
    put('large', Buffer.alloc(LARGE, 'x'));
    put('small', '1');
    expect(inputs.look(['large'])).toBeNull();
    await new Promise(setImmediate);
    expect(inputs.look(['small'])).toEqual([sha256('1')]);
    await eventually(['large']);
  });

  it('costs one reading of a large file for all that have it among others', async () => {
    const content = Buffer.alloc(LARGE, 'x');
    put('large', content);
    for (const name of ['a', 'b', 'c']) put(name, name);
    const lists = ['a', 'b', 'c'].map((name) => [name, 'large']);
    expect(lists.map((paths) => inputs.look(paths))).toEqual([null, null, null]);
    await until('all three', () => times === 3);
    expect(lists.map((paths) => inputs.look(paths))).toEqual(
      ['a', 'b', 'c'].map((name) => [sha256(name), sha256(content)]),
    );
    expect(reads.filter((size) => size === BigInt(LARGE))).toHaveLength(1);
  });

  it('comes to an end for two lists that have the same large files in other orders', async () => {
    for (const name of ['one', 'two']) put(name, Buffer.alloc(LARGE, name));
    expect([inputs.look(['one', 'two']), inputs.look(['two', 'one'])]).toEqual([null, null]);
    await until('both', () => times === 2);
    const [first, second] = [inputs.look(['one', 'two']), inputs.look(['two', 'one'])];
    expect(first).toEqual(second?.toReversed());
  });

  it('comes to an end where it is too many files to look at in one turn', async () => {
    mkdirSync(join(root, 'many'));
    for (let index = 0; index < 3000; index += 1) put(`many/${index}`, `${index}`);
    expect(inputs.look(['many/*'])).toBeNull();
    await until('the signal', () => times > 0);
    const [digest] = inputs.look(['many/*']) ?? [];
    put('many/5', 'other');
    expect(await eventually(['many/*'])).not.toEqual([digest]);
  });

  it('is read no further once nobody wants it any more', async () => {
    put('large', Buffer.alloc(LARGE, 'x'));
    expect(inputs.look(['large'])).toBeNull();
    inputs.close();
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    expect(times).toBe(0);
  });
});
