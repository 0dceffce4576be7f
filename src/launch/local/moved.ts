import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOutputs } from '../diagnosis/log-lines.ts';
import { type AttemptFolder, readEnding, readStart } from '../folder.ts';

/** What a keeper ends with that does not find one of its own files, and what bash does where there is no script. */
const NOT_FOUND = [125, 127];

/**
 * Whether the folder of an attempt is no longer where it was, or was to be, and its job has not begun in it: there is no keeper, or it has ended with
 * `status` since what it started, or itself, did not find its own files any more.
 */
export function hasMovedUnbegun(before: AttemptFolder, now: AttemptFolder, status: number | null): boolean {
  if (now.path === before.path || existsSync(before.script)) return false;
  return readStart(now).kind === 'absent' || foundNothing(before, now, status);
}

/** What a job writes that has begun is another line, or more: bash names the script at the beginning of what it says of one. */
function foundNothing(before: AttemptFolder, now: AttemptFolder, status: number | null): boolean {
  const code = status ?? readEnding(now)?.code;
  if (code === undefined || !NOT_FOUND.includes(code)) return false;
  const said = readOutputs(now).flatMap((lines) => lines.flatMap(({ text }) => (text === '' ? [] : [text])));
  const [only = ''] = said;
  return said.length === 1 && isOfOwnFile(only, before);
}

/** Whether a line is what bash says of a script that it is to run or a file that it is to open, or mkfifo(1) of what it is to make. */
function isOfOwnFile(line: string, { path, script, keys }: AttemptFolder): boolean {
  const files = [script, join(path, 'session')];
  return files.some((file) => line.includes(`: ${file}: `)) || (line.startsWith('mkfifo: ') && line.includes(keys));
}
