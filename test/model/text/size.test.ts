import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSize, spellSize } from '../../../src/model/text/size.ts';

describe('a size', () => {
  it.each([
    ['512MiB', 512 * 1024 ** 2],
    ['20GiB', 20 * 1024 ** 3],
    ['20GB', 20e9],
    ['20 GiB', 20 * 1024 ** 3],
    ['1.5TB', 1.5e12],
    ['8kB', 8000],
    ['8KB', 8000],
    ['8KiB', 8192],
    ['100B', 100],
    ['0.3B', 0],
  ])('is read in binary and decimal units: %s', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });

  it('is read as it is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1024 ** 5 }), (amount) => {
        const read = parseSize(spellSize(amount));
        expect(read).not.toBeNull();
        expect(Math.abs((read ?? 0) - amount)).toBeLessThanOrEqual(amount / 20);
      }),
    );
  });

  it.each(['20', '20G', '20  GiB', '20 GiB ', '20gib', '20Gb', '.5GiB', '-1GiB', '1e3GiB', 'GiB', '20kiB', ''])(
    'is nothing else: %s',
    (text) => {
      expect(parseSize(text)).toBeNull();
    },
  );
});
