import type { Subject } from '../../results/table/subject.ts';
import { DASHES, SYMBOLS, type Look } from '../look.ts';
import { averages, type Average } from './averages.ts';
import { ABSENT, isLogarithmic, type ChartAxis } from './axis-values.ts';
import type { Drawn, Option } from './chart.ts';
import { errorBars } from './error-bars.ts';
import { frame, legend, numberAxis, tooltip } from './frame.ts';
import { told } from './main-effects.ts';

/** More lines than there are ways to tell them apart are no help. */
const MOST_LINES = 8;

/** A metric over an axis of numbers, a line for each value of another axis, with the sample's deviation as error bars. */
export function lines(
  subject: Subject,
  stage: string,
  metric: string,
  x: ChartAxis,
  category: ChartAxis | null,
  look: Look,
): Drawn {
  const by = category === null ? [x.name] : [x.name, category.name];
  const all = averages(subject, stage, by, metric).filter(
    ({ center, values }) => Number.isFinite(center) && values[0] != null,
  );
  const names = category === null ? [metric] : category.values.map((value) => value ?? ABSENT);
  const nameOf = ({ values }: Average): string => (category === null ? metric : (values[1] ?? ABSENT));
  const kept = names
    .map((name) => {
      const points = all.filter((point) => nameOf(point) === name);
      return { name, points: points.toSorted((a, b) => at(a) - at(b)) };
    })
    .filter(({ points }) => points.length > 0);
  const shown = kept.slice(0, MOST_LINES);
  if (shown.length === 0) return { missing: 'There are no fresh results to draw.' };
  const isWide = isLogarithmic(x.values.map(Number));
  return {
    height: 380,
    option: {
      ...frame(look),
      grid: { left: 64, right: 24, top: 44, bottom: 56 },
      legend:
        category === null
          ? undefined
          : legend(
              look,
              shown.map(({ name }) => name),
            ),
      tooltip: tooltip(look, ({ seriesIndex = 0, dataIndex }) => {
        const line = shown[Math.floor(seriesIndex / 2)];
        const point = line?.points[dataIndex];
        if (line === undefined || point === undefined) return '';
        const which = category === null ? '' : `${category.name} ${line.name}\n`;
        return `${which}${x.name} ${point.values[0] ?? ABSENT}\n${metric} ${told(point)}`;
      }),
      xAxis: numberAxis(look, x.name, isWide ? { type: 'log' } : {}),
      yAxis: numberAxis(look, metric, { nameGap: 48 }),
      series: shown.flatMap(({ name, points }, number): Option[] => {
        const color = look.series[number % look.series.length] ?? look.text;
        const bars = points.flatMap((point): (readonly [number, number, number])[] =>
          point.spread === null ? [] : [[at(point), point.center - point.spread, point.center + point.spread]],
        );
        return [
          {
            type: 'line',
            name,
            symbol: SYMBOLS[number],
            symbolSize: 8,
            z: 2,
            itemStyle: { color },
            lineStyle: { color, type: DASHES[number], width: 2 },
            data: points.map((point) => [at(point), point.center]),
          },
          errorBars(bars, color),
        ];
      }),
    },
    table: {
      head: [...by, metric, 'sd', 'n'],
      rows: shown.flatMap(({ points }) =>
        points.map(({ values, center, spread, n }) => [...values.map((value) => value ?? ABSENT), center, spread, n]),
      ),
    },
    summary: `${metric} over ${x.name}${category === null ? '' : `, a line for each ${category.name}`}`,
    note: kept.length > MOST_LINES ? `the first ${MOST_LINES} of ${kept.length} lines: filter to see others` : null,
  };
}

function at({ values }: Average): number {
  return Number(values[0]);
}
