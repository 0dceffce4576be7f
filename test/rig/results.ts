import { jobId } from '../../src/model/plan.ts';
import type { ResultRow } from '../../src/results/row.ts';
import type { Subject } from '../../src/results/table/subject.ts';
import type { TableRequest } from '../../src/results/table/table.ts';

/** What a test says of a result; the rest is of a fresh one. */
export type RowSketch = Readonly<Record<string, string | number>> & {
  readonly state?: ResultRow['state'];
  readonly stage?: string;
};

/** What is no axis in a sketch of a row. */
const OTHERS: readonly string[] = ['state', 'stage'];

/** A row whose texts are its values on axes and whose numbers are its metrics. */
export function sketchRow(sketch: RowSketch): ResultRow {
  const entries = Object.entries(sketch).filter(([name]) => !OTHERS.includes(name));
  const params = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const metrics = entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  const id = params.map(([, value]) => value).join('_') || 'job';
  return {
    job: jobId(id),
    label: id,
    stage: sketch.stage ?? 'main',
    params: Object.fromEntries(params),
    state: sketch.state ?? 'fresh',
    metrics: Object.fromEntries(metrics),
    texts: {},
    attempt: 1,
    log: () => `.sweep/test/jobs/${id}/1/out.log`,
  };
}

/** A sweep with these results, of which more accuracy and less loss are better, repeated over seeds. */
export function sketchSubject(rows: readonly RowSketch[], rest: Partial<Subject> = {}): Subject {
  return {
    name: 'test',
    replicates: 'seed',
    goals: new Map([
      ['acc', 'max'],
      ['loss', 'min'],
    ]),
    picks: new Map(),
    rows: rows.map(sketchRow),
    ...rest,
  };
}

/** A request that says nothing but what a test does. */
export function sketchRequest(rest: Partial<TableRequest> = {}): TableRequest {
  return {
    by: null,
    pivot: null,
    metrics: ['acc'],
    stat: 'mean',
    sort: null,
    vs: null,
    countsStale: false,
    countsIncomplete: false,
    ...rest,
  };
}
