import { groupBy } from '../../model/group-by.ts';
import { bestOf, mayWin, type Contender } from './contest.ts';
import { designOf, keyOf } from './design.ts';
import { measure, standingsOf } from './measure.ts';
import type { BestRequest } from './request.ts';
import { unaveraged, type Unaveraged } from './row-names.ts';
import { groupingOf, type TableRequest } from './table.ts';
import type { Subject } from './subject.ts';

/** The best cells of a stage, one for each group of them. */
export interface BestCells extends BestRequest {
  readonly stage: string;
  /** How many stages there are that have results. */
  readonly stages: number;
  readonly by: readonly string[];
  /** The other axes that vary. */
  readonly others: readonly string[];
  readonly replicates: string | null;
  /** The axes that only name jobs, and so make no cells. */
  readonly names: readonly string[];
  /** Why nothing is averaged where one might expect it; null elsewhere. */
  readonly unaveraged: Unaveraged | null;
  readonly groups: readonly BestCell[];
}

/** The best cell of a group. */
export interface BestCell {
  /** For each of the axes of `by`. */
  readonly group: readonly (string | null)[];
  /** What it is the best of: cells that may be it, and all. */
  readonly among: number;
  readonly all: number;
  /** Null where none may be the best. */
  readonly best: (Contender & { readonly values: readonly (string | null)[] }) | null;
}

/** The best cell of each group of cells that share the values of the axes in `by`; of all, where none is said. */
export function bestCells(
  subject: Subject,
  request: TableRequest & { readonly best: BestRequest },
): readonly BestCells[] {
  const { best, countsIncomplete } = request;
  const by = request.by ?? [];
  const stages = [...groupBy(subject.rows, ({ stage }) => stage)];
  return stages.map(([stage, rows]) => {
    const whole = groupingOf([subject], [rows], { by: null, pivot: null, vs: null });
    const isRepeated = whole.replicates !== null && !by.includes(whole.replicates);
    const grouping = {
      ...whole,
      by: [...new Set([...by, ...whole.by])],
      replicates: isRepeated ? whole.replicates : null,
    };
    const design = designOf([rows], grouping);
    const measuring = { ...request, metrics: [best.metric] };
    const measured = measure(design, measuring);
    const standings = standingsOf(design, measured, measuring);
    const cells = design.groups.map(({ values }, at) => {
      const summary = measured[0]?.summaries[at] ?? null;
      const standing = standings[at];
      return { values, contender: summary === null || standing === undefined ? null : { summary, standing } };
    });
    const groups = [...groupBy(cells, ({ values }) => keyOf(values.slice(0, by.length))).values()];
    return {
      ...best,
      stage,
      stages: stages.length,
      by,
      others: grouping.by.slice(by.length),
      replicates: grouping.replicates,
      names: whole.names.filter((axis) => !by.includes(axis)),
      unaveraged: unaveraged([rows], grouping, Math.max(...design.groups.map(({ units }) => units.length))),
      groups: groups.map((group): BestCell => {
        const contenders = group.map(({ contender }) => contender);
        const at = bestOf(contenders, best.goal, countsIncomplete);
        const winner = at === null ? undefined : group[at];
        return {
          group: group[0]?.values.slice(0, by.length) ?? [],
          among: contenders.filter((one) => one !== null && mayWin(one, countsIncomplete)).length,
          all: group.length,
          best: winner?.contender == null ? null : { ...winner.contender, values: winner.values.slice(by.length) },
        };
      }),
    };
  });
}
