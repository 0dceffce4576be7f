import { shellWord } from '../../model/text/shell.ts';
import type { BestCell, BestCells } from '../../results/table/best.ts';
import type { Stat } from '../../results/table/statistics.ts';
import { decimalsOf, spellSpread } from './digits.ts';
import { namesNote, NOTHING, STATISTICS, unaveragedNote, type Grid, type GridCell } from './grid.ts';

/** The best cell of each group, with how many it is the best of, and the command line that makes it again. */
export function bestGrid(best: BestCells, stat: Stat, sweep: string): Grid {
  const { metric, goal, stage, stages, by, others, replicates, groups } = best;
  const estimates = groups.flatMap(({ best: cell }) => (cell === null ? [] : [cell.summary.estimate]));
  const decimals = decimalsOf(estimates);
  const over = replicates === null ? '' : `, ${STATISTICS[stat]} over ${replicates}`;
  const incomplete = groups.some(({ among, all }) => among < all);
  return {
    caption: `${stages > 1 ? `${stage}: ` : ''}the best ${metric} ${goal === 'max' ? '↑' : '↓'}${over}`,
    head: [
      ...[...by, ...others].map((text) => ({ over: null, text, isNumber: false })),
      ...['n/N', metric, 'among'].map((text) => ({ over: null, text, isNumber: true })),
      { over: null, text: 'run again by', isNumber: false },
    ],
    rows: groups.map((group) => rowOf(group, best, decimals, sweep)),
    notes: [
      ...namesNote(best),
      ...unaveragedNote(best.unaveraged, best, false),
      ...(incomplete
        ? [{ mark: null, text: 'cells that are incomplete or no number are not among them (--incomplete)' }]
        : []),
    ],
  };
}

function rowOf(
  { group, among, all, best }: BestCell,
  { by, others, stage, stages }: BestCells,
  decimals: number,
  sweep: string,
): GridCell[] {
  const of = among === all ? String(all) : `${among} of ${all}`;
  const texts =
    best === null
      ? [...group.map((value) => value ?? NOTHING), ...others.map(() => NOTHING), NOTHING, NOTHING, of, NOTHING]
      : [
          ...[...group, ...best.values].map((value) => value ?? NOTHING),
          `${best.standing.counted}/${best.standing.planned}`,
          estimateText(spellSpread(best.summary.estimate, decimals)),
          of,
          commandLine(sweep, [...by, ...others], [...group, ...best.values], stages > 1 ? stage : null),
        ];
  return texts.map((text) => ({ text, isBold: false, marks: '' }));
}

function estimateText([center, spread]: readonly [string, string | null]): string {
  return spread === null ? center : `${center} ± ${spread}`;
}

/** The command line that runs the jobs with these values again. */
export function commandLine(
  sweep: string,
  axes: readonly string[],
  values: readonly (string | null)[],
  stage: string | null,
): string {
  const only = axes.flatMap((axis, at) => ['--only', `${axis}=${selectorValue(values[at] ?? null)}`]);
  const words = ['sweep', 'run', sweep, ...(stage === null ? [] : ['--stage', stage]), ...only, '--fresh'];
  return words.map(shellWord).join(' ');
}

/** A value as a selector means it alone: in quotes where it would be several, a range, or absence. */
function selectorValue(value: string | null): string {
  if (value === null) return 'null';
  const isPlain = !/^["'[{]|,|\.\.|^null$/.test(value);
  return isPlain || isJson(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** Whether it is a list or a map, which a selector takes as it stands. */
function isJson(value: string): boolean {
  if (!/^[[{]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
