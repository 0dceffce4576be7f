import type { Subject } from '../../results/table/subject.ts';
import type { Look } from '../look.ts';
import { averages } from './averages.ts';
import { ABSENT, type ChartAxis } from './axis-values.ts';
import { shortNumber, type Drawn } from './chart.ts';
import { frame, nameAxis, tooltip } from './frame.ts';
import { told } from './main-effects.ts';

/** So many cells have their number in them. */
const MOST_LABELS = 150;

/** A metric over two axes: its average in each of their combinations, by colour, with what has no result left empty. */
export function heatMap(
  subject: Subject,
  stage: string,
  metric: string,
  [x, y]: readonly [ChartAxis, ChartAxis],
  look: Look,
): Drawn {
  const cells = averages(subject, stage, [x.name, y.name], metric).filter(({ center }) => Number.isFinite(center));
  if (cells.length === 0) return { missing: 'There are no fresh results to draw.' };
  const place = ({ values }: ChartAxis): ReadonlyMap<string | null, number> =>
    new Map(values.map((value, at) => [value, at]));
  const [columns, rows] = [place(x), place(y)];
  const names = ({ values }: ChartAxis): readonly string[] => values.map((value) => value ?? ABSENT);
  const centers = cells.map(({ center }) => center);
  return {
    height: Math.min(900, 140 + 34 * y.values.length),
    option: {
      ...frame(look),
      grid: { left: 110, right: 112, top: 12, bottom: 56 },
      tooltip: tooltip(look, ({ dataIndex }) => {
        const cell = cells[dataIndex];
        if (cell === undefined) return '';
        return `${x.name} ${cell.values[0] ?? ABSENT}\n${y.name} ${cell.values[1] ?? ABSENT}\n${metric} ${told(cell)}`;
      }),
      xAxis: nameAxis(look, x.name, names(x)),
      yAxis: nameAxis(look, y.name, names(y), { nameGap: 88 }),
      visualMap: {
        min: Math.min(...centers),
        max: Math.max(...centers),
        calculable: true,
        orient: 'vertical',
        right: 0,
        top: 'middle',
        itemHeight: 110,
        inRange: { color: look.scale },
        textStyle: { color: look.text },
        formatter: (value: number) => shortNumber(value),
      },
      series: [
        {
          type: 'heatmap',
          labelLayout: { hideOverlap: true },
          data: cells.map(({ values, center }) => [
            columns.get(values[0] ?? null),
            rows.get(values[1] ?? null),
            center,
          ]),
          label: {
            show: cells.length <= MOST_LABELS,
            color: '#ffffff',
            fontSize: 11,
            backgroundColor: 'rgba(0, 0, 0, 0.55)',
            borderRadius: 3,
            padding: [2, 4],
            formatter: ({ value }: { readonly value: readonly number[] }) => shortNumber(value[2] ?? NaN),
          },
          itemStyle: { borderColor: look.background, borderWidth: 1 },
        },
      ],
    },
    table: {
      head: [x.name, y.name, metric, 'sd', 'n'],
      rows: cells.map(({ values, center, spread, n }) => [values[0] ?? ABSENT, values[1] ?? ABSENT, center, spread, n]),
    },
    summary: `${metric} over ${x.name} and ${y.name}, by colour`,
    note: null,
  };
}
