import type { RawTable } from '../../results/table/raw.ts';
import { decimalsOf, spellSpread } from './digits.ts';
import { NOTHING, type Grid } from './grid.ts';

/** A row a job, with its id, the axes that vary, its state, what it has left, and its log. */
export function rawGrid({ sweeps, axes, varying, metrics, texts, stages, rows }: RawTable): Grid {
  const shown = varying.map((axis) => axes.indexOf(axis));
  const decimals = metrics.map((_, at) =>
    decimalsOf(rows.flatMap(({ metrics: own }) => (own[at] == null ? [] : [{ center: own[at], spread: null }]))),
  );
  const isOf = { sweep: sweeps.length > 1, stage: stages.length > 1 };
  const titles = [
    ...(isOf.sweep ? ['sweep'] : []),
    'job',
    ...(isOf.stage ? ['stage'] : []),
    ...shown.map((at) => axes[at] ?? ''),
    'state',
  ];
  return {
    caption: `${sweeps.join(', ')}: a row a job`,
    head: [
      ...titles.map((text) => ({ over: null, text, isNumber: false })),
      ...metrics.map((text) => ({ over: null, text, isNumber: true })),
      ...[...texts, 'log'].map((text) => ({ over: null, text, isNumber: false })),
    ],
    rows: rows.map(({ sweep, row, values, metrics: numbers, texts: words }) =>
      [
        ...(isOf.sweep ? [sweep] : []),
        row.job,
        ...(isOf.stage ? [row.stage] : []),
        ...shown.map((at) => values[at] ?? NOTHING),
        row.state,
        ...numbers.map((value, at) =>
          value === null ? NOTHING : spellSpread({ center: value, spread: null }, decimals[at] ?? 0)[0],
        ),
        ...words.map((word) => word ?? NOTHING),
        row.log() ?? NOTHING,
      ].map((text) => ({ text, isBold: false, marks: '' })),
    ),
    notes: [],
  };
}
