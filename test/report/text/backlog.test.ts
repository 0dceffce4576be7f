import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backlog } from '../../../src/report/text/backlog.ts';
import { cases } from '../../rig/cases.ts';

describe('text that waits', () => {
  it('is taken in its order, and once', () => {
    const backlog = new Backlog(100);
    backlog.add('one\n');
    backlog.add('two\n');
    expect(backlog.take()).toBe('one\ntwo\n');
    expect(backlog.take()).toBe('');
    expect(backlog.isEmpty).toBe(true);
  });

  it('is taken a portion at a time, and by whole texts', () => {
    const backlog = new Backlog(100);
    for (const text of ['one\n', 'two\n', 'three\n']) backlog.add(text);
    expect(backlog.take(9)).toBe('one\ntwo\n');
    expect(backlog.take(1)).toBe('three\n');
  });

  it('leaves out the oldest of more than there is room for, and says once how many lines that were', () => {
    const backlog = new Backlog(11);
    for (const text of ['one\nand\n', 'two\n', 'three\n', 'four\n']) backlog.add(text);
    expect(backlog.take()).toBe('… 3 lines left out while nobody took them\nthree\nfour\n');
    backlog.add('five\n');
    expect(backlog.take()).toBe('five\n');
  });

  it('keeps the newest text however long it is', () => {
    const backlog = new Backlog(10, (lines) => `${lines} gone`);
    backlog.add('one\n');
    backlog.add('a line that is longer than there is room for\n');
    expect(backlog.take()).toBe('1 gone\na line that is longer than there is room for\n');
  });

  it('is, with what was left out, all that was added', () => {
    const step = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('take' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (steps, room) => {
        let leftOut = 0;
        const backlog = new Backlog(room, (lines) => {
          leftOut += lines;
          return '';
        });
        let added = 0;
        const taken: number[] = [];
        const take = (most?: number) => {
          for (const line of backlog.take(most).split('\n')) if (line !== '') taken.push(Number(line));
        };
        for (const one of steps) {
          if (one === 'take') take(8);
          else backlog.add(Array.from({ length: one }, () => `${added++}\n`).join(''));
        }
        take();
        expect(taken).toEqual([...taken].sort((a, b) => a - b));
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.length + leftOut).toBe(added);
        if (added > 0) expect(taken.at(-1)).toBe(added - 1);
      }),
      { numRuns: cases(200) },
    );
  });
});
