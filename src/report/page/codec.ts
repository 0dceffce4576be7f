import { fromJsonNumber, toJsonNumber, type Goal, type JsonNumber } from '../../model/metrics.ts';
import { jobId } from '../../model/plan.ts';
import { instant } from '../../model/units.ts';
import type { ResultRow, ResultState } from '../../results/row.ts';
import type { Subject } from '../../results/table/subject.ts';
import type { AttemptEnding, PageAttempt, PageContent, PageCurve, PageCurves } from './page-content.ts';
import { quantise, restore, type Quantised } from './quantise.ts';
import { TextTable } from './text-table.ts';

/**
 * The content of a page as bytes that deflate well: a head in JSON in which everything is a column and every text is a number, and behind it the
 * levels of the curves, two bytes each, the lower one first.
 */
export function packContent({ subject, attempts, curves }: PageContent): Uint8Array {
  const texts = new TextTable();
  const quantised = curves.shown.map(({ values }) => quantise(values));
  const packed: Packed = {
    subject: packSubject(subject, texts),
    attempts: packAttempts(attempts, texts),
    curves: packCurves(curves, quantised, texts),
    texts: texts.all,
  };
  const head = new TextEncoder().encode(JSON.stringify(packed));
  const count = quantised.reduce((sum, { levels }) => sum + levels.length, 0);
  const bytes = new Uint8Array(4 + head.length + 2 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const { levels } of quantised) {
    for (const level of levels) {
      view.setUint16(at, level, true);
      at += 2;
    }
  }
  return bytes;
}

/** What was packed, but for what curves lose by being quantised. */
export function unpackContent(bytes: Uint8Array): PageContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + view.getUint32(0, true);
  const { texts, ...packed } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))) as Packed;
  const textAt = (number: number): string => texts[number] ?? '';
  return {
    subject: unpackSubject(packed.subject, textAt),
    attempts: unpackAttempts(packed.attempts, textAt),
    curves: unpackCurves(packed.curves, textAt, (index) => view.getUint16(end + 2 * index, true)),
  };
}

/** The text with a number. */
type TextAt = (number: number) => string;

/** Texts by their number; -1 for none. */
type TextColumn = readonly number[];

interface Packed {
  readonly texts: readonly string[];
  readonly subject: PackedSubject;
  readonly attempts: PackedAttempts;
  readonly curves: PackedCurves;
}

interface PackedSubject extends Pick<Subject, 'name' | 'replicates'> {
  readonly goals: readonly (readonly [string, Goal])[];
  readonly picks: readonly (readonly [string, string])[];
  readonly job: TextColumn;
  readonly label: TextColumn;
  readonly stage: TextColumn;
  readonly state: TextColumn;
  readonly attempt: readonly (number | null)[];
  readonly log: TextColumn;
  readonly params: readonly (readonly [string, TextColumn])[];
  readonly metrics: readonly (readonly [string, readonly (JsonNumber | null)[]])[];
  readonly words: readonly (readonly [string, TextColumn])[];
}

/** What stands for the id of a job in the path of its log, so that most paths are the same. */
const ID = '\0';

function packSubject({ name, replicates, goals, picks, rows }: Subject, texts: TextTable): PackedSubject {
  const column = (of: (row: ResultRow) => string | null | undefined): TextColumn =>
    rows.map((row) => texts.numberOf(of(row)));
  return {
    name,
    replicates,
    goals: [...goals],
    picks: [...picks],
    job: column(({ job }) => job),
    label: column(({ label }) => label),
    stage: column(({ stage }) => stage),
    state: column(({ state }) => state),
    attempt: rows.map(({ attempt }) => attempt),
    log: column(({ log, job }) => log()?.replace(job, ID)),
    params: keysOf(rows, 'params').map((axis) => [axis, column(({ params }) => own(params, axis))]),
    metrics: keysOf(rows, 'metrics').map((metric) => [
      metric,
      rows.map(({ metrics }) => {
        const value = own(metrics, metric);
        return value === undefined ? null : toJsonNumber(value);
      }),
    ]),
    words: keysOf(rows, 'texts').map((word) => [word, column((row) => own(row.texts, word))]),
  };
}

function keysOf(rows: readonly ResultRow[], field: 'params' | 'metrics' | 'texts'): readonly string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row[field])) keys.add(key);
  return [...keys];
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function unpackSubject(packed: PackedSubject, textAt: TextAt): Subject {
  const { name, replicates, goals, picks, job, label, stage, state, attempt, log, params, metrics, words } = packed;
  const textsAt = (columns: PackedSubject['params'], at: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      columns.flatMap(([key, numbers]) => {
        const number = numbers[at] ?? -1;
        return number < 0 ? [] : [[key, textAt(number)]];
      }),
    );
  const rows = job.map((number, at): ResultRow => {
    const id = textAt(number);
    const logNumber = log[at] ?? -1;
    return {
      job: jobId(id),
      label: textAt(label[at] ?? -1),
      stage: textAt(stage[at] ?? -1),
      state: textAt(state[at] ?? -1) as ResultState,
      params: textsAt(params, at),
      metrics: Object.fromEntries(
        metrics.flatMap(([metric, values]) => {
          const value = values[at] ?? null;
          return value === null ? [] : [[metric, fromJsonNumber(value)]];
        }),
      ),
      texts: textsAt(words, at),
      attempt: attempt[at] ?? null,
      log: () => (logNumber < 0 ? null : textAt(logNumber).replace(ID, () => id)),
    };
  });
  return { name, replicates, goals: new Map(goals), picks: new Map(picks), rows };
}

interface PackedAttempts {
  readonly job: TextColumn;
  readonly label: TextColumn;
  readonly stage: TextColumn;
  readonly cell: TextColumn;
  readonly attempt: readonly number[];
  readonly run: readonly number[];
  /** Names of GPUs in JSON. */
  readonly gpus: TextColumn;
  readonly slots: readonly number[];
  readonly from: readonly number[];
  /** How long it took, in milliseconds. */
  readonly took: readonly number[];
  readonly ending: TextColumn;
}

function packAttempts(attempts: readonly PageAttempt[], texts: TextTable): PackedAttempts {
  const column = (of: (attempt: PageAttempt) => string | null): TextColumn =>
    attempts.map((one) => texts.numberOf(of(one)));
  return {
    job: column(({ job }) => job),
    label: column(({ label }) => label),
    stage: column(({ stage }) => stage),
    cell: column(({ cell }) => cell),
    attempt: attempts.map(({ attempt }) => attempt),
    run: attempts.map(({ run }) => run),
    gpus: column(({ gpus }) => JSON.stringify(gpus)),
    slots: attempts.map(({ slots }) => slots),
    from: attempts.map(({ from }) => from),
    took: attempts.map(({ from, to }) => to - from),
    ending: column(({ ending }) => ending),
  };
}

function unpackAttempts(packed: PackedAttempts, textAt: TextAt): readonly PageAttempt[] {
  const { job, label, stage, cell, attempt, run, gpus, slots, from, took, ending } = packed;
  return job.map((number, at) => {
    const end = ending[at] ?? -1;
    return {
      job: textAt(number),
      label: textAt(label[at] ?? -1),
      stage: textAt(stage[at] ?? -1),
      cell: textAt(cell[at] ?? -1),
      attempt: attempt[at] ?? 0,
      run: run[at] ?? 0,
      gpus: JSON.parse(textAt(gpus[at] ?? -1)) as string[],
      slots: slots[at] ?? 0,
      from: instant(from[at] ?? 0),
      to: instant((from[at] ?? 0) + (took[at] ?? 0)),
      ending: end < 0 ? null : (textAt(end) as AttemptEnding),
    };
  });
}

interface PackedCurves {
  readonly row: readonly number[];
  readonly metric: TextColumn;
  /** Which of `steps` it has. */
  readonly at: readonly number[];
  readonly least: readonly number[];
  readonly greatest: readonly number[];
  /** Most curves of a sweep have the same. */
  readonly steps: readonly (readonly number[])[];
  readonly leftOut: readonly (readonly [string, number])[];
}

function packCurves({ shown, leftOut }: PageCurves, quantised: readonly Quantised[], texts: TextTable): PackedCurves {
  const steps = new TextTable();
  const at = shown.map((curve) => steps.numberOf(JSON.stringify(curve.steps)));
  return {
    row: shown.map(({ row }) => row),
    metric: shown.map(({ metric }) => texts.numberOf(metric)),
    at,
    least: quantised.map(({ least }) => least),
    greatest: quantised.map(({ greatest }) => greatest),
    steps: steps.all.map((text) => JSON.parse(text) as number[]),
    leftOut: [...leftOut],
  };
}

function unpackCurves(packed: PackedCurves, textAt: TextAt, levelAt: (index: number) => number): PageCurves {
  let index = 0;
  const shown = packed.row.map((row, number): PageCurve => {
    const steps = packed.steps[packed.at[number] ?? 0] ?? [];
    const levels = new Uint16Array(steps.length);
    for (let point = 0; point < steps.length; point += 1) {
      levels[point] = levelAt(index);
      index += 1;
    }
    const [least, greatest] = [packed.least[number] ?? 0, packed.greatest[number] ?? 0];
    return { row, metric: textAt(packed.metric[number] ?? -1), steps, values: restore({ least, greatest, levels }) };
  });
  return { shown, leftOut: new Map(packed.leftOut) };
}
