import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../host/system/clock.ts';
import { iso } from '../model/units.ts';
import { BEAT, type LiveMessage } from '../report/page/live-messages.ts';

/** Milliseconds between two looks: at the least, more by so many times as long as a look takes, and at the most. */
const PACE = { least: 500, factor: 4, most: 5000 };

/** What one tab of a browser is told as it happens, by server-sent events (the HTML standard), until it leaves. */
export class Stream {
  readonly #response: ServerResponse;
  readonly #left = new AbortController();
  readonly #beats: NodeJS.Timeout;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on('close', () => {
      clearInterval(this.#beats);
      this.#left.abort();
    });
    // What is between here and there may hold back what it takes for a document.
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    this.#beats = setInterval(() => {
      // Who is behind hears enough.
      if (!response.writableNeedDrain) void this.send({ kind: 'beat' });
    }, BEAT);
  }

  /** Is aborted when the tab has left. */
  get left(): AbortSignal {
    return this.#left.signal;
  }

  /** Sends a message; comes back when there is room for the next. */
  async send(message: LiveMessage): Promise<void> {
    const data = JSON.stringify({ now: iso(clock.now().at), ...message });
    if (this.left.aborted || this.#response.write(`data: ${data}\n\n`)) return;
    await once(this.#response, 'drain', { signal: this.left }).catch(() => undefined);
  }

  /** Has `look` look again and again, until the tab has left. What a look fails by is told, once, and it is tried again. */
  async keep(look: () => Promise<void>): Promise<void> {
    let told = '';
    while (!this.left.aborted) {
      const began = performance.now();
      try {
        await look();
        told = '';
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        if (text !== told) await this.send({ kind: 'problem', text });
        told = text;
      }
      const rest = Math.min(PACE.most, PACE.least + PACE.factor * (performance.now() - began));
      await pause(rest, undefined, { signal: this.left }).catch(() => undefined);
    }
  }
}
