import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGIN_TIMES,
  beginTimesFor,
  instantOf,
  parseBeginTime,
  timeOfIso,
} from '../../../src/model/text/begin-time.ts';
import { instant, iso, type Instant } from '../../../src/model/units.ts';

/** A time by the clocks of this machine, whatever its time zone. */
function local(...parts: [year: number, month: number, day: number, hours?: number, minutes?: number]): Instant {
  const [year, month, day, hours = 0, minutes = 0] = parts;
  return instant(new Date(year, month - 1, day, hours, minutes).getTime());
}

const NOW = local(2026, 11, 29, 21, 30);

function at(text: string, now = NOW): Instant | null {
  const begin = parseBeginTime(text);
  return begin === null ? null : instantOf(begin, now);
}

describe('a time to begin at', () => {
  it.each([
    ['now', NOW],
    ['now+2h', NOW + 7_200_000],
    ['now + 1h30m', NOW + 5_400_000],
    ['now+0', NOW],
    ['22:00', local(2026, 11, 29, 22)],
    ['21:30', NOW],
    ['21:30:00', NOW],
    ['9:05', local(2026, 11, 30, 9, 5)],
    ['00:00', local(2026, 11, 30)],
    ['2026-12-01', local(2026, 12, 1)],
    ['2026-12-01T08:00', local(2026, 12, 1, 8)],
    ['2026-11-01T08:00', local(2026, 11, 1, 8)],
    ['2028-02-29T23:59', local(2028, 2, 29, 23, 59)],
  ])('%s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it.each([
    ...['', 'soon', 'now+', 'now+2w', 'now-2h', '24:00', '22:60', '22', '22:0', '2026-02-29', '2026-13-01'],
    ...['2026-12-01 08:00', '2026-12-01T24:00', '2026-12-01T8', '26-12-01', ' 22:00', 'now+36501d'],
  ])('`%s` is none', (text) => {
    expect(parseBeginTime(text)).toBeNull();
  });

  it('has no zone: one that has is told by the clocks of this machine', () => {
    for (const zoned of ['2026-12-01T08:00Z', '2026-12-01T09:00+01:00', '2026-12-01 08:00:00.000Z']) {
      expect(parseBeginTime(zoned)).toBeNull();
      const [, local = ''] = /^which has no zone: .* that is (\S+)$/.exec(beginTimesFor(zoned)) ?? [];
      expect(at(local)).toBe(Date.UTC(2026, 11, 1, 8));
    }
    expect(beginTimesFor('soon')).toBe(BEGIN_TIMES);
  });

  it('is said by programs as ISO 8601 in UTC, which no person says', () => {
    expect(timeOfIso(iso(NOW))).toBe(NOW);
    expect(parseBeginTime(iso(NOW))).toBeNull();
    for (const text of ['22:00', '2026-12-01T08:00', '2026-13-01T08:00:00.000Z', ''])
      expect(timeOfIso(text)).toBeNull();
  });

  it('is the next of its time of day: within a day, though one may have an hour more or less', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 4e12 }), (minute, now) => {
        const said = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
        const wait = (at(said, instant(now)) ?? NaN) - now;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});
