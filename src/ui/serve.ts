import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { Refusal } from '../app/refusal.ts';
import { sweepsHere, type Place } from '../app/sweep/known-sweep.ts';
import { systemFault } from '../disk/read-fault.ts';
import { shellWord } from '../model/text/shell.ts';
import { listenAt, type Address, type Wanted } from './address.ts';
import { answerJson, answerLetIn, answerText, prepare } from './answers.ts';
import { Desk } from './desk.ts';
import { Door } from './door.ts';
import { FollowedSweeps } from './followed-sweep.ts';
import { leadTo, openInBrowser, type LeadingFile } from './opening.ts';

/** How a project is served. */
export interface UiOptions extends Wanted {
  readonly place: Place;
  /** The sweep that is shown first; null for all. */
  readonly sweep: string | null;
  /** By which names the server may be asked for besides. */
  readonly allowHost: readonly string[];
  /** Whether the browser of this desktop is to open it. */
  readonly open: boolean;
  /** Hears where it can be looked at, and what goes wrong. */
  readonly say: (text: string) => void;
}

/** Connections at once. */
const MOST_CONNECTIONS = 512;

/** Serves the live page of a project until `leave` is aborted. Everything that is looked at goes on without it. */
export async function serveUi(options: UiOptions, leave: AbortSignal): Promise<void> {
  const { root, place, sweep, open, say } = options;
  const sweeps = new FollowedSweeps(() => sweepsHere(place), place);
  const start = sweep === null ? '' : `sweep/${encodeURIComponent(sweep)}`;
  const desk = new Desk({ project: basename(root), place, sweeps, start });
  const server = createServer();
  server.maxConnections = MOST_CONNECTIONS;
  const address = await listenAt(server, options);
  const door = new Door(nameOf(address), options.allowHost);
  let leading: LeadingFile | null = null;
  server.on('request', (request, response) => {
    void serveOne(request, response, door, desk, say).then((hasLetIn) => {
      if (!hasLetIn) return;
      leading?.remove();
      say(`a browser has come in; the next one comes in by ${urlOf(address, door)}`);
    });
  });
  for (const line of whereabouts(address, door)) say(line);
  if (open && address.kind === 'port') {
    leading = leadTo(urlOf(address, door));
    openInBrowser(leading.path, say);
  }
  try {
    await aborted(leave);
  } finally {
    leading?.remove();
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    server.closeAllConnections();
    await closed;
  }
}

/** What tells its cookies from those of others: its port, and of a socket, whose port only the tunnel knows, a hash of its path. */
function nameOf(address: Address): string {
  if (address.kind === 'port') return String(address.port);
  return createHash('sha256').update(address.path).digest('hex').slice(0, 12);
}

/** The port that is proposed for the other end of a tunnel to a socket. */
const TUNNEL_PORT = 8080;

function urlOf(address: Address, door: Door): string {
  const port = address.kind === 'port' ? address.port : TUNNEL_PORT;
  // By its number: another user could listen at a second address of the name.
  return `http://127.0.0.1:${port}/?token=${door.token}`;
}

function whereabouts(address: Address, door: Door): readonly string[] {
  const url = urlOf(address, door);
  if (address.kind === 'socket') {
    const tunnel = `ssh -L ${TUNNEL_PORT}:${shellWord(address.path)} ${hostname()}`;
    return [`serving at ${address.path}; on your own machine: ${tunnel}`, `and then open ${url}`];
  }
  const { port, isUsual } = address;
  const isFar = (process.env['SSH_CONNECTION'] ?? '') !== '';
  return [
    ...(isUsual ? [] : [`another program has the port of this project: this is ${port}`]),
    ...(isFar ? [`from your own machine: ssh -L ${port}:127.0.0.1:${port} ${hostname()}`] : []),
    `open ${url}`,
    'Ctrl-C ends the page, and nothing else',
  ];
}

/** Answers one request, whatever it is; comes back with whether it has let a browser in by the token. */
async function serveOne(
  request: IncomingMessage,
  response: ServerResponse,
  door: Door,
  desk: Desk,
  say: (text: string) => void,
): Promise<boolean> {
  prepare(response);
  response.on('error', () => undefined);
  try {
    const { method = '', url = '', headers } = request;
    const verdict = door.judge({ method, target: url, headers });
    switch (verdict.kind) {
      case 'refused':
        refuse(request, response, verdict.status, verdict.message);
        return false;
      case 'let-in':
        answerLetIn(response, verdict.cookie);
        return verdict.cookie !== null;
      case 'in':
        await desk.serve(request, response, verdict.path, verdict.query);
        return false;
      default:
        return verdict satisfies never;
    }
  } catch (error) {
    fail(response, error, say);
    return false;
  }
}

/** A person who opens an address reads a page; the script of one reads JSON. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  // What it goes on to send is nobody's concern.
  response.setHeader('connection', 'close');
  if (/\btext\/html\b/.test(request.headers.accept ?? '')) answerText(response, status, message);
  else answerJson(response, status, { error: message });
}

function fail(response: ServerResponse, error: unknown, say: (text: string) => void): void {
  const message = error instanceof Error ? error.message : String(error);
  const isKnown = error instanceof Refusal || (error instanceof Error && 'syscall' in error);
  if (!isKnown && !response.destroyed) say(error instanceof Error ? (error.stack ?? message) : message);
  if (response.headersSent) response.destroy();
  else if (error instanceof Refusal) answerJson(response, 409, { error: message });
  else answerJson(response, 500, { error: isKnown ? systemFault(error as NodeJS.ErrnoException) : message });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
