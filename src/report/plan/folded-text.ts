import { spellDuration } from '../../model/text/duration.ts';
import type { Verdict } from '../../model/verdict.ts';
import { widthOf } from '../text/columns.ts';
import { count } from '../text/phrases.ts';
import { type Look, type Style, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import type { Axis, Fold, FoldedStage } from './folds.ts';
import { paintState } from './plan-rows.ts';

/** A column that is told once, above, where it is the same in all rows. */
interface Trait {
  readonly column: Column;
  readonly of: (fold: Fold) => string;
  /** What it is called where it is told above; null for what goes without saying. */
  readonly told: (fold: Fold) => string | null;
}

const STATE: Column = { title: 'state' };

const JOBS: Trait = { column: { title: 'jobs', align: 'right' }, of: ({ jobs }) => String(jobs), told: () => null };

const TRAITS: readonly Trait[] = [
  {
    column: { title: 'gpus', align: 'right' },
    of: ({ request }) => request.gpus,
    told: ({ request: { gpus } }) =>
      gpus === '0' ? null : gpus.includes('.') ? `${gpus} of a GPU` : count(Number(gpus), 'GPU'),
  },
  {
    column: { title: 'slots', align: 'right' },
    of: ({ request }) => request.slots,
    told: ({ request: { slots } }) => (slots === '' ? null : `${slots} slots`),
  },
  {
    column: { title: 'nodes', align: 'right' },
    of: ({ request }) => request.nodes,
    told: ({ request: { nodes } }) => (nodes === '' ? null : `${nodes} nodes`),
  },
  {
    column: { title: 'timeout', align: 'right' },
    of: limitOf,
    told: (fold) => (fold.timeout === null ? null : `at most ${limitOf(fold)}`),
  },
  {
    column: { title: 'needs', least: 12 },
    of: ({ needs }) => needs,
    told: (fold) => (fold.needs === '' ? null : `needs ${fold.needs}`),
  },
  {
    column: STATE,
    of: ({ verdict }) => verdict.state,
    told: ({ verdict }) => verdict.state,
  },
  {
    column: { title: 'why', least: 16 },
    of: ({ verdict }) => verdict.because ?? '',
    told: ({ verdict }) => verdict.because,
  },
];

/** Stages of which each is told under a title: what all its jobs have in common, then a table over the axes that vary. */
export function foldedText(stages: readonly FoldedStage[], look: Look): string[] {
  const isOne = stages.length === 1;
  return stages.flatMap((stage, at) => [...(at === 0 ? [] : ['']), ...stageText(stage, isOne, look)]);
}

function stageText(stage: FoldedStage, isOne: boolean, look: Look): string[] {
  const style = styleFor(look.color);
  const same = TRAITS.filter(({ of }) => new Set(stage.folds.map(of)).size === 1);
  const traits = TRAITS.filter((trait) => !same.includes(trait));
  const title = titleOf(stage, same, isOne);
  if (stage.jobs === 1) return wrap(title, look.width, 2).map(style.bold);
  const cells = stage.folds.map(({ values }) => values.map((own, axis) => spellValues(own, stage.axes[axis])));
  const beside = columnsBeside(stage, traits);
  const axes = axesInTable(stage.axes, cells, look.width - beside.width);
  const told = stage.axes.filter((axis, at) => !axes.includes(at) || cells.some((row) => row[at] === everyOf(axis)));
  return [
    ...wrap(title, look.width, 2).map(style.bold),
    ...told.flatMap(({ name, values }) =>
      wrap(visible(`${name}: ${spellRanges(values)}`), look.width - GAP, 2).map((line) => `  ${line}`),
    ),
    ...tableOf(stage, { axes, cells, beside }, look, style),
  ];
}

/** The axes that have a column, by their places: all of them, unless those that are the same in all rows take the room of others' words. */
function axesInTable(axes: readonly Axis[], cells: readonly (readonly string[])[], room: number): readonly number[] {
  const all = [...axes.keys()];
  const needed = all.reduce((sum, at) => sum + widestWord(axes, cells, at) + GAP, -GAP);
  if (needed <= room) return all;
  const varying = all.filter((at) => new Set(cells.map((row) => row[at])).size > 1);
  return varying.length === 0 ? all : varying;
}

/** What all jobs of a stage have in common. */
function titleOf({ stage, jobs, fixed, folds }: FoldedStage, same: readonly Trait[], isOne: boolean): string {
  const [first] = folds;
  const told = first === undefined ? [] : same.map((trait) => trait.told(first)).filter((one) => one !== null);
  const chains = [...new Set(folds.flatMap((fold) => fold.chains))].map((axis) => `one ${axis} after another`);
  const parts = [...fixed.map(([axis, value]) => `${axis}=${value}`), ...told, ...chains];
  const name = isOne ? count(jobs, 'job') : `${stage}: ${count(jobs, 'job')}`;
  return visible(parts.length === 0 ? name : `${name}${isOne ? ':' : ','} ${parts.join(', ')}`);
}

/** The columns beside those of the axes, and how wide they are together. */
interface Beside {
  readonly traits: readonly Trait[];
  readonly width: number;
}

function columnsBeside({ axes, folds }: FoldedStage, varying: readonly Trait[]): Beside {
  const counted: readonly Trait[] = folds.length > 1 && axes.length > 0 ? [JOBS] : [];
  const traits = [...counted, ...varying];
  const widths = traits.map(({ column, of }) => Math.max(...[column.title, ...folds.map(of)].map(widthOf)) + GAP);
  return { traits, width: widths.reduce((sum, one) => sum + one, 0) };
}

interface TableParts {
  /** The places of the axes that have a column. */
  readonly axes: readonly number[];
  /** For each row what it has of every axis. */
  readonly cells: readonly (readonly string[])[];
  readonly beside: Beside;
}

function tableOf({ axes: every, folds }: FoldedStage, parts: TableParts, { width }: Look, style: Style): string[] {
  const isNamed = every.length === 0;
  const axes = every.filter((_, at) => parts.axes.includes(at));
  const cells = parts.cells.map((row) => row.filter((_, at) => parts.axes.includes(at)));
  const { traits: beside } = parts.beside;
  const room = width - parts.beside.width - GAP * (axes.length - 1);
  const widths = widthsOf(axes, cells, room);
  const lists = isNamed
    ? folds.map(({ label }) => [[visible(label)]])
    : cells.map((row) => row.map((text, at) => wrap(text, widths[at] ?? 0)));
  const rows = folds.flatMap((fold, at) =>
    linesOf(
      fold,
      lists[at] ?? [],
      beside.map(({ of }) => of(fold)),
    ),
  );
  const names: Column[] = isNamed
    ? [{ title: 'job', least: 24, cut: 'middle' }]
    : axes.map(({ name }) => ({ title: name, least: LEAST }));
  const columns = [...names, ...beside.map(({ column }) => column)];
  const lines = rows.map((row) => row.cells);
  return table(columns, lines, width, (text, column, at) => {
    const row = rows[at];
    if (row === undefined) return style.dim(text);
    return columns[column] === STATE ? paintState(row.verdict, text, style) : text;
  });
}

const GAP = 2;

/** Columns that an axis keeps where the terminal is too narrow for all. */
const LEAST = 8;

/**
 * The columns for each axis: as many as its values take on one line; where that is more than the room, taken from the widest,
 * but for its longest value as long as that can be.
 */
function widthsOf(axes: readonly Axis[], cells: readonly (readonly string[])[], room: number): readonly number[] {
  const widest = (at: number, of: (text: string) => number) => Math.max(...cells.map((row) => of(row[at] ?? '')));
  const widths = axes.map(({ name }, at) => Math.max(widthOf(name), widest(at, widthOf)));
  const floors = [axes.map((_, at) => widestWord(axes, cells, at)), axes.map(() => LEAST)];
  let over = widths.reduce((sum, one) => sum + one, 0) - room;
  for (const floor of floors) {
    for (; over > 0; over -= 1) {
      const [giver] = [...widths.keys()]
        .filter((at) => (widths[at] ?? 0) > (floor[at] ?? 0))
        .sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
      if (giver === undefined) break;
      widths[giver] = (widths[giver] ?? 0) - 1;
    }
  }
  return widths;
}

/** The columns that an axis takes without a word of its title or its values being broken. */
function widestWord(axes: readonly Axis[], cells: readonly (readonly string[])[], at: number): number {
  const words = cells.flatMap((row) => (row[at] ?? '').split(' '));
  return Math.max(...[axes[at]?.name ?? '', ...words].map(widthOf));
}

/** The lines of a row: as many as the axis with the longest list of values takes, all else in the first. */
function linesOf(
  { verdict }: Fold,
  lists: readonly (readonly string[])[],
  rest: readonly string[],
): { verdict: Verdict; cells: string[] }[] {
  const height = Math.max(...lists.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => ({
    verdict,
    cells: [...lists.map((lines) => lines[at] ?? ''), ...rest.map((text) => (at === 0 ? text : ''))],
  }));
}

function limitOf({ timeout }: Fold): string {
  return timeout === null ? '' : spellDuration(timeout);
}

/** So many values are told as `all 12` in a row that has them all, and by name once above. */
const MANY = 5;

function everyOf({ values }: Axis): string | null {
  return values.length < MANY ? null : `all ${values.length}`;
}

function spellValues(values: readonly string[], axis: Axis | undefined): string {
  const spelled = spellRanges(values);
  const every = axis === undefined || values.length < axis.values.length ? null : everyOf(axis);
  return visible(every !== null && every.length < spelled.length ? every : spelled);
}

/** Of a longer list of values the first and the last are told. */
const VALUES_TOLD = 12;

/** Values in their order, whole numbers that follow on one another as a range: `42–44, 50`. */
function spellRanges(values: readonly string[]): string {
  const spans: { first: string; last: string; length: number }[] = [];
  for (const value of values) {
    const span = spans.at(-1);
    if (span !== undefined && follows(span.last, value)) {
      span.last = value;
      span.length += 1;
    } else spans.push({ first: value, last: value, length: 1 });
  }
  const parts = spans.flatMap(({ first, last, length }) => {
    if (length === 1) return [first];
    return length === 2 ? [first, last] : [`${first}–${last}`];
  });
  if (parts.length <= VALUES_TOLD) return parts.join(', ');
  return [...parts.slice(0, VALUES_TOLD - 1), `… ${parts.at(-1) ?? ''} (${values.length} values)`].join(', ');
}

function follows(before: string, value: string): boolean {
  const isWhole = /^(?:0|[1-9]\d{0,14})$/;
  return isWhole.test(before) && isWhole.test(value) && Number(value) === Number(before) + 1;
}
