import type { Option } from './chart.ts';

/** What ECharts hands to what draws an item of a series (series-custom.renderItem). */
export interface ItemApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
  readonly size: (extent: readonly [number, number]) => readonly [number, number];
}

/** Half the width of the end of an error bar, in pixels. */
const CAP = 4;

/**
 * A series of error bars, from least to greatest, at points of an axis. Of a category axis the x of a point is its number.
 *
 * @param place  The axes that it is drawn by: `xAxisIndex` and the like.
 */
export function errorBars(
  points: readonly (readonly [x: number, least: number, greatest: number])[],
  color: string,
  place: Option = {},
): Option {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    ...place,
    encode: { x: 0, y: [1, 2] },
    data: points,
    renderItem: (_: unknown, api: ItemApi) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]);
      const [, high] = api.coord([api.value(0), api.value(2)]);
      const line = (x1: number, y1: number, x2: number, y2: number): Option => {
        return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.5 } };
      };
      return {
        type: 'group',
        children: [line(x, low, x, high), line(x - CAP, low, x + CAP, low), line(x - CAP, high, x + CAP, high)],
      };
    },
  };
}
