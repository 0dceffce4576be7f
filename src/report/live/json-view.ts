import type { Instant } from '../../model/units.ts';
import { eventJson, messageJson, type EventJson } from '../event-json.ts';
import type { LogPath } from '../text/phrases.ts';
import type { OpenView, Write } from './view.ts';

/** Tells a run to programs: what `sweep run --json` prints, one JSON object a line. */
export function jsonView(write: Write, now: () => Instant, logPath: LogPath): OpenView {
  const line = (event: EventJson) => {
    write(`${JSON.stringify(event)}\n`);
  };
  return {
    show: (event, state) => {
      line(eventJson(event, state, logPath));
    },
    say: (text) => {
      line(messageJson(text, now()));
    },
    close: () => Promise.resolve(),
  };
}
