import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A comment on a pull request. */
export interface Comment {
  readonly id: number;
  body: string;
}

/** What a code host was asked: the method, the path, and who asked. */
export interface Request {
  readonly what: string;
  readonly authorization: string | undefined;
}

/** The part of GitHub's interface that keeps comments, on this machine. */
export class CodeHost {
  readonly comments: Comment[] = [];
  readonly requests: Request[] = [];
  /** Whether it lets nobody write or read. */
  isClosed = false;
  #url = '';

  get url(): string {
    return this.#url;
  }

  /** Begins to listen, until the test has finished. */
  async open(): Promise<void> {
    const server = createServer((request, response) => {
      void this.#answer(request).then(({ status, content }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage): Promise<{ readonly status: number; readonly content: unknown }> {
    const { method = '', url = '', headers } = request;
    this.requests.push({ what: `${method} ${url}`, authorization: headers.authorization });
    const said = (await bodyOf(request)) as { readonly body?: string } | null;
    if (this.isClosed) return { status: 403, content: { message: 'Resource not accessible by integration' } };
    const { pathname, searchParams } = new URL(url, 'http://host');
    const one = /^\/repos\/me\/mine\/issues\/comments\/(\d+)$/.exec(pathname);
    const changed = this.comments.find(({ id }) => id === Number(one?.[1]));
    if (method === 'PATCH' && changed !== undefined) {
      changed.body = said?.body ?? '';
      return { status: 200, content: changed };
    }
    if (pathname !== '/repos/me/mine/issues/7/comments') return { status: 404, content: {} };
    if (method === 'POST') {
      const comment = { id: this.comments.length + 1, body: said?.body ?? '' };
      this.comments.push(comment);
      return { status: 201, content: comment };
    }
    const [size, page] = [Number(searchParams.get('per_page')), Number(searchParams.get('page'))];
    return { status: 200, content: this.comments.slice((page - 1) * size, page * size) };
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? null : JSON.parse(text);
}
