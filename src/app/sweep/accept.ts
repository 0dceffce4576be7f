import { type Diagnostic, hasErrors } from '../../model/diagnostic.ts';
import { NO_POLICY, type Policy } from '../../model/sharing/policy.ts';
import type { Job } from '../../model/plan.ts';
import { formatDiagnostics } from '../../report/diagnostics/diagnostics.ts';
import type { LoadedSweep, LoadResult } from './load.ts';
import { loadPolicy } from '../machine/policy.ts';
import type { Findings, Notices } from '../notices.ts';
import { Lines } from '../../report/text/position.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** The sweep, once `notices` has heard the warnings and what has been passed over; refuses one with errors, and a file without jobs. */
export function acceptedSweep(result: LoadResult, notices: Notices): LoadedSweep {
  const { sweep, isLibrary, diagnostics } = result;
  if (hasErrors(diagnostics)) throw invalid(result);
  if (diagnostics.length > 0) notices.warn(result);
  sayPassedOver(result, notices);
  if (isLibrary || sweep === null) {
    throw new Refusal(EXIT.invalid, 'this is a library for others to extend: it has neither a `command` nor `stages`');
  }
  return sweep;
}

/** What is laid down for this host, once `notices` has heard why it is ignored, if it is; refuses what is wrong. */
export function acceptedPolicy({ say }: Pick<Notices, 'say'>): Policy {
  const { policy, ignored, ...found } = loadPolicy();
  if (policy === null) throw invalid(found);
  if (ignored !== null) say(ignored);
  return policy;
}

/** The same for those who only look on: where it is wrong, they are told that, and nothing is laid down. */
export function policyForLooking(notices: Notices): Policy {
  const { policy, diagnostics, sources } = loadPolicy();
  if (policy === null) sayPassedOver({ passedOver: diagnostics, sources }, notices);
  return policy ?? NO_POLICY;
}

/** Who has been told already of what was passed over, by the words. */
const told = new WeakMap<Notices['say'], Set<string>>();

/** Says where host files, or the policy of the host, are wrong that have been passed over, once to each who hears it. */
export function sayPassedOver(
  { passedOver, sources }: Pick<LoadResult, 'passedOver' | 'sources'>,
  { say }: Notices,
): void {
  const [first] = (passedOver ?? []).filter(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const { message, span } = first;
  const text = span === null ? undefined : sources.get(span.file);
  const position = text === undefined || span === null ? null : new Lines(text).positionOf(span.start);
  const where = span === null || position === null ? '' : `${span.file}:${position.line}:${position.column}: `;
  const words = `${where}${message}: it is passed over here, and no run starts before it is mended`;
  const heard = told.get(say) ?? new Set();
  if (heard.has(words)) return;
  told.set(say, heard.add(words));
  say(words);
}

/** Refuses a sweep of whose `jobs` some cannot run for want of something, be it that a run looks for it (`besides`); `notices` hears of what is only doubtful. */
export function refuseLacking(
  sweep: LoadedSweep,
  jobs: readonly Pick<Job, 'id'>[],
  notices: Notices,
  besides: readonly Diagnostic[] = [],
): void {
  const findings = { diagnostics: [...sweep.lacking(jobs), ...besides], sources: sweep.sources };
  if (hasErrors(findings.diagnostics)) throw invalid(findings);
  if (findings.diagnostics.length > 0) notices.warn(findings);
}

/** The refusal of files for what is wrong with them. */
export function invalid({ diagnostics, sources }: Findings): Refusal {
  const text = formatDiagnostics(diagnostics, sources, { color: false }).trimEnd();
  return new Refusal(EXIT.invalid, text, { diagnostics, sources });
}
