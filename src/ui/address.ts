import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { resolve } from 'node:path';
import { EXIT, Refusal } from '../app/refusal.ts';

/** Where a server is to listen: at a port of 127.0.0.1, or at a socket that only its user may connect to. */
export interface Wanted {
  /** The folder of the project, which gives it a port of its own. */
  readonly root: string;
  readonly port?: number | undefined;
  readonly socket?: string | undefined;
}

/** Where it listens. */
export type Address =
  | { readonly kind: 'port'; readonly port: number; readonly isUsual: boolean }
  | { readonly kind: 'socket'; readonly path: string };

/** Ports among which each project has one: no service has them by custom, and no system hands them out. */
const FIRST_PORT = 17_000;
const PORTS = 10_000;

/** Ports that are tried where another program has that of the project. */
const TRIES = 20;

/** The port of a project, the same each time, so that a tunnel and an open tab find it again. */
export function portOf(root: string): number {
  return FIRST_PORT + (createHash('sha256').update(root).digest().readUInt32BE(0) % PORTS);
}

/** Has a server listen. Refuses a port that is taken, and a path at which something stands. */
export async function listenAt(server: Server, { root, port, socket }: Wanted): Promise<Address> {
  if (socket !== undefined) return listenAtSocket(server, resolve(socket));
  if (port !== undefined) {
    const problem = await tryToListen(server, { port, host: '127.0.0.1' });
    if (problem === null) return { kind: 'port', port: portIn(server), isUsual: true };
    throw new Refusal(EXIT.unavailable, `port ${port} cannot be had: ${problem.message}`);
  }
  const usual = portOf(root);
  for (let at = usual; ; at += 1) {
    const problem = await tryToListen(server, { port: at, host: '127.0.0.1' });
    if (problem === null) return { kind: 'port', port: at, isUsual: at === usual };
    if (problem.code !== 'EADDRINUSE' || at >= usual + TRIES) {
      throw new Refusal(EXIT.unavailable, `port ${at} cannot be had: ${problem.message}`);
    }
  }
}

function portIn(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function listenAtSocket(server: Server, path: string): Promise<Address> {
  await makeRoom(path);
  // Nobody else may connect, not even before its mode is set.
  const before = process.umask(0o177);
  const problem = await tryToListen(server, { path }).finally(() => process.umask(before));
  if (problem !== null) throw new Refusal(EXIT.unavailable, `${path}: nothing can be served there: ${problem.message}`);
  chmodSync(path, 0o600);
  return { kind: 'socket', path };
}

/** The longest address of a socket that Linux knows (unix(7)); of a longer one Node would take the beginning. */
const LONGEST_ADDRESS = 107;

/** Removes a socket of this user at which nobody listens any more; refuses all else that stands there. */
async function makeRoom(path: string): Promise<void> {
  if (Buffer.byteLength(path) > LONGEST_ADDRESS) {
    throw new Refusal(EXIT.invalid, `${path} is too long for a socket: ${LONGEST_ADDRESS} bytes is all there can be`);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket() || found.uid !== process.geteuid?.()) {
    throw new Refusal(EXIT.invalid, `${path} is there, and no socket of yours: name another with --socket`);
  }
  if (await isHeard(path)) throw new Refusal(EXIT.unavailable, `${path}: somebody listens there already`);
  unlinkSync(path);
}

function isHeard(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

function tryToListen(
  server: Server,
  at: { readonly port: number; readonly host: string } | { readonly path: string },
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const done = (problem: NodeJS.ErrnoException | null) => (): void => {
      server.off('error', fail);
      server.off('listening', listen);
      resolve(problem);
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      done(error)();
    };
    const listen = done(null);
    server.once('error', fail);
    server.once('listening', listen);
    server.listen(at);
  });
}
