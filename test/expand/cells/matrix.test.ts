import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from '../../rig/cases.ts';
import { expandText } from '../../rig/expansion.ts';

/** A sweep as data: every part of the language that decides which cells there are. Values are as the file spells them. */
interface Matrix {
  readonly axes: readonly AxisSketch[];
  /** The rows of one zip table over `d` and `e`; no table if there are none. */
  readonly rows: readonly (readonly [string, string])[];
  readonly exclude: readonly Condition[];
  readonly sample: { readonly count: number; readonly over: readonly string[] | null } | null;
  readonly include: readonly Cell[];
}

interface AxisSketch {
  readonly name: string;
  readonly values: readonly string[];
  readonly when: Condition | null;
  readonly unless: Condition | null;
  readonly default: string | null;
}

/** Axis to the values that it may have; `null` for absence. */
type Condition = Readonly<Record<string, readonly string[]>>;
/** Axis to value, `null` where it is absent. */
type Cell = Readonly<Record<string, string>>;

const ABSENT = 'null';
const VALUES = ['null', '1', '2.5', 'x', 'y'];

const value = fc.constantFrom(...VALUES);
const conditionOn = (names: readonly string[]): fc.Arbitrary<Condition | null> =>
  names.length === 0
    ? fc.constant(null)
    : fc.option(fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(value, { minLength: 1 }), { minKeys: 1 }), {
        freq: 2,
      });
const axisAfter = (earlier: readonly string[], name: string): fc.Arbitrary<AxisSketch> =>
  fc.record({
    name: fc.constant(name),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
    when: conditionOn(earlier),
    unless: conditionOn(earlier),
    default: fc.constantFrom(null, null, null, 'x', '1'),
  });

const matrices: fc.Arbitrary<Matrix> = fc
  .record({
    axes: fc.tuple(axisAfter([], 'a'), axisAfter(['a'], 'b'), axisAfter(['a', 'b'], 'c')),
    rows: fc.uniqueArray(fc.tuple(value, value), { maxLength: 3, selector: (row) => row.join() }),
    exclude: fc.array(conditionOn(['a', 'b', 'c', 'd', 'e']), { maxLength: 2 }),
    sample: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 8 }),
        over: fc.option(fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 })),
      }),
    ),
    include: fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), value, { minKeys: 4 }), { maxLength: 2 }),
  })
  .map(({ exclude, sample, include, ...rest }) => {
    const names = namesOf(rest);
    const known = <T>(entries: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(entries).filter(([name]) => names.includes(name)));
    const over = sample?.over?.filter((name) => names.includes(name)) ?? null;
    return {
      ...rest,
      exclude: exclude
        .flatMap((one) => (one === null ? [] : [known(one)]))
        .filter((one) => Object.keys(one).length > 0),
      sample: sample === null ? null : { count: sample.count, over: over?.length === 0 ? null : over },
      include: include.map(known),
    };
  });

function namesOf({ axes, rows }: Pick<Matrix, 'axes' | 'rows'>): string[] {
  return [...axes.map(({ name }) => name), ...(rows.length === 0 ? [] : ['d', 'e'])];
}

function written({ axes, rows, exclude, sample, include }: Matrix): string {
  return JSON.stringify({
    matrix: Object.fromEntries(
      axes.map(({ name, values, when, unless, default: left }) => [
        name,
        {
          values: values.map(scalar),
          ...(when === null ? {} : { when: conditionText(when) }),
          ...(unless === null ? {} : { unless: conditionText(unless) }),
          ...(left === null ? {} : { default: left }),
        },
      ]),
    ),
    ...(rows.length === 0 ? {} : { zip: [{ d: rows.map(([d]) => scalar(d)), e: rows.map(([, e]) => scalar(e)) }] }),
    ...(exclude.length === 0 ? {} : { exclude: exclude.map(conditionText) }),
    ...(sample === null
      ? {}
      : { sample: { count: sample.count, ...(sample.over === null ? {} : { over: sample.over }) } }),
    ...(include.length === 0
      ? {}
      : { include: include.map((cell) => Object.fromEntries(Object.entries(cell).map(([k, v]) => [k, scalar(v)]))) }),
    command: 'true',
  });
}

function scalar(text: string): string | null {
  return text === ABSENT ? null : text;
}

function conditionText(condition: Condition): Record<string, (string | null)[]> {
  return Object.fromEntries(Object.entries(condition).map(([name, values]) => [name, values.map(scalar)]));
}

const holds = (condition: Condition, cell: Cell): boolean =>
  Object.entries(condition).every(([name, values]) => values.includes(cell[name] ?? ABSENT));

const exists = ({ when, unless }: AxisSketch, cell: Cell): boolean =>
  (when === null || holds(when, cell)) && (unless === null || !holds(unless, cell));

/** The cells by the book: nested loops over everything, then one rule after the other. Null where the file is wrong. */
function naiveCells(matrix: Matrix): Cell[] | null {
  const { axes, rows, exclude, sample, include } = matrix;
  let cells: Cell[] = [{}];
  for (const { name, values } of axes) cells = cells.flatMap((cell) => values.map((one) => ({ ...cell, [name]: one })));
  if (rows.length > 0) cells = cells.flatMap((cell) => rows.map(([d, e]) => ({ ...cell, d, e })));
  cells = cells.map((cell) => withoutNonexistent(axes, cell));
  cells = cells.filter((cell, index) => cells.findIndex((other) => same(other, cell)) === index);
  cells = cells.filter((cell) => !exclude.some((condition) => holds(condition, cell)));
  if (sample !== null) {
    const over = sample.over ?? namesOf(matrix);
    const hashes = [...new Set(cells.map((cell) => hashOf(cell, over, axes)))].sort().slice(0, sample.count);
    cells = cells.filter((cell) => hashes.includes(hashOf(cell, over, axes)));
  }
  for (const said of include) {
    const cell: Record<string, string> = {};
    for (const name of namesOf(matrix)) {
      const axis = axes.find((one) => one.name === name);
      const isThere = axis === undefined || exists(axis, cell);
      if (isThere && said[name] === undefined) return null;
      if (!isThere && said[name] !== undefined && said[name] !== ABSENT) return null;
      cell[name] = said[name] ?? ABSENT;
    }
    if (cells.some((other) => same(other, cell))) return null;
    cells.push(cell);
  }
  const identities = cells.map((cell) => identityOf(cell, axes));
  return cells.length === 0 || new Set(identities).size < cells.length ? null : cells;
}

function withoutNonexistent(axes: readonly AxisSketch[], cell: Cell): Cell {
  return axes.reduce((rest, axis) => (exists(axis, rest) ? rest : { ...rest, [axis.name]: ABSENT }), cell);
}

function same(one: Cell, other: Cell): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a cell is, its axes sorted, without those that are absent or have their default. */
function pairsOf(cell: Cell, names: readonly string[], axes: readonly AxisSketch[]): [string, string][] {
  return Object.entries(cell)
    .filter(([name]) => names.includes(name))
    .filter(([name, text]) => text !== ABSENT && axes.find((axis) => axis.name === name)?.default !== text)
    .sort();
}

function hashOf(cell: Cell, names: readonly string[], axes: readonly AxisSketch[]): string {
  return createHash('sha256')
    .update(JSON.stringify(pairsOf(cell, names, axes)))
    .digest('hex');
}

function identityOf(cell: Cell, axes: readonly AxisSketch[]): string {
  const pairs = pairsOf(cell, Object.keys(cell), axes);
  return pairs.map(([name, text]) => `${name}-${text}`).join('+') || 'main';
}

test('the cells of any matrix are those of nested loops, one rule after the other, in their order', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const expected = naiveCells(matrix);
      const { draft, said } = expandText(written(matrix));
      if (expected === null) {
        expect(draft).toBeNull();
        return;
      }
      expect(said.filter((line) => line.startsWith('error'))).toEqual([]);
      const names = namesOf(matrix);
      const cells = draft?.jobs.map((job) =>
        Object.fromEntries(names.map((name) => [name, job.params.get(name)?.text ?? ABSENT])),
      );
      expect(cells).toEqual(expected);
      expect(draft?.jobs.map((job) => job.index)).toEqual(expected.map((_, index) => index));
      expect(draft?.jobs.map((job) => job.id)).toEqual(expected.map((cell) => identityOf(cell, matrix.axes)));
    }),
    { numRuns: cases(1000) },
  );
});

test('a greater sample has all cells of a smaller one', () => {
  fc.assert(
    fc.property(matrices, fc.integer({ min: 1, max: 5 }), (matrix, count) => {
      const axes = matrix.axes.map((axis) => ({ ...axis, default: null }));
      const idsOf = (size: number) => {
        const sample = { over: matrix.sample?.over ?? null, count: size };
        return expandText(written({ ...matrix, axes, include: [], sample })).draft?.jobs.map((job) => job.id) ?? [];
      };
      expect(idsOf(count + 1)).toEqual(expect.arrayContaining(idsOf(count)));
    }),
  );
});

test('a job keeps its id whatever other cells there are', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const idsOf = (one: Matrix) =>
        new Map(
          (expandText(written(one)).draft?.jobs ?? []).map((job) => [
            JSON.stringify([...job.params].map(([name, { text }]) => [name, text]).sort()),
            job.id,
          ]),
        );
      const all = idsOf({ ...matrix, exclude: [], sample: null, include: [] });
      const axes = matrix.axes.map((axis) => ({ ...axis, values: [...axis.values].reverse() }));
      for (const [cell, id] of idsOf({ ...matrix, axes, include: [] }))
        if (all.size > 0) expect(all.get(cell)).toBe(id);
    }),
  );
});
