import type { Job, JobId, Need } from '../../model/plan.ts';
import type { Sources, Span } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { Verdict } from '../../model/verdict.ts';
import { cutMiddle, widthOf } from '../text/columns.ts';
import { count } from '../text/phrases.ts';
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

/** One of the jobs that a job needs, and how that stands. */
export interface NeedStanding {
  readonly job: JobId;
  readonly label: string;
  readonly when: Need['when'];
  /** In a few words, such as `succeeded`, or `succeeded, to run again`. */
  readonly status: string;
}

/** What of a definition is another than when the job ran last. */
export interface KeyChange {
  /** Whose key it is: its own, or that of a job before it. */
  readonly label: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  /** Where the file says it now; null where it says it no more. */
  readonly span: Span | null;
}

/** All there is to say of why a job is as it is. */
export interface Explanation {
  /** The name of its sweep. */
  readonly sweep: string;
  readonly job: Job;
  /** Why it would or would not run. */
  readonly verdict: Verdict;
  /** What is another than when it ran last. */
  readonly changes: readonly KeyChange[];
  /** The line of its output that tells best why it failed, where one does; null for a job that has not failed. */
  readonly failure: { readonly error: string | null; readonly log: string } | null;
  /** Why it does not run now although a run is to bring it to its end, a line each. */
  readonly waiting: readonly string[];
  readonly needs: readonly NeedStanding[];
  /** Which part of the file gives it each of its keys. */
  readonly origins: readonly KeyOrigin[];
  /** The texts that spans point into. */
  readonly sources: Sources;
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
  /** Keys that decide its result and are others than when it ran last, of it or else of the job before it that `label` names: of long ones what differs. */
  readonly changes: readonly {
    readonly label: string;
    readonly key: string;
    readonly before: string;
    readonly after: string;
    readonly file: string | null;
    readonly line: number | null;
  }[];
  /** The line of its output that tells best why it failed; null where there is none. */
  readonly error: string | null;
  /** The output of the attempt that failed; null for a job that has not. */
  readonly log: string | null;
  /** Why it does not run although a run is to bring it to its end, a sentence each. */
  readonly waiting: readonly string[];
  readonly needs: readonly { readonly job: string; readonly when: string; readonly status: string }[];
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
export function whyJson({
  sweep,
  job: { id, label },
  verdict: { state, because },
  changes,
  failure,
  waiting,
  needs,
  origins,
  sources,
}: Explanation): WhyJson {
  return {
    version: 1,
    sweep,
    job: id,
    label,
    state,
    because,
    changes: changes.map(({ label: of, field, before, after, span }) => {
      const line = span === null ? null : lineOf(span, sources);
      return { label: of, key: field, before, after, file: span?.file ?? null, line };
    }),
    error: failure?.error ?? null,
    log: failure?.log ?? null,
    waiting,
    needs: needs.map(({ job, when, status }) => ({ job, when, status })),
    keys: origins.map(({ field, value, layer, span }) => {
      return { key: field, value, setBy: layer, file: span.file, line: lineOf(span, sources) };
    }),
  };
}

/** Why a job would or would not run, the answer first, and which part of the sweep set each of its keys. */
export function whyText(explanation: Explanation, look: Look): string {
  const { job, verdict, failure, waiting, origins, sources } = explanation;
  const style = styleFor(look.color);
  const because = verdict.because === null ? '' : `: ${visible(verdict.because)}`;
  const does = verdict.state === 'fresh' ? 'would not run again' : verdict.state === 'running' ? 'runs' : 'would run';
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
    ...changeLines(explanation, look.width),
    ...(failure?.error == null ? [] : [cutMiddle(`  error: ${visible(failure.error)}`, look.width)]),
    ...(failure === null ? [] : [`  log: ${visible(failure.log)}`]),
    ...waiting.map((line) => `  ${line}`),
    ...needLines(explanation),
    '',
    ...keys,
  ].join('\n');
}

/** A line for each key that is another now: what it was, what it is, and where the file says so, within `width` terminal columns. */
function changeLines({ job, changes, sources }: Explanation, width: number): readonly string[] {
  return changes.map(({ label, field, before, after, span }) => {
    const head = `  ${label === job.label ? '' : `${visible(label)}: `}${field}: `;
    const place = span === null ? '' : `  ${placeOf(span, sources)}`;
    const [old, young] = [visible(before), visible(after)];
    const room = Math.max(LEAST_OF_CHANGE, width - widthOf(`${head}${ARROW}${place}`));
    const shownOld = cutMiddle(old, Math.max(Math.floor(room / 2), room - widthOf(young)));
    return `${head}${shownOld}${ARROW}${cutMiddle(young, room - widthOf(shownOld))}${place}`;
  });
}

const ARROW = ' → ';

/** Columns that the two sides of a change have at the least together. */
const LEAST_OF_CHANGE = 24;

/** So many needs have a line each; of more, those that stand alike share one. */
const ONE_BY_ONE = 5;
const NAMED = 3;

function needLines({ needs }: Explanation): readonly string[] {
  const tell = (what: string, { when, status }: NeedStanding) => `  needs ${what} (${when}): ${status}`;
  if (needs.length <= ONE_BY_ONE) return needs.map((need) => tell(visible(need.label), need));
  return [...groupBy(needs, ({ when, status }) => `${when} ${status}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const named = alike.slice(0, NAMED).map(({ label }) => visible(label));
    return [tell(`${count(alike.length, 'job')}, ${someOf(named, alike.length)}`, first)];
  });
}

function placeOf(span: Span, sources: Sources): string {
  const line = lineOf(span, sources);
  return line === null ? span.file : `${span.file}:${line}`;
}

function lineOf({ file, start }: Span, sources: Sources): number | null {
  const text = sources.get(file);
  return text === undefined ? null : new Lines(text).positionOf(start).line;
}
