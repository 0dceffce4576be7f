import type { JobId } from '../../model/plan.ts';
import { spellSize } from '../../model/text/size.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** What may go, or has gone, of a sweep. */
export interface LitterItem {
  readonly job: JobId;
  readonly attempt: number | null;
  readonly isLog: boolean;
  readonly bytes: number;
}

/** What `sweep clean --json` prints of a sweep. */
export interface LitterJson {
  readonly sweep: string;
  /** Attempts before the last of their job. */
  readonly attempts: readonly { readonly job: string; readonly attempt: number; readonly bytes: number }[];
  /** Jobs that have left the sweep. */
  readonly orphans: readonly { readonly job: string; readonly bytes: number }[];
  /** Outputs of jobs that have succeeded. */
  readonly logs: readonly { readonly job: string; readonly attempt: number; readonly bytes: number }[];
  readonly bytes: number;
}

export function litterJson(sweep: string, litter: readonly LitterItem[]): LitterJson {
  const ofAttempts = (isLog: boolean) =>
    litter.flatMap(({ job, attempt, bytes, isLog: log }) =>
      attempt === null || log !== isLog ? [] : [{ job, attempt, bytes }],
    );
  return {
    sweep,
    attempts: ofAttempts(false),
    orphans: litter.flatMap(({ job, attempt, bytes }) => (attempt === null ? [{ job, bytes }] : [])),
    logs: ofAttempts(true),
    bytes: bytesOf(litter),
  };
}

/** Jobs that are named; the rest by number. */
const NAMED = 5;

/** What may go of a sweep, and how much that is, a line for each kind of it. */
export function litterText(sweep: string, litter: readonly LitterItem[]): string {
  const orphans = litter.filter(({ attempt }) => attempt === null);
  const logs = litter.filter(({ isLog }) => isLog);
  const attempts = litter.filter(({ attempt, isLog }) => attempt !== null && !isLog);
  const lines = [
    line(count(attempts.length, 'old attempt'), attempts),
    line(`${count(orphans.length, 'job')} that ${orphans.length === 1 ? 'has' : 'have'} left the sweep`, orphans),
    line(`${count(logs.length, 'output')} of jobs that have succeeded`, logs),
  ];
  return [`${sweep}: ${spellSize(bytesOf(litter))}`, ...lines.filter((one) => one !== null)].join('\n');
}

function line(what: string, some: readonly LitterItem[]): string | null {
  if (some.length === 0) return null;
  const jobs = [...new Set(some.map(({ job }) => visible(job)))];
  return `  ${what} (${spellSize(bytesOf(some))}): ${someOf(jobs.slice(0, NAMED), jobs.length)}`;
}

function bytesOf(some: readonly LitterItem[]): number {
  return some.reduce((sum, { bytes }) => sum + bytes, 0);
}
