import { gridOf, type Grid, type Note } from '../report/results/grid.ts';
import { rawGrid } from '../report/results/raw-grid.ts';
import { rawTable } from '../results/table/raw.ts';
import type { Stat } from '../results/table/statistics.ts';
import type { Subject } from '../results/table/subject.ts';
import { tablesOf, type ResultTable } from '../results/table/table.ts';
import { keyOfText, type SortKey } from './sorting.ts';

/** A table as it is shown, and what each of its columns is ordered by. */
export interface SortedTable {
  readonly grid: Grid;
  /** By column, then by row. */
  readonly keys: readonly (readonly SortKey[])[];
}

/** What is asked of the table of results. */
export interface TableChoice {
  /** Whether there is a row for each job instead of averages. */
  readonly isRaw: boolean;
  /** The axes whose combinations have a row each; null for all that vary but that of the replicates. */
  readonly by: readonly string[] | null;
  readonly pivot: string | null;
  readonly metrics: readonly string[];
  readonly stat: Stat;
  readonly countsStale: boolean;
}

/** The tables of results, one a stage; the same as `sweep results` has. */
export function resultTables(subject: Subject, choice: TableChoice): readonly SortedTable[] {
  const { isRaw, metrics, countsStale } = choice;
  if (isRaw) {
    const raw = rawTable([subject], metrics, { sort: null, countsStale });
    const grid = rawGrid(raw);
    const first = grid.head.findIndex(({ isNumber }) => isNumber);
    const keys = grid.head.map((_, column) => {
      const metric = first < 0 ? -1 : column - first;
      if (metric >= 0 && metric < metrics.length) return raw.rows.map((row) => row.metrics[metric] ?? null);
      return grid.rows.map((row) => keyOfText(row[column]?.text ?? null));
    });
    return [{ grid, keys }];
  }
  const tables = tablesOf([subject], { ...choice, sort: null, vs: null, countsIncomplete: false });
  return tables.map((table) => {
    const grid = gridOf(table, tables.length === 1, { unshown: [], sort: null });
    return { grid: { ...grid, notes: grid.notes.map(withoutOption) }, keys: keysOf(table, grid) };
  });
}

/** A note without the option of the command line that it names: the page has a box to tick. */
function withoutOption({ mark, text }: Note): Note {
  return { mark, text: text.replace(/ \(--\w+(?: [^)]*)?\)$/, '') };
}

function keysOf(table: ResultTable, { head }: Grid): readonly (readonly SortKey[])[] {
  const between = head.length - table.axes.length - table.columns.length;
  return [
    ...table.axes.map((_, at) => table.rows.map(({ values }) => keyOfText(values[at] ?? null))),
    ...Array.from({ length: between }, () => table.rows.map(({ standing }) => standing?.counted ?? null)),
    ...table.columns.map((_, at) => table.rows.map(({ cells }) => cells[at]?.summary?.estimate.center ?? null)),
  ];
}
