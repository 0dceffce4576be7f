import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idleGpus, type IdleHours, idleSince, idleUntil } from '../../../src/model/sharing/idle-gpus.ts';
import { instant, seconds, type Instant } from '../../../src/model/units.ts';

const at = (hours: number): Instant => instant(hours * 3_600_000);
const NONE: IdleHours = new Map();

describe('a GPU is idle while jobs wait', () => {
  it.each([
    ['that a waiting job would take, and nobody holds', [['a', 'b']], [['b']], 1],
    ['once, however many wait for it', [['a'], ['a', 'b']], [], 2],
    ['not where part of it is held', [['a']], [['a']], 0],
    ['not where no job waits for it', [], [['b']], 0],
  ])('%s', (_, wanted, held, count) => {
    const wants = wanted.map((allowed) => ({ allowed }));
    expect(
      idleGpus(
        wants,
        held.map((gpus) => ({ gpus })),
      ),
    ).toBe(count);
  });
});

describe('the time for which GPUs were idle', () => {
  it('is kept by the hour, for a month', () => {
    let known = idleUntil(NONE, 2, seconds(60), at(5.5));
    known = idleUntil(known, 1, seconds(30), at(5.9));
    known = idleUntil(known, 3, seconds(10), at(6));
    expect([...known]).toEqual([
      [5, 150],
      [6, 30],
    ]);
    expect([...idleUntil(known, 0, seconds(60), at(5 + 31 * 24))]).toEqual([[6, 30]]);
  });

  it('leaves out hours that a clock which was set back has yet to come to', () => {
    expect([...idleUntil(new Map([[9, 60]]), 1, seconds(60), at(7))]).toEqual([[7, 60]]);
  });

  it('is told by whole hours, and never more than there were', () => {
    const hours = fc.dictionary(fc.nat({ max: 50 }).map(String), fc.nat({ max: 3600 }));
    fc.assert(
      fc.property(hours, fc.double({ min: 0, max: 50, noNaN: true }), (given, from) => {
        const known = new Map(Object.entries(given).map(([hour, amount]) => [Number(hour), amount]));
        const told = [...known].filter(([hour]) => hour + 1 > from).map(([, amount]) => amount);
        expect(idleSince(known, at(from))).toBe(told.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
});
