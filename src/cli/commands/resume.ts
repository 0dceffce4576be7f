import type { ExitCode } from '../exit-code.ts';
import { loadKnown, sweepMeant } from '../known-sweep.ts';
import { acceptedSweep } from '../report-diagnostics.ts';
import { conduct, type RunOptions } from './run.ts';

/** `sweep resume [SWEEP]`: runs what is not fresh of a sweep as it was when it ran last. */
export async function resumeCommand(said: string | undefined, options: RunOptions): Promise<ExitCode> {
  const known = sweepMeant(said, options);
  return conduct(acceptedSweep(await loadKnown(known, options, options)), options);
}
