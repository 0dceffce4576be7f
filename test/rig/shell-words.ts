import { expect } from 'vitest';
import { shellLines } from '../../src/language/import/shell-lines.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { commandOf, jobsOf } from './expansion.ts';

/** What bash gives a program, word by word; null for a word in which it expands something. */
function wordsOf(command: string): readonly (string | null)[] {
  const faults: Diagnostic[] = [];
  const [line] = shellLines(command, 'command', faults);
  expect(faults).toEqual([]);
  return (line?.tokens ?? []).map(({ kind, raw, given }) => (kind === 'operator' ? raw : given));
}

/** The commands of a sweep's jobs, as the words that are run: what `eval` finds in `RUN` is read in its place. */
export function ranBy(sweep: string): readonly (readonly (string | null)[])[] {
  return jobsOf(sweep).map((job) => {
    const words = wordsOf(commandOf(job));
    return words[0] === 'eval' ? wordsOf(job.env.get('RUN') ?? '') : words;
  });
}
