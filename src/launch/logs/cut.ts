import { closeSync, constants, writeSync } from 'node:fs';
import { openPlainFile, readEnd, WARY } from '../../disk/plain-file.ts';
import { spellSize } from '../../model/text/size.ts';

/** What is no longer there of a log: its bytes from `from` to before `to`, which are a hole. */
export interface Cut {
  readonly from: number;
  readonly to: number;
}

/** Where it is kept what was cut out of a log. */
export function cutName(log: string): string {
  return `${log}.cut`;
}

/** Of a line for each time, of which the last counts. */
const LAST_LINES = 256;

/** What was cut out of a log last, null for nothing; `known` where nothing tells of that, since the log was compressed. */
export function readCut(log: string, known: Cut | null = null): Cut | null {
  let text: string;
  try {
    text = readEnd(cutName(log), LAST_LINES).bytes.toString('latin1');
  } catch {
    return known;
  }
  const [, from, to] = /(?:^|\n)(\d{1,16}) (\d{1,16})\n[^\n]*$/.exec(text) ?? [];
  const cut = { from: Number(from), to: Number(to) };
  return from !== undefined && cut.from < cut.to ? cut : null;
}

/** Keeps what is about to be cut out of a log, or, as null, that nothing is. @throws Error of the file system. */
export function writeCut(log: string, cut: Cut | null): void {
  const { O_WRONLY, O_APPEND, O_CREAT } = constants;
  const fd = openPlainFile(cutName(log), O_WRONLY | O_APPEND | O_CREAT | WARY);
  try {
    writeSync(fd, `${cut?.from ?? 0} ${cut?.to ?? 0}\n`);
  } finally {
    closeSync(fd);
  }
}

/** What is read in the place of so many bytes that were cut out. */
export function tellCut(length: number): Buffer {
  return Buffer.from(`\n[sweep: ${spellSize(length)} are cut out here, for max_log]\n`);
}
