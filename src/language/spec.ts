import type { Span } from '../model/diagnostic.ts';
import type { JobKey } from '../model/job-keys.ts';
import type { Goal } from '../model/metrics.ts';
import type { HookName } from '../model/plan.ts';

/**
 * A checked sweep file: its shape is right, short forms are spelled out, and every part knows where it stands.
 * Whether names, templates and cells make sense is for `expand` to say.
 */
export interface Spec {
  /** The file, as spans name it. */
  readonly file: string;
  /** Whether it has neither a command nor stages: it is for others to extend, and only its shape is checked. */
  readonly isLibrary: boolean;
  readonly name: Text;
  readonly description: string | null;
  readonly axes: readonly Axis[];
  /** Tables of axes whose values go together, row by row; each table is one dimension, after the axes. */
  readonly zip: readonly ZipTable[];
  readonly exclude: readonly Condition[];
  readonly include: readonly IncludedCell[];
  readonly sample: Sample | null;
  /** In the order of the file; null when it has none: then the top level is the only stage. */
  readonly stages: readonly Stage[] | null;
  readonly presets: readonly Preset[];
  readonly moved: readonly Renaming[];
  /** As the file says it; null when it does not. */
  readonly replicates: Text | null;
  readonly onFailure: 'continue' | 'stop' | 'kill';
  readonly order: 'plan' | 'longest';
  readonly wideJobs: 'reserve' | 'pack';
  readonly hooks: HookTexts;
  /** Which metrics are better which way; null for one that is unset. */
  readonly goals: readonly Entry<Goal | null>[];
  /** What is said of the copy of the code that jobs run in; null where they run in the project itself. */
  readonly snapshot: SnapshotText | null;
  /** The job keys at the top level. */
  readonly job: JobBody;
  readonly rules: readonly Rule[];
  /**
   * Keys that are malformed, already reported and left out, so that nothing is said twice about them: `command`,
   * `matrix.seed`, `zip.0`, `vars.config`, `exclude.0`, `rules.2` (its condition), `rules.2.gpus`, `stages.eval`,
   * `stages.eval.needs`, `stages.eval.rules.2.gpus`, `hooks.job_end`. Also what may be missing because of them: `matrix` for a `matrx`, an
   * `extends` or one table of `zip`, `include` for one of its cells, `vars` for a rule that might define some.
   */
  readonly broken: ReadonlySet<string>;
}

/** A scalar as the file spells it. May hold templates where the language allows them. */
export interface Text {
  readonly text: string;
  readonly span: Span;
  /**
   * Where each character of `text` stands in the file, when that is simply `contentStart + index`: a plain or quoted
   * scalar on one line without escapes. Null otherwise; point at the whole span then.
   */
  readonly contentStart: number | null;
  /**
   * The same for a scalar of several lines: what stands where, in order, each piece up to the next one's index. Null
   * where escapes make the text differ from what is written; point at the whole span then.
   */
  readonly pieces?: readonly Piece[] | null;
}

/** The characters of a text from `index` on stand in the file from `start` on. */
export interface Piece {
  readonly index: number;
  readonly start: number;
}

/** The shell text of each hook that there is; null for one that is unset. */
export type HookTexts = Readonly<Partial<Record<HookName, Text | null>>>;

/** That jobs run in a copy of the code. */
export interface SnapshotText {
  /** What is not copied. */
  readonly link: readonly Text[];
  readonly span: Span;
}

/** An axis value or one in a condition. */
export interface Scalar extends Text {
  /** What YAML's core schema makes of it; `null` is absence. A quoted scalar is a string. A list or a map is `json`, its text compact JSON. */
  readonly type: 'null' | 'boolean' | 'number' | 'string' | 'json';
}

export interface Axis {
  readonly name: Text;
  readonly values: AxisValues;
  /** The axis exists only in cells that match; elsewhere it is absent. */
  readonly when: Condition | null;
  readonly unless: Condition | null;
  /** Where the axis has this value it is left out of identity, id and label. */
  readonly default: Scalar | null;
  /** How `job.args` spells it: an option, or `flag`; null where the file does not say. */
  readonly arg: Text | null;
}

/** Axes with equally long lists of values. */
export interface ZipTable {
  readonly columns: readonly { readonly name: Text; readonly values: ColumnValues }[];
  readonly span: Span;
}

/** What the values of a column of a zip table are. */
export type ColumnValues =
  | Extract<AxisValues, { kind: 'list' | 'lines' }>
  /** What stands under its name in a table, a file relative to the one that says it. */
  | { readonly kind: 'table'; readonly path: Text; readonly span: Span };

/** That many of the combinations of `over` (every axis when null), those with the lowest hashes. */
export interface Sample {
  readonly count: Scalar;
  readonly over: readonly Text[] | null;
  readonly span: Span;
}

/** A name for what the options `--only`, `--skip` and `--set` say. */
export interface Preset {
  readonly name: Text;
  readonly only: readonly Text[];
  readonly skip: readonly Text[];
  readonly set: readonly Text[];
}

/** That what is called so now, an axis, a value of one or a stage, `was` called otherwise: results move along. */
export type Renaming = { readonly was: Scalar; readonly span: Span } & (
  | { readonly of: 'axis'; readonly axis: Text }
  | { readonly of: 'value'; readonly axis: Text; readonly value: Scalar }
  | { readonly of: 'stage'; readonly stage: Text }
);

/** A projection of the matrix with job keys of its own. */
export interface Stage {
  readonly name: Text;
  /** Null for every axis. */
  readonly over: readonly Text[] | null;
  readonly needs: readonly StageNeed[];
  readonly exclude: readonly Condition[];
  readonly job: JobBody;
  readonly rules: readonly Rule[];
  readonly span: Span;
}

export interface StageNeed {
  readonly stage: Text;
  /** `success` unless the file says otherwise. */
  readonly when: 'success' | 'always' | 'failure';
  readonly span: Span;
}

export type AxisValues =
  | { readonly kind: 'list'; readonly items: readonly Scalar[]; readonly span: Span }
  /** Values with job keys that apply to their cells, before the top-level rules. */
  | {
      readonly kind: 'map';
      readonly items: readonly { readonly value: Scalar; readonly body: JobBody; readonly span: Span }[];
      readonly span: Span;
    }
  /** The lines of a file, relative to the file that says it; empty lines and those that begin with `#` are left out. */
  | { readonly kind: 'lines'; readonly path: Text; readonly span: Span }
  /** The files that a pattern matches, relative to the file that says it. */
  | { readonly kind: 'glob'; readonly pattern: Text; readonly span: Span }
  | {
      readonly kind: 'range';
      readonly from: Scalar;
      readonly to: Scalar | null;
      readonly count: Scalar | null;
      readonly step: Scalar | null;
      readonly scale: 'linear' | 'log';
      readonly span: Span;
    };

/** All entries must hold; an entry holds if the axis has one of its values. */
export interface Condition {
  readonly entries: readonly ConditionEntry[];
  /** Whether a base says it: an axis that this sweep lacks is absent to it then, and it need not match any cell. */
  readonly fromBase: boolean;
  readonly span: Span;
}

export interface ConditionEntry {
  readonly axis: Text;
  readonly values: readonly Scalar[];
}

export interface IncludedCell {
  readonly entries: readonly { readonly axis: Text; readonly value: Scalar }[];
  readonly span: Span;
}

export interface Rule {
  readonly when: Condition | null;
  readonly unless: Condition | null;
  readonly body: JobBody;
  readonly span: Span;
}

/** A job key's value: what it says, or null where the file unsets it with `null`. A key that is not there is left out. */
export interface Setting<T> {
  readonly value: T | null;
  readonly key: Span;
  readonly span: Span;
}

/** What the file says at the job keys that are more than one text. Short forms are spelled out. */
export interface JobKeyForms {
  readonly command: CommandText;
  readonly env: readonly Entry<EnvText | null>[];
  readonly vars: readonly Entry<VarText | null>[];
  readonly gpu_ids: readonly Text[];
  readonly timeout: TimeoutText;
  readonly retry: RetryText;
  readonly chain: ChainText;
  readonly requires: readonly Text[];
  readonly produces: readonly Text[];
  readonly inputs: readonly Text[];
  readonly resources: readonly Entry<Text | null>[];
  readonly limits: readonly LimitText[];
  readonly metrics: readonly MetricText[];
}

/** What the file says at a job key. */
export type JobKeyForm<K extends JobKey> = K extends keyof JobKeyForms ? JobKeyForms[K] : Text;

/** Job keys as the file has them: scalars are Texts, since any of them may be a template. */
export type JobBody = { readonly [K in JobKey]?: Setting<JobKeyForm<K>> };

/** The value of a variable, or that it is secret: then the text only says so. */
export interface EnvText extends Text {
  readonly isSecret?: true;
}

/** At most `max` jobs at once for each combination of `by`. */
export interface LimitText {
  readonly max: Text;
  readonly by: readonly Text[];
  readonly span: Span;
}

/** A place where a job leaves its numbers: the path of a file, a text with placeholders for its log, or an expression with named groups. */
export interface MetricText {
  readonly kind: 'file' | 'log' | 'regex';
  readonly text: Text;
  readonly rows: Text | null;
  readonly pick: PickText | null;
}

/** Which values count: those of a `place`, which is a word, or those at which a metric was greatest or least. */
export interface PickText {
  readonly by: 'place' | 'max' | 'min';
  readonly text: Text;
}

export interface Entry<T> {
  readonly name: Text;
  readonly value: T;
}

export type CommandText =
  { readonly kind: 'shell'; readonly text: Text } | { readonly kind: 'argv'; readonly words: readonly Text[] };

export type VarText =
  { readonly kind: 'text'; readonly text: Text } | { readonly kind: 'list'; readonly items: readonly Text[] };

/** Parts that the file leaves out are null: a merge keeps the earlier layer's. */
export interface TimeoutText {
  readonly after: Text | null;
  readonly signal: Text | null;
  readonly grace: Text | null;
}

export interface RetryText {
  readonly max: Text | null;
  readonly on: readonly Text[] | null;
  readonly backoff: Text | null;
  readonly factor: Text | null;
  /** The parts of `escalate` merge like those of `retry` itself. */
  readonly 'escalate.gpus': readonly Text[] | null;
  readonly 'escalate.other_gpu': Text | null;
  readonly 'escalate.on': readonly Text[] | null;
}

export interface ChainText {
  readonly over: Text | null;
  readonly when: Text | null;
  readonly gpu: Text | null;
}
