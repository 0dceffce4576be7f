import { BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, ParallelChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Option } from './charts/chart.ts';

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  LinesChart,
  ParallelChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export type Canvas = EChartsType;

/** A canvas of the size of an element, to draw charts on. */
export function canvasIn(element: HTMLElement): Canvas {
  return init(element, null, { renderer: 'canvas' });
}

/** A chart as the text of an SVG image. */
export function svgOf(option: Option, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  // All at once: an image has no later moment.
  chart.setOption({ ...option, progressive: 0 });
  const text = chart.renderToSVGString();
  chart.dispose();
  return text;
}
