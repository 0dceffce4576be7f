import { resultsWithState, type ResultsOptions } from '../../app/results.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { refuseOtherFile, writePage } from '../../app/page/page-file.ts';
import { sweepPage } from '../../app/page/sweep-page.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

export interface ReportOptions extends ResultsOptions {
  readonly output: string;
}

/** `sweep report SWEEP -o FILE`: writes a page of what a sweep has come to. Changes nothing else. */
export async function reportCommand(
  said: string | undefined,
  { output, ...options }: ReportOptions,
): Promise<ExitCode> {
  refuseOtherFile(output);
  const told: string[] = [];
  const say = (text: string): void => {
    told.push(text);
    notices.say(text);
  };
  const judged = await resultsWithState(said, options, { ...notices, say }, ({ runFolder }) => shownLogs(runFolder));
  writePage(output, sweepPage(judged, told));
  print(`${output}: ${judged.subject.rows.length} results of ${judged.sweep.name}\n`);
  return EXIT.done;
}
