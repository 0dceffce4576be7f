import { hasErrors } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
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

/** Refuses a sweep of whose `jobs` some cannot run for want of something; `notices` hears of what is only doubtful. */
export function refuseLacking(sweep: LoadedSweep, jobs: readonly Pick<Job, 'id'>[], notices: Notices): void {
  const findings = { diagnostics: sweep.lacking(jobs), sources: sweep.sources };
  if (hasErrors(findings.diagnostics)) throw invalid(findings);
  if (findings.diagnostics.length > 0) notices.warn(findings);
}

/** The refusal of files for what is wrong with them. */
export function invalid({ diagnostics, sources }: Findings): Refusal {
  const text = formatDiagnostics(diagnostics, sources, { color: false }).trimEnd();
  return new Refusal(EXIT.invalid, text, { diagnostics, sources });
}
