import type { JobId } from '../../model/plan.ts';
import { spellSize } from '../../model/text/size.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** What may go, or has gone, of a sweep. */
export interface LitterItem {
  /** Null for a copy of the code. */
  readonly job: JobId | null;
  readonly attempt: number | null;
  readonly isLog: boolean;
  /** Whether it is a job that was added and has ended; left out for all else. */
  readonly hasEnded?: true;
  readonly bytes: number;
  /** Of a copy of the code; left out for what is of a job. */
  readonly code?: { readonly name: string; readonly remains: readonly string[] };
}

/** What `sweep clean --json` prints of a sweep. */
export interface LitterJson {
  readonly sweep: string;
  /** Attempts before the last of their job. */
  readonly attempts: readonly { readonly job: string; readonly attempt: number; readonly bytes: number }[];
  /** Jobs that have left the sweep. */
  readonly orphans: readonly { readonly job: string; readonly bytes: number }[];
  /** Jobs that were added and have ended, which are forgotten. */
  readonly ended: readonly { readonly job: string; readonly bytes: number }[];
  /** Outputs of jobs that have succeeded. */
  readonly logs: readonly { readonly job: string; readonly attempt: number; readonly bytes: number }[];
  /** Copies of the code that no result is from, with what jobs have written into them. */
  readonly code: readonly { readonly name: string; readonly remains: readonly string[]; readonly bytes: number }[];
  readonly bytes: number;
}

/** What `sweep clean --json` prints. */
export interface CleanJson {
  readonly version: 1;
  /** Whether it is gone, or only may go. */
  readonly removed: boolean;
  /** Those of which anything may go, or has gone. */
  readonly sweeps: readonly LitterJson[];
}

export function litterJson(sweep: string, litter: readonly LitterItem[]): LitterJson {
  const ofAttempts = (isLog: boolean) =>
    litter.flatMap(({ job, attempt, bytes, isLog: log }) =>
      job === null || attempt === null || log !== isLog ? [] : [{ job, attempt, bytes }],
    );
  const whole = (isOfEnded: boolean) =>
    litter.flatMap(({ job, attempt, bytes, hasEnded = false }) =>
      job === null || attempt !== null || hasEnded !== isOfEnded ? [] : [{ job, bytes }],
    );
  return {
    sweep,
    attempts: ofAttempts(false),
    orphans: whole(false),
    ended: whole(true),
    logs: ofAttempts(true),
    code: litter.flatMap(({ code, bytes }) => (code === undefined ? [] : [{ ...code, bytes }])),
    bytes: bytesOf(litter),
  };
}

/** Jobs that are named; the rest by number. */
const NAMED = 5;

/** What may go of a sweep, and how much that is, a line for each kind of it. */
export function litterText(sweep: string, litter: readonly LitterItem[]): string {
  const orphans = litter.filter(({ job, attempt, hasEnded }) => job !== null && attempt === null && hasEnded !== true);
  const ended = litter.filter(({ hasEnded }) => hasEnded === true);
  const logs = litter.filter(({ isLog }) => isLog);
  const attempts = litter.filter(({ attempt, isLog }) => attempt !== null && !isLog);
  const lines = [
    line(count(attempts.length, 'old attempt'), attempts),
    line(`${count(orphans.length, 'job')} that ${orphans.length === 1 ? 'has' : 'have'} left the sweep`, orphans),
    line(`${count(ended.length, 'job')} that ${ended.length === 1 ? 'has' : 'have'} ended`, ended),
    line(`${count(logs.length, 'output')} of jobs that have succeeded`, logs),
    ...linesOfCode(litter),
  ];
  return [`${sweep}: ${spellSize(bytesOf(litter))}`, ...lines.filter((one) => one !== null)].join('\n');
}

function line(what: string, some: readonly LitterItem[]): string | null {
  if (some.length === 0) return null;
  const jobs = [...new Set(some.map(({ job }) => visible(job ?? '')))];
  return `  ${what} (${spellSize(bytesOf(some))}): ${someOf(jobs.slice(0, NAMED), jobs.length)}`;
}

/** Copies of the code; what jobs have written into one is told, since it goes with it. */
function linesOfCode(litter: readonly LitterItem[]): readonly string[] {
  const copies = litter.flatMap((item) => (item.code === undefined ? [] : [item]));
  if (copies.length === 0) return [];
  const names = copies.map(({ code }) => code?.name ?? '');
  const unused = count(copies.length, 'unused copy', 'unused copies');
  const remains = copies.flatMap(({ code }) => (code?.remains ?? []).map((path) => `${code?.name ?? ''}/${path}`));
  const lost = someOf(remains.slice(0, NAMED).map(visible), remains.length);
  return [
    `  ${unused} of the code (${spellSize(bytesOf(copies))}): ${someOf(names.slice(0, NAMED), names.length)}`,
    ...(remains.length === 0 ? [] : [`    with what jobs have written there: ${lost}`]),
  ];
}

function bytesOf(some: readonly LitterItem[]): number {
  return some.reduce((sum, { bytes }) => sum + bytes, 0);
}
