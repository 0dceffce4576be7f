/** A stretch of a source file, as offsets into its text (UTF-16 units; `end` is exclusive). */
export interface Span {
  /** The file as people should read it: relative to where the command was given. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with an input, and where. Input errors are values of this type, collected; never thrown. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** A stable, kebab-case name of the kind of mistake, such as `unknown-key`. */
  readonly code: string;
  /** One sentence without a final full stop. Names the offending value. */
  readonly message: string;
  /** Where; null when the fault is with a file as a whole (it cannot be read) or with a request to the host. */
  readonly span: Span | null;
  /** How to mend it, or the nearest known name. */
  readonly hint?: string;
  /** Other places that matter to it, such as the first of two equal values. */
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
}

/** The texts of the files that spans point into, by `Span.file`. */
export type Sources = ReadonlyMap<string, string>;

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
