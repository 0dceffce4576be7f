import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import type { Answer } from '../model/request.ts';
import { readLines } from './lines.ts';
import { lineOf, PROTOCOL, readAsking, type Asking } from './protocol.ts';
import { makeSocketFolder } from './socket-folder.ts';

export interface ServerOptions {
  /** Where to listen, in the folder of sockets of user `uid`. */
  readonly address: string;
  readonly uid: number;
  /** Of sweep, and the name of the sweep that is run. */
  readonly version: string;
  readonly sweep: string;
  /** Called for each request; `answer` may be called at any time, once. */
  readonly take: (asking: Asking, answer: (answer: Answer) => void) => void;
  /** Milliseconds between two looks whether the socket is still there. */
  readonly lookEvery?: number;
}

/** Connections at once. */
const MOST = 512;
/** Milliseconds for which a connection may say nothing while it waits for no answer. */
const IDLE = 30_000;
const LOOK_EVERY = 5000;

/** Listens for the requests of other processes of this user. Keeps no process alive. */
export class ControlServer {
  readonly #options: ServerOptions;
  readonly #connections = new Set<Socket>();
  #server: Server | null = null;
  #inode: bigint | null = null;
  #timer: NodeJS.Timeout | null = null;

  private constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Begins to listen; the message says why that is not possible. */
  static async open(options: ServerOptions): Promise<ControlServer | { readonly message: string }> {
    const server = new ControlServer(options);
    const problem = await server.#listen();
    if (problem !== null) return { message: problem };
    server.#timer = setInterval(() => void server.#look(), options.lookEvery ?? LOOK_EVERY).unref();
    await removeDeadSockets(dirname(options.address), options.address);
    return server;
  }

  /** Ends every connection, answered or not, and goes on listening. */
  drop(): void {
    for (const socket of this.#connections) socket.destroy();
  }

  /** Ends every connection, and listens no more. */
  close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.drop();
    return this.#unlisten();
  }

  async #listen(): Promise<string | null> {
    const { address, uid } = this.#options;
    const folder = makeSocketFolder(dirname(address), uid);
    if (!folder.ok) return folder.message;
    const server = createServer((socket) => this.#welcome(socket)).unref();
    server.maxConnections = MOST;
    const problem = await new Promise<string | null>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.listen(address, () => resolve(null));
    });
    if (problem !== null) return problem;
    server.on('error', () => undefined);
    this.#server = server;
    this.#inode = inodeOf(address);
    return null;
  }

  #unlisten(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return Promise.resolve();
    return new Promise((resolve) => {
      server.close(() => resolve());
    });
  }

  /** A socket that somebody has removed, such as a cleaner of /tmp, is bound anew. */
  async #look(): Promise<void> {
    const inode = inodeOf(this.#options.address);
    if (this.#timer === null || this.#server === null || (inode !== null && inode === this.#inode)) return;
    // Whoever is connected already stays so: the server is closed when they have left, and meanwhile another listens.
    const old = this.#server;
    this.#server = null;
    old.close();
    // Closing it may have removed what stands at its address, and binding needs that.
    if ((await this.#listen()) !== null) this.#server = old;
  }

  #welcome(socket: Socket): void {
    const { version, sweep } = this.#options;
    this.#connections.add(socket);
    socket.unref();
    socket.on('error', () => undefined);
    socket.on('close', () => this.#connections.delete(socket));
    socket.setTimeout(IDLE, () => socket.destroy());
    socket.write(lineOf({ protocol: PROTOCOL, version, sweep }));
    readLines(socket, (line) => this.#hear(socket, line));
  }

  #hear(socket: Socket, line: string): void {
    const reply = (answer: Answer): void => {
      if (!socket.destroyed) socket.write(lineOf(answer));
    };
    const read = readAsking(line);
    switch (read.kind) {
      case 'asking':
        return this.#options.take(read.asking, reply);
      case 'unknown':
        return reply({
          ok: false,
          message: `this runner is sweep ${this.#options.version}; sweep run FILE takes it over`,
        });
      case 'garbage':
        return reply({ ok: false, message: 'this is no request' });
      default:
        return read satisfies never;
    }
  }
}

function inodeOf(path: string): bigint | null {
  return lstatSync(path, { throwIfNoEntry: false, bigint: true })?.ino ?? null;
}

/** Removes what runners that were killed have left: sockets at which nobody listens. */
async function removeDeadSockets(folder: string, own: string): Promise<void> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sock'));
  const others = names.map((name) => join(folder, name)).filter((path) => path !== own);
  await Promise.all(
    others.map(async (path) => {
      if (await isHeard(path)) return;
      try {
        unlinkSync(path);
      } catch {
        // Another has done so.
      }
    }),
  );
}

/** Whether somebody listens at an address, as far as can be told. */
function isHeard(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });
}
