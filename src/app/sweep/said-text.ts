import { readBounded, readOpen } from '../../disk/plain-file.ts';
import { readFault } from '../../disk/read-fault.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** The most that is read of a file that people name, in bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** What `-` stands for, as people read it. */
export const STANDARD_INPUT = 'standard input';

/** What a file that a command names holds, or all that comes on stdin for `-`; refuses what cannot be had, and what is too much. */
export function saidText(path: string): string {
  const read = path === '-' ? readOpen(0, MOST_BYTES) : readBounded(path, MOST_BYTES);
  if (read.ok) return read.bytes.toString('utf8');
  throw new Refusal(EXIT.invalid, `${path === '-' ? STANDARD_INPUT : path} ${readFault(read, '64 MiB')}`);
}
