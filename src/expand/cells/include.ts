import type { Span } from '../../model/diagnostic.ts';
import type { IncludedCell, Text } from '../../language/spec.ts';
import { reportUnusable, type Axis } from './axis.ts';
import { cellKey, type Cell } from './cell.ts';
import { allow, axisNamed, type Conditions } from './condition.ts';
import type { Existences } from './axis-conditions.ts';
import type { Findings } from '../findings.ts';
import type { Value } from './value.ts';

/** An included cell whose axes are known. */
export interface Included {
  readonly spec: IncludedCell;
  /** By the index of the axis; undefined where the file does not name it. */
  readonly values: readonly (Value | null | undefined)[];
}

/** The included cells, their values added to the axes; without those that name unknown axes, which are reported. */
export function readIncludes(include: readonly IncludedCell[], axes: readonly Axis[], findings: Findings): Included[] {
  return include.flatMap((spec) => {
    const values: (Value | null | undefined)[] = axes.map(() => undefined);
    let allKnown = true;
    for (const { axis: name, value } of spec.entries) {
      const axis = axisNamed(name, axes, findings);
      if (axis === null) {
        allKnown = false;
        continue;
      }
      reportUnusable(axis, value, findings);
      values[axis.index] = axis.intern(value);
    }
    return allKnown ? [{ spec, values }] : [];
  });
}

/** Appends the included cells. Each names every axis that exists for it, and no other; none repeats a cell. */
export function appendIncludes(
  includes: readonly Included[],
  axes: readonly Axis[],
  existences: Existences,
  cells: Cell[],
  findings: Findings,
): void {
  if (includes.length === 0) return;
  const included = new Map<string, IncludedCell>();
  // Where an axis is not listed, some cells of the matrix are guesses, which an included one may well repeat.
  const isKnown = axes.every(({ unlisted }) => !unlisted);
  const known = new Set(isKnown ? cells.map((cell) => cellKey(cell)) : []);
  for (const one of includes) {
    const cell = wholeCell(one, axes, existences, findings);
    if (cell === null) continue;
    const key = cellKey(cell);
    if (known.has(key)) reportRepeated(one.spec, included.get(key), findings);
    else cells.push(cell);
    known.add(key);
    included.set(key, included.get(key) ?? one.spec);
  }
}

function wholeCell(
  { spec, values }: Included,
  axes: readonly Axis[],
  existences: Existences,
  findings: Findings,
): Cell | null {
  const whole: (Value | null)[] = values.map((value) => value ?? null);
  const unnamed: Axis[] = [];
  let isSound = true;
  for (const axis of axes) {
    const existence = existences[axis.index] ?? null;
    if (existence === null || allow(existence, { values: whole })) {
      if (values[axis.index] === undefined) unnamed.push(axis);
    } else if (whole[axis.index] !== null) {
      isSound = false;
      reportNonexistent(spec, axis, existence, findings);
    }
  }
  if (unnamed.length > 0) reportIncomplete(spec, unnamed, findings);
  return isSound && unnamed.length === 0 ? { values: whole } : null;
}

function reportNonexistent(spec: IncludedCell, axis: Axis, existence: Conditions, findings: Findings): void {
  const name = spec.entries.find((entry) => entry.axis.text === axis.name)?.axis as Text;
  const condition: Span | undefined = (existence.when ?? existence.unless)?.spec.span;
  findings.add({
    severity: 'error',
    code: 'nonexistent-axis',
    message: `the axis \`${axis.name}\` does not exist in a cell with these values`,
    span: name.span,
    hint: 'leave it out',
    ...(condition === undefined ? {} : { related: [{ message: 'its condition', span: condition }] }),
  });
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
