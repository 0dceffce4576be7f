import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../disk/make-folder.ts';
import type { Job } from '../model/plan.ts';
import { codeOfPath, Refusal } from './refusal.ts';
import { loadSweep, type LoadOptions } from './sweep/load.ts';
import { acceptedSweep, refuseLacking } from './sweep/accept.ts';
import type { Notices } from './notices.ts';
import { withPresets } from './sweep/presets.ts';
import { planOfSelected, selectedJobs, type SelectionOptions } from './sweep/selection.ts';
import { copyForRun } from './world/code-copy.ts';
import { wrapperScripts } from './sweep/wrappers.ts';

/** The wrapper scripts of the jobs that `options` select. */
export interface RenderedScripts {
  readonly jobs: readonly Job[];
  /** The same bytes that a run executes. */
  readonly scriptOf: (job: Job) => string;
}

/** Renders the wrapper scripts of the sweep file at `file`. Writes nothing. */
export async function renderScripts(
  file: string,
  given: LoadOptions & SelectionOptions,
  notices: Notices,
): Promise<RenderedScripts> {
  const options = await withPresets(file, given);
  const loaded = acceptedSweep(await loadSweep(file, { ...options, ofPart: true }), notices);
  const { plan: whole, root, runFolder } = loaded;
  const { jobs, sweep } = planOfSelected(whole, selectedJobs(whole, options));
  refuseLacking(loaded, jobs, notices);
  const snapshot = (await copyForRun(loaded)) ?? undefined;
  const scriptOf = wrapperScripts({ sweep, root, runFolder });
  return { jobs, scriptOf: (job) => scriptOf(job, snapshot) };
}

/** Writes each script to a file in `folder`, named by its job; refuses where that cannot be done. */
export function writeScripts(folder: string, { jobs, scriptOf }: RenderedScripts): void {
  try {
    makeFolder(resolve(folder));
    for (const job of jobs) writeFileSync(join(folder, `${job.id}.sh`), scriptOf(job), { mode: 0o777 });
  } catch (error) {
    throw new Refusal(codeOfPath(error), `cannot write the wrapper scripts: ${(error as Error).message}`);
  }
}
