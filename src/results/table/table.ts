import type { Goal } from '../../model/metrics.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ResultRow } from '../row.ts';
import { differenceInPairs, mayWin, winnersOf, type Contender } from './contest.ts';
import { designOf, keyOf, type Design, type Group, type Grouping } from './design.ts';
import { placeGroups, type Placement } from './placement.ts';
import { measure, standingsOf, type Measured, type Standing, type Summary } from './measure.ts';
import type { Difference, Stat } from './statistics.ts';
import { rowNames, unaveraged, type Unaveraged } from './row-names.ts';
import { axesOf, axesThatVary, goalOf, type Subject } from './subject.ts';

/** What a table is to show of results. */
export interface TableRequest {
  /** The axes whose values make a row; null for all but that of the replicates and those that only name rows. */
  readonly by: readonly string[] | null;
  /** The axis whose values become columns; null for none. */
  readonly pivot: string | null;
  readonly metrics: readonly string[];
  readonly stat: Stat;
  /** The metric by which rows are ordered, the best first; null for the order of the plan. */
  readonly sort: string | null;
  /** The value of an axis to whose rows all others are compared; null for none. */
  readonly vs: Baseline | null;
  /** Whether stale results count. */
  readonly countsStale: boolean;
  /** Whether what is incomplete, or no number, may be the best, bold or first. */
  readonly countsIncomplete: boolean;
}

export interface Baseline {
  readonly axis: string;
  readonly value: string;
}

/** Results of one stage, a row for each group of its jobs. */
export interface ResultTable {
  readonly stage: string;
  readonly stat: Stat;
  readonly grouping: Grouping;
  /** The least and the most replicates that a group has. */
  readonly replicates: { readonly least: number; readonly most: number };
  /** Why nothing is averaged where one might expect it; null elsewhere. */
  readonly unaveraged: Unaveraged | null;
  /** The axes of the first columns. */
  readonly axes: readonly string[];
  readonly columns: readonly ValueColumn[];
  readonly rows: readonly TableRow[];
  /** What is left out since not every group has it, by metric; those of which all counts are left out. */
  readonly leftOut: readonly LeftOut[];
}

export interface ValueColumn {
  readonly metric: string;
  readonly goal: Goal | null;
  /** Which metric chose the step, such as `max val_acc`; null where none did. */
  readonly pick: string | null;
  /** The value of the pivot axis, or the sweep, that it is about; null where it is about all. */
  readonly under: string | null;
  /** What it shows: the metric, or its difference to what `against` names. */
  readonly shows: 'estimate' | 'difference';
  readonly against: string | null;
}

export interface TableRow {
  /** For each of the axes. */
  readonly values: readonly (string | null)[];
  /** For each column. */
  readonly cells: readonly TableCell[];
  /** What counts in it; null where its cells are of several groups, each with its own. */
  readonly standing: Standing | null;
}

/** A cell of a column. */
export interface TableCell {
  /** Null where the group has no value, or there is no such group. */
  readonly summary: Summary | null;
  /** To the baseline; null where there is none, or it is the baseline itself. */
  readonly difference: Difference | null;
  readonly isBaseline: boolean;
  /** Null where there is no such group. */
  readonly standing: Standing | null;
  readonly isBold: boolean;
}

/** What of the values of a metric no average has in it. */
export interface LeftOut {
  readonly metric: string;
  readonly combinations: { readonly all: number; readonly taken: number };
  readonly units: { readonly all: number; readonly taken: number };
}

/** A table of each stage that has results, in the order of the plan. */
export function tablesOf(subjects: readonly Subject[], request: TableRequest): readonly ResultTable[] {
  const stages = [...new Set(subjects.flatMap(({ rows }) => rows.map(({ stage }) => stage)))];
  return stages.map((stage) => {
    const rows = subjects.map((subject) => subject.rows.filter((row) => row.stage === stage));
    return tableOf(stage, subjects, rows, request);
  });
}

function tableOf(
  stage: string,
  subjects: readonly Subject[],
  rows: readonly (readonly ResultRow[])[],
  request: TableRequest,
): ResultTable {
  const grouping = groupingOf(subjects, rows, request);
  const design = designOf(rows, grouping);
  const measured = measure(design, request);
  const standings = standingsOf(design, measured, request);
  const placement = placeGroups(design, subjects, request.pivot);
  const shown: Shown = { subjects, request, design, measured, standings, placement };
  const columns = columnsOf(shown);
  const sizes = design.groups.map(({ units }) => units.length);
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  return {
    stage,
    stat: request.stat,
    grouping,
    replicates: { least: sizes.reduce((a, b) => Math.min(a, b), Infinity), most },
    unaveraged: unaveraged(rows, grouping, most),
    axes: placement.axes.map((at) => grouping.by[at] ?? ''),
    columns: columns.map(({ column }) => column),
    rows: sorted(rowsOf(columns, shown), columns, request),
    leftOut: measured.flatMap(({ metric, block: { combinations, units } }) =>
      combinations.all === combinations.taken && units.all === units.taken ? [] : [{ metric, combinations, units }],
    ),
  };
}

/** Which axes make a group, and which are averaged within a replicate; those that only name rows do neither. Of several sweeps only axes that all share, and those that are said. */
export function groupingOf(
  subjects: readonly Subject[],
  rows: readonly (readonly ResultRow[])[],
  { by, pivot, vs }: Pick<TableRequest, 'by' | 'pivot' | 'vs'>,
): Grouping {
  const repeats = subjects.find(({ replicates }) => replicates !== null)?.replicates ?? null;
  const own = rows.filter((some) => some.length > 0).map((some) => axesOf(some));
  const names = rowNames(rows, repeats, by);
  const varying = [...new Set(own.flatMap((axes) => axesThatVary(axes)))];
  const shared = varying.filter((axis) => axis !== repeats && own.every((axes) => axes.has(axis)));
  const vary = shared.filter((axis) => !names.has(axis));
  const said = [pivot, vs?.axis].filter((axis) => axis !== undefined && axis !== null);
  const axes = [...new Set([...(by ?? vary), ...said])];
  return {
    by: axes,
    replicates: repeats === null || axes.includes(repeats) ? null : repeats,
    within: vary.filter((axis) => !axes.includes(axis)),
    names: varying.filter((axis) => names.has(axis) && !axes.includes(axis)),
  };
}

/** All that the cells of a table follow from. */
interface Shown {
  readonly subjects: readonly Subject[];
  readonly request: TableRequest;
  readonly design: Design;
  readonly measured: readonly Measured[];
  readonly standings: readonly Standing[];
  readonly placement: Placement;
}

/** A column, with what is measured, and which of the groups of a row it is about. */
interface PlacedColumn {
  readonly column: ValueColumn;
  readonly measured: Measured;
  readonly at: number;
}

function columnsOf({ subjects, request: { vs }, measured, placement: { unders, isBySweep } }: Shown): PlacedColumn[] {
  return measured.flatMap((one) => {
    const { metric } = one;
    const pick = subjects.map(({ picks }) => picks.get(metric)).find((known) => known !== undefined) ?? null;
    const common = { metric, goal: goalOf(subjects, metric), pick };
    return unders.flatMap((under, at): PlacedColumn[] => {
      const estimate: ValueColumn = { ...common, under, shows: 'estimate', against: null };
      const base = isBySweep ? (at === 0 ? null : unders[0]) : vs === null ? null : `${vs.axis}=${vs.value}`;
      if (base == null) return [{ column: estimate, measured: one, at }];
      const difference: ValueColumn = { ...estimate, shows: 'difference', against: base };
      return [
        { column: estimate, measured: one, at },
        { column: difference, measured: one, at },
      ];
    });
  });
}

function rowsOf(columns: readonly PlacedColumn[], shown: Shown): readonly TableRow[] {
  const { design, standings, placement, request } = shown;
  const winners = winnersOfAll(columns, shown);
  const baseline = baselineFinder(design.groups, design.grouping, request.vs);
  return placement.rows.map(({ values, groups }): TableRow => {
    const cells = columns.map(({ column, measured, at }, index): TableCell => {
      const group = groups[at] ?? null;
      const summary = group === null ? null : (measured.summaries[group] ?? null);
      const base = placement.isBySweep ? (groups[0] ?? null) : group === null ? null : baseline(group);
      const isDifference = column.shows === 'difference';
      const other = base === null ? null : (measured.summaries[base] ?? null);
      return {
        summary,
        difference:
          isDifference && summary !== null && other !== null && base !== group
            ? differenceInPairs(summary.samples, other.samples)
            : null,
        isBaseline: isDifference && base !== null && base === group,
        standing: group === null ? null : (standings[group] ?? null),
        isBold: group !== null && winners[index]?.has(group) === true,
      };
    });
    const [only] = groups;
    return {
      values,
      cells,
      standing: placement.unders.length === 1 && only != null ? (standings[only] ?? null) : null,
    };
  });
}

/** By column the groups that are to stand out. */
function winnersOfAll(columns: readonly PlacedColumn[], shown: Shown): readonly ReadonlySet<number>[] {
  const { design, placement, request } = shown;
  // With a baseline all columns of a metric have the same contests.
  const known = new Map<Measured, ReadonlySet<number>>();
  return columns.map((column) => {
    if (column.column.goal === null || column.column.shows === 'difference') return NOBODY;
    if (request.vs === null) {
      const numbers = placement.rows.flatMap(({ groups }) => groups[column.at] ?? []);
      return winnersIn(column, numbers, shown);
    }
    const winners = known.get(column.measured) ?? winnersIn(column, [...design.groups.keys()], shown);
    known.set(column.measured, winners);
    return winners;
  });
}

const NOBODY: ReadonlySet<number> = new Set();

/**
 * Those of some groups that are to stand out by a metric. All are compared with each other; where there is a baseline, those that differ in its
 * axis alone.
 */
function winnersIn(
  { column, measured }: PlacedColumn,
  numbers: readonly number[],
  { design, standings, request }: Shown,
): ReadonlySet<number> {
  const { goal } = column;
  if (goal === null) return NOBODY;
  const contests = groupBy(numbers, (number) => contestOf(design.groups[number], design.grouping, request.vs));
  const winners = [...contests.values()].map((contest) => {
    const contenders = contest.map((number): Contender | null => {
      const [summary, standing] = [measured.summaries[number] ?? null, standings[number]];
      return summary === null || standing === undefined ? null : { summary, standing };
    });
    return [...winnersOf(contenders, goal, request.countsIncomplete)].map((winner) => contest[winner] ?? -1);
  });
  return new Set(winners.flat());
}

/** What the groups have in common that are compared with each other. */
function contestOf(group: Group | undefined, { by }: Grouping, vs: Baseline | null): string {
  return vs === null || group === undefined ? '' : keyOf(group.values.filter((_, at) => by[at] !== vs.axis));
}

/** Finds the group that another is compared to: the one with the value of the baseline, and the same in all else. */
function baselineFinder(
  groups: readonly Group[],
  { by }: Grouping,
  vs: Baseline | null,
): (group: number) => number | null {
  const axis = vs === null ? -1 : by.indexOf(vs.axis);
  if (vs === null || axis < 0) return () => null;
  const keys = groups.map(({ sweep, values }) => keyOf([String(sweep), ...values]));
  const numbers = new Map(keys.map((key, number) => [key, number]));
  return (number) => {
    const group = groups[number];
    if (group === undefined) return null;
    return numbers.get(keyOf([String(group.sweep), ...group.values.with(axis, vs.value)])) ?? null;
  };
}

/** Rows by a metric, the best first, or the greatest where nothing says what is better; those that may not win after all that may. */
function sorted(
  rows: readonly TableRow[],
  columns: readonly PlacedColumn[],
  { sort, countsIncomplete }: TableRequest,
): readonly TableRow[] {
  const at = columns.findIndex(({ column }) => column.metric === sort && column.shows === 'estimate');
  if (at < 0) return rows;
  const sign = columns[at]?.column.goal === 'min' ? 1 : -1;
  const rank = ({ cells }: TableRow): readonly [number, number] => {
    const { summary = null, standing = null } = cells[at] ?? {};
    if (summary === null || standing === null || Number.isNaN(summary.estimate.center)) return [2, 0];
    return [mayWin({ summary, standing }, countsIncomplete) ? 0 : 1, sign * summary.estimate.center];
  };
  return rows
    .map((row) => ({ row, rank: rank(row) }))
    .sort(({ rank: [a, x] }, { rank: [b, y] }) => a - b || (x < y ? -1 : x > y ? 1 : 0))
    .map(({ row }) => row);
}
