import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What of a request says who sends it. */
export interface Knock {
  readonly method: string;
  /** As it stands in the request: path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** What a request is let do. */
export type Verdict =
  /** It is of whoever was let in. The path has neither `..` nor an encoded character left that could be one. */
  | { readonly kind: 'in'; readonly path: string; readonly query: URLSearchParams }
  /** It has brought the token, and gets this cookie; null for who has one already. The page is to be asked for anew, without the token. */
  | { readonly kind: 'let-in'; readonly cookie: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

/** Browsers that may be in at once; of more the first has to come in again. */
const MOST_SESSIONS = 32;

/** A host as a browser names it: a name or an address, and a port. */
const HOST = /^(\[[0-9a-fA-F:.]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/;

/** By what a tunnel's other end is called, too. */
const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Says which requests are answered. Other users of the host reach the port, and so do all pages that a browser has open: so each request must
 * name a host that is this machine (against rebinding of names), come from the page itself where it does more than open it, and hold the cookie
 * for which the token was exchanged.
 */
export class Door {
  readonly #cookieName: string;
  readonly #hosts: ReadonlySet<string>;
  readonly #sessions: Buffer[] = [];
  #token = secret();

  /**
   * @param name  Tells the cookies of servers on one host apart, which browsers do not.
   * @param hosts  By which names it may be asked for besides.
   */
  constructor(name: string, hosts: readonly string[]) {
    this.#cookieName = `sweep-${name}`;
    this.#hosts = new Set([...OWN_HOSTS, ...hosts].map((host) => host.toLowerCase()));
  }

  /** What lets the next browser in, once. */
  get token(): string {
    return this.#token;
  }

  judge({ method, target, headers }: Knock): Verdict {
    const host = HOST.exec(headers.host ?? '')?.[1]?.toLowerCase();
    if (host === undefined || !this.#hosts.has(host)) {
      return refused(403, `this server is not known as ${host ?? 'that'}: sweep ui --allow-host NAME lets it be`);
    }
    if (method !== 'GET' && method !== 'POST') return refused(405, 'this is not done here');
    const url = urlOf(target);
    if (url === null) return refused(400, 'this is no path of this server');
    const path = url.pathname;
    const isOpening = method === 'GET' && path === '/';
    if (!isFromItself(method, isOpening, headers)) return refused(403, 'another page may not ask for this');
    if (method === 'POST' && !/^application\/json\b/.test(headers['content-type'] ?? '')) {
      return refused(415, 'this is asked for in JSON');
    }
    const isIn = this.#knows(headers.cookie);
    const token = url.searchParams.get('token');
    if (isOpening && token !== null) {
      if (isSame(digest(token), digest(this.#token))) return { kind: 'let-in', cookie: this.#letIn() };
      if (isIn) return { kind: 'let-in', cookie: null };
      return refused(401, 'this address has been used, or is of another server: sweep ui prints the one that counts');
    }
    if (!isIn) return refused(401, 'open the address that sweep ui has printed');
    return { kind: 'in', path, query: url.searchParams };
  }

  /** A cookie of a new session; the token has been used with it. */
  #letIn(): string {
    const session = secret();
    this.#sessions.push(digest(session));
    if (this.#sessions.length > MOST_SESSIONS) this.#sessions.shift();
    this.#token = secret();
    // Without a path it counts for the folder of the address, be that of a proxy. HttpOnly: no script reads it; Strict: no other site sends it.
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict`;
  }

  #knows(cookies: string | undefined): boolean {
    const given = (cookies ?? '')
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one.startsWith(`${this.#cookieName}=`))
      .map((one) => digest(one.slice(this.#cookieName.length + 1)));
    return given.some((one) => this.#sessions.some((session) => isSame(session, one)));
  }
}

/**
 * Whether the page itself has sent a request, or a person has opened the page. Browsers tell by Sec-Fetch-Site (Fetch Metadata Request Headers);
 * of those that do not, an act must name the page's own origin.
 */
function isFromItself(method: string, isOpening: boolean, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin') return true;
    if (method === 'POST') return false;
    return site === 'none' || (isOpening && headers['sec-fetch-mode'] === 'navigate');
  }
  const { origin } = headers;
  if (origin === undefined) return method !== 'POST';
  return urlOf('/', origin)?.host === headers.host?.toLowerCase();
}

function urlOf(target: string, origin = 'http://localhost'): URL | null {
  if (!target.startsWith('/') || target.startsWith('//')) return null;
  try {
    return new URL(target, origin);
  } catch {
    return null;
  }
}

function refused(status: number, message: string): Verdict {
  return { kind: 'refused', status, message };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isSame(one: Buffer, other: Buffer): boolean {
  return timingSafeEqual(one, other);
}
