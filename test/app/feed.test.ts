import { describe, expect, it } from 'vitest';
import { Feed } from '../../src/app/feed.ts';

const taken = async (feed: Feed<number>): Promise<number[]> => {
  const items: number[] = [];
  for await (const item of feed) items.push(item);
  return items;
};

describe('a feed', () => {
  it('keeps what is given until it is taken, in order', async () => {
    const feed = new Feed<number>(() => undefined);
    const all = Array.from({ length: 3000 }, (_, index) => index);
    for (const item of all) feed.give(item);
    feed.end();
    expect(await taken(feed)).toEqual(all);
  });

  it('hands what is given to readers that already wait, first come first served, and tells the rest of the end', async () => {
    const feed = new Feed<number>(() => undefined);
    const reads = [feed.next(), feed.next(), feed.next()];
    feed.give(1);
    feed.give(2);
    feed.end();
    expect(await Promise.all(reads)).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
    ]);
  });

  it('tells of a failure once, when all before it has been taken', async () => {
    const feed = new Feed<number>(() => undefined);
    feed.give(1);
    feed.end({ error: new Error('no more') });
    expect(await feed.next()).toEqual({ done: false, value: 1 });
    await expect(feed.next()).rejects.toThrow('no more');
    expect(await feed.next()).toEqual({ done: true, value: undefined });
  });

  it('keeps nothing for a reader that has left, and lets go of one that still waits', async () => {
    let left = 0;
    const feed = new Feed<number>(() => (left += 1));
    const waiting = feed.next();
    await feed.return();
    feed.give(1);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await taken(feed)).toEqual([]);
    expect(left).toBe(1);
  });
});
