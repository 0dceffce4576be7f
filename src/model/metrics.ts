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
