import type { Diagnostic, Sources } from '../model/diagnostic.ts';

/** What is wrong or doubtful with files. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that their spans point into. */
  readonly sources: Sources;
}

/** Hears what people should know besides the result of a command, as soon as it is known. */
export interface Notices {
  /** One or more lines of text. */
  readonly say: (message: string) => void;
  /** Warnings; what keeps a command from going on is thrown. */
  readonly warn: (findings: Findings) => void;
}

/** For what nobody is to hear. */
export const SILENT: Notices = { say: () => undefined, warn: () => undefined };
