import type { ResultRow } from '../results/row.ts';
import { axesOf, axesThatVary, type Subject } from '../results/table/subject.ts';
import { ABSENT } from './charts/axis-values.ts';

/** What is chosen of one property of jobs: an axis, their state or their stage. */
export interface Facet {
  readonly name: string;
  readonly values: readonly string[];
  readonly of: (row: ResultRow) => string;
}

/** The properties in which jobs differ, as far as they have no more than `most` values. */
export function facetsOf({ rows }: Subject, most: number): readonly Facet[] {
  const axes = axesOf(rows);
  const own = (name: string, of: Facet['of']): Facet => ({ name, of, values: [...new Set(rows.map(of))] });
  return [
    own('stage', ({ stage }) => stage),
    ...axesThatVary(axes).map((axis) =>
      own(axis, ({ params }) => (Object.hasOwn(params, axis) ? (params[axis] ?? ABSENT) : ABSENT)),
    ),
    own('state', ({ state }) => state),
  ].filter(({ values }) => values.length > 1 && values.length <= most);
}

/** What is chosen: by facet, which may share a name, the values that are left out, and words that must all be in what tells of a job. */
export interface Choice {
  readonly without: ReadonlyMap<Facet, ReadonlySet<string>>;
  readonly words: string;
}

/** The numbers of the rows that a choice leaves. */
export function chosenRows({ rows }: Subject, { without, words }: Choice): ReadonlySet<number> {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const active = [...without].filter(([, values]) => values.size > 0);
  const chosen = new Set<number>();
  for (const [number, row] of rows.entries()) {
    if (active.some(([{ of }, values]) => values.has(of(row)))) continue;
    if (wanted.length > 0) {
      const text = textOf(row);
      if (!wanted.every((word) => text.includes(word))) continue;
    }
    chosen.add(number);
  }
  return chosen;
}

/** All that words are looked for in, values also as `axis=value`. */
function textOf({ job, label, state, params, texts }: ResultRow): string {
  const pairs = Object.entries({ ...params, ...texts }).map(([name, value]) => `${name}=${value}`);
  return [job, label, state, ...pairs].join('\n').toLowerCase();
}
