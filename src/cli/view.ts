import { clock } from '../host/clock.ts';
import type { OpenView } from '../report/view.ts';
import { shownLogs } from './run-folder.ts';
import { isColourful, print } from './terminal.ts';

/** Shows nothing. */
export const silentView: OpenView = {
  show: () => undefined,
  say: () => undefined,
  close: () => Promise.resolve(),
};

/** The view that suits where the output goes: JSON lines for programs, a live one on a terminal, plain lines elsewhere. */
export async function openView({ json, runFolder }: { json: boolean; runFolder: string }): Promise<OpenView> {
  const now = () => clock.now().at;
  const logPath = shownLogs(runFolder);
  if (json) {
    const { jsonView } = await import('../report/json-view.ts');
    return jsonView(print, now, logPath);
  }
  if (isColourful(process.stdout)) {
    const { liveView } = await import('../report/live-view.ts');
    return liveView(process.stdout, () => clock.now(), logPath, true);
  }
  const { plainView } = await import('../report/plain-view.ts');
  return plainView(print, now, logPath);
}
