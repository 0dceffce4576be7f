import type { IncludedCell, Spec } from '../spec/spec.ts';
import { reportControlCharacters, type Axis } from './axis.ts';
import { cellKey, type Cell } from './cell.ts';
import { axisNamed, compileCondition, type Condition } from './condition.ts';
import type { Findings } from './findings.ts';
import type { Value } from './value.ts';

/** A product larger than this is not gone through, whatever `exclude` might leave of it. */
const LARGEST_PRODUCT = 10_000_000;

/**
 * All cells in the order of the plan: the product of the axes, the first axis slowest, without what `exclude` takes
 * out; then the included cells. Null if errors make them meaningless.
 */
export function cellsOf(spec: Spec, axes: readonly Axis[], maxJobs: number, findings: Findings): Cell[] | null {
  const before = findings.errors;
  const excludes = excludesOf(spec, axes, findings);
  const onlyIncludes = spec.axes.length === 0 && spec.include.length > 0;
  const isKnown = findings.errors === before && axes.every((axis) => axis.values.length > 0);
  const cells = onlyIncludes || !isKnown ? [] : productOf(axes, excludes, maxJobs, findings);
  appendIncludes(spec.include, axes, cells, findings);
  if (cells.length > maxJobs) reportTooMany(`${cells.length.toLocaleString('en')} cells`, axes, maxJobs, findings);
  if (findings.errors > before || !(isKnown || onlyIncludes)) return null;
  if (cells.length === 0) reportNone(spec, findings);
  return cells.length === 0 ? null : cells;
}

function reportNone(spec: Spec, findings: Findings): void {
  const message = '`exclude` takes out every cell, so there is nothing to run';
  findings.add({ severity: 'error', code: 'no-cells', message, span: spec.exclude.at(-1)?.span ?? null });
}

function excludesOf(spec: Spec, axes: readonly Axis[], findings: Findings): Condition[] {
  const everyValueExists = () => true;
  return spec.exclude.flatMap((condition) => compileCondition(condition, axes, everyValueExists, findings) ?? []);
}

function productOf(axes: readonly Axis[], excludes: readonly Condition[], maxJobs: number, findings: Findings): Cell[] {
  const size = axes.reduce((product, axis) => product * axis.values.length, 1);
  const limit = excludes.length === 0 ? maxJobs : LARGEST_PRODUCT;
  if (size > limit) {
    reportTooMany(`${size.toLocaleString('en')} combinations`, axes, maxJobs, findings);
    return [];
  }
  const cells: Cell[] = [];
  const places = axes.map(() => 0);
  for (let turn = 0; turn < size; turn += 1) {
    const cell = { values: axes.map((axis, index) => axis.values[places[index] as number] as Value | null) };
    if (!excludes.some((condition) => condition.holds(cell))) cells.push(cell);
    advance(places, axes);
  }
  return cells;
}

/** Moves on to the next combination, the last axis fastest. */
function advance(places: number[], axes: readonly Axis[]): void {
  for (let index = axes.length - 1; index >= 0; index -= 1) {
    const place = (places[index] as number) + 1;
    places[index] = place === axes[index]?.values.length ? 0 : place;
    if (places[index] !== 0) return;
  }
}

function appendIncludes(
  include: readonly IncludedCell[],
  axes: readonly Axis[],
  cells: Cell[],
  findings: Findings,
): void {
  if (include.length === 0) return;
  const included = new Map<string, IncludedCell>();
  const known = new Set(cells.map((cell) => cellKey(cell)));
  for (const spec of include) {
    const cell = includedCell(spec, axes, findings);
    if (cell === null) continue;
    const key = cellKey(cell);
    if (known.has(key)) reportRepeated(spec, included.get(key), findings);
    else cells.push(cell);
    known.add(key);
    included.set(key, included.get(key) ?? spec);
  }
}

function includedCell(spec: IncludedCell, axes: readonly Axis[], findings: Findings): Cell | null {
  const values: (Value | null | undefined)[] = axes.map(() => undefined);
  let allKnown = true;
  for (const { axis: name, value } of spec.entries) {
    const axis = axisNamed(name, axes, findings);
    reportControlCharacters(value, findings);
    if (axis === null) allKnown = false;
    else values[axis.index] = axis.intern(value);
  }
  const unnamed = axes.filter((axis) => values[axis.index] === undefined);
  if (allKnown && unnamed.length > 0) reportIncomplete(spec, unnamed, findings);
  return allKnown && unnamed.length === 0 ? { values: values as (Value | null)[] } : null;
}

function reportIncomplete(spec: IncludedCell, unnamed: readonly Axis[], findings: Findings): void {
  const names = unnamed.map((axis) => `\`${axis.name}\``).join(', ');
  findings.add({
    severity: 'error',
    code: 'incomplete-cell',
    message: `an included cell names every axis; this one lacks ${names}`,
    span: spec.span,
    hint: 'write `null` for an axis that it does without',
  });
}

function reportRepeated(spec: IncludedCell, first: IncludedCell | undefined, findings: Findings): void {
  findings.add({
    severity: 'error',
    code: 'repeated-cell',
    message: first === undefined ? 'the matrix already has this cell' : 'this cell is already included',
    span: spec.span,
    ...(first === undefined ? {} : { related: [{ message: 'it is included here first', span: first.span }] }),
  });
}

function reportTooMany(what: string, axes: readonly Axis[], maxJobs: number, findings: Findings): void {
  const largest = [...axes].sort((a, b) => b.values.length - a.values.length)[0];
  findings.add({
    severity: 'error',
    code: 'too-many-jobs',
    message: `the matrix has ${what}, more than the ${maxJobs.toLocaleString('en')} jobs allowed`,
    span: largest?.span ?? null,
    hint: 'raise the limit with --max-jobs',
  });
}
