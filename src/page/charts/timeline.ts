import { groupBy } from '../../model/group-by.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds } from '../../model/units.ts';
import type { PageAttempt } from '../../report/page/page-content.ts';
import type { Look } from '../look.ts';
import { cutLabel, type DataTable, type Drawn, type Option } from './chart.ts';
import type { ItemApi } from './error-bars.ts';
import { frame, legend, tooltip } from './frame.ts';
import { busyPart, lanesOf, mergedBars, type Bar } from './lanes.ts';

/** So many lanes are drawn. */
const MOST_LANES = 72;

const LANE_HEIGHT = 20;
const LEFT = 96;
const RIGHT = 20;

/** A part of a timeline as it is drawn anew when it is zoomed into. */
export type Zoom = (from: number, to: number, width: number) => Option;

const ENDINGS = ['succeeded', 'failed', 'stopped', 'running'] as const;

/** What ran on each GPU and slot, and when; what is empty was idle. */
export function timeline(
  attempts: readonly PageAttempt[],
  look: Look,
  width: number,
):
  | Exclude<Drawn, { readonly option: Option }>
  | (Extract<Drawn, { readonly option: Option }> & { readonly zoom: Zoom }) {
  const all = lanesOf(attempts);
  if (all.length === 0) return { missing: 'No attempt has begun.' };
  const lanes = all.slice(0, MOST_LANES);
  const from = attempts.reduce((least, one) => Math.min(least, one.from), Infinity);
  const to = attempts.reduce((most, one) => Math.max(most, one.to), from + 1);
  let shown: readonly (readonly Bar[])[] = [];
  const barsAt = (start: number, end: number, pixels: number): Option => {
    const pixel = (end - start) / Math.max(1, pixels - LEFT - RIGHT);
    const bars = groupBy(
      lanes.flatMap((lane) => mergedBars(lane.bars, start, end, pixel)),
      ({ ending }) => ending ?? 'running',
    );
    shown = ENDINGS.map((ending) => bars.get(ending) ?? []);
    return { series: ENDINGS.map((ending, at) => barSeries(ending, shown[at] ?? [], look)) };
  };
  const table = tableOf(all, from, to);
  return {
    height: lanes.length * LANE_HEIGHT + 128,
    zoom: barsAt,
    option: {
      ...frame(look),
      grid: { left: LEFT, right: RIGHT, top: 36, bottom: 82 },
      legend: legend(look, ENDINGS),
      tooltip: tooltip(look, ({ seriesIndex = 0, dataIndex }) => tell(shown[seriesIndex]?.[dataIndex])),
      xAxis: {
        type: 'time',
        min: from,
        max: to,
        axisLabel: { color: look.faint, hideOverlap: true },
        axisLine: { lineStyle: { color: look.line } },
        splitLine: { show: true, lineStyle: { color: look.line, opacity: 0.6 } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: lanes.map(({ name }) => name),
        axisLabel: { color: look.text, interval: 0, formatter: (name: string) => cutLabel(name, 14) },
        axisLine: { lineStyle: { color: look.line } },
        axisTick: { show: false },
        splitArea: { show: true, areaStyle: { color: ['transparent', `${look.line}55`] } },
      },
      dataZoom: [
        { type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' },
        { type: 'slider', filterMode: 'none', height: 18, bottom: 10, textStyle: { color: look.faint } },
      ],
      ...barsAt(from, to, width),
    },
    table,
    summary: `${attempts.length} attempts on ${all.length} GPUs and slots within ${spellDuration(seconds((to - from) / 1000))}`,
    note: [
      'bars under a pixel are merged: zoom in to see them apart',
      ...(all.length > MOST_LANES ? [`${all.length - MOST_LANES} more lanes are left out`] : []),
    ].join('; '),
  };
}

function barSeries(ending: (typeof ENDINGS)[number], bars: readonly Bar[], look: Look): Option {
  const color = look.endings[ending];
  return {
    type: 'custom',
    name: ending,
    itemStyle: { color },
    progressive: 1_000,
    progressiveThreshold: 2_000,
    encode: { x: [1, 2], y: 0 },
    data: bars.map(({ lane, from, to }) => [lane, from, to]),
    renderItem: (_: unknown, api: ItemApi) => {
      const [left, y] = api.coord([api.value(1), api.value(0)]);
      const [right] = api.coord([api.value(2), api.value(0)]);
      const [, height] = api.size([0, 1]);
      return {
        type: 'rect',
        shape: { x: left, y: y - height * 0.4, width: Math.max(1, right - left - 0.5), height: height * 0.8 },
        style: { fill: color },
      };
    },
  };
}

function tell(bar: Bar | undefined): string {
  if (bar === undefined) return '';
  const { first, count, from, to, ending } = bar;
  const took = spellDuration(seconds((to - from) / 1000));
  if (count > 1) return `${count} attempts within ${took}, from\n${cutLabel(first.label, 60)}`;
  return `${cutLabel(first.label, 60)}\nattempt ${first.attempt}: ${ending ?? 'running'}, ${took}`;
}

function tableOf(lanes: ReturnType<typeof lanesOf>, from: number, to: number): DataTable {
  return {
    head: ['where', 'attempts', 'held', 'idle'],
    rows: lanes.map((lane) => {
      const busy = busyPart(lane, from, to);
      const held = spellDuration(seconds((busy * (to - from)) / 1000));
      return [lane.name, lane.bars.length, held, `${Math.round(100 * (1 - busy))}%`];
    }),
  };
}
