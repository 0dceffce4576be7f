import { createHash } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Milliseconds. */
const PACE = {
  /** For how long it may be held against us before that is a failure. */
  patience: 10_000,
  /** After it was free for so long without another try, earlier refusals no longer count. */
  interest: 1000,
  /** The longest pause before the next try while it is taken from under us again and again. */
  longestPause: 20,
  /** Between tries where the system has no such socket to give. */
  recovery: 5000,
};

/** Length of an address in bytes, but for the NUL that makes it abstract (unix(7): sun_path has 108). */
const ADDRESS_LENGTH = 107;

/**
 * Excludes all other processes of this network namespace, for a moment: an abstract Unix socket (unix(7)) can be bound by
 * one process at a time, and the kernel frees it when that process dies, however it dies.
 */
export class Mutex {
  readonly #address: string;
  readonly #what: string;
  readonly #onNews: () => void;
  #refusedSince: number | null = null;
  /** When it was last seen free after a refusal. */
  #freeSince: number | null = null;
  #refusals = 0;
  #waiter: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #alarm: NodeJS.Timeout | null = null;
  #fault: string | null = null;
  #isInside = false;
  #isClosed = false;

  /**
   * @param what it protects, canonical, such as a folder: the same for all who are to exclude each other.
   * @param onNews called after a refusal, when another try is worth it or `failure` has changed. Never from within `tryEnter`.
   */
  constructor(what: string, onNews: () => void) {
    this.#what = what;
    this.#address = addressOf(what);
    this.#onNews = onNews;
  }

  /**
   * Why it could not be entered for 10 seconds, or cannot be entered at all here; null when it can, or nobody has tried of late.
   */
  get failure(): string | null {
    if (this.#fault !== null) return this.#fault;
    if (this.#refusedSince === null || this.#hasLostInterest()) return null;
    const isDue = performance.now() - this.#refusedSince >= PACE.patience;
    return isDue ? `another process has kept ${this.#what} to itself for ${PACE.patience / 1000} s` : null;
  }

  /**
   * Calls `body`, which must be short, while no other process is in. Returns false without calling it when another is, or
   * when the system has no such socket; news follow.
   * @throws Error what `body` throws; by then it is free again.
   */
  tryEnter(body: () => void): boolean {
    if (this.#isInside) throw new Error(`${this.#what} is entered from within`);
    const server = createServer();
    server.on('error', (error) => this.#refused(error));
    // Binds before it returns; why it could not is said later.
    server.listen({ path: this.#address, exclusive: true });
    if (!server.listening) return false;
    this.#entered();
    this.#hold(server, body);
    return true;
  }

  /** Waits no more and calls nobody any more. */
  close(): void {
    this.#isClosed = true;
    this.#rest();
  }

  #hold(server: Server, body: () => void): void {
    this.#isInside = true;
    try {
      body();
    } finally {
      this.#isInside = false;
      server.close();
    }
  }

  #entered(): void {
    this.#rest();
    this.#refusedSince = null;
    this.#freeSince = null;
    this.#refusals = 0;
    this.#fault = null;
  }

  #rest(): void {
    this.#waiter?.destroy();
    this.#waiter = null;
    for (const timer of [this.#timer, this.#alarm]) if (timer !== null) clearTimeout(timer);
    this.#timer = this.#alarm = null;
  }

  #refused(error: Error): void {
    // Several tries in a row are refused one by one, and all may be known only when a later one has come through.
    if (this.#isClosed || this.#waiter !== null || this.#timer !== null) return;
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') this.#await();
    else this.#blame(error);
  }

  #await(): void {
    const now = performance.now();
    if (this.#refusedSince === null || this.#hasLostInterest()) {
      this.#refusedSince = now;
      this.#refusals = 0;
      this.#raiseAlarm();
    }
    this.#fault = null;
    this.#freeSince = null;
    this.#refusals += 1;
    const waiter = connect({ path: this.#address });
    this.#waiter = waiter;
    waiter.unref();
    // Whoever is in never accepts; refused, reset and closed all mean that it is free.
    waiter.on('error', () => undefined);
    waiter.resume();
    waiter.on('close', () => {
      if (this.#waiter === waiter) this.#freed();
    });
  }

  #freed(): void {
    this.#waiter = null;
    this.#freeSince = performance.now();
    // All who wait are woken at once, and one of them comes first.
    this.#after(this.#refusals === 1 ? 0 : Math.random() * Math.min(PACE.longestPause, 2 * this.#refusals));
  }

  #blame(error: Error): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const fault = `no other run can be kept out of ${this.#what}: the system refuses a Unix socket (${code ?? message})`;
    const isNews = fault !== this.#fault;
    this.#fault = fault;
    this.#after(PACE.recovery);
    if (isNews) this.#onNews();
  }

  #after(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#onNews();
    }, milliseconds);
    this.#timer.unref();
  }

  #raiseAlarm(): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    // Timers may be early by a millisecond.
    this.#alarm = setTimeout(() => {
      this.#alarm = null;
      if (this.failure !== null) this.#onNews();
    }, PACE.patience + 2);
    this.#alarm.unref();
  }

  #hasLostInterest(): boolean {
    return this.#freeSince !== null && performance.now() - this.#freeSince > PACE.interest;
  }
}

/**
 * NUL, then exactly as many characters as an address holds. Older versions of libuv pad shorter ones with NULs, which
 * makes another address of them: then one version of Node would not exclude the other.
 */
export function addressOf(what: string): string {
  const hash = createHash('sha512').update(what).digest('hex');
  return `\0${`sweep-${hash}`.slice(0, ADDRESS_LENGTH)}`;
}
