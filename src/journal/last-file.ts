import { decodeEvent } from './codec.ts';
import { readJournal } from './file.ts';
import { journalPath } from './folder.ts';

/** What a journal says of the sweep file that it is about. */
export type LastFile =
  /** Relative to the project root; null when no run has begun. */
  { readonly ok: true; readonly file: string | null } | { readonly ok: false; readonly message: string };

/** The file that a sweep ran from last, by its run folder. */
export function lastFile(runFolder: string): LastFile {
  const files: string[] = [];
  const read = readJournal(journalPath(runFolder), (line) => {
    const event = line.includes('"run-started"') ? decodeEvent(line) : null;
    if (event?.event === 'run-started') files.push(event.file);
    return null;
  });
  return read.kind === 'refused' ? { ok: false, message: read.message } : { ok: true, file: files.at(-1) ?? null };
}
