import { spellDuration } from '../../model/text/duration.ts';
import { seconds } from '../../model/units.ts';
import type { PageAttempt } from '../../report/page/page-content.ts';
import { estimateOf } from '../../results/table/statistics.ts';
import type { Look } from '../look.ts';
import { cutLabel, type Drawn } from './chart.ts';
import type { ItemApi } from './error-bars.ts';
import { frame, nameAxis, numberAxis, tooltip } from './frame.ts';

/** So many cells are drawn, those that take longest. */
const MOST_CELLS = 40;

const ROW = 22;

/** Characters in a line of the name of a cell, and the height of a row of which one has two of them. */
const LINE = 28;
const ROW_OF_TWO = 30;

/** Lengths of time that people count in, in seconds. */
const ROUND = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Marks on the axis, at the most. */
const MARKS = 7;

/** How long the jobs of each cell took, in seconds. */
export interface CellDuration {
  readonly cell: string;
  readonly n: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** How long the last success of each job took, by what only repeats, the longest first. */
export function cellDurations(attempts: readonly PageAttempt[]): readonly CellDuration[] {
  const last = new Map<string, PageAttempt>();
  for (const attempt of attempts) if (attempt.ending === 'succeeded') last.set(attempt.job, attempt);
  const cells = new Map<string, number[]>();
  for (const { cell, from, to } of last.values()) {
    const took = (to - from) / 1000;
    const own = cells.get(cell);
    if (own === undefined) cells.set(cell, [took]);
    else own.push(took);
  }
  return [...cells]
    .map(([cell, took]): CellDuration => {
      const of = (stat: 'median' | 'min' | 'max'): number => estimateOf(took, stat).center;
      return { cell, n: took.length, median: of('median'), least: of('min'), most: of('max') };
    })
    .sort((a, b) => b.median - a.median);
}

/** How far apart the marks of an axis are that reaches to `most` seconds: a round length of time. */
export function intervalUpTo(most: number): number {
  const least = most / MARKS;
  const days = 86_400;
  return ROUND.find((one) => one >= least) ?? Math.ceil(least / days) * days;
}

/** The name of a cell in two lines where one is too short, so that what tells it from others is not cut off. */
function inLines(cell: string): string {
  if (cell.length <= LINE) return cell;
  const space = cell.lastIndexOf(' ', LINE);
  const end = space > 0 ? space : LINE;
  return `${cutLabel(cell.slice(0, end), LINE)}\n${cutLabel(cell.slice(end).trim(), LINE)}`;
}

/** The cells that take longest: the median of each as a bar, and from the least to the most as a line. */
export function durations(attempts: readonly PageAttempt[], look: Look): Drawn {
  const all = cellDurations(attempts);
  if (all.length === 0) return { missing: 'No job has succeeded.' };
  const shown = all.slice(0, MOST_CELLS);
  const told = (value: number): string => spellDuration(seconds(value));
  const [color = ''] = look.series;
  return {
    height: shown.length * (shown.some(({ cell }) => cell.length > LINE) ? ROW_OF_TWO : ROW) + 90,
    option: {
      ...frame(look),
      grid: { left: 190, right: 30, top: 8, bottom: 52 },
      tooltip: tooltip(look, ({ dataIndex }) => {
        const cell = shown[dataIndex];
        if (cell === undefined) return '';
        return `${cutLabel(cell.cell, 60)}\n${told(cell.median)} (${told(cell.least)} to ${told(cell.most)}, n = ${cell.n})`;
      }),
      xAxis: numberAxis(look, 'duration', {
        min: 0,
        interval: intervalUpTo(shown.reduce((most, cell) => Math.max(most, cell.most), 0)),
        axisLabel: { color: look.faint, hideOverlap: true, formatter: told },
      }),
      yAxis: nameAxis(
        look,
        '',
        shown.map(({ cell }) => cell),
        {
          inverse: true,
          axisLabel: { color: look.text, interval: 0, lineHeight: 12, formatter: inLines },
        },
      ),
      series: [
        { type: 'bar', barWidth: '62%', itemStyle: { color, opacity: 0.75 }, data: shown.map(({ median }) => median) },
        {
          type: 'custom',
          silent: true,
          encode: { x: [1, 2], y: 0 },
          data: shown.map(({ least, most }, at) => [at, least, most]),
          renderItem: (_: unknown, api: ItemApi) => {
            const [x1, y] = api.coord([api.value(1), api.value(0)]);
            const [x2] = api.coord([api.value(2), api.value(0)]);
            return { type: 'line', shape: { x1, y1: y, x2, y2: y }, style: { stroke: look.text, lineWidth: 1.5 } };
          },
        },
      ],
    },
    table: {
      head: ['cell', 'n', 'median in s', 'least in s', 'most in s'],
      rows: all.map(({ cell, n, median, least, most }) => [cell, n, median, least, most]),
    },
    summary: `how long the jobs of ${all.length} cells took`,
    note: [
      'the median as a bar, the least and the most as a line',
      ...(all.length > MOST_CELLS ? [`the ${MOST_CELLS} longest of ${all.length} cells`] : []),
    ].join('; '),
  };
}
