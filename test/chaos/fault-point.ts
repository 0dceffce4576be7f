import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { Fault } from './round.ts';

/**
 * Is loaded into a program before that itself (`node --require`), and lets a fault happen where the variable `CHAOS_FAULT` says. It
 * counts the calls by which a process changes files, so that the program knows nothing of it.
 */
const fault = JSON.parse(process.env['CHAOS_FAULT'] ?? 'null') as Fault | null;

/** Where jobs leave their marks. */
const MARKS = process.env['MARKS'] ?? '';

type Call = (...given: unknown[]) => unknown;

/** What changes something on the disk. */
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

/** In milliseconds. */
const LINGER = {
  /** Long enough for others to do everything meanwhile. */
  of: 150,
  /** At the most: for a hold or a keeper of others, for a job of one's own that must not begin yet; and between looks. */
  forOthers: 1000,
  forJob: 500,
  look: 5,
};

let count = 0;

function wrapped(name: string, call: Call, { of, at, how }: Fault): Call {
  return (...given) => {
    if (isPoint(of, name, given)) count += 1;
    else return call(...given);
    if (count !== at) return call(...given);
    const linger = (): void => lingerAt(of, given, how);
    if (how === 'lingers' || how === 'lingers and dies') linger();
    if (how === 'amid') writeHalf(name, call, given);
    if (how === 'amid' || how === 'before' || how === 'lingers and dies') die();
    const done = call(...given);
    if (how === 'lingers after') linger();
    if (how === 'after') die();
    return done;
  };
}

function isPoint(of: Fault['of'], name: string, given: readonly unknown[]): boolean {
  switch (of) {
    case 'disk':
      return CHANGES.includes(name);
    case 'journal':
      return name === 'writeSync' && pathOf(given).endsWith('/journal.jsonl');
    case 'hold':
      return name.startsWith('write') && LEASE.test(pathOf(given)) && String(given[1]).includes('"keeper":null');
    case 'giving up':
      return (name === 'openSync' || name === 'writeFileSync') && isWrittenAs(given, '/pid');
    default:
      return of satisfies never;
  }
}

/** Whether a file of this name is opened for writing. */
function isWrittenAs([path, given]: readonly unknown[], name: string): boolean {
  const isToRead = typeof given === 'number' || given === 'r';
  return typeof path === 'string' && path.endsWith(name) && !isToRead;
}

/** The file of a run in the host folder, also while it is made. */
const LEASE = /\/run-\d+-[0-9a-f]+\.json(\.new)?$/;

/** Empty where it is not open. */
function pathOf([fd]: readonly unknown[]): string {
  return typeof fd === 'number' ? fs.readlinkSync(`/proc/self/fd/${fd}`) : '';
}

/** Until what the mechanism is to prevent has happened, if it can. */
function lingerAt(of: Fault['of'], given: readonly unknown[], how: Fault['how']): void {
  if (how === 'lingers and dies') return lingerUntilNew(jobsBegun, LINGER.forJob);
  switch (of) {
    case 'hold': {
      const own = basename(pathOf(given)).replace(/\.new$/, '');
      return lingerUntilNew(() => holdsOfOthers(own), LINGER.forOthers);
    }
    case 'giving up':
      fs.writeFileSync(join(MARKS, 'giving-up'), '');
      return lingerUntilNew(() => [textOf(String(given[0]))], LINGER.forOthers);
    case 'journal':
    case 'disk':
      return sleep(LINGER.of);
    default:
      return of satisfies never;
  }
}

/** Until something is seen that was not before, and so many milliseconds at the most. */
function lingerUntilNew(seen: () => readonly string[], milliseconds: number): void {
  const before = new Set(seen());
  const looks = milliseconds / LINGER.look;
  for (let look = 0; look < looks && seen().every((one) => before.has(one)); look += 1) sleep(LINGER.look);
}

/** Something else once one more job has begun. */
function jobsBegun(): readonly string[] {
  return [String(fs.statSync(join(MARKS, 'begun')).size)];
}

/** All holds that other runs tell, each by the mark of its attempt. */
function holdsOfOthers(own: string): readonly string[] {
  const folder = process.env['SWEEP_HOST_DIR'] ?? '';
  const others = fs.readdirSync(folder).filter((name) => name.endsWith('.json') && name !== own);
  return others.flatMap((name) => textOf(join(folder, name)).match(/"mark":"[^"]*"/g) ?? []);
}

/** Empty when it is gone meanwhile. */
function textOf(path: string): string {
  try {
    return fs.readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
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
  for (const name of [...CHANGES, 'openSync']) calls[name] = wrapped(name, calls[name]!, fault);
  syncBuiltinESMExports();
}
