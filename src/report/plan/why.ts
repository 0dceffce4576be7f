import type { Span } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
import type { Sources } from '../../model/diagnostic.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Look } from '../text/style.ts';
import { Lines } from '../text/position.ts';
import { styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';

/** Where a job has one of its keys from. */
export interface KeyOrigin {
  readonly field: string;
  readonly value: string;
  readonly span: Span;
  readonly layer: string;
}

/**
 * Why a job would or would not run, and which part of the sweep set each of its keys.
 *
 * @param waiting  Why it does not run although a run is to bring it to its end, a line each.
 */
export function whyText(
  job: Job,
  verdict: Verdict,
  waiting: readonly string[],
  origins: readonly KeyOrigin[],
  sources: Sources,
  look: Look,
): string {
  const style = styleFor(look.color);
  const because = verdict.because === null ? '' : `: ${verdict.because}`;
  const does = verdict.state === 'fresh' ? 'would not run again' : verdict.state === 'running' ? 'runs' : 'would run';
  const needs = job.needs.map((need) => `  needs ${need.job} (${need.when})`);
  const rows = origins.map(({ field, value, span, layer }) => [field, visible(value), layer, placeOf(span, sources)]);
  const columns: Column[] = [
    { title: 'key' },
    { title: 'value', least: 20, cut: 'middle' },
    { title: 'set by' },
    { title: 'at' },
  ];
  const keys = table(columns, rows, look.width, (text, _, row) => (row === -1 ? style.bold(text) : text));
  return [
    `${style.bold(visible(job.label))}  ${style.dim(job.id)}`,
    `  ${does} (${verdict.state}${because})`,
    ...waiting.map((line) => `  ${line}`),
    ...needs,
    '',
    ...keys,
  ].join('\n');
}

function placeOf({ file, start }: Span, sources: Sources): string {
  const text = sources.get(file);
  return text === undefined ? file : `${file}:${new Lines(text).positionOf(start).line}`;
}
