import { randomUUID } from 'node:crypto';
import { ControlServer } from '../../control/server.ts';
import { socketAddress, socketFolder } from '../../control/socket-folder.ts';
import type { Signal } from '../../run/world.ts';
import { packageVersion } from '../sweep/package.ts';

type Asked = Extract<Signal, { readonly signal: 'asked' }>;

/** What a runner still does when its run has ended. */
export interface Rest {
  /** As in "the run has ended, and …". */
  busy: string;
  /** Has what is left of it done by the next run. */
  leave: () => void;
}

/** How a runner answers that has nothing left but the rest: it takes no request, though the next one may; who cancels it has it leave. */
export function answersDuring(rest: Rest): (asked: Asked) => void {
  return ({ request, answer }) => {
    if (request.do !== 'cancel') {
      const message = `the run has ended, and ${rest.busy}: try again when that is done`;
      return answer({ ok: false, message, again: true });
    }
    rest.leave();
    answer({ ok: true, jobs: [] });
  };
}

/** Where other processes of this user ask something of a run. What they ask before it takes requests waits. */
export class ControlChannel {
  /** For the lock; null where there is none. */
  readonly address: string | null;
  /** Why there is none; null where there is one. */
  readonly problem: string | null;
  readonly #server: ControlServer | null;
  readonly #early: Asked[];
  #take: (asked: Asked) => void;

  private constructor(opened: ControlServer | { readonly message: string }, address: string, early: Asked[]) {
    const isOpen = opened instanceof ControlServer;
    this.#server = isOpen ? opened : null;
    this.address = isOpen ? address : null;
    this.problem = isOpen ? null : opened.message;
    this.#take = (asked) => early.push(asked);
    this.#early = early;
  }

  static async open(sweep: string): Promise<ControlChannel> {
    const uid = process.geteuid?.() ?? 0;
    const address = socketAddress(socketFolder(uid), randomUUID());
    const early: Asked[] = [];
    let channel: ControlChannel | null = null;
    const opened = await ControlServer.open({
      address,
      uid,
      version: packageVersion(),
      sweep,
      take: ({ id, request }, answer) => {
        const asked: Asked = { signal: 'asked', id, request, answer };
        if (channel === null) early.push(asked);
        else channel.#take(asked);
      },
    });
    channel = new ControlChannel(opened, address, early);
    return channel;
  }

  /** Hands on what has been asked so far, and what will be. */
  serve(take: (asked: Asked) => void): void {
    this.#take = take;
    for (const asked of this.#early.splice(0)) take(asked);
  }

  /** Hands on what will be asked from now on; who has no answer yet asks anew. */
  serveAnew(take: (asked: Asked) => void): void {
    this.#early.length = 0;
    this.#take = take;
    this.#server?.drop();
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}
