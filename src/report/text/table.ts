import { cut, cutMiddle, widthOf } from './columns.ts';
import { visible } from './visible.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be cut to this many terminal columns when the table is too wide; without it the column is shown whole. */
  readonly least?: number;
  /** Where it is cut: at its end, or in the middle, for what is told apart by its end, such as paths and labels. */
  readonly cut?: 'end' | 'middle';
}

/** How a cell looks; `row` is -1 for the titles. */
export type Paint = (text: string, column: number, row: number) => string;

const GAP = '  ';

/**
 * Lines of aligned columns under their titles, cut to `width` terminal columns as far as columns may be cut. A column
 * that is empty in every row is left out.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint,
): string[] {
  const cells = rows.map((row) => row.map(visible));
  const widths = widthsFor(columns, cells, width);
  const shown = [...columns.keys()].filter((at) => widthAt(widths, at) > 0);
  const lineOf = (row: readonly string[], number: number): string =>
    shown
      .map((at) => {
        const shorten = columns[at]?.cut === 'middle' ? cutMiddle : cut;
        const text = shorten(row[at] ?? '', widthAt(widths, at));
        const space = ' '.repeat(widthAt(widths, at) - widthOf(text));
        const painted = paint(text, at, number);
        return columns[at]?.align === 'right' ? space + painted : painted + space;
      })
      .join(GAP)
      .trimEnd();
  const titles = columns.map((column) => column.title);
  return [lineOf(titles, -1), ...cells.map(lineOf)];
}

/** As wide as the widest cell; then taken from the widest column that may give, until the table fits or none may. */
function widthsFor(columns: readonly Column[], cells: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map((column, at) => {
    const widest = cells.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 0);
    return widest === 0 ? 0 : Math.max(widest, widthOf(column.title));
  });
  const total = widths.reduce((sum, one) => sum + (one === 0 ? 0 : one + GAP.length), -GAP.length);
  for (let over = total - width; over > 0; over -= 1) {
    const giver = widestThatMayGive(columns, widths);
    if (giver === null) break;
    widths[giver] = widthAt(widths, giver) - 1;
  }
  return widths;
}

function widestThatMayGive(columns: readonly Column[], widths: readonly number[]): number | null {
  let widest: number | null = null;
  for (const [at, { least }] of columns.entries()) {
    if (least === undefined || widthAt(widths, at) <= least) continue;
    if (widest === null || widthAt(widths, at) > widthAt(widths, widest)) widest = at;
  }
  return widest;
}

function widthAt(widths: readonly number[], at: number): number {
  return widths[at] ?? 0;
}
