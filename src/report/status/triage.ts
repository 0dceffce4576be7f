import { groupBy } from '../../model/group-by.ts';
import { describeOutcome, succeeded, type Outcome } from '../../model/outcome.ts';
import type { CodeVersion, Provenance } from '../../model/run-start.ts';
import { iso } from '../../model/units.ts';
import { errorSignature } from '../../schedule/state/error-signature.ts';
import type { AttemptRecord, JobRecord, RunState } from '../../schedule/state/state.ts';
import { labelOf } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** Failures that have their cause and their error in common. */
export interface FailureGroupJson {
  /** How one of them ended, such as `exit 1`. */
  readonly cause: string;
  /** The line of its output that tells best why it failed; null where none does. */
  readonly error: string | null;
  readonly count: number;
  /** A few of them. */
  readonly jobs: readonly { readonly id: string; readonly label: string; readonly attempt: number }[];
  /** Values of axes that all of them have and no job of the sweep that has succeeded. */
  readonly common: Readonly<Record<string, string>>;
  /** Of one that has succeeded before: when, and what is another now; null where none has. */
  readonly worked: WorkedJson | null;
  /** The last lines of the output of the first. */
  readonly output: readonly string[];
  /** What may help, a sentence each. */
  readonly hints: readonly string[];
}

export interface WorkedJson {
  readonly job: string;
  readonly attempt: number;
  readonly at: string | null;
  /** Which parts of what decides the result are others since; none where only chance, the machine or what no file says can be. */
  readonly changed: readonly string[];
}

/** What is told of how jobs failed. */
export interface TriageJson {
  readonly version: 1;
  readonly sweep: string;
  readonly failed: number;
  readonly succeeded: number;
  /** The largest first. */
  readonly groups: readonly FailureGroupJson[];
}

/** What a triage needs besides the state, by job and attempt. */
export interface TriageSources {
  readonly output: (record: JobRecord, attempt: number) => readonly string[];
  readonly from: (record: JobRecord) => ReadonlyMap<number, Provenance>;
}

/** Jobs of a group that are named. */
const NAMED = 5;

/** Groups the failures among `records` by their cause and the error that they ended with, whatever numbers and names are in it. */
export function triageJson(state: RunState, records: readonly JobRecord[], sources: TriageSources): TriageJson {
  const failed = records.flatMap((record) => {
    const last = failureOf(record);
    return last === null ? [] : [{ record, last }];
  });
  const groups = [...groupBy(failed, ({ last }) => alikeBy(last)).values()].toSorted((a, b) => b.length - a.length);
  const values = new SucceededValues(state);
  return {
    version: 1,
    sweep: state.plan.sweep,
    failed: failed.length,
    succeeded: state.counts.succeeded,
    groups: groups.map((group) => groupJson(state, group, values, sources)),
  };
}

/** How a job that has failed, or is to be tried again, failed last; null for another. */
export function failureOf({ state: { status }, past }: JobRecord): FailedAttempt | null {
  const last = past.at(-1);
  if (last?.end == null || (status !== 'failed' && status !== 'backoff')) return null;
  return { ...last, end: last.end };
}

type FailedAttempt = AttemptRecord & { readonly end: NonNullable<AttemptRecord['end']> };

interface Failure {
  readonly record: JobRecord;
  readonly last: FailedAttempt;
}

function alikeBy({ end: { outcome, error } }: FailedAttempt): string {
  const what = outcome.cause === 'exit' ? describeOutcome(outcome) : outcome.cause;
  return `${what}\n${error === null ? '' : errorSignature(error)}`;
}

function groupJson(
  state: RunState,
  group: readonly Failure[],
  values: SucceededValues,
  sources: TriageSources,
): FailureGroupJson {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a failure');
  const { outcome, error } = first.last.end;
  const common = values.toldApart(group.map(({ record }) => record));
  return {
    cause: visible(describeOutcome(outcome)),
    error: error === null ? null : visible(error),
    count: group.length,
    jobs: group.slice(0, NAMED).map(({ record: { id }, last }) => {
      return { id, label: labelOf(state, id), attempt: last.attempt };
    }),
    common,
    worked: workedBefore(group, sources),
    output: sources.output(first.record, first.last.attempt),
    hints: [...hintsOn(outcome, error), ...hintOnValues(common), AGAIN],
  };
}

const AGAIN = 'once it is mended, run the sweep again: what has succeeded and is the same stays as it is';

/** The values that jobs which have succeeded have, by axis. */
class SucceededValues {
  readonly #values = new Map<string, Set<string>>();
  readonly #isAny: boolean;

  constructor({ records, counts }: RunState) {
    this.#isAny = counts.succeeded > 0;
    for (const { job, state } of records) {
      if (state.status !== 'succeeded') continue;
      for (const [axis, { text }] of job?.params ?? []) {
        this.#values.set(axis, (this.#values.get(axis) ?? new Set()).add(text));
      }
    }
  }

  /** Values of axes that all of these jobs have and none that has succeeded; none where nothing has. */
  toldApart(records: readonly JobRecord[]): Readonly<Record<string, string>> {
    const [first, ...rest] = records;
    if (!this.#isAny || first === undefined) return {};
    const told = [...(first.job?.params ?? [])].filter(
      ([axis, { text }]) =>
        this.#values.get(axis)?.has(text) !== true && rest.every(({ job }) => job?.params.get(axis)?.text === text),
    );
    return Object.fromEntries(told.map(([axis, { text }]) => [axis, text]));
  }
}

function workedBefore(group: readonly Failure[], { from }: TriageSources): WorkedJson | null {
  for (const { record, last } of group) {
    const worked = record.past.findLast(({ end }) => end !== null && succeeded(end.outcome));
    if (worked === undefined) continue;
    const made = from(record);
    const [then, now] = [made.get(worked.attempt)?.code, made.get(last.attempt)?.code];
    const isOtherCode = then?.commit !== now?.commit || then?.dirty !== now?.dirty;
    const changed = [...partsChanged(worked, last), ...(isOtherCode ? [tellCode(then ?? null, now ?? null)] : [])];
    return { job: record.id, attempt: worked.attempt, at: worked.end === null ? null : iso(worked.end.at.at), changed };
  }
  return null;
}

function partsChanged(then: AttemptRecord, now: AttemptRecord): readonly string[] {
  const inputs = JSON.stringify(then.inputs) === JSON.stringify(now.inputs) ? [] : ['inputs'];
  const names = new Set([...Object.keys(then.parts), ...Object.keys(now.parts)]);
  const before: Readonly<Record<string, string>> = then.parts;
  const after: Readonly<Record<string, string>> = now.parts;
  return [...new Set([...[...names].filter((name) => before[name] !== after[name]), ...inputs])];
}

function tellCode(then: CodeVersion | null, now: CodeVersion | null): string {
  const tell = (code: CodeVersion | null): string =>
    code === null ? 'in no repository' : `${code.commit.slice(0, 10)}${code.dirty === null ? '' : ' with changes'}`;
  return `the code: ${tell(then)} → ${tell(now)}`;
}

function hintOnValues(common: Readonly<Record<string, string>>): readonly string[] {
  const told = Object.entries(common).map(([axis, value]) => `${axis}=${value}`);
  if (told.length === 0) return [];
  return [`all of these have ${told.join(', ')}, and no job that has succeeded: look there first`];
}

/** What may help against a failure, by how it ended and what it said. */
function hintsOn(outcome: Outcome, error: string | null): readonly string[] {
  switch (outcome.cause) {
    case 'oom':
      return outcome.of === 'gpu'
        ? [
            'it needs more memory of its GPU: let it do with less, such as by a smaller batch, or raise its `gpus` or `gpu_memory`',
          ]
        : [
            'it needs more memory of the machine: say how much by `memory`, so that fewer run at once, or let it do with less',
          ];
    case 'timeout':
      return [
        'its time was over: see in its output whether it still got on; then raise its `timeout`, or find out what it hangs in',
      ];
    case 'missing-output':
      return ['it exited with 0 without what `produces` names: is that path right, and does the command write there?'];
    case 'spawn':
    case 'lost':
      return ['the machine is the reason rather than the job: try it again'];
    case 'stopped':
      return ['it was told to stop: run it again'];
    case 'exit':
      return hintsOnExit(outcome.code, error ?? '');
    default:
      return outcome satisfies never;
  }
}

function hintsOnExit(code: number, error: string): readonly string[] {
  if (code === 127 || /command not found|No such file or directory/.test(error)) {
    return [
      'a program or a file is not found: look at `command`, `workdir`, `setup` and the PATH of whoever starts the run',
    ];
  }
  if (code === 126) return ['the program may not be executed, or is none'];
  if (/ModuleNotFoundError|ImportError/.test(error)) {
    return ['the environment of the job lacks a package: activate the right one in `setup`'];
  }
  if (code === 137) return ['something killed it, as a machine does that runs out of memory'];
  return ['read its output (job_log), and mend the code or the command'];
}
