import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { readStat } from '../../host/system/proc-stat.ts';
import type { Sink } from './outlet.ts';

/**
 * The terminal that a descriptor is, by one of our own: made non-blocking, that of the descriptor would be so for the shell and
 * all others who have it. Null when the terminal may not be opened.
 */
export function terminalSink(terminal: number): Sink | null {
  const fd = openAnew(terminal);
  if (fd === null) return null;
  return {
    offer: (bytes) => {
      try {
        return writeSync(fd, bytes);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : null;
      }
    },
    isEmpty: true,
    close: () => {
      closeSync(fd);
    },
  };
}

const UNWAITED = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** The terminal of another user (`su`) can be opened by nobody's name but as the one that controls this process. */
function openAnew(terminal: number): number | null {
  try {
    return openSync(`/proc/self/fd/${terminal}`, UNWAITED);
  } catch {
    try {
      return controls(terminal) ? openSync('/dev/tty', UNWAITED) : null;
    } catch {
      return null;
    }
  }
}

/** Whether a terminal is the one that controls this process. */
function controls(terminal: number): boolean {
  return readStat('self')?.terminal === fstatSync(terminal).rdev;
}

/** A pipe or a socket, which Node writes to without waiting, but for whose end it would wait. */
export function streamSink(stream: Socket): Sink {
  const write: (bytes: Uint8Array, taken: () => void) => boolean = stream.write.bind(stream);
  let isGone = false;
  stream.on('error', () => {
    isGone = true;
  });
  return {
    offer: (bytes, again) => {
      if (isGone) return null;
      if (stream.writableLength > 0) return 0;
      write(bytes, again);
      return bytes.length;
    },
    get isEmpty() {
      return isGone || stream.writableLength === 0;
    },
    close: () => undefined,
  };
}
