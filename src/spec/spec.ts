import type { Span } from '../model/diagnostic.ts';

/**
 * A checked sweep file: its shape is right, short forms are spelled out, and every part knows where it stands.
 * Whether names, templates and cells make sense is for `expand` to say.
 */
export interface Spec {
  /** The file, as spans name it. */
  readonly file: string;
  readonly name: Text;
  readonly description: string | null;
  readonly axes: readonly Axis[];
  readonly exclude: readonly Condition[];
  readonly include: readonly IncludedCell[];
  /** As the file says it; null when it does not. */
  readonly replicates: Text | null;
  readonly onFailure: 'continue' | 'stop' | 'kill';
  /** The job keys at the top level. */
  readonly job: JobBody;
  readonly rules: readonly Rule[];
  /**
   * Keys that are malformed, already reported and left out, so that nothing is said twice about them: `command`,
   * `matrix.seed`, `vars.config`, `exclude.0`, `rules.2` (its condition), `rules.2.gpus`. Also what may be missing because
   * of them: `matrix` for a `matrx`, `include` for one of its cells, `vars` for a rule that might define some.
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

/** An axis value or one in a condition. */
export interface Scalar extends Text {
  /** What YAML's core schema makes of it; `null` is absence. A quoted scalar is a string. */
  readonly type: 'null' | 'boolean' | 'number' | 'string';
}

export interface Axis {
  readonly name: Text;
  readonly values: AxisValues;
}

export type AxisValues =
  | { readonly kind: 'list'; readonly items: readonly Scalar[]; readonly span: Span }
  | {
      readonly kind: 'range';
      readonly from: Scalar;
      readonly to: Scalar | null;
      readonly count: Scalar | null;
      readonly step: Scalar | null;
      readonly span: Span;
    };

/** All entries must hold; an entry holds if the axis has one of its values. */
export interface Condition {
  readonly entries: readonly ConditionEntry[];
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

/** Job keys as the file has them: scalars are Texts, since any of them may be a template. Short forms are spelled out. */
export interface JobBody {
  readonly command?: Setting<CommandText>;
  readonly setup?: Setting<Text>;
  readonly workdir?: Setting<Text>;
  readonly env?: Setting<readonly Entry<Text | null>[]>;
  readonly vars?: Setting<readonly Entry<VarText | null>[]>;
  readonly gpus?: Setting<Text>;
  readonly gpu_ids?: Setting<readonly Text[]>;
  readonly slots?: Setting<Text>;
  readonly timeout?: Setting<TimeoutText>;
  readonly priority?: Setting<Text>;
  readonly retry?: Setting<RetryText>;
  readonly chain?: Setting<ChainText>;
  readonly requires?: Setting<readonly Text[]>;
  readonly produces?: Setting<readonly Text[]>;
  readonly inputs?: Setting<readonly Text[]>;
  readonly label?: Setting<Text>;
  readonly template?: Setting<Text>;
  readonly allow_failure?: Setting<Text>;
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
}

export interface ChainText {
  readonly over: Text | null;
  readonly when: Text | null;
  readonly gpu: Text | null;
}
