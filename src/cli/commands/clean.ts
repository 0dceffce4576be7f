import { cleanJson, litteredSweeps, removeFound, type LitteredSweep } from '../../app/clean-sweeps.ts';
import type { CleanOptions } from '../../app/jobs/clean-jobs.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { litterText } from '../../report/status/litter.ts';
import { confirm } from '../confirm.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

export interface CleanFlags extends CleanOptions {
  readonly dryRun?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `sweep clean [SWEEP]`: shows what may go of run folders and how much that is, asks, and removes it. */
export async function cleanCommand(said: string | undefined, options: CleanFlags): Promise<ExitCode> {
  const litter = await litteredSweeps(said, options, notices);
  const shown = textOf(litter);
  if (options.dryRun === true || litter.length === 0) {
    tell(litter, false, litter.length === 0 ? 'nothing to clean up' : shown, options);
    return EXIT.done;
  }
  await confirm(`to be removed, for good:\n${shown}`, options);
  const gone = await removeFound(litter, options, notices);
  tell(gone, true, `removed:\n${textOf(gone)}`, options);
  return EXIT.done;
}

function textOf(found: readonly LitteredSweep[]): string {
  return found.map(({ sweep, litter }) => litterText(sweep.name, litter)).join('\n');
}

function tell(found: readonly LitteredSweep[], removed: boolean, text: string, { json }: CleanFlags): void {
  print(json === true ? JSON.stringify(cleanJson(found, removed)) : text);
}
