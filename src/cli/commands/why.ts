import { explainJob, type ExplainOptions } from '../../app/jobs/explain-job.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { whyText } from '../../report/plan/why.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** `sweep why JOB`: which part of the file set each of its keys, and why it would or would not run. Writes nothing. */
export async function whyCommand(said: string, options: ExplainOptions): Promise<ExitCode> {
  print(whyText(await explainJob(said, options, notices), lookOfOutput()));
  return EXIT.done;
}
