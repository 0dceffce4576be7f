/** One of the inputs of an attempt, and what it held at launch. */
export interface InputRecord {
  /** As `Job.inputNames` has it. */
  readonly name: string;
  /** As `digestOfInput` says. */
  readonly digest: string;
}

/** What is found where an input's path leads. */
interface Found {
  readonly exists: boolean;
  /** A SHA-256 in hexadecimal; null where nothing could be read. */
  readonly digest: string | null;
}

/** What an input holds, in one word: a SHA-256 in hexadecimal, `unreadable`, or `missing`. */
export function digestOfInput(found: Found | undefined): string {
  return found?.digest ?? (found?.exists === true ? 'unreadable' : 'missing');
}
