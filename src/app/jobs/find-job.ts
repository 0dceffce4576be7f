import { selectJobs } from '../../expand/select.ts';
import { jobFolders } from '../../journal/folder.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { jobId, type JobId, type Plan } from '../../model/plan.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { invalid } from '../sweep/accept.ts';
import type { LoadResult } from '../sweep/load.ts';
import { nearestName } from './near-names.ts';
import { loadKnown, LOOKED_AT, sweepMeant, sweepsHere, type KnownSweep, type Place } from '../sweep/known-sweep.ts';

/** A job of a sweep that has run. */
export interface FoundJob {
  readonly sweep: KnownSweep;
  readonly id: JobId;
}

type Candidate = FoundJob & Named;

/**
 * The job that people mean by `said`: its id, its label, the beginning of one that is no other's, or values that no other has. Looks in
 * one sweep, or in all that have run here. Refuses what is unknown or unclear.
 */
export async function findJob(said: string, sweep: string | undefined, place: Place): Promise<FoundJob> {
  const sweeps = sweep === undefined ? sweepsHere(place) : [sweepMeant(sweep, place)];
  const [only] = sweeps;
  // What is the id of a job that has run needs no plan to be known.
  if (only !== undefined && sweeps.length === 1 && jobsWithFolders(only.runFolder).includes(jobId(said))) {
    return { sweep: only, id: jobId(said) };
  }
  const found = await Promise.all(sweeps.map((one) => candidatesOf(one, place)));
  const candidates = found.flatMap(({ jobs }) => jobs);
  const unread = found.find(({ problem }) => problem !== null)?.problem ?? null;
  // Of a sweep that cannot be read the jobs that have run are known, but not their labels.
  if (unread !== null && !candidates.some(({ names }) => names.some((name) => name.startsWith(said)))) throw unread;
  return jobMeant(said, candidates);
}

/** What people may call a job by. */
export interface Named {
  readonly names: readonly string[];
  /** The sweep that it belongs to. */
  readonly of: string;
  /** The job of a plan that it is, which its values tell as well; left out where it is in none. */
  readonly planned?: { readonly plan: Plan; readonly id: JobId } | undefined;
}

/** Whether a word is `axis=value`, by its form. */
export function isSelector(word: string): boolean {
  return /^[A-Za-z_][\w.-]*=/.test(word);
}

/** The one of `candidates` that people mean by `said`; refuses what is unknown or unclear. */
export function jobMeant<T extends Named>(said: string, candidates: readonly T[]): T {
  const exact = candidates.filter((one) => one.names.includes(said));
  const begun = exact.length > 0 ? exact : candidates.filter((one) => one.names.some((name) => name.startsWith(said)));
  const found = begun.length > 0 ? begun : chosenBy(said, candidates);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Refusal(EXIT.invalid, only === undefined ? unknownJob(said, candidates) : unclearJob(said, found));
}

/** What `axis=value`, once or several times with spaces between, means. */
function chosenBy<T extends Named>(said: string, candidates: readonly T[]): readonly T[] {
  if (!isSelector(said)) return [];
  const words = said.trim().split(/\s+/);
  const plans = new Set(candidates.flatMap(({ planned }) => planned?.plan ?? []));
  const chosen = new Map([...plans].map((plan) => [plan, selected(plan, [said]) ?? selected(plan, words)]));
  return candidates.filter(
    ({ planned }) => planned !== undefined && chosen.get(planned.plan)?.has(planned.id) === true,
  );
}

function selected(plan: Plan, only: readonly string[]): ReadonlySet<JobId> | null {
  const found = selectJobs(plan, { only, skip: [], stages: [] });
  return found.ok ? found.jobs : null;
}

/** The jobs that a sweep may know, and why its plan cannot be read; null where it can. */
interface Candidates {
  readonly jobs: readonly Candidate[];
  readonly problem: Error | null;
}

async function candidatesOf(sweep: KnownSweep, place: Place): Promise<Candidates> {
  const { runFolder } = sweep;
  const loaded = await loadKnown(sweep, place, LOOKED_AT)
    .then(readPlan)
    .catch((error: unknown) => error as Error);
  const problem = loaded instanceof Error ? loaded : null;
  const plan = loaded instanceof Error ? null : loaded;
  const labels = new Map((plan?.jobs ?? []).map((job) => [job.id, job.label]));
  const ids = new Set([...labels.keys(), ...jobsWithFolders(runFolder)]);
  const jobs = [...ids].map((id) => {
    const label = labels.get(id);
    const planned = plan === null || label === undefined ? undefined : { plan, id };
    return { of: sweep.name, sweep, id, names: label === undefined ? [id] : [id, label], planned };
  });
  return { jobs, problem };
}

/** The plan that was read; throws what stands against it. */
function readPlan(loaded: LoadResult): Plan | null {
  if (hasErrors(loaded.diagnostics)) throw invalid(loaded);
  return loaded.sweep?.plan ?? null;
}

/** Jobs that have run, also those that have left the sweep since. */
function jobsWithFolders(runFolder: string): readonly JobId[] {
  try {
    return jobFolders(runFolder).map(jobId);
  } catch {
    return [];
  }
}

function unknownJob(said: string, candidates: readonly Named[]): string {
  const close = nearestName(
    said,
    candidates.flatMap((one) => one.names),
  );
  const hint = close === null ? 'sweep list shows them' : `did you mean ${close}?`;
  return `no job \`${said}\` here; ${hint}`;
}

function unclearJob(said: string, found: readonly Named[]): string {
  const shown = found.slice(0, 5).map((one) => `  ${one.names.at(-1) ?? ''}  (${one.of}: ${one.names[0] ?? ''})`);
  const more = found.length > shown.length ? [`  and ${found.length - shown.length} more`] : [];
  const among = new Set(found.map((one) => one.of));
  const way = among.size > 1 ? 'name the sweep with --sweep, or say more of the name' : 'say more of the name';
  return [`\`${said}\` could be any of ${found.length} jobs; ${way}:`, ...shown, ...more].join('\n');
}
