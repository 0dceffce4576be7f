import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../../model/plan.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { loadSweep, type LoadOptions } from '../../app/load.ts';
import { acceptedSweep } from '../../app/accept.ts';
import { notices } from '../notices.ts';
import { planOfSelected, selectedJobs, type SelectionOptions } from '../../app/selection.ts';
import { print } from '../terminal.ts';
import { wrapperScripts } from '../../app/wrappers.ts';

export interface RenderOptions extends LoadOptions, SelectionOptions {
  /** The folder that the scripts are written to; without it they are printed. */
  readonly out?: string;
}

/** `sweep render FILE`: the wrapper script of every job, the same bytes that a run executes. */
export async function renderCommand(file: string, options: RenderOptions): Promise<ExitCode> {
  const { plan: whole, root, runFolder } = acceptedSweep(await loadSweep(file, options), notices);
  const plan = planOfSelected(whole, selectedJobs(whole, options));
  const script = wrapperScripts({ sweep: plan.sweep, root, runFolder });
  if (options.out === undefined) {
    for (const job of plan.jobs) print(script(job));
    return EXIT.done;
  }
  writeScripts(options.out, plan.jobs, script);
  print(`${plan.jobs.length} wrapper scripts in ${options.out}`);
  return EXIT.done;
}

function writeScripts(folder: string, jobs: readonly Job[], script: (job: Job) => string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const job of jobs) writeFileSync(join(folder, `${job.id}.sh`), script(job), { mode: 0o700 });
  } catch (error) {
    throw new Refusal(EXIT.unavailable, `cannot write the wrapper scripts: ${(error as Error).message}`);
  }
}
