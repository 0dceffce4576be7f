import { shownLogs } from '../app/run-folder.ts';
import { clock } from '../host/system/clock.ts';
import { openView, type OpenView } from '../report/live/open-view.ts';
import { isColourful, print } from './terminal.ts';

/** The view that suits where the output goes: JSON lines for programs, a live one on a terminal, plain lines elsewhere. */
export function viewOfOutput({ json, runFolder }: { json: boolean; runFolder: string }): Promise<OpenView> {
  return openView({
    form: json ? 'json' : isColourful(process.stdout) ? 'live' : 'plain',
    print,
    terminal: process.stdout,
    now: () => clock.now(),
    logPath: shownLogs(runFolder),
  });
}
