import { hasErrors } from '../model/diagnostic.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import type { LoadedSweep, LoadResult } from '../app/load.ts';
import { isColourful, say } from './terminal.ts';

/** Tells people all that is wrong with a sweep file; quiet when nothing is. */
export function reportDiagnostics({ diagnostics, sources }: LoadResult): void {
  if (diagnostics.length === 0) return;
  say(formatDiagnostics(diagnostics, sources, { color: isColourful(process.stderr) }));
}

/** The sweep, once all that is wrong with it is told; refuses one with errors. */
export function acceptedSweep(result: LoadResult): LoadedSweep {
  reportDiagnostics(result);
  if (result.isLibrary && !hasErrors(result.diagnostics)) {
    throw new Refusal(EXIT.invalid, 'this is a library for others to extend: it has neither a `command` nor `stages`');
  }
  if (result.sweep === null || hasErrors(result.diagnostics)) throw new Refusal(EXIT.invalid, '');
  return result.sweep;
}
