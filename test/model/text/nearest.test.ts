import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/model/text/nearest.ts';

describe('the nearest known word', () => {
  it.each([
    ['gpu', 'gpus'],
    ['gpsu', 'gpus'],
    ['Timeout', 'timeout'],
    ['time_out', 'timeout'],
    ['comand', 'command'],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, ['gpus', 'timeout', 'command', 'setup'])).toBe(meant);
  });

  it.each([
    ['x', ['y']],
    ['seed', ['data', 'scorer']],
    ['retires', ['retry']],
    ['43', ['41', '42']],
    ['', ['a']],
    ['label', []],
  ])('to %s is none of %j', (word, known) => {
    expect(nearest(word, known)).toBeNull();
  });

  it('is the first of several that are equally near', () => {
    expect(nearest('seeds', ['seed', 'sedes'])).toBe('seed');
    expect(nearest('seeds', ['sedes', 'seed'])).toBe('sedes');
  });

  it('is the word itself if that is known', () => {
    const word = fc.stringMatching(/^[^-+.\d]{1,10}$/);
    fc.assert(
      fc.property(fc.array(word), word, (others, one) => {
        expect(nearest(one, [...others, one])?.toLowerCase()).toBe(one.toLowerCase());
      }),
    );
  });

  it('is found in spite of one slip in a word of at least three letters', () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'swap'), (known, at, slip) => {
        const place = at % (known.length - 1);
        const [head, one = '', two = '', tail] = [
          known.slice(0, place),
          known[place],
          known[place + 1],
          known.slice(place + 2),
        ];
        const slipped = {
          drop: head + two + tail,
          double: head + one + one + two + tail,
          swap: head + two + one + tail,
        };
        expect(nearest(slipped[slip], [known])).toBe(known);
      }),
    );
  });
});
