import { closeSync, fstatSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Look } from '../../report/text/style.ts';
import { abandonTerminals } from './unwaited.ts';

/** Writes a result: to stdout, where programs read it. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes to stdout as it is; comes back when it has been taken, with false when nobody takes it any more. */
export function printBytes(bytes: Buffer | string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(bytes, (error) => {
      resolve(error === null || error === undefined);
    });
  });
}

/** Says something to people: to stderr, out of the way of results. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Whether what is said stands among what is printed: stdout and stderr go to the same terminal, file or pipe. */
export function saysWherePrinted(): boolean {
  const [output, talk] = [fstatSync(1), fstatSync(2)];
  return output.dev === talk.dev && output.ino === talk.ino;
}

/** Whether to colour what goes to `stream`: only on a terminal, and never with NO_COLOR or CI. */
export function isColourful(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && isUnset('NO_COLOR') && isUnset('CI') && process.env['TERM'] !== 'dumb';
}

function isUnset(name: string): boolean {
  return (process.env[name] ?? '') === '';
}

/** The width of the terminal in columns; Infinity where there is none, or none that it says, since then nothing need be cut. */
function columns(stream: NodeJS.WriteStream): number {
  return stream.isTTY && stream.columns > 0 ? stream.columns : Infinity;
}

/** How texts for people are to look on stdout. */
export function lookOfOutput(): Look {
  return { color: isColourful(process.stdout), width: columns(process.stdout) };
}

/** How texts for people are to look on stderr. */
export function lookOfTalk(): Look {
  return { color: isColourful(process.stderr), width: columns(process.stderr) };
}

/** Why what was written to stdout is lost; null as long as it is not. */
let loss: string | null = null;
let isNews = false;

/**
 * Keeps a reader that goes away (`sweep plan | head`, a closed terminal) from ending the process with an error: what can
 * no longer be written is dropped.
 */
export function surviveClosedOutput(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') loss ??= error.message;
  });
}

/** From now on stdout has news, not a result: what becomes of it changes nothing in how the command comes out. */
export function tellNewsOnly(): void {
  isNews = true;
}

/** Why a result did not get to stdout whole, as on a full disk; null where it did, or its reader wanted no more. */
export function lostOutput(): string | null {
  return isNews ? null : loss;
}

/** Which of the descriptors 0 to 2 were a terminal when the process began. */
const TERMINALS = [0, 1, 2].filter((fd) => isatty(fd));

/**
 * Lets go of a terminal that has gone away: its descriptors are reopened on /dev/null, since a process that still
 * holds the dead ones is aborted when it exits.
 */
export function detachFromTerminal(): void {
  abandonTerminals();
  for (const fd of TERMINALS) {
    closeSync(fd);
    // The lowest free descriptor is the one just closed.
    openSync('/dev/null', fd === 0 ? 'r' : 'w');
  }
}
