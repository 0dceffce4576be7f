import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../rig/cases.ts';
import { expandText, jobsOf } from '../../rig/expansion.ts';

/** The cells of a sweep file, as their values in the order of the file; `-` where an axis is absent. */
function cellsOf(body: string, axes: readonly string[]): string[] {
  const names = axes.map((axis) => `{{${axis}}}`);
  const jobs = jobsOf(`command: "true"\nlabel: x\n${body}`);
  return jobs.map((job) => names.map((name) => job.params.get(name.slice(2, -2))?.text ?? '-').join(' '));
}

const valuesOf = (axis: string): string[] => cellsOf(`matrix: {x: ${axis}}`, ['x']);

describe('the product', () => {
  test('has up to 1,000 axes, and what is more is an error at the first of them that is too many', () => {
    const axes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, [1]]));
    const told = (count: number) =>
      expandText(JSON.stringify({ matrix: axes(count), command: 'true', label: 'x' })).said.filter((line) =>
        line.startsWith('error'),
      );
    expect(told(1000)).toEqual([]);
    expect(told(5000)).toEqual([
      'error too-many-axes @ "a1000": the sweep has 5,000 axes, more than the 1,000 allowed (a value that never varies is a variable, in `vars`)',
    ]);
  });

  test('goes over the axes in the order of the file, the first slowest', () => {
    expect(cellsOf('matrix: {b: [1, 2], a: [x, y]}', ['b', 'a'])).toEqual(['1 x', '1 y', '2 x', '2 y']);
  });

  test('of no axes is one empty cell', () => {
    expect(cellsOf('', [])).toEqual(['']);
  });

  test('keeps the spelling of values', () => {
    expect(valuesOf('[1e-4, 0.10, 042, "7", true]')).toEqual(['1e-4', '0.10', '042', '7', 'true']);
  });

  test('has a cell without the axis where a value is null', () => {
    expect(cellsOf('matrix: {a: [1, null], b: [x, ~]}', ['a', 'b'])).toEqual(['1 x', '1 -', '- x', '- -']);
  });
});

describe('a range', () => {
  test.each([
    ['{from: 42, count: 3}', '42 43 44'],
    ['{from: 1, to: 3}', '1 2 3'],
    ['{from: 1, to: 6, step: 2}', '1 3 5'],
    ['{from: 3, to: 1, step: -1}', '3 2 1'],
    ['{from: 5, to: 5}', '5'],
    ['{from: 0.1, count: 3, step: 0.1}', '0.1 0.2 0.3'],
    ['{from: 0.10, to: 0.3, step: 0.1}', '0.10 0.20 0.30'],
    ['{from: 0.1, to: 0.7, step: 0.3}', '0.1 0.4 0.7'],
    ['{from: 0, to: 1, step: 0.25}', '0 0.25 0.5 0.75 1'],
    ['{from: -0.5, count: 3, step: 0.5}', '-0.5 0.0 0.5'],
    ['{from: 1e-4, count: 2, step: 1e-4}', '0.0001 0.0002'],
    ['{from: 1e3, count: 2}', '1000 1001'],
    ['{from: 008, count: 3}', '008 009 010'],
    ['{from: 0, to: 1, count: 5}', '0 0.25 0.5 0.75 1'],
    ['{from: 1, to: 0, count: 3}', '1 0.5 0'],
    ['{from: 3, to: 9, count: 1}', '3'],
    ['{from: 9007199254740993, count: 2}', '9007199254740993 9007199254740994'],
    ['{values: {from: 1, count: 2}}', '1 2'],
  ])('%s has the values %s', (range, values) => {
    expect(valuesOf(range)).toEqual(values.split(' '));
  });

  test.each([
    ['{from: 3, to: 1}', 'this range is empty: `to` is below `from`'],
    ['{from: 1, to: 3, step: -1}', 'this range is empty: `to` is above `from`'],
    ['{from: 0, to: 1, count: 4}', '4 values from 0 to 1 are no exact decimals'],
    ['{from: 1, to: 1, count: 2}', '`from` and `to` are the same, so there is only one value'],
    ['{from: 0, to: 1e9}', 'this range has 1,000,000,001 values, more than the 100,000 allowed'],
    ['{from: 0, count: 999999999}', 'this range has 999,999,999 values, more than the 100,000 allowed'],
    ['{from: 0, to: 1e300}', '`to` is `1e300`, which is no number to count with'],
  ])('%s is refused', (range, message) => {
    const { said, draft } = expandText(`command: "true {{x}}"\nmatrix: {x: ${range}}`);
    expect(draft).toBeNull();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(message);
  });
});

describe('exclude and include', () => {
  test('take cells out and append others, which may have new values', () => {
    const body = 'matrix: {a: [1, 2], b: [x, y]}\nexclude: [{a: 1, b: y}]\ninclude: [{a: 3, b: x}, {b: z, a: 1}]';
    expect(cellsOf(body, ['a', 'b'])).toEqual(['1 x', '2 x', '2 y', '3 x', '1 z']);
  });

  test('compare values by what they are, not by how they are spelled', () => {
    expect(cellsOf('matrix: {a: [1e-4, 0.1, 2]}\nexclude: [{a: 0.0001}, {a: ["0.10", 7]}]', ['a'])).toEqual(['2']);
  });

  test('match absence by null and by nothing else', () => {
    expect(cellsOf('matrix: {a: [1, null], b: [x, y]}\nexclude: [{a: null, b: x}]', ['a', 'b'])).toEqual([
      '1 x',
      '1 y',
      '- y',
    ]);
  });

  test('may bring an excluded cell back, at the end', () => {
    expect(cellsOf('matrix: {a: [1, 2]}\nexclude: [{a: 1}]\ninclude: [{a: 1}]', ['a'])).toEqual(['2', '1']);
  });

  test('are all there is without a matrix: the cells are the included ones', () => {
    expect(cellsOf('include: [{a: 1, b: x}, {b: y, a: null}]', ['a', 'b'])).toEqual(['1 x', '- y']);
  });

  test('give the same cells as nested loops over the values', () => {
    fc.assert(
      fc.property(sweeps, ({ axes, exclude, include }) => {
        const expected = naiveCells(axes, exclude, include);
        const { draft, said } = expandText(written(axes, exclude, include));
        if (expected === null) {
          expect(draft).toBeNull();
          return;
        }
        expect(said.filter((line) => line.startsWith('error'))).toEqual([]);
        const cells = draft?.jobs.map((job) => Object.keys(axes).map((axis) => job.params.get(axis)?.text ?? 'null'));
        expect(cells).toEqual(expected);
      }),
      { numRuns: cases(1000) },
    );
  });
});

type Axes = Record<string, string[]>;
type Condition = Record<string, string[]>;
type Included = Record<string, string>;

const NAMES = ['a', 'b', 'c'];
const value = fc.constantFrom('null', '1', '2.5', 'x', 'y', 'z');
const condition = fc.dictionary(fc.constantFrom(...NAMES), fc.uniqueArray(value, { minLength: 1 }), { minKeys: 1 });
const sweeps = fc
  .record({
    axes: fc
      .tuple(
        fc.subarray(NAMES, { minLength: 1 }),
        fc.infiniteStream(fc.uniqueArray(value, { minLength: 1, maxLength: 4 })),
      )
      .map(([names, values]): Axes => Object.fromEntries(names.map((name) => [name, values.next().value as string[]]))),
    exclude: fc.array(condition, { maxLength: 3 }),
    include: fc.array(fc.record({ a: value, b: value, c: value }), { maxLength: 2 }),
  })
  .map(({ axes, exclude, include }) => ({
    axes,
    exclude: exclude.map((entries) => only(entries, axes)).filter((entries) => Object.keys(entries).length > 0),
    include: include.map((cell): Included => only(cell, axes)),
  }));

function only<T>(entries: Record<string, T>, axes: Axes): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([axis]) => axis in axes));
}

function written(axes: Axes, exclude: readonly Condition[], include: readonly Included[]): string {
  const list = (values: readonly string[]) => `[${values.join(', ')}]`;
  const map = (entries: Record<string, string | string[]>) =>
    `{${Object.entries(entries)
      .map(([key, entry]) => `${key}: ${typeof entry === 'string' ? entry : list(entry)}`)
      .join(', ')}}`;
  return [
    'command: "true"',
    `matrix: ${map(axes)}`,
    exclude.length > 0 ? `exclude: [${exclude.map(map).join(', ')}]` : '',
    include.length > 0 ? `include: [${include.map(map).join(', ')}]` : '',
  ].join('\n');
}

/** The cells by the book; null if the file is wrong: a cell included twice, or none at all. */
function naiveCells(axes: Axes, exclude: readonly Condition[], include: readonly Included[]): string[][] | null {
  const names = Object.keys(axes);
  let cells: string[][] = [[]];
  for (const name of names) cells = cells.flatMap((cell) => (axes[name] ?? []).map((one) => [...cell, one]));
  cells = cells.filter(
    (cell) => !exclude.some((entries) => names.every((name, i) => entries[name]?.includes(cell[i] ?? '') ?? true)),
  );
  for (const cell of include) {
    const row = names.map((name) => cell[name] ?? '');
    if (cells.some((known) => known.join() === row.join())) return null;
    cells.push(row);
  }
  return cells.length === 0 ? null : cells;
}
