import type { PageCurve, PageCurves } from './page-content.ts';

/** So many curves are in a page, of so many points each. */
const MOST_CURVES = 10_000;
export const POINTS_OF_CURVE = 64;

/**
 * At most `most` of the curves: metric by metric in the order of `metrics`, then the others. Of the metric that does not fit as a whole jobs are
 * taken at even distances. What is left out is counted.
 */
export function chosenCurves(all: readonly PageCurve[], metrics: readonly string[], most = MOST_CURVES): PageCurves {
  const byMetric = new Map<string, PageCurve[]>(metrics.map((metric) => [metric, []]));
  for (const curve of all) {
    const own = byMetric.get(curve.metric);
    if (own === undefined) byMetric.set(curve.metric, [curve]);
    else own.push(curve);
  }
  const shown: PageCurve[] = [];
  const leftOut = new Map<string, number>();
  for (const [metric, curves] of byMetric) {
    const room = Math.min(curves.length, most - shown.length);
    for (let at = 0; at < room; at += 1) {
      const curve = curves[Math.floor((at * curves.length) / room)];
      if (curve !== undefined) shown.push(curve);
    }
    if (room < curves.length) leftOut.set(metric, curves.length - room);
  }
  return { shown, leftOut };
}
