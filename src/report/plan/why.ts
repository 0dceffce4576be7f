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

/** Why a job is as it is, for programs. */
export interface WhyJson {
  readonly version: 1;
  readonly sweep: string;
  readonly job: string;
  readonly label: string;
  /** What a run would make of it, as `sweep plan --json` has it, and why. */
  readonly state: Verdict['state'];
  readonly because: string | null;
  /** Why it does not run although a run is to bring it to its end, a sentence each. */
  readonly waiting: readonly string[];
  readonly needs: readonly { readonly job: string; readonly when: string }[];
  /** What each of its keys comes to, which part of the file sets it, and where; `line` is null where the file is not at hand. */
  readonly keys: readonly {
    readonly key: string;
    readonly value: string;
    readonly setBy: string;
    readonly file: string;
    readonly line: number | null;
  }[];
}

/** The same as `whyText` tells, for programs. */
export function whyJson(
  sweep: string,
  { id, label, needs }: Job,
  { state, because }: Verdict,
  waiting: readonly string[],
  origins: readonly KeyOrigin[],
  sources: Sources,
): WhyJson {
  const keys = origins.map(({ field, value, layer, span }) => {
    return { key: field, value, setBy: layer, file: span.file, line: lineOf(span, sources) };
  });
  const needed = needs.map(({ job, when }) => ({ job, when }));
  return { version: 1, sweep, job: id, label, state, because, waiting, needs: needed, keys };
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

function placeOf(span: Span, sources: Sources): string {
  const line = lineOf(span, sources);
  return line === null ? span.file : `${span.file}:${line}`;
}

function lineOf({ file, start }: Span, sources: Sources): number | null {
  const text = sources.get(file);
  return text === undefined ? null : new Lines(text).positionOf(start).line;
}
