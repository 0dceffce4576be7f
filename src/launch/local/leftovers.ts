import { performance } from 'node:perf_hooks';
import { processesOf, send, type LivingProcess, type Processes, type Trace } from './processes.ts';

/** Processes of an attempt that outlived it. */
export interface Found {
  readonly pids: readonly number[];
  /** Those that survived KILL. */
  readonly survivors: readonly number[];
}

/** Milliseconds. */
const PACE = {
  /** Between two scans that nobody waits for. */
  lazy: 1000,
  /** Scans that somebody waits for take at most this part of the time: the pause is so many times the last scan. */
  eager: 10,
  /** From the first look at a process to the second, after which it is killed: most are on their way out. */
  secondLook: 100,
  /** For how long a process is killed again before it counts as a survivor. */
  patience: 5000,
};

/**
 * Finds the processes that ended attempts left behind, and kills them. A look at all processes of the machine is dear,
 * so one scan serves every attempt that waits for one.
 */
export class Leftovers {
  readonly #processes: Processes;
  readonly #report: (trace: Trace, found: Found) => void;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #lastScan = { end: -Infinity, cost: 0 };
  readonly #rounds = new Set<Promise<void>>();

  /** @param report called before `clear` comes back, and only if there was something. */
  constructor(processes: Processes, report: (trace: Trace, found: Found) => void) {
    this.#processes = processes;
    this.#report = report;
  }

  /** Comes back when nothing of the attempt lives any more, or what does has survived KILL. */
  clear(trace: Trace): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ trace, done: resolve });
      this.#schedule(this.#lastScan.end + PACE.eager * this.#lastScan.cost);
    });
  }

  /** Sees to it when there is time. */
  clearLater(trace: Trace): void {
    this.#waiting.push({ trace, done: () => undefined });
    if (this.#timer === null) this.#schedule(performance.now() + PACE.lazy);
  }

  /** Sees to all that still waits; nothing is scanned afterwards. */
  async close(): Promise<void> {
    if (this.#timer !== null) this.#begin();
    await Promise.all(this.#rounds);
  }

  #schedule(at: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, at - performance.now()));
  }

  #begin(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const round = this.#round().finally(() => this.#rounds.delete(round));
    this.#rounds.add(round);
  }

  async #round(): Promise<void> {
    let open = this.#waiting.map((waiting) => ({ ...waiting, named: new Set<number>() }));
    this.#waiting = [];
    let before = this.#scan(open);
    const deadline = performance.now() + PACE.patience;
    for (let look = 1; ; look += 1) {
      const isLast = performance.now() > deadline;
      const isOpen = (one: Open): boolean => !isLast && (before.get(one.trace) ?? []).length > 0;
      for (const one of open) if (!isOpen(one)) this.#finish(one, before.get(one.trace) ?? []);
      open = open.filter(isOpen);
      if (open.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, PACE.secondLook));
      const now = this.#scan(open);
      for (const one of open) kill(one, now.get(one.trace) ?? [], look === 1 ? before.get(one.trace) : undefined);
      before = now;
    }
  }

  #finish({ trace, named, done }: Open, living: readonly LivingProcess[]): void {
    const survivors = living.map(({ pid }) => pid);
    for (const pid of survivors) named.add(pid);
    if (named.size > 0) this.#report(trace, { pids: [...named], survivors });
    done();
  }

  #scan(open: readonly Waiting[]): Map<Trace, readonly LivingProcess[]> {
    const begin = performance.now();
    const traces = open.map(({ trace }) => trace);
    const found = processesOf(traces, this.#processes.livingProcesses());
    const end = performance.now();
    this.#lastScan = { end, cost: end - begin };
    return found;
  }
}

interface Waiting {
  readonly trace: Trace;
  readonly done: () => void;
}

interface Open extends Waiting {
  /** Those that were killed. */
  readonly named: Set<number>;
}

/** Kills what was seen twice; once something was, all that comes after it. */
function kill({ named }: Open, living: readonly LivingProcess[], before: readonly LivingProcess[] | undefined): void {
  for (const { pid, startTicks } of living) {
    const isSeenTwice = before?.some((one) => one.pid === pid && one.startTicks === startTicks) ?? true;
    if (!isSeenTwice) continue;
    named.add(pid);
    send(pid, 'SIGKILL');
  }
}
