import type { Subject } from '../../results/table/subject.ts';
import type { Look } from '../look.ts';
import { averages, type Average } from './averages.ts';
import { ABSENT, type ChartAxis } from './axis-values.ts';
import { cutLabel, roundBounds, shortNumber, type Drawn, type Option } from './chart.ts';
import { errorBars } from './error-bars.ts';
import { frame, nameAxis, numberAxis, tooltip } from './frame.ts';

/** So many axes have a plot of their own, and so many values of an axis are shown. */
const MOST_AXES = 12;
const MOST_VALUES = 60;

const PLOT_HEIGHT = 230;

/** A small plot an axis: a metric at each of its values, averaged over all others, by the same scale. */
export function mainEffects(
  subject: Subject,
  stage: string,
  metric: string,
  axes: readonly ChartAxis[],
  look: Look,
  width: number,
): Drawn {
  const plots = axes.slice(0, MOST_AXES).flatMap((axis) => plotOf(subject, stage, metric, axis));
  if (plots.length === 0) return { missing: 'No axis varies for which there are fresh results.' };
  const columns = Math.max(1, Math.min(plots.length, Math.floor(width / 260)));
  const lines = Math.ceil(plots.length / columns);
  const all = plots.flatMap(({ points }) => points);
  const ends = all.flatMap(({ center, spread }) => [center - (spread ?? 0), center + (spread ?? 0)]);
  const [min, max] = roundBounds(Math.min(...ends), Math.max(...ends));
  const left = (at: number): number => ((at % columns) * width) / columns + 56;
  const grids = plots.map((_, at) => {
    return {
      left: left(at),
      width: width / columns - 76,
      top: Math.floor(at / columns) * PLOT_HEIGHT + 16,
      height: 150,
    };
  });
  const leftOut = axes.length - MOST_AXES;
  const [color = ''] = look.series;
  return {
    height: lines * PLOT_HEIGHT,
    option: {
      ...frame(look),
      grid: grids,
      tooltip: tooltip(look, ({ seriesIndex = 0, dataIndex }) => {
        const plot = plots[Math.floor(seriesIndex / 2)];
        const point = plot?.points[dataIndex];
        return plot === undefined || point === undefined
          ? ''
          : `${plot.name} ${nameOf(point)}\n${metric} ${told(point)}`;
      }),
      xAxis: plots.map(({ name, points }, gridIndex) =>
        nameAxis(look, name, points.map(nameOf), {
          gridIndex,
          axisLabel: { color: look.faint, hideOverlap: true, formatter: (label: string) => cutLabel(label, 11) },
        }),
      ),
      yAxis: plots.map((_, gridIndex) => numberAxis(look, '', { gridIndex, min, max, splitNumber: 4 })),
      series: plots.flatMap(({ points }, at): Option[] => {
        const place = { xAxisIndex: at, yAxisIndex: at };
        return [
          { type: 'line', ...place, z: 2, color, symbolSize: 7, data: points.map(({ center }) => center) },
          errorBars(barsOf(points), color, place),
        ];
      }),
    },
    table: {
      head: ['axis', 'value', metric, 'sd', 'n'],
      rows: plots.flatMap(({ name, points }) =>
        points.map((point) => [name, nameOf(point), point.center, point.spread, point.n]),
      ),
    },
    summary: `${metric} against the values of ${plots.map(({ name }) => name).join(', ')}`,
    note: [
      'the mean at each value, over all others, with the deviation over the replicates',
      ...(leftOut > 0 ? [`${leftOut} more axes are left out`] : []),
      ...(axes.some(({ values }) => values.length > MOST_VALUES) ? [`of an axis the first ${MOST_VALUES} values`] : []),
    ].join('; '),
  };
}

interface Plot {
  readonly name: string;
  readonly points: readonly Average[];
}

function plotOf(subject: Subject, stage: string, metric: string, { name, values }: ChartAxis): readonly Plot[] {
  const order = new Map(values.map((value, at) => [value, at]));
  const points = averages(subject, stage, [name], metric)
    .filter(({ center }) => Number.isFinite(center))
    .toSorted((a, b) => (order.get(a.values[0] ?? null) ?? 0) - (order.get(b.values[0] ?? null) ?? 0));
  return points.length === 0 ? [] : [{ name, points: points.slice(0, MOST_VALUES) }];
}

/** The error bars of points at the values of an axis, by their numbers. */
function barsOf(points: readonly Average[]): readonly (readonly [number, number, number])[] {
  return points.flatMap(({ center, spread }, at) => (spread === null ? [] : [[at, center - spread, center + spread]]));
}

function nameOf({ values }: Average): string {
  return values[0] ?? ABSENT;
}

/** An average in words. */
export function told({ center, spread, n }: Average): string {
  return `${shortNumber(center)}${spread === null ? '' : ` ± ${shortNumber(spread)}`} (n = ${n})`;
}
