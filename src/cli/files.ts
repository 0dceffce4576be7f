import { digestNow } from '../host/facts.ts';
import { greatestAttempt } from '../journal/attempts.ts';
import { missingOutputs } from '../launch/outputs.ts';
import type { Files } from '../run/world.ts';

/** The disk as a run asks about it. Both paths are absolute. */
export function filesOf(root: string, runFolder: string): Files {
  return {
    greatestAttempt: (job) => greatestAttempt(runFolder, job),
    missingOutput: (job) => missingOutputs(job, root, null)[0] ?? null,
    lateInputs: (job) => digestNow(root, job.lateInputs),
  };
}
