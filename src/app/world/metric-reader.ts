import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MetricsReading } from '../../model/metrics.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds } from '../../model/units.ts';
import type { LeftBy, MetricFiles, Signal } from '../../run/world.ts';
import { metricsOrder, readMetrics, unread, type MetricsOrder } from './metric-files.ts';
import type { RunPlace } from './run-place.ts';

/** Bytes of output in which numbers are found about as soon as a thread could be told of it. */
const AT_ONCE = 16 * 1024;

/** For how long an attempt is read at the most: what takes longer hangs. */
const PATIENCE = seconds(120);

/** What is read in a thread of its own, as it lies beside this in the bundle. */
const THREAD = new URL('./metric-thread.js', import.meta.url);

/**
 * Reads what attempts have left, one at a time, in a thread that is begun when it is first needed: files may be large, or lie where nothing
 * answers, and a regular expression may take for ever. Only short outputs are read at once.
 */
export class MetricReader implements MetricFiles {
  readonly #place: Pick<RunPlace, 'root' | 'runFolder'>;
  readonly #report: (signal: Signal) => void;
  readonly #patience;
  readonly #thread;
  readonly #keeps;
  #worker: Worker | null = null;
  /** Comes back when all that was asked for before has been read. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /**
   * @param report  hears of what could not be read at once
   * @param options  for how long an attempt is read at the most, the file of the thread, and whether curves are kept
   */
  constructor(
    place: Pick<RunPlace, 'root' | 'runFolder'>,
    report: (signal: Signal) => void,
    { patience = PATIENCE, thread = THREAD, keeps = true } = {},
  ) {
    this.#place = place;
    this.#report = report;
    this.#patience = patience;
    this.#thread = thread;
    this.#keeps = keeps;
  }

  look(left: LeftBy): MetricsReading | null {
    const order = metricsOrder(this.#place, left, { keeps: this.#keeps });
    if (isShort(order)) return readMetrics(order);
    void this.#inTurn(order).then((reading) => {
      if (!this.#isClosed) this.#report({ signal: 'metrics-read', job: left.job.id, attempt: left.attempt, reading });
    });
    return null;
  }

  async read(left: LeftBy): Promise<MetricsReading> {
    const order = metricsOrder(this.#place, left, { keeps: this.#keeps });
    return isShort(order) ? readMetrics(order) : this.#inTurn(order);
  }

  /** Reads nothing more, and tells of nothing. */
  close(): void {
    this.#isClosed = true;
    this.#dismiss();
  }

  async #inTurn(order: MetricsOrder): Promise<MetricsReading> {
    const reading = this.#last.then(() => (this.#isClosed ? unread('are read no more') : this.#readAside(order)));
    this.#last = reading;
    return reading;
  }

  async #readAside(order: MetricsOrder): Promise<MetricsReading> {
    const limit = AbortSignal.timeout(this.#patience * 1000);
    try {
      const worker = await this.#begun(limit);
      // Nobody to ask: better late than never.
      if (worker === null) return readMetrics(order);
      worker.ref();
      const answer = once(worker, 'message', { signal: limit });
      worker.postMessage(order);
      const [reading] = (await answer) as [MetricsReading];
      worker.unref();
      return reading;
    } catch (error) {
      this.#dismiss();
      if (limit.aborted) return unread(`could not be read within ${spellDuration(this.#patience)}`);
      return unread(`cannot be read: ${(error as Error).message}`);
    }
  }

  /** The thread, when it is ready; null where there is none to be had. @throws Error where that takes too long. */
  async #begun(limit: AbortSignal): Promise<Worker | null> {
    if (this.#worker !== null) return this.#worker;
    try {
      const worker = new Worker(this.#thread);
      this.#worker = worker;
      worker.on('error', () => (this.#worker = null));
      await once(worker, 'message', { signal: limit });
      return worker;
    } catch (error) {
      this.#dismiss();
      if (limit.aborted) throw error;
      return null;
    }
  }

  /** One that hangs in the kernel goes when that lets it. */
  #dismiss(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}

/** Whether nothing is to be read but an output, which is short, by patterns of which none can take long. */
function isShort({ metrics, folder }: MetricsOrder): boolean {
  return metrics.every(({ kind }) => kind === 'log') && sizeOf(folder.log) + sizeOf(folder.errors) <= AT_ONCE;
}

/** 0 where it cannot be told, as it can then not be read. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
