import type { PageCurve, PageCurves } from '../../report/page/page-content.ts';
import type { Subject } from '../../results/table/subject.ts';
import { DASHES, type Look } from '../look.ts';
import { ABSENT } from './axis-values.ts';
import { roundBounds, type Drawn, type Option } from './chart.ts';
import { frame, legend, numberAxis } from './frame.ts';

/** Beyond so many colours the rest is one of its own. */
const MOST_COLOURS = 7;
const OTHERS = 'others';

/** Curves of one metric over steps, coloured by an axis. */
export function curves(
  { shown, leftOut }: PageCurves,
  subject: Subject,
  rows: ReadonlySet<number>,
  metric: string,
  axis: string | null,
  look: Look,
): Drawn {
  const own = shown.filter((curve) => curve.metric === metric && rows.has(curve.row));
  if (own.length === 0) return { missing: 'No job that is looked at has left a curve of this metric.' };
  const nameOf = ({ row }: PageCurve): string => (axis === null ? metric : (subject.rows[row]?.params[axis] ?? ABSENT));
  const groups = coloured(own, nameOf);
  const steps = own.flatMap((curve) => [curve.steps[0] ?? 0, curve.steps.at(-1) ?? 0]);
  const [first, last] = boundsOf(steps);
  const [low, high] = boundsOf(own.flatMap(({ values }) => boundsOf(values)));
  const isWide = low > 0 && high / low > 1_000;
  const [min, max] = isWide ? [low, high] : roundBounds(low, high);
  const rest = leftOut.get(metric) ?? 0;
  return {
    height: 420,
    option: {
      ...frame(look),
      grid: { left: 68, right: 24, top: 44, bottom: 84 },
      legend:
        axis === null
          ? undefined
          : legend(
              look,
              groups.map(({ name }) => name),
            ),
      dataZoom: [
        { type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl' },
        { type: 'slider', xAxisIndex: 0, filterMode: 'none', height: 18, bottom: 8, textStyle: { color: look.faint } },
      ],
      xAxis: numberAxis(look, 'step', { min: first, max: last === first ? first + 1 : last }),
      yAxis: numberAxis(look, metric, { nameGap: 52, min, max, ...(isWide ? { type: 'log' } : {}) }),
      series: groups.map(({ name, curves: some }, number): Option => {
        return {
          type: 'lines',
          name,
          coordinateSystem: 'cartesian2d',
          polyline: true,
          large: true,
          largeThreshold: 2_000,
          progressive: 400,
          silent: true,
          lineStyle: {
            color: look.series[number % look.series.length],
            width: own.length > 300 ? 1 : 1.6,
            opacity: Math.max(0.12, Math.min(0.9, 120 / own.length)),
            type: own.length > 300 ? 'solid' : DASHES[number],
          },
          data: some.flatMap(partsOf),
        };
      }),
    },
    table: {
      head: ['job', ...(axis === null ? [] : [axis]), 'points', 'first', 'last', 'least', 'greatest'],
      rows: own.map((curve) => {
        const [least, greatest] = boundsOf(curve.values);
        const label = subject.rows[curve.row]?.label ?? '';
        const ends = [curve.values[0] ?? null, curve.values.at(-1) ?? null];
        return [label, ...(axis === null ? [] : [nameOf(curve)]), curve.values.length, ...ends, least, greatest];
      }),
    },
    summary: `${own.length} curves of ${metric} over steps${axis === null ? '' : `, coloured by ${axis}`}`,
    note: [
      'at most 64 points of each curve, no peak left out',
      ...(rest > 0 ? [`${rest} more curves of ${metric} are left out: the page holds 10,000`] : []),
    ].join('; '),
  };
}

/** The curves of each name, the most first; beyond the colours there are, all under one name. */
function coloured(
  own: readonly PageCurve[],
  nameOf: (curve: PageCurve) => string,
): readonly { readonly name: string; readonly curves: readonly PageCurve[] }[] {
  const byName = new Map<string, PageCurve[]>();
  for (const curve of own) {
    const name = nameOf(curve);
    const some = byName.get(name);
    if (some === undefined) byName.set(name, [curve]);
    else some.push(curve);
  }
  const names = [...byName].map(([name, some]) => ({ name, curves: some }));
  if (names.length <= MOST_COLOURS + 1) return names;
  const rest = names.slice(MOST_COLOURS).flatMap(({ curves: some }) => some);
  return [...names.slice(0, MOST_COLOURS), { name: OTHERS, curves: rest }];
}

/** The stretches of a curve between points that are no numbers. */
export function partsOf({ steps, values }: Pick<PageCurve, 'steps' | 'values'>): readonly {
  readonly coords: readonly (readonly [number, number])[];
}[] {
  const parts: { coords: (readonly [number, number])[] }[] = [];
  let open: (readonly [number, number])[] = [];
  for (const [at, value] of values.entries()) {
    if (Number.isFinite(value)) open.push([steps[at] ?? 0, value]);
    if (!Number.isFinite(value) || at === values.length - 1) {
      if (open.length > 0) parts.push({ coords: open });
      open = [];
    }
  }
  return parts;
}

function boundsOf(values: readonly number[]): readonly [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
