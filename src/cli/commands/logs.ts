import { jobLog, type JobLogOptions } from '../../app/job-log.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { printBytes } from '../terminal.ts';

/** `sweep logs JOB`: the output of its newest attempt, or of another; with `-f` until that attempt has ended. */
export async function logsCommand(said: string, options: JobLogOptions): Promise<ExitCode> {
  for await (const chunk of jobLog(said, options)) await printBytes(chunk);
  return EXIT.done;
}
