import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { redirect } from '../../report/live/open-view.ts';
import { Outlet } from './outlet.ts';
import { streamSink, terminalSink } from './sinks.ts';

/** How much waits for a terminal, in UTF-16 units: some screens full. Of what went by unread more than that is stale. */
const TERMINAL_ROOM = 64 * 1024;

/** How much waits for a program that reads slowly. */
const PIPE_ROOM = 16 * 1024 * 1024;

/** Milliseconds in which a reader must take something when the process wants to end; fewer when it was told to. */
const PATIENCE = 5000;
const PATIENCE_WHEN_TOLD = 1000;

const terminals = new Set<Outlet>();
const pipes = new Set<Outlet>();

/**
 * From now on nothing that is written to stdout and stderr is waited for, so that a terminal or a pipe of which nobody reads
 * (Ctrl-S, an ssh connection that hangs, a stopped pager) holds nothing up. Their `write` says false while text waits, and they
 * tell `drain` when it waits no more.
 *
 * @param tellLeftOut  the line in the place of those for which there was no room
 */
export function writeUnwaited(tellLeftOut: (lines: number) => string): void {
  const outlets = new Map<string, Outlet>();
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.isTTY && !(stream instanceof Socket)) continue;
    const { dev, ino } = fstatSync(stream.fd);
    const key = `${dev}:${ino}`;
    // Both write to one terminal in the order in which they were written to.
    const outlet = outlets.get(key) ?? outletOf(stream, tellLeftOut);
    if (outlet === null) continue;
    outlets.set(key, outlet);
    redirect(stream, (text) => outlet.write(text));
  }
}

function outletOf(stream: NodeJS.WriteStream & { readonly fd: number }, tellLeftOut: (lines: number) => string) {
  const sink = stream.isTTY ? terminalSink(stream.fd) : streamSink(stream);
  if (sink === null) return null;
  const room = stream.isTTY ? TERMINAL_ROOM : PIPE_ROOM;
  const outlet = new Outlet(sink, { room, tellLeftOut, onTaken: () => void stream.emit('drain') });
  (stream.isTTY ? terminals : pipes).add(outlet);
  return outlet;
}

/** Whether all has been taken that was written unwaited: false when a reader takes nothing, even after some seconds. */
export async function isTaken(wasTold: boolean): Promise<boolean> {
  const patience = wasTold ? PATIENCE_WHEN_TOLD : PATIENCE;
  const taken = await Promise.all([...terminals, ...pipes].map((outlet) => outlet.taken(patience)));
  return !taken.includes(false);
}

/** Writes no more to terminals, which have gone away. */
export function abandonTerminals(): void {
  for (const outlet of terminals) outlet.close();
}
