import { request } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Project, Running } from './project.ts';
import { until } from './until.ts';

/** What a server has answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What is asked of a server; `path` is sent as it is. */
export interface Asking {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A `sweep ui` under way. */
export class LivePage {
  readonly running: Running;
  /** The address that lets a browser in. */
  readonly url: URL;
  /** Where it listens: a port, or a socket. */
  readonly #at: { readonly port: number } | { readonly socketPath: string };

  private constructor(running: Running, url: URL, socketPath: string | undefined) {
    this.running = running;
    this.url = url;
    this.#at = socketPath === undefined ? { port: Number(url.port) } : { socketPath };
  }

  /** Starts one in a project, at a free port unless `args` say where. */
  static async of(
    project: Project,
    args: readonly string[] = ['--port', '0'],
    { env = {}, socket }: { readonly env?: Readonly<Record<string, string>>; readonly socket?: string } = {},
  ): Promise<LivePage> {
    const running = project.start(['ui', ...args], env);
    const url = await until('the address of the page', () => /open (http:\S+)/.exec(running.output.stdout)?.[1]);
    return new LivePage(running, new URL(url), socket);
  }

  /** The newest address that lets a browser in. */
  get entry(): string {
    return [...this.running.output.stdout.matchAll(/http:\S+/g)].at(-1)![0];
  }

  ask({ method = 'GET', path, headers = {}, body }: Asking): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { ...this.#at, host: '127.0.0.1', method, path, headers: { host: this.url.host, ...headers } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Comes in by the token; comes back with the cookie. */
  async enter(): Promise<string> {
    const { search } = new URL(this.entry);
    const { headers } = await this.ask({ path: `/${search}` });
    return String(headers['set-cookie']).split(';')[0]!;
  }
}

/** What stands between a browser and a server, as a tunnel does, and can be cut. */
export class Tunnel {
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #port = 0;
  readonly #server = createServer((socket) => this.#join(socket));

  constructor(to: number) {
    this.#to = to;
    onTestFinished(() => this.cut());
  }

  get port(): number {
    return this.#port;
  }

  /** Lets everything through from now on, at the same port each time. */
  open(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Lets nothing through any more. */
  cut(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #join(socket: Socket): void {
    const other = connect(this.#to, '127.0.0.1');
    for (const [one, next] of [
      [socket, other],
      [other, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#sockets.delete(one);
        next.destroy();
      });
      one.pipe(next);
    }
  }
}
