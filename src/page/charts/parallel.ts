import type { Subject } from '../../results/table/subject.ts';
import type { Look } from '../look.ts';
import { averages } from './averages.ts';
import { ABSENT, type ChartAxis } from './axis-values.ts';
import { cutLabel, shortNumber, type Drawn } from './chart.ts';
import { frame } from './frame.ts';

/** More lines than these cover each other. */
const MOST_LINES = 3_000;

/** Parallel coordinates over all axes, a line a cell, with the metric at the end, which colours it. */
export function parallel(
  subject: Subject,
  stage: string,
  metric: string,
  axes: readonly ChartAxis[],
  look: Look,
): Drawn {
  const all = averages(
    subject,
    stage,
    axes.map(({ name }) => name),
    metric,
  ).filter(({ center }) => Number.isFinite(center));
  if (all.length === 0) return { missing: 'There are no fresh results to draw.' };
  const step = Math.max(1, all.length / MOST_LINES);
  const shown = Array.from({ length: Math.min(all.length, MOST_LINES) }, (_, at) => all[Math.floor(at * step)]).filter(
    (cell) => cell !== undefined,
  );
  const centers = all.map(({ center }) => center);
  const [least, greatest] = [Math.min(...centers), Math.max(...centers)];
  return {
    height: 400,
    option: {
      ...frame(look),
      parallel: {
        left: 60,
        right: 170,
        top: 40,
        bottom: 24,
        parallelAxisDefault: {
          nameLocation: 'end',
          nameTextStyle: { color: look.text },
          axisLine: { lineStyle: { color: look.faint } },
          axisTick: { lineStyle: { color: look.faint } },
          axisLabel: { color: look.text, backgroundColor: look.background, padding: 1 },
        },
      },
      parallelAxis: [
        ...axes.map(({ name, values }, dim) => {
          return {
            dim,
            name: cutLabel(name, 16),
            type: 'category',
            data: values.map((value) => value ?? ABSENT),
            axisLabel: {
              color: look.text,
              backgroundColor: look.background,
              padding: 1,
              formatter: (label: string) => cutLabel(label, 12),
            },
          };
        }),
        { dim: axes.length, name: cutLabel(metric, 16), type: 'value', scale: true },
      ],
      visualMap: {
        show: true,
        dimension: axes.length,
        min: least,
        max: greatest,
        right: 0,
        top: 'middle',
        itemHeight: 110,
        calculable: true,
        inRange: { color: look.scale },
        textStyle: { color: look.text },
        formatter: (value: number) => shortNumber(value),
      },
      series: [
        {
          type: 'parallel',
          progressive: 500,
          lineStyle: { width: 1.2, opacity: Math.max(0.15, Math.min(0.9, 60 / shown.length)) },
          data: shown.map(({ values, center }) => [...values.map((value) => value ?? ABSENT), center]),
        },
      ],
    },
    table: {
      head: [...axes.map(({ name }) => name), metric, 'sd', 'n'],
      rows: all.map(({ values, center, spread, n }) => [...values.map((value) => value ?? ABSENT), center, spread, n]),
    },
    summary: `${metric} of ${all.length} cells over ${axes.map(({ name }) => name).join(', ')}`,
    note:
      `drag along an axis to choose a part of it` +
      (shown.length < all.length ? `; ${shown.length} of ${all.length} cells, at even distances` : ''),
  };
}
