import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/model/units.ts';
import { parseDuration, spellDuration } from '../../../src/model/text/duration.ts';

describe('a duration', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    ['15m', 900],
    ['24h', 86_400],
    ['3d', 259_200],
    ['1h30m', 5_400],
    ['1d2h3m4s', 93_784],
    ['1.5h', 5_400],
    ['1h 30m', 5_400],
    ['1d 2h 03m 4s', 93_784],
    ['0.25', 0.25],
    ['0', 0],
    ['1e3', 1000],
    ['+5', 5],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    ' ',
    '04:00:00',
    '30m1h',
    '1h1h',
    '1h  30m',
    '1h ',
    ' 1h',
    '1 h',
    '1H',
    'h',
    '-5',
    '1w',
    '1h30',
    '.h',
    '1e400',
    'Infinity',
    '0x10',
  ])('is not spelled %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('is read as it is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_153_600_000 }), (length) => {
        const printed = spellDuration(seconds(length));
        const read = parseDuration(printed);
        expect(read).not.toBeNull();
        expect(spellDuration(read ?? seconds(0))).toBe(printed);
      }),
    );
  });

  it('is the sum of its parts', () => {
    const part = fc.nat({ max: 999 });
    fc.assert(
      fc.property(part, part, part, part, (d, h, m, s) => {
        expect(parseDuration(`${d}d${h}h${m}m${s}s`)).toBe(((d * 24 + h) * 60 + m) * 60 + s);
      }),
    );
  });
});
