import { hasErrors } from '../../model/diagnostic.ts';
import { formatDiagnostics } from '../../report/diagnostics/diagnostics.ts';
import type { LoadedSweep, LoadResult } from './load.ts';
import type { Findings, Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** The sweep, once `notices` has heard the warnings; refuses one with errors, and a file without jobs. */
export function acceptedSweep(result: LoadResult, notices: Notices): LoadedSweep {
  const { sweep, isLibrary, diagnostics } = result;
  if (hasErrors(diagnostics)) throw invalid(result);
  if (diagnostics.length > 0) notices.warn(result);
  if (isLibrary || sweep === null) {
    throw new Refusal(EXIT.invalid, 'this is a library for others to extend: it has neither a `command` nor `stages`');
  }
  return sweep;
}

/** The refusal of files for what is wrong with them. */
export function invalid({ diagnostics, sources }: Findings): Refusal {
  const text = formatDiagnostics(diagnostics, sources, { color: false }).trimEnd();
  return new Refusal(EXIT.invalid, text, { diagnostics, sources });
}
