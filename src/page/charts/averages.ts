import type { Subject } from '../../results/table/subject.ts';
import { tablesOf, type TableRow } from '../../results/table/table.ts';

/** A metric at some values of axes: what `sweep results --by` says of it. */
export interface Average {
  /** For each of the axes. */
  readonly values: readonly (string | null)[];
  readonly center: number;
  /** The sample's deviation over the replicates; null where there is none. */
  readonly spread: number | null;
  /** Replicates that it is of. */
  readonly n: number;
}

/** A metric over the values of axes, of one stage: averaged within each replicate first, of fresh results alone. */
export function averages(subject: Subject, stage: string, by: readonly string[], metric: string): readonly Average[] {
  const rows = subject.rows.filter((row) => row.stage === stage);
  const [table] = tablesOf([{ ...subject, rows }], {
    by,
    pivot: null,
    metrics: [metric],
    stat: 'mean',
    sort: null,
    vs: null,
    countsStale: false,
    countsIncomplete: false,
  });
  return table === undefined ? [] : table.rows.flatMap(averageOf);
}

function averageOf({ values, cells }: TableRow): readonly Average[] {
  const summary = cells[0]?.summary ?? null;
  if (summary === null) return [];
  const { center, spread } = summary.estimate;
  return [{ values, center, spread, n: summary.n }];
}
