import { realpathSync } from 'node:fs';
import type { LoadedSweep } from './load.ts';

/**
 * Where the jobs of a plan run whose sweep says nothing of it, if that is not the folder that this command was started in:
 * people expect it to be. Null otherwise.
 */
export function placeOfJobs({ plan, root }: Pick<LoadedSweep, 'plan' | 'root'>): string | null {
  // Of a copy of the code it is told where that is.
  if (plan.snapshot !== undefined) return null;
  const isElsewhere = plan.jobs.some(({ workdir }) => workdir === '.') && canonical(root) !== canonical('.');
  return isElsewhere ? `jobs run in ${root}, the project root; \`workdir\` names another folder in it` : null;
}

function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
