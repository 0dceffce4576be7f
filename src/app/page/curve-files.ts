import { readBeginning } from '../../disk/plain-file.ts';
import { attemptFolder } from '../../launch/folder.ts';
import { fromJsonNumber } from '../../model/metrics.ts';
import { bytes } from '../../model/units.ts';
import { POINTS_OF_CURVE } from '../../report/page/curve-choice.ts';
import type { PageCurve } from '../../report/page/page-content.ts';
import { thinned, type KeptCurve } from '../../results/curves.ts';
import type { ResultRow } from '../../results/row.ts';

/** More than the curves of an attempt take that a runner has kept. */
const MOST = bytes(64 * 1024 ** 2);

/** The curves that the attempts have left which results are of, thinned. What is not there, or no runner has written, is passed over. */
export function curvesOf(runFolder: string, rows: readonly ResultRow[]): readonly PageCurve[] {
  return rows.flatMap(({ job, attempt }, row) => {
    if (attempt === null) return [];
    const kept = keptCurves(attemptFolder(runFolder, job, attempt).curves);
    return kept.map(([metric, { steps, values }]): PageCurve => {
      return { row, metric, ...thinned({ steps, values: values.map(fromJsonNumber) }, POINTS_OF_CURVE) };
    });
  });
}

function keptCurves(path: string): readonly (readonly [metric: string, curve: KeptCurve])[] {
  try {
    const { bytes: text, isWhole } = readBeginning(path, MOST);
    const kept = isWhole ? (JSON.parse(text.toString('utf8')) as unknown) : null;
    return typeof kept === 'object' && kept !== null ? Object.entries(kept).filter(isCurve) : [];
  } catch {
    return [];
  }
}

function isCurve(entry: [string, unknown]): entry is [string, KeptCurve] {
  const { steps, values } = (entry[1] ?? {}) as Partial<Record<'steps' | 'values', unknown>>;
  return (
    Array.isArray(steps) &&
    Array.isArray(values) &&
    steps.length === values.length &&
    steps.every((step) => typeof step === 'number')
  );
}
