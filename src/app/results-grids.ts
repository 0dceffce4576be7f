import { bestGrid } from '../report/results/best-grid.ts';
import { gridOf, type Grid } from '../report/results/grid.ts';
import { rawGrid } from '../report/results/raw-grid.ts';
import { bestCells } from '../results/table/best.ts';
import { rawTable, type RawTable } from '../results/table/raw.ts';
import type { ReadRequest, TableFlags } from '../results/table/request.ts';
import { metricsOf, type Subject } from '../results/table/subject.ts';
import { tablesOf } from '../results/table/table.ts';

/** What is said of a table of results, and whether it is to have a row a job instead. */
export interface GridFlags extends TableFlags {
  readonly raw?: boolean | undefined;
}

/** The tables that are asked for, as they are written: of averages, of the best, or with a row a job. */
export function gridsAsked(subjects: readonly Subject[], flags: GridFlags, request: ReadRequest): readonly Grid[] {
  if (flags.raw === true) return [rawGrid(rawAsked(subjects, flags, request))];
  const { best } = request;
  const [subject] = subjects;
  if (best !== null && subject !== undefined) {
    return bestCells(subject, { ...request, best }).map((cells) => bestGrid(cells, request.stat, subject.name));
  }
  const tables = tablesOf(subjects, request);
  return tables.map((table) => gridOf(table, tables.length === 1, request));
}

/** A row a job, with all metrics, unless some are named. */
export function rawAsked(subjects: readonly Subject[], { metric }: TableFlags, request: ReadRequest): RawTable {
  return rawTable(subjects, metric === undefined ? metricsOf(subjects) : request.metrics, request);
}
