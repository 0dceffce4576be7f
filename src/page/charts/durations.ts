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

/** The cells that take longest: the median of each as a bar, and from the least to the most as a line. */
export function durations(attempts: readonly PageAttempt[], look: Look): Drawn {
  const all = cellDurations(attempts);
  if (all.length === 0) return { missing: 'No job has succeeded.' };
  const shown = all.slice(0, MOST_CELLS);
  const told = (value: number): string => spellDuration(seconds(value));
  const [color = ''] = look.series;
  return {
    height: shown.length * ROW + 90,
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
        axisLabel: { color: look.faint, hideOverlap: true, formatter: told },
      }),
      yAxis: nameAxis(
        look,
        '',
        shown.map(({ cell }) => cell),
        {
          inverse: true,
          axisLabel: { color: look.text, interval: 0, formatter: (name: string) => cutLabel(name, 28) },
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
