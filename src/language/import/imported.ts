import type { Diagnostic } from '../../model/diagnostic.ts';
import type { WrittenSweep } from '../write/sweep-text.ts';

/** What is known of a sweep that people have in another form. */
export interface Imported {
  /** The sweep in the ways that it can be written, the best first; none where nothing could be made of it. */
  readonly sweeps: readonly ImportedSweep[];
  /** What it may be called; null where nothing says. */
  readonly name: string | null;
  readonly notes: readonly Note[];
  /** Why nothing could be made of it. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ImportedSweep extends Pick<WrittenSweep, 'matrix' | 'zip' | 'command' | 'keys' | 'rules'> {
  /** What its jobs run, where its command does not say it. */
  readonly runs?: readonly string[];
  /** What is to be said of this way alone. */
  readonly notes?: readonly Note[];
}

/** What could not be known of a line, or has become something else. */
export interface Note {
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

/** Notes as people read them: those that say the same together, by their first lines. */
export function notesInWords(notes: readonly Note[]): readonly string[] {
  const lines = new Map<string, number[]>();
  for (const { line, says } of notes) lines.set(says, [...(lines.get(says) ?? []), line]);
  const each = [...lines].map(([says, at]) => ({ says, at: [...new Set(at)].sort((a, b) => a - b) }));
  return each.sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0)).map(({ says, at }) => `${linesInWords(at)}: ${says}`);
}

function linesInWords(lines: readonly number[]): string {
  const [first = 0, second] = lines;
  if (second === undefined) return `line ${first}`;
  if (lines.length === 2) return `lines ${first} and ${second}`;
  return `line ${first} and ${lines.length - 1} more`;
}
