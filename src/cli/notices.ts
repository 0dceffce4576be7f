import type { Findings, Notices } from '../app/notices.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { wrapped } from '../report/text/wrap.ts';
import { lookOfTalk, isColourful, say } from './terminal.ts';

/** Says on stderr what is wrong or doubtful with files; quiet when nothing is. */
export function reportFindings({ diagnostics, sources }: Findings): void {
  if (diagnostics.length === 0) return;
  say(formatDiagnostics(diagnostics, sources, { color: isColourful(process.stderr) }));
}

/** Says on stderr what commands have to say besides their results, no line of it wider than the terminal. */
export const notices: Notices = {
  say: (message) => {
    say(wrapped(message, lookOfTalk().width));
  },
  warn: reportFindings,
};
