import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceIn, renicings, type WaitingTask } from '../../../src/launch/slurm/turns.ts';
import { cases } from '../../rig/cases.ts';

const task = (index: number, turn: number, priority: number, nice = 0, id = '7'): WaitingTask => ({
  ...{ id, index, turn, priority, nice },
});

describe('tasks that wait in a queue', () => {
  it.each<[string, readonly WaitingTask[], ReturnType<typeof renicings>]>([
    ['are left alone where none is to begin before another', [task(0, 0, 50), task(1, 0, 90)], []],
    ['are left alone where they begin by their turns already', [task(0, 0, 90), task(1, 1, 50)], []],
    [
      'are put behind what is to begin first, and no further',
      [task(0, 1, 90), task(1, 1, 90), task(2, 0, 80)],
      [{ id: '7', indices: [0, 1], nice: 11 }],
    ],
    [
      'get back what was taken off when their turn comes first',
      [task(0, 0, 40, 50), task(1, 1, 90)],
      [
        { id: '7', indices: [0], nice: 0 },
        { id: '7', indices: [1], nice: 1 },
      ],
    ],
    [
      'are told of array by array',
      [task(0, 1, 9), task(1, 1, 9, 0, '8'), task(2, 0, 9)],
      [
        { id: '7', indices: [0], nice: 1 },
        { id: '8', indices: [1], nice: 1 },
      ],
    ],
    ['stay as they are where there is no room below the others', [task(0, 1, 1), task(1, 0, 1)], []],
  ])('%s', (_, waiting, expected) => {
    expect(renicings(waiting)).toEqual(expected);
  });

  it('begin by their turns once that is done, and then nothing more is to be done', () => {
    const one = fc.record({
      ...{ turn: fc.nat(3), priority: fc.integer({ min: 1000, max: 2000 }), nice: fc.nat(100) },
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (sketches) => {
        const waiting = sketches.map(({ turn, priority, nice }, index) => task(index, turn, priority, nice));
        const niced = new Map(renicings(waiting).flatMap(({ indices, nice }) => indices.map((index) => [index, nice])));
        const after = waiting.map((was) => {
          const nice = niced.get(was.index) ?? was.nice;
          return { ...was, nice, priority: was.priority + was.nice - nice };
        });
        for (const a of after)
          for (const b of after) if (a.turn < b.turn) expect(a.priority).toBeGreaterThan(b.priority);
        expect(renicings(after)).toEqual([]);
      }),
      { numRuns: cases(200) },
    );
  });

  it('keep what the host file has taken off their priority', () => {
    const waiting = [task(0, 1, 40, 10), task(1, 0, 40, 10)];
    expect(renicings(waiting, 10)).toEqual([{ id: '7', indices: [0], nice: 11 }]);
    expect([[], ['--nice=10'], ['--nice', '--qos=long'], ['--nice=-3']].map(niceIn)).toEqual([0, 10, 100, -3]);
  });
});
