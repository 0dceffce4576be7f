/** A place where a job leaves its numbers, and which of them count. */
export type MetricSource = { readonly pick: MetricPick } & (
  | {
      readonly kind: 'file';
      /** Relative to the project root; may be a glob, of which the newest file counts. */
      readonly path: string;
      /** Where in a JSON file a list of objects stands, each a row; null for the file itself. */
      readonly rows: string | null;
    }
  /** A pattern for lines of the log: a text with `{name}` where numbers stand, or a regular expression with named groups. */
  | { readonly kind: 'log' | 'regex'; readonly pattern: string }
);

/** Which of the values that a number had over time counts: that of the step at which a metric was greatest or least, or of each the last or first. */
export type MetricPick = 'last' | 'first' | { readonly max: string } | { readonly min: string };

/** Which way a metric is better. */
export type Goal = 'max' | 'min';

/** By metric. */
export type Goals = Readonly<Record<string, Goal>>;

export type MetricFormat = 'json' | 'jsonl' | 'csv' | 'tsv' | 'events';

/** How a file holds numbers, by its name: JSON unless that says otherwise. */
export function formatOf(path: string): MetricFormat {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.includes('.tfevents.')) return 'events';
  const extension = /\.(jsonl|ndjson|csv|tsv)$/.exec(name)?.[1];
  if (extension === 'ndjson') return 'jsonl';
  return (extension as 'jsonl' | 'csv' | 'tsv' | undefined) ?? 'json';
}

/** A number as JSON can hold it: those that JSON has no word for are texts. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity';

/** What is known of a curve besides its points. */
export interface CurveSummary {
  /** How many points it has. */
  readonly count: number;
  /** The least and the greatest of them, without those that are no number; `NaN` where none is one. */
  readonly min: JsonNumber;
  readonly max: JsonNumber;
  readonly last: JsonNumber;
}

/** What an attempt has left by way of numbers. */
export interface AttemptMetrics {
  readonly metrics: Readonly<Record<string, JsonNumber>>;
  /** What is no number, such as the name of a checkpoint. */
  readonly texts: Readonly<Record<string, string>>;
  /** What kept some of them from being read, in words; left out where nothing did. */
  readonly problem?: string;
}

/** The same with what is known of the curves that the numbers were picked from. */
export interface MetricsReading extends AttemptMetrics {
  readonly curves: Readonly<Record<string, CurveSummary>>;
}

export function toJsonNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

export function fromJsonNumber(value: JsonNumber): number {
  return Number(value);
}
