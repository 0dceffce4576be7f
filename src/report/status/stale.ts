import { groupBy } from '../../model/group-by.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { StaleReason, StaleResult } from '../../model/verdict.ts';
import { count } from '../text/phrases.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible.ts';

/** The results that a run of a sweep's file, as it is now, would make anew. */
export interface StaleResults {
  readonly results: readonly StaleResult[];
  /** Why they are judged by the copy that ran last and not by the file, in a line; null where the file tells. */
  readonly problem: string | null;
}

/** Stale results in JSON. */
export interface StaleJson {
  readonly count: number;
  /** Why they are judged by the copy that ran last and not by the file; null where the file tells. */
  readonly problem: string | null;
  /** The most frequent first. */
  readonly reasons: readonly {
    readonly reason: StaleReason;
    readonly because: string;
    readonly count: number;
    /** A few of them. */
    readonly examples: readonly { readonly id: string; readonly label: string; readonly because: string }[];
  }[];
}

/** Results that are stale for one reason. */
interface StaleAlike {
  readonly because: string;
  readonly results: readonly StaleResult[];
}

/** Examples of a reason; and reasons that are told of. */
const EXAMPLES = 3;
const REASONS = 8;

/** Stale results by reason, the most frequent first. */
function staleAlike(results: readonly StaleResult[]): readonly StaleAlike[] {
  return [...groupBy(results, kindOf)]
    .map(([because, alike]) => ({ because, results: alike }))
    .toSorted((a, b) => b.results.length - a.results.length);
}

/** What many have in common, whatever the names in it. */
function kindOf({ reason, because }: StaleResult): string {
  switch (reason) {
    case 'default':
    case 'definition':
    case 'asked':
      return because;
    case 'inputs':
      return 'inputs changed';
    case 'output':
      return 'an output is missing or empty';
    case 'need':
      return 'a job that it needs has run since, or is to run';
    default:
      return reason satisfies never;
  }
}

/** How many results are stale and why, with examples; and what of the file keeps it from telling. Nothing where there is neither. */
export function staleLines(stale: StaleResults, style: Style): string[] {
  const { results, problem } = stale;
  const doubt = problem === null ? [] : [`${style.yellow('file ')}  ${problemLine(problem)}`];
  if (results.length === 0) return doubt;
  return [
    ...doubt,
    `${style.yellow('stale')}  ${staleLine(results)}`,
    ...reasonLines(results, (line) => `       ${line}`),
  ];
}

/** In a line, that results are judged by the copy. */
export function problemLine(problem: string): string {
  return `${visible(problem)}: results are judged by the copy that ran last`;
}

/** In a line, how many results a run would make anew. */
export function staleLine({ length }: readonly StaleResult[]): string {
  return `${count(length, 'result')}, which a run would make anew`;
}

/** A line for each reason, and one for those that are not told. */
export function reasonLines(results: readonly StaleResult[], shown: (line: string) => string): string[] {
  const all = staleAlike(results);
  const untold = all.slice(REASONS).reduce((sum, { results: { length } }) => sum + length, 0);
  return [
    ...all.slice(0, REASONS).map(({ because, results: alike }) => {
      const examples = alike.slice(0, EXAMPLES).map((one) => tellExample(one, because));
      return shown(`${alike.length}: ${visible(because)} (${someOf(examples, alike.length)})`);
    }),
    ...(untold === 0 ? [] : [shown(`${untold} for other reasons`)]),
  ];
}

function tellExample({ job, because }: StaleResult, common: string): string {
  return visible(because === common ? job.label : `${job.label}: ${because}`);
}

/** Stale results for programs: every reason, with a few examples of each. */
export function staleJson({ results, problem }: StaleResults): StaleJson {
  return {
    count: results.length,
    problem,
    reasons: staleAlike(results).map(({ because, results: alike }) => ({
      reason: alike[0]?.reason ?? 'definition',
      because,
      count: alike.length,
      examples: alike
        .slice(0, EXAMPLES)
        .map(({ job, because: own }) => ({ id: job.id, label: job.label, because: own })),
    })),
  };
}
