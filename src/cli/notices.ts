import type { Findings, Notices } from '../app/notices.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { visibleLines } from '../report/text/visible.ts';
import { wrapped } from '../report/text/wrap.ts';
import { lookOfTalk, isColourful, printBytes, say, saysWherePrinted } from './terminal/terminal.ts';

/** Says on stderr what is wrong or doubtful with files; quiet when nothing is. */
export function reportFindings({ diagnostics, sources }: Findings): void {
  if (diagnostics.length === 0) return;
  say(formatDiagnostics(diagnostics, sources, { color: isColourful(process.stderr) }));
}

/**
 * Says on stderr what commands have to say besides their results, no line of it wider than the terminal. What files, jobs and other users
 * are called stands in it, and steers nothing.
 */
export const notices: Notices = {
  say: (message) => {
    say(wrapped(visibleLines(message), lookOfTalk().width));
  },
  warn: reportFindings,
};

/** Bytes of the end of an output by which it shows whether its last line has ended. */
const ENDING = 64;

/** Output of a job that is shown as it comes, and what is said meanwhile, which never goes on with a line of that. */
export class ShownOutput {
  #isWithinLine = false;

  /** For what is said beside it. */
  readonly notices: Notices = {
    ...notices,
    say: (message) => {
      if (this.#isWithinLine && saysWherePrinted()) say('');
      this.#isWithinLine = false;
      notices.say(message);
    },
  };

  /** The next of it; comes back when that has been taken, with false when nobody takes it any more. */
  show(bytes: Buffer | string): Promise<boolean> {
    const ending = typeof bytes === 'string' ? bytes.slice(-ENDING) : bytes.subarray(-ENDING).toString('latin1');
    if (bytes.length > 0) this.#isWithinLine = !/\n(?:\u001B\[[\d;:]*m)*$/.test(ending);
    return printBytes(bytes);
  }
}
