import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyBytes, newestCopy, placeOfCopy, roomFor } from '../../../src/host/leases/lease-copies.ts';

/** A file of two copies in which these texts were written, one after the other; the last one only up to `cut` of its bytes. */
function written(texts: readonly string[], cut = Infinity): Buffer {
  const room = roomFor(Math.max(...texts.map((text) => Buffer.byteLength(text))));
  const file = Buffer.alloc(2 * room);
  texts.forEach((text, index) => {
    const bytes = copyBytes({ serial: index + 1, text });
    bytes.copy(
      file,
      placeOfCopy(index + 1, room),
      0,
      index === texts.length - 1 ? Math.min(cut, bytes.length) : bytes.length,
    );
  });
  return file;
}

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { minLength: 2, maxLength: 6 });

describe('of two copies', () => {
  test('the one that was written last counts', () => {
    fc.assert(
      fc.property(texts, (all) => {
        expect(newestCopy(written(all))).toEqual({ serial: all.length, text: all.at(-1) });
      }),
    );
  });

  test('the one before counts as long as the last one is not whole, wherever its writer was killed', () => {
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const whole = copyBytes({ serial: all.length, text: all.at(-1)! });
        const cut = Math.floor(part * whole.length);
        const found = newestCopy(written(all, cut));
        const isAsGood = found?.serial === all.length && found.text === all.at(-1);
        expect(isAsGood || (found?.serial === all.length - 1 && found.text === all.at(-2))).toBe(true);
      }),
      // The number alone of the newer copy has been written.
      { examples: [[['', '', 'newer'], 0.43]] },
    );
  });

  test('none counts where there is none', () => {
    expect(newestCopy(Buffer.alloc(0))).toBeNull();
    expect(newestCopy(Buffer.alloc(8192))).toBeNull();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => newestCopy(Buffer.from(bytes)) === null));
  });
});
