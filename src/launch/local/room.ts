import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scarcityIn } from '../../model/scarcity.ts';
import { readOutputs } from '../diagnosis/log-lines.ts';
import { type AttemptFolder, readEnding, readStart } from '../folder.ts';

/** What a keeper exits with that cannot record its start; its job has not begun. */
const UNRECORDED = 125;

/** What bash says of that, where it speaks English. */
const FULL = /: (?:No space left on device|Disk quota exceeded)$/;

/** As much as a record may take of a disk. */
const BLOCK = Buffer.alloc(4096);

/**
 * Makes sure that there is room in the folder of an attempt for the record of its keeper.
 * @throws Error of the file system, such as ENOSPC.
 */
export function probeRoom({ path }: AttemptFolder): void {
  const probe = join(path, 'room');
  try {
    writeFileSync(probe, BLOCK, { flag: 'wx' });
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * What there was too little of for a keeper to record its start, in words; null where that is not why it ended with `status`,
 * or where its job has begun.
 */
export function scarcityAtStart(folder: AttemptFolder, status: number | null): string | null {
  // Its death may be seen before its exit code is heard.
  if ((status !== null && status !== UNRECORDED) || !existsSync(folder.path)) return null;
  const start = readStart(folder).kind;
  if (start === 'begun' || start === 'given-up' || readEnding(folder) !== null) return null;
  if (
    readOutputs(folder)
      .flat()
      .some(({ text }) => FULL.test(text))
  )
    return 'there was no room on the disk for its record';
  try {
    probeRoom(folder);
    return null;
  } catch (error) {
    return scarcityIn(error);
  }
}
