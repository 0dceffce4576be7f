import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedSpans } from '../../../src/model/sharing/closed-spans.ts';
import type { DailyHours } from '../../../src/model/sharing/policy.ts';
import { instant, tick, type Moment } from '../../../src/model/units.ts';
import { cases } from '../../rig/cases.ts';

const at = (day: number, hours: number, minutes = 0): Moment => {
  const date = new Date(2026, 10, day, hours, minutes).getTime();
  return { at: instant(date), tick: tick(date - new Date(2026, 10, 1).getTime()) };
};

const NIGHT: DailyHours = { from: 20 * 60, to: 8 * 60 };

describe('when GPUs are not given out', () => {
  it('is the time between two openings, from that on which goes on', () => {
    expect(closedSpans([NIGHT], at(3, 10)).slice(0, 2)).toEqual([
      { from: at(3, 8), until: at(3, 20) },
      { from: at(4, 8), until: at(4, 20) },
    ]);
    expect(closedSpans([NIGHT], at(3, 22))[0]).toEqual({ from: at(4, 8), until: at(4, 20) });
    expect(closedSpans([NIGHT], at(3, 2))[0]).toEqual({ from: at(3, 8), until: at(3, 20) });
  });

  it('is never, where the hours of a day follow each other', () => {
    expect(closedSpans([NIGHT, { from: 8 * 60, to: 20 * 60 }], at(3, 10))).toEqual([]);
    expect(closedSpans([], at(3, 10))).toEqual([]);
  });

  it('reaches a month ahead', () => {
    expect(closedSpans([NIGHT], at(3, 10)).at(-1)!.until.at).toBeGreaterThan(at(33, 0).at);
  });

  const minutes = fc.integer({ min: 0, max: 1439 });
  const anyHours = fc.array(fc.record({ from: minutes, to: minutes }), { minLength: 1, maxLength: 4 });

  it('is each minute that lies in none of the hours, and no other', () => {
    fc.assert(
      fc.property(anyHours, minutes, fc.integer({ min: 0, max: 2 * 1440 }), (hours, begins, later) => {
        const spans = closedSpans(hours, at(3, 0, begins));
        const now = at(3, 0, begins + later);
        const minute = (begins + later) % 1440;
        const isOpen = hours.some(({ from, to }) =>
          from < to ? from <= minute && minute < to : minute >= from || minute < to,
        );
        expect(spans.some(({ from, until }) => from.at <= now.at && now.at < until.at)).toBe(!isOpen);
        for (const [index, { from, until }] of spans.entries()) {
          expect(until.at).toBeGreaterThan(from.at);
          expect(until.tick - from.tick).toBe(until.at - from.at);
          if (index > 0) expect(from.at).toBeGreaterThan(spans[index - 1]!.until.at);
        }
      }),
      { numRuns: cases(1000) },
    );
  });
});
