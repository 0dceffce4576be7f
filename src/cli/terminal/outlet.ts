import { Backlog } from '../../report/text/backlog.ts';

/** Where bytes go that nobody waits for. */
export interface Sink {
  /**
   * Takes as many of the bytes as it can at once, and says how many that is; null when nobody will ever take any more. May call
   * `again` when it can take more.
   */
  offer(bytes: Uint8Array, again: () => void): number | null;
  /** Whether all that it has taken has left this process. */
  readonly isEmpty: boolean;
  close(): void;
}

/** How output waits for whoever reads it. */
export interface OutletOptions {
  /** How much waits at the most, in UTF-16 units; the oldest is left out. */
  readonly room: number;
  /** What stands in the place of lines that were left out. */
  readonly tellLeftOut: (lines: number) => string;
  /** Hears when all that had to wait has been taken. */
  readonly onTaken: () => void;
}

/** Bytes that are offered at a time: few, so that whoever reads slowly can be told from one who does not read. */
const PORTION = 16 * 1024;

/** Milliseconds until something is offered again; twice as long each time that nothing is taken. */
const SOON = 5;
const LATER = 200;

/** Hands text on as fast as it is taken. Whoever writes never waits: what is not taken is kept, as far as there is room. */
export class Outlet {
  readonly #sink: Sink;
  readonly #onTaken: () => void;
  readonly #backlog: Backlog;
  /** Of what has been offered, the part that was not taken. */
  #offered: Uint8Array = new Uint8Array();
  #isClosed = false;
  #isBehind = false;
  #timer: NodeJS.Timeout | undefined;
  #pause = SOON;
  #lastTaken = 0;

  constructor(sink: Sink, { room, tellLeftOut, onTaken }: OutletOptions) {
    this.#sink = sink;
    this.#onTaken = onTaken;
    this.#backlog = new Backlog(room, tellLeftOut);
  }

  /** Writes whole lines. False when they, or some before them, still wait: `onTaken` then tells when they do no more. */
  write(text: string): boolean {
    if (this.#isClosed) return true;
    this.#backlog.add(text);
    if (!this.#isBehind) this.#offer();
    return !this.#isBehind;
  }

  /** Whether all has been taken: true as soon as it has, false when nothing was for `patience` milliseconds. */
  async taken(patience: number): Promise<boolean> {
    const asked = performance.now();
    while (!this.#isTaken) {
      if (performance.now() - Math.max(asked, this.#lastTaken) > patience) return false;
      // Unlike the timer of a run, this one keeps the process alive.
      await new Promise((resolve) => setTimeout(resolve, SOON));
      this.#offer();
    }
    return true;
  }

  /** Forgets what waits, and all that is written from now on. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#sink.close();
  }

  get #isTaken(): boolean {
    return this.#isClosed || (this.#offered.length === 0 && this.#backlog.isEmpty && this.#sink.isEmpty);
  }

  readonly #offer = (): void => {
    clearTimeout(this.#timer);
    while (!this.#isClosed && (this.#offered.length > 0 || !this.#backlog.isEmpty)) {
      if (this.#offered.length === 0) this.#offered = Buffer.from(this.#backlog.take(PORTION));
      const taken = this.#sink.offer(this.#offered, this.#offer);
      if (taken === null) {
        this.close();
        return;
      }
      if (taken > 0) {
        this.#pause = SOON;
        this.#lastTaken = performance.now();
      }
      this.#offered = this.#offered.subarray(taken);
      if (this.#offered.length > 0) {
        this.#isBehind = true;
        this.#timer = setTimeout(this.#offer, this.#pause).unref();
        this.#pause = Math.min(LATER, this.#pause * 2);
        return;
      }
    }
    if (!this.#isBehind) return;
    this.#isBehind = false;
    this.#onTaken();
  };
}
