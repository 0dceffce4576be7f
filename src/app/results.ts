import { attemptsBegun } from '../journal/events-of.ts';
import type { MetricSource } from '../model/metrics.ts';
import { succeeded } from '../model/outcome.ts';
import type { JobId, Plan } from '../model/plan.ts';
import { shellWord } from '../model/text/shell.ts';
import type { LogPath } from '../report/text/phrases.ts';
import { resultsJson, type ResultsJson } from '../report/results/results-json.ts';
import { numbersOf, resultRow, type ResultRow, type ResultState } from '../results/row.ts';
import { rawTable } from '../results/table/raw.ts';
import { readRequest, type ReadRequest, type TableFlags } from '../results/table/request.ts';
import { metricsOf, type Subject } from '../results/table/subject.ts';
import { acceptanceOf } from '../schedule/state/acceptance.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import { withoutMetrics } from './metrics-offered.ts';
import { EXIT, Refusal } from './refusal.ts';
import type { Notices } from './notices.ts';
import { fileSweepMeant, namedSweep, sweepMeant, type KnownSweep, type Place } from './sweep/known-sweep.ts';
import { commitNamed } from './sweep/revision.ts';
import { selectedJobs, type SelectionOptions } from './sweep/selection.ts';
import { readAgain, readPartly, type PartlyRead } from './world/reread.ts';
import { sayBeside, sweepStatus } from './world/sweep-status.ts';

/** Which results are looked at. */
export interface ResultsOptions extends Place, SelectionOptions {
  /** Whether what jobs have left is read again, by the sweep file as it is now. */
  readonly reread?: boolean | undefined;
  /** Whether what jobs have left so far that still run is read, too. */
  readonly partial?: boolean | undefined;
}

/**
 * The results of sweeps that have run, of the only one where none is said; `NAME@COMMIT` are those of the attempts that were begun at a
 * commit. Changes nothing but what is remembered of large inputs, and of what is read again. Refuses what is unknown, and sweeps whose files do not say where
 * numbers are.
 */
export async function resultsOf(
  said: readonly string[],
  options: ResultsOptions,
  notices: Notices,
  logs: (sweep: KnownSweep) => LogPath,
): Promise<readonly Subject[]> {
  const twice = said.find((one, at) => said.indexOf(one) < at);
  if (twice !== undefined) throw new Refusal(EXIT.invalid, `${twice} is named twice`);
  const subjects: Subject[] = [];
  for (const one of said.length === 0 ? [undefined] : said) {
    const { sweep, commit } = sweepAt(one, options);
    subjects.push(await subjectOf(sweep, commit, options, notices, logs(sweep)));
  }
  return subjects;
}

/** A sweep, and the commit that is named behind it; null where none is. */
function sweepAt(
  said: string | undefined,
  place: Place,
): { readonly sweep: KnownSweep; readonly commit: string | null } {
  const cut = said?.lastIndexOf('@') ?? -1;
  if (said === undefined || cut < 1 || namedSweep(said, place) !== null) {
    return { sweep: fileSweepMeant(said, place), commit: null };
  }
  return { sweep: sweepMeant(said.slice(0, cut), place), commit: said.slice(cut + 1) };
}

async function subjectOf(
  sweep: KnownSweep,
  commit: string | null,
  options: ResultsOptions,
  notices: Notices,
  logs: LogPath,
): Promise<Subject> {
  const { state, subject } = await judgedResults(sweep, commit, options, notices, logs);
  if (subject.rows.length === 0) throw new Refusal(EXIT.invalid, withoutMetrics(sweep, state));
  return subject;
}

/** A sweep that has run, with its results. */
export interface JudgedResults {
  readonly sweep: KnownSweep;
  readonly state: RunState;
  /** The jobs that are looked at; null for all. */
  readonly selected: ReadonlySet<JobId> | null;
  /** Of those alone of which there may be a result. */
  readonly subject: Subject;
}

/** A sweep that has run with its results, of which there may be none. Refuses what is unknown, or matches nothing. */
export async function resultsWithState(
  said: string | undefined,
  options: ResultsOptions,
  notices: Notices,
  logs: (sweep: KnownSweep) => LogPath,
): Promise<JudgedResults> {
  const sweep = fileSweepMeant(said, options);
  return judgedResults(sweep, null, options, notices, logs(sweep));
}

async function judgedResults(
  sweep: KnownSweep,
  commit: string | null,
  options: ResultsOptions,
  notices: Notices,
  logs: LogPath,
): Promise<JudgedResults> {
  const { state: asItRan, stale, silence, now } = await sweepStatus(sweep, options, notices);
  if (stale.problem !== null) notices.say(stale.problem);
  sayBeside({ notice: null, silence }, notices.say);
  const state = options.reread === true ? await readAgain(sweep, asItRan.plan, now, notices) : asItRan;
  const { plan } = state;
  const selected = selectedJobs(plan, options);
  const partial = options.partial === true ? await readPartly(sweep, state) : null;
  const named = new Set(now.plan.jobs.filter(({ metrics }) => metrics.length > 0).map(({ id }) => id));
  const staleJobs = new Set(stale.results.map(({ job }) => job.id));
  const then = commit === null ? null : await attemptsAt(sweep, commit, notices);
  const rows: ResultRow[] = [];
  for (const record of state.records) {
    const { id, job } = record;
    if (job === null || selected?.has(id) === false || !(job.metrics.length > 0 || named.has(id) || hasLeft(record)))
      continue;
    // Attempts of a job that has been renamed were begun under the name that it had.
    const begun = then?.get(id) ?? (record.movedFrom === null ? undefined : then?.get(record.movedFrom));
    const past = then === null ? record.past : record.past.filter(({ attempt }) => begun?.has(attempt) === true);
    const known: ResultState = then === null ? stateNow(record, staleJobs.has(id)) : stateThen(past);
    const found = then === null ? (acceptanceOf(record)?.found ?? null) : null;
    const row = resultRow({ past, found }, job, known, logs);
    const left = partial?.get(id);
    rows.push(left === undefined || row.state !== 'running' ? row : { ...row, ...partOf(left, row, logs) });
  }
  const unread = options.reread === true ? [] : rowsReadOtherwise(rows, plan, now.plan);
  if (unread.length > 0) notices.say(tellReadOtherwise(sweep.name, unread.length));
  const subject = {
    name: commit === null ? sweep.name : `${sweep.name}@${commit}`,
    replicates: replicatesNow(rows, plan, now.plan),
    goals: new Map(Object.entries(now.plan.goals ?? {})),
    picks: picksOf(plan, rows),
    rows,
  };
  return { sweep, state, selected, subject };
}

/** Those whose numbers were read where the file no longer says that they are: what it says now has not been looked for. */
function rowsReadOtherwise(rows: readonly ResultRow[], then: Plan, now: Plan): readonly ResultRow[] {
  if (then === now) return [];
  const metricsOfJobs = ({ jobs }: Plan) => new Map(jobs.map(({ id, metrics }) => [id, metrics]));
  const [before, after] = [then, now].map(metricsOfJobs);
  return rows.filter(({ job, attempt }) => {
    const [was, is] = [before?.get(job) ?? [], after?.get(job) ?? []];
    return (
      attempt !== null && was !== is && was.length > 0 && is.length > 0 && JSON.stringify(was) !== JSON.stringify(is)
    );
  });
}

function tellReadOtherwise(sweep: string, jobs: number): string {
  const whose = jobs === 1 ? '1 job was' : `${jobs} jobs were`;
  return `${whose} read by other \`metrics\` than the file has now: sweep results ${shellWord(sweep)} --reread reads again what is there`;
}

/** Which axis only repeats, as the file says now, where the jobs have it. */
function replicatesNow(rows: readonly ResultRow[], then: Plan, now: Plan): string | null {
  const { replicates } = now;
  const isThere = replicates === null || rows.some(({ params }) => Object.hasOwn(params, replicates));
  return isThere ? replicates : then.replicates;
}

/** What a row has of an attempt that still runs, in the place of what the one before it has left. */
function partOf(
  { attempt, reading }: PartlyRead,
  { job }: ResultRow,
  logs: LogPath,
): Pick<ResultRow, 'metrics' | 'texts' | 'attempt' | 'log'> {
  return { metrics: numbersOf(reading), texts: reading.texts, attempt, log: () => logs(job, attempt) };
}

function hasLeft(record: JobRecord): boolean {
  return record.past.at(-1)?.metrics != null || acceptanceOf(record)?.found != null;
}

/** What the result of a job counts as, as its sweep stands now. */
function stateNow({ state: { status } }: JobRecord, isStale: boolean): ResultState {
  switch (status) {
    case 'succeeded':
      return isStale ? 'stale' : 'fresh';
    case 'waiting':
    case 'backoff':
    case 'held':
      return isStale ? 'stale' : 'waiting';
    case 'running':
    case 'failed':
    case 'skipped':
    case 'cancelled':
      return status;
    default:
      return status satisfies never;
  }
}

/** The same by the attempts of one commit alone, whose results are what they are. */
function stateThen(past: JobRecord['past']): ResultState {
  const last = past.at(-1);
  if (last === undefined) return 'waiting';
  if (last.end === null) return 'running';
  const { outcome } = last.end;
  if (outcome.cause === 'stopped') return 'cancelled';
  return succeeded(outcome) ? 'fresh' : 'failed';
}

/** The attempts of a run folder that were begun at a commit, by job. Refuses a commit at which none was. */
async function attemptsAt(
  { name, runFolder }: KnownSweep,
  said: string,
  { say }: Notices,
): Promise<ReadonlyMap<JobId, ReadonlySet<number>>> {
  const begun = attemptsBegun(runFolder).flatMap(({ code, ...one }) => (code === null ? [] : [{ ...one, code }]));
  const isShort = /^[0-9a-f]{4,40}$/.test(said) && begun.some((one) => one.code.commit.startsWith(said));
  const commit = isShort ? said : await commitNamed(said);
  const own = begun.filter((one) => one.code.commit.startsWith(commit));
  if (own.length === 0) {
    const known = [...new Set(begun.map((one) => one.code.commit.slice(0, 10)))];
    const hint = known.length === 0 ? 'its code was in no repository' : `known: ${known.join(', ')}`;
    throw new Refusal(EXIT.invalid, `no attempt of ${name} was begun at ${said}; ${hint}`);
  }
  const dirty = own.filter((one) => one.code.dirty !== null).length;
  if (dirty > 0)
    say(`${name}@${said}: ${dirty} of ${own.length} attempts were begun with changes that were not committed`);
  const found = new Map<JobId, Set<number>>();
  for (const { job, attempt } of own) found.set(job, (found.get(job) ?? new Set()).add(attempt));
  return found;
}

/** By metric which one chose its step, where all that says where the numbers are agrees on that. */
function picksOf({ jobs }: Plan, rows: readonly ResultRow[]): ReadonlyMap<string, string> {
  const picks = new Set(jobs.flatMap(({ metrics }) => metrics.map(pickOf)));
  const [only = null] = picks;
  if (picks.size !== 1 || only === null) return new Map();
  return new Map(rows.flatMap(({ metrics }) => Object.keys(metrics).map((name) => [name, only])));
}

function pickOf({ pick }: MetricSource): string | null {
  if (typeof pick === 'string') return null;
  return 'max' in pick ? `max ${pick.max}` : `min ${pick.min}`;
}

/** What is asked of a table of results. Refuses names that nothing has, all at once. */
export function tableAsked(subjects: readonly Subject[], flags: TableFlags): ReadRequest {
  const asked = readRequest(subjects, flags);
  if (!asked.ok) throw new Refusal(EXIT.invalid, asked.problems.join('\n'));
  return asked.request;
}

/** The document of `sweep results --json`. */
export async function resultsDocument(
  said: readonly string[],
  options: ResultsOptions,
  notices: Notices,
  logs: (sweep: KnownSweep) => LogPath,
): Promise<ResultsJson> {
  const subjects = await resultsOf(said, options, notices, logs);
  return resultsJson(subjects, rawTable(subjects, metricsOf(subjects), { sort: null, countsStale: false }));
}
