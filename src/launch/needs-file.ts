import { closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { jobFolder, type AttemptFolder } from './folder.ts';
import { NEEDS_VERSION, toldNeed, type NeededJob } from '../model/needed-job.ts';

/** Characters that are written at once: of however many jobs one is told, little more than that is held in memory. */
const PIECE = 256 * 1024;

/**
 * Writes what an attempt is told of the jobs that its own needs: JSON, with a line for each.
 * @throws Error of the file system, such as ENOSPC.
 */
export function writeNeeds(
  { needs: path }: Pick<AttemptFolder, 'needs'>,
  needed: readonly NeededJob[],
  { root, runFolder }: { readonly root: string; readonly runFolder: string },
): void {
  const file = openSync(path, 'wx');
  try {
    let text = `{"version":${NEEDS_VERSION},"needs":[`;
    let separator = '\n';
    for (const { job, ...become } of needed) {
      const produces = job.produces.map((one) => resolve(root, one));
      text += separator + JSON.stringify({ ...toldNeed(job, jobFolder(runFolder, job.id), produces), ...become });
      separator = ',\n';
      if (text.length < PIECE) continue;
      writeFileSync(file, text);
      text = '';
    }
    writeFileSync(file, `${text}\n]}\n`);
  } finally {
    closeSync(file);
  }
}
