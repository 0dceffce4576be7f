import type { Spec } from '../../language/spec.ts';
import type { Findings } from '../findings.ts';
import { type Existences, existencesOf } from './axis-conditions.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import { allow, compileCondition, type Condition, mayExist, warnIfNeverAllowing, warnIfNeverMet } from './condition.ts';
import { type Dimension, dimensionsOf } from './dimension.ts';
import { appendIncludes, readIncludes } from './include.ts';
import { type Sampler, samplerOf } from './sample.ts';
import type { Value } from './value.ts';

/** A product larger than this is not gone through, whatever `exclude` and conditions might leave of it. */
const LARGEST_PRODUCT = 10_000_000;
/** Each axis is a level of the product. */
const MOST_AXES = 1000;

/** All that decides which cells the product has. */
interface Product {
  readonly dimensions: readonly Dimension[];
  readonly existences: Existences;
  readonly excludes: readonly Condition[];
  /** Null to take every cell. */
  readonly sampler: Sampler | null;
}

/**
 * All cells of the matrix, in order: the product of the dimensions, the first slowest, each axis only where it exists,
 * without what `exclude` takes out, of that the sample; then the included cells. Null if errors make them meaningless.
 */
export function cellsOf(spec: Spec, axes: readonly Axis[], maxJobs: number, findings: Findings): Cell[] | null {
  if (axes.length > MOST_AXES) {
    refuseAxes(axes, findings);
    return null;
  }
  const before = findings.errors;
  const excludes = excludesOf(spec, axes, findings);
  const beforeIncludes = findings.errors;
  const includes = readIncludes(spec.include, axes, findings);
  const afterIncludes = findings.errors;
  const existences = existencesOf(spec, axes, findings);
  const areConditionsSound = findings.errors === afterIncludes;
  const dimensions = dimensionsOf(spec, axes, findings);
  const sampler = spec.sample === null ? null : samplerOf(spec.sample, axes, findings);
  const onlyIncludes = spec.axes.length === 0 && spec.zip.length === 0 && spec.include.length > 0;
  const inProduct = findings.errors - before - (afterIncludes - beforeIncludes);
  const isKnown = inProduct === 0 && dimensions.every(({ rows }) => rows.length > 0);
  const product = { dimensions, existences, excludes, sampler };
  const cells = onlyIncludes || !isKnown ? [] : cellsOfProduct(product, axes, maxJobs, findings);
  if (areConditionsSound) appendIncludes(includes, axes, existences, cells, findings);
  if (cells.length > maxJobs) reportTooMany(`${cells.length.toLocaleString('en')} cells`, axes, maxJobs, findings);
  if (findings.errors > before || !(isKnown || onlyIncludes)) return null;
  if (cells.length === 0) reportNone(spec, findings);
  else warnOfIdleConditions(product, findings);
  return cells.length === 0 ? null : cells;
}

function refuseAxes(axes: readonly Axis[], findings: Findings): void {
  const [has, allowed] = [axes.length.toLocaleString('en'), MOST_AXES.toLocaleString('en')];
  findings.add({
    severity: 'error',
    code: 'too-many-axes',
    message: `the sweep has ${has} axes, more than the ${allowed} allowed`,
    span: axes[MOST_AXES]?.span ?? null,
    hint: 'a value that never varies is a variable, in `vars`',
  });
}

function reportNone(spec: Spec, findings: Findings): void {
  const message = '`exclude` takes out every cell, so there is nothing to run';
  findings.add({ severity: 'error', code: 'no-cells', message, span: spec.exclude.at(-1)?.span ?? null });
}

function excludesOf(spec: Spec, axes: readonly Axis[], findings: Findings): Condition[] {
  return spec.exclude.flatMap((condition) => compileCondition(condition, axes, mayExist, findings) ?? []);
}

function cellsOfProduct(product: Product, axes: readonly Axis[], maxJobs: number, findings: Findings): Cell[] {
  const { dimensions, existences, excludes, sampler } = product;
  const size = sizeOf(dimensions);
  const isWhole = existences.every((existence) => existence === null);
  const limit = isWhole && excludes.length === 0 && sampler === null ? maxJobs : LARGEST_PRODUCT;
  if (isWhole && size > limit) {
    reportTooMany(`${size.toLocaleString('en')} combinations`, axes, maxJobs, findings);
    return [];
  }
  const cells: Cell[] = [];
  let visited = 0;
  walkProduct(dimensions, existences, (cell) => {
    visited += 1;
    if (visited > limit) return false;
    if (excluded(cell, excludes)) return true;
    const copy = { values: [...cell.values] };
    if (sampler === null) cells.push(copy);
    else sampler.offer(copy);
    return true;
  });
  if (visited <= limit) return sampler?.chosen() ?? cells;
  reportTooMany(`more than ${LARGEST_PRODUCT.toLocaleString('en')} combinations`, axes, maxJobs, findings);
  return [];
}

/** Whether any condition takes the cell out. All are tested, so that each learns whether it is ever met. */
export function excluded(cell: Cell, excludes: readonly Condition[]): boolean {
  let out = false;
  for (const condition of excludes) if (condition.holds(cell)) out = true;
  return out;
}

function warnOfIdleConditions({ excludes, existences }: Product, findings: Findings): void {
  for (const condition of excludes) warnIfNeverMet(condition, findings);
  for (const existence of existences) if (existence !== null) warnIfNeverAllowing(existence, findings);
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

/**
 * Goes over the cells of the product, the first dimension slowest. Where an axis does not exist it is absent, and the
 * cells that thereby coincide are one. `visit` gets one and the same cell, changed each time, and stops the walk with
 * `false`.
 */
function walkProduct(dimensions: readonly Dimension[], existences: Existences, visit: (cell: Cell) => boolean): void {
  const values: (Value | null)[] = existences.map(() => null);
  const cell: Cell = { values };
  const walk = (depth: number): boolean => {
    const dimension = dimensions[depth];
    if (dimension === undefined) return visit(cell);
    const { axes, rows } = dimension;
    const [axis] = axes;
    const existence = axis === undefined ? null : (existences[axis.index] ?? null);
    if (axis !== undefined && existence !== null && !allow(existence, cell)) {
      values[axis.index] = null;
      return walk(depth + 1);
    }
    for (const row of rows) {
      for (let column = 0; column < axes.length; column += 1) {
        values[(axes[column] as Dimension['axes'][number]).index] = row[column] ?? null;
      }
      if (!walk(depth + 1)) return false;
    }
    return true;
  };
  walk(0);
}

/** How many rows of every dimension can be combined, whatever the conditions of axes leave of it. */
function sizeOf(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((product, { rows }) => product * rows.length, 1);
}
