import { clock } from '../host/system/clock.ts';
import { messageJson } from '../report/event-json.ts';
import { leftOutLine } from '../report/text/backlog.ts';

/** What stands in the place of lines that a reader did not take in time, in the form of the lines. */
export function leftOut({ json }: { readonly json?: boolean | undefined }): (lines: number) => string {
  return json === true ? (lines) => JSON.stringify(messageJson(leftOutLine(lines), clock.now().at)) : leftOutLine;
}
