import { readdirSync } from 'node:fs';
import type { JobId } from '../model/plan.ts';
import { jobFolder } from './folder.ts';

/**
 * The greatest attempt number that has a folder; 0 when there is none. Whatever else the job keeps in its folder
 * does not count.
 */
export function greatestAttempt(runFolder: string, job: JobId): number {
  let greatest = 0;
  for (const name of namesIn(jobFolder(runFolder, job))) {
    if (/^[1-9]\d{0,8}$/.test(name)) greatest = Math.max(greatest, Number(name));
  }
  return greatest;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
