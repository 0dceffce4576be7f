/** What something was at each step: the steps in order, each once. */
export interface Track<T> {
  readonly steps: readonly number[];
  readonly values: readonly T[];
}

/** A number over steps. */
export type Curve = Track<number>;

/** All that one file or log holds, before one step of it is picked. */
export interface Numbers {
  /** What has no steps. */
  readonly scalars: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
  readonly curves: ReadonlyMap<string, Curve>;
  /** Texts over steps. */
  readonly notes: ReadonlyMap<string, Track<string>>;
}

/** What a file was found to hold, and what of it could not be read, in words, as in "it …"; null where all could. */
export interface Found {
  readonly numbers: Numbers;
  readonly problem: string | null;
}

export const NO_NUMBERS: Numbers = { scalars: new Map(), texts: new Map(), curves: new Map(), notes: new Map() };

/** More rows than these are data, and no metrics. */
export const MOST_ROWS = 1_000_000;

/** What is found in what cannot be read, as in "it …". */
export function unreadable(problem: string): Found {
  return { numbers: NO_NUMBERS, problem };
}

export const TOO_MANY_ROWS = `has more than ${MOST_ROWS.toLocaleString('en')} rows, and was not read`;
