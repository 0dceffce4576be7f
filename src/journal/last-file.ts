import type { RunStarted } from '../model/event.ts';
import { decodeLine } from './codec.ts';
import { readJournal, type TakeLine } from './file.ts';
import { journalPath } from './folder.ts';

/** What stands in a journal for the file of a sweep whose jobs are added by hand. */
export const NO_FILE = '';

/** What a journal says of the sweep file that it is about. */
export type LastFile =
  /** Relative to the project root, `NO_FILE` where there never is one, null when no run has begun; and what was merged over it, each as `KEY=VALUE`. */
  | {
      readonly ok: true;
      readonly file: string | null;
      readonly set: readonly string[];
      /** The job of a cluster that its runner was; null where it was none. */
      readonly driver: string | null;
    }
  | { readonly ok: false; readonly message: string };

/** The file that a sweep ran from last, by its run folder. A journal is refused whose damage may hide that. */
export function lastFile(runFolder: string): LastFile {
  const path = journalPath(runFolder);
  let last: RunStarted | null = null;
  const take: TakeLine = (line) => {
    const decoded = decodeLine(line);
    if (decoded.event?.event === 'run-started') last = decoded.event;
    return decoded.event === null ? decoded.why : null;
  };
  const read = readJournal(path, take, ['"run-started"']);
  const { file, set = [], choice } = (last as RunStarted | null) ?? { file: null };
  if (read.kind === 'refused') return { ok: false, message: read.message };
  const damage = file === null ? damageOf(path) : null;
  return damage === null ? { ok: true, file, set, driver: choice?.driver ?? null } : { ok: false, message: damage };
}

/** What is wrong with the first line of a journal that is none of its events, and how to go on; null where each is one. */
function damageOf(path: string): string | null {
  const read = readJournal(path, (line) => {
    const decoded = decodeLine(line);
    return decoded.event === null ? decoded.why : null;
  });
  if (read.kind === 'refused') return read.message;
  return read.kind === 'none' || read.notice === null
    ? null
    : `${read.notice}. Give the sweep file to sweep run again, which sets that aside`;
}
