import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupThatCuts, parseLogPattern } from '../../../src/model/text/log-pattern.ts';
import { numberIn, valueIn } from '../../../src/model/text/written-number.ts';

describe('a number as programs write it', () => {
  it.each([
    ['1', 1],
    ['-0.5', -0.5],
    ['+.5', 0.5],
    ['5.', 5],
    ['1e-05', 1e-5],
    ['1E+3', 1000],
    ['nan', NaN],
    ['-NaN', NaN],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
  ])('is read: %s', (text, value) => {
    expect(numberIn(text)).toBe(value);
  });

  it.each(['', '.', '1e', '0x1F', '1,5', 'none', 'info', '1 2', '--1'])('is none: %j', (text) => {
    expect(numberIn(text)).toBeNull();
  });

  it('comes back from how JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(numberIn(String(value))).toBe(value === 0 ? Number(String(value)) : value);
      }),
    );
  });

  it('stands for true and false, too, and what is none is a text', () => {
    expect(['True', 'false', 'yes', '7'].map(valueIn)).toEqual([1, 0, 'yes', 7]);
  });
});

describe('a text with placeholders', () => {
  it('has a number for each of them', () => {
    const pattern = parseLogPattern('acc={accuracy} loss={test/loss-1}.');
    expect(pattern).toMatchObject({ ok: true, names: ['accuracy', 'test/loss-1'] });
    const match = pattern.ok ? new RegExp(pattern.source).exec('acc=1e-3   loss=-inf.') : null;
    expect({ ...match?.groups }).toEqual({ n0: '1e-3', n1: '-inf' });
  });

  it('stands for itself but for those', () => {
    const literal = fc.string({ maxLength: 20 }).filter((text) => !/[{}\s]/.test(text));
    fc.assert(
      fc.property(literal, literal, fc.double({ noNaN: true }), (before, behind, value) => {
        const separate = `${before}<{x}>${behind}`;
        const pattern = parseLogPattern(separate);
        const match = pattern.ok ? new RegExp(pattern.source).exec(separate.replace('{x}', () => String(value))) : null;
        expect(match?.groups?.['n0']).toBe(String(value));
      }),
    );
  });

  it.each([
    ['acc=0.5', 'no number has a name in it'],
    ['{ acc }', 'no number has a name in it'],
    ['{a}{b}', 'two numbers stand in it with nothing between them'],
    ['{a} {b} {a}', '`{a}` stands in it twice'],
  ])('is none: %j', (text, fault) => {
    expect(parseLogPattern(text)).toMatchObject({ ok: false, fault });
  });
});

describe('an expression that takes but the beginning of a number', () => {
  it.each([
    ['acc=(?<acc>[0-9.]+)', 'acc'],
    [String.raw`acc=(?<acc>\d+\.?\d*)`, 'acc'],
    [String.raw`(?<epoch>[^,]+), loss=(?<loss>(?:\d|\.)+)`, 'loss'],
    [String.raw`acc=(?<acc>[\d.]+).*`, 'acc'],
  ])('is known: %s', (pattern, group) => {
    expect(groupThatCuts(pattern)).toBe(group);
  });

  it.each([
    String.raw`acc=(?<acc>\S+)`,
    'acc=(?<acc>[0-9.]+)$',
    'acc=(?<acc>[0-9.]+)%',
    'acc=(?<acc>[0-9.e+-]+)',
    String.raw`acc=\((?<acc>[0-9.]+)\)`,
    '(?:acc=(?<acc>[0-9.]+))',
    'acc=(?<acc>[0-9.',
  ])('is not taken for one: %s', (pattern) => {
    expect(groupThatCuts(pattern)).toBeNull();
  });
});
