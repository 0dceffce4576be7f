import type { Spec, ZipTable } from '../../language/spec.ts';
import type { Axis } from './axis.ts';
import type { Findings } from '../findings.ts';
import type { Value } from './value.ts';

/** What the product goes over: an axis of the matrix, or a zip table, whose columns go together. */
export interface Dimension {
  readonly axes: readonly Axis[];
  /** What the axes have, row by row; null is absence. */
  readonly rows: readonly (readonly (Value | null)[])[];
}

/** The axes in the order of the file, then the zip tables. What is wrong with a table is reported. */
export function dimensionsOf(spec: Spec, axes: readonly Axis[], findings: Findings): Dimension[] {
  const ofAxes = axes
    .filter(({ table }) => table === null)
    .map((axis) => ({ axes: [axis], rows: axis.values.map((value) => [value]) }));
  return [...ofAxes, ...spec.zip.map((table) => dimensionOf(table, axes, findings))];
}

function dimensionOf(table: ZipTable, axes: readonly Axis[], findings: Findings): Dimension {
  const columns = axes.filter((axis) => axis.table === table);
  const [first] = columns;
  if (first === undefined || first.values.length === 0) {
    const message = 'this zip table has no rows, so there are no cells';
    findings.add({ severity: 'error', code: 'no-cells', message, span: table.span });
    return { axes: columns, rows: [] };
  }
  if (columns.some(({ unlisted }) => unlisted)) return { axes: columns, rows: unlistedRows(columns) };
  const uneven = columns.filter((column) => column.values.length !== first.values.length);
  for (const column of uneven) reportUneven(column, first, findings);
  if (uneven.length > 0) return { axes: columns, rows: [] };
  const rows = first.values.map((_, row) => columns.map((column) => column.values[row] ?? null));
  reportRepeatedRows(rows, columns, table, findings);
  return { axes: columns, rows };
}

/** Rows of which some column could not be had: as many as the longest of the others has, each value that there is in one of them. */
function unlistedRows(columns: readonly Axis[]): Dimension['rows'] {
  const length = Math.max(...columns.map(({ values }) => values.length));
  return Array.from({ length }, (_, row) => columns.map(({ values }) => values[row] ?? values[0] ?? null));
}

function reportUneven(column: Axis, first: Axis, findings: Findings): void {
  const count = (axis: Axis) => `${axis.values.length} ${axis.values.length === 1 ? 'value' : 'values'}`;
  findings.add({
    severity: 'error',
    code: 'uneven-zip',
    message: `\`${column.name}\` has ${count(column)} and \`${first.name}\` has ${count(first)}; the rows of a zip table go together`,
    span: column.span,
    ...(first.span === null ? {} : { related: [{ message: 'the first column', span: first.span }] }),
  });
}

function reportRepeatedRows(
  rows: Dimension['rows'],
  columns: readonly Axis[],
  table: ZipTable,
  findings: Findings,
): void {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = row.map((value) => value?.index ?? '').join();
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      continue;
    }
    const [here, there] = [index, first].map((place) => columns[0]?.places[place]);
    findings.add({
      severity: 'error',
      code: 'duplicate-value',
      message: `row ${index + 1} of this zip table is the same as row ${first + 1}`,
      span: here ?? table.span,
      ...(there === undefined ? {} : { related: [{ message: 'the other row begins here', span: there }] }),
    });
  }
}
