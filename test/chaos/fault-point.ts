import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import type { Fault } from './round.ts';

/**
 * Is loaded into a program before that itself (`node --import`), and lets a fault happen where the variable `CHAOS_FAULT` says. It
 * counts the calls by which a process changes files, so that the program knows nothing of it.
 */
const fault = JSON.parse(process.env['CHAOS_FAULT'] ?? 'null') as Fault | null;

type Call = (...given: unknown[]) => unknown;

const CHANGES = [
  'writeSync',
  'writeFileSync',
  'ftruncateSync',
  'mkdirSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
];

/** In milliseconds; long enough for others to do everything meanwhile. */
const LINGER = 150;

let count = 0;

function wrapped(name: string, call: Call, { of, at, how }: Fault): Call {
  return (...given) => {
    if (of === 'disk' || isOfJournal(name, given)) count += 1;
    else return call(...given);
    if (count !== at) return call(...given);
    if (how === 'lingers') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LINGER);
    if (how === 'amid') writeHalf(name, call, given);
    if (how === 'amid' || how === 'before') die();
    const done = call(...given);
    if (how === 'after') die();
    return done;
  };
}

function isOfJournal(name: string, [fd]: readonly unknown[]): boolean {
  return name === 'writeSync' && fs.readlinkSync(`/proc/self/fd/${Number(fd)}`).endsWith('/journal.jsonl');
}

/** What a disk has of a write in the midst of which its writer died; of all else nothing. */
function writeHalf(name: string, call: Call, [fd, bytes, from, length, position]: readonly unknown[]): void {
  if (name === 'writeSync' && typeof length === 'number') call(fd, bytes, from, Math.floor(length / 2), position);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

if (fault !== null && isMainThread) {
  const calls = fs as unknown as Record<string, Call>;
  for (const name of CHANGES) calls[name] = wrapped(name, calls[name]!, fault);
  syncBuiltinESMExports();
}
