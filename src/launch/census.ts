import { performance } from 'node:perf_hooks';
import type { LivingProcess, Processes } from './processes.ts';

/** How old an answer may be: this many milliseconds, or so many times what it cost. */
const AGE = { least: 20, timesCost: 2 };

/**
 * All living processes, as they were a moment ago: many attempts that ask at once are answered by one look. That a
 * session is empty stays true, and who asks what to kill asks again.
 */
export class Census {
  readonly #processes: Processes;
  #living: readonly LivingProcess[] = [];
  #validUntil = -Infinity;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  living(): readonly LivingProcess[] {
    const begin = performance.now();
    if (begin < this.#validUntil) return this.#living;
    this.#living = this.#processes.livingProcesses();
    const end = performance.now();
    this.#validUntil = end + Math.max(AGE.least, AGE.timesCost * (end - begin));
    return this.#living;
  }
}
