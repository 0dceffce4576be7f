import { count } from '../../report/words.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { loadSweep, type LoadOptions } from '../load.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { print } from '../terminal.ts';

export type CheckOptions = LoadOptions;

/** `sweep check FILE…`: says everything that is wrong with the files, and runs nothing. */
export async function checkCommand(files: readonly string[], options: CheckOptions): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  for (const file of files) {
    const result = await loadSweep(file, options);
    reportDiagnostics(result);
    if (result.sweep === null) code = EXIT.invalid;
    else print(`${file}: ${count(result.sweep.plan.jobs.length, 'job')}, no errors`);
  }
  return code;
}
