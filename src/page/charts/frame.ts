import type { Look } from '../look.ts';
import { cutLabel, shortNumber, type Option } from './chart.ts';

/** What all charts have in common. Tooltips are drawn, and are no HTML, so that no label can be any. */
export function frame({ text, background, series }: Look): Option {
  return {
    animation: false,
    backgroundColor: background,
    color: series,
    textStyle: { color: text, fontFamily: 'system-ui, sans-serif' },
  };
}

/** A tooltip that says what `tell` makes of an item. */
export function tooltip({ text, line, background }: Look, tell: (item: TooltipItem) => string): Option {
  return {
    trigger: 'item',
    renderMode: 'richText',
    confine: true,
    backgroundColor: background,
    borderColor: line,
    textStyle: { color: text, fontSize: 12 },
    formatter: tell,
  };
}

/** What a tooltip is about. */
export interface TooltipItem {
  readonly seriesName?: string;
  readonly seriesIndex?: number;
  readonly dataIndex: number;
}

/** An axis of numbers. */
export function numberAxis({ text, faint, line }: Look, name: string, rest: Option = {}): Option {
  return {
    type: 'value',
    scale: true,
    name: cutLabel(name, 40),
    nameLocation: 'middle',
    nameGap: 34,
    nameTextStyle: { color: text },
    axisLabel: { color: faint, formatter: shortNumber, hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line, opacity: 0.6 } },
    ...rest,
  };
}

/** An axis of names. */
export function nameAxis(
  { text, faint, line }: Look,
  name: string,
  names: readonly string[],
  rest: Option = {},
): Option {
  return {
    type: 'category',
    data: names,
    name: cutLabel(name, 40),
    nameLocation: 'middle',
    nameGap: 34,
    nameTextStyle: { color: text },
    axisLabel: { color: faint, hideOverlap: true, formatter: (label: string) => cutLabel(label, 18) },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    ...rest,
  };
}

/** A legend above the chart that scrolls where there are many names. */
export function legend({ text, faint }: Look, names: readonly string[]): Option {
  return {
    type: 'scroll',
    top: 0,
    data: names,
    textStyle: { color: text },
    pageTextStyle: { color: text },
    pageIconColor: text,
    pageIconInactiveColor: faint,
    formatter: (name: string) => cutLabel(name, 32),
  };
}
