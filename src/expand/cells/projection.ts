import type { Axis } from './axis.ts';
import { keyOn, type Cell } from './cell.ts';
import { excluded } from './cells.ts';
import { compileCondition, warnIfNeverMet } from './condition.ts';
import type { Findings } from '../findings.ts';
import { Presence } from './cell.ts';
import type { Stage } from './stages.ts';

/**
 * The cells of a stage: those of the matrix as far as its axes go, distinct, in the order of their first appearance,
 * without what the stage's `exclude` takes out. Null if that is wrong or leaves none, which is reported.
 */
export function project(
  stage: Stage,
  cells: readonly Cell[],
  axes: readonly Axis[],
  findings: Findings,
): Cell[] | null {
  const projected = stage.over.length === axes.length ? [...cells] : distinct(stage.over, cells);
  const specs = stage.spec?.exclude ?? [];
  if (specs.length === 0) return projected;
  const presence = new Presence(axes, projected);
  const excludes = specs.map((spec) =>
    compileCondition(spec, axes, (axis, value) => presence.has(axis, value), findings),
  );
  if (!excludes.every((condition) => condition !== null)) return null;
  const left = projected.filter((cell) => !excluded(cell, excludes));
  for (const condition of excludes) warnIfNeverMet(condition, findings);
  if (left.length > 0) return left;
  const message = `\`exclude\` takes out every cell of the stage \`${stage.name}\`, so it has no jobs`;
  findings.add({ severity: 'error', code: 'no-cells', message, span: specs.at(-1)?.span ?? null });
  return null;
}

function distinct(over: readonly Axis[], cells: readonly Cell[]): Cell[] {
  const known = new Map<string, Cell>();
  for (const cell of cells) {
    const key = keyOn(cell, over);
    if (!known.has(key)) known.set(key, cellOver(over, cell));
  }
  return [...known.values()];
}

function cellOver(over: readonly Axis[], cell: Cell): Cell {
  const values: Cell['values'][number][] = cell.values.map(() => null);
  for (const { index } of over) values[index] = cell.values[index] ?? null;
  return { values };
}
