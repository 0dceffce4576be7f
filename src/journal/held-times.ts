import type { EventOf } from '../model/event.ts';
import { markOf } from '../model/sharing/mark.ts';
import { succeeded, type Outcome } from '../model/outcome.ts';
import type { ProcessId } from '../model/process-id.ts';
import type { GpuRef } from '../model/resources.ts';
import { WHOLE, type Instant } from '../model/units.ts';
import type { HeldOutcome } from '../model/sharing/usage.ts';

/** The events that tell for how long attempts held what they were given. */
export const HOLDING_EVENTS = [
  'run-started',
  'attempt-planned',
  'attempt-started',
  'attempt-exited',
  'attempt-ended',
  'attempt-abandoned',
  'jobs-moved',
] as const;

type HoldingEvent = EventOf<(typeof HOLDING_EVENTS)[number]>;

/** The GPUs of an attempt, and for how long it held them. */
export interface AttemptHeld {
  /** Who began its run; null where an older journal does not tell. */
  readonly user: string | null;
  readonly gpus: readonly GpuRef[];
  /** Of each of them, in thousandths. */
  readonly share: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly outcome: HeldOutcome;
}

/** One of which no end is known. */
export interface AttemptHolding extends Omit<AttemptHeld, 'until' | 'outcome'> {
  /** Null where it is not known to have begun. */
  readonly process: ProcessId | null;
  /** As the other runs of its host know it. */
  readonly mark: string;
}

/** For how long the attempts of a journal have held GPUs, from its events in their order. */
export class HeldTimes {
  readonly ended: AttemptHeld[] = [];
  /** When the last event of an attempt came; null before any has. */
  last: Instant | null = null;
  #user: string | null = null;
  readonly #open = new Map<string, AttemptHolding>();
  /** Attempts that hold nothing any more, and whose outcome is still to be told. */
  readonly #exited = new Map<string, Instant>();

  /** Those that may still hold them. */
  get open(): Iterable<AttemptHolding> {
    return this.#open.values();
  }

  take(event: HoldingEvent): void {
    // That another runner begins tells nothing of what went on under the former one.
    if (event.event !== 'run-started') this.last = event.at;
    switch (event.event) {
      case 'run-started':
        this.#user = event.origin?.user ?? null;
        return;
      case 'attempt-planned': {
        const { gpus, share } = event.allocation;
        if (gpus.length === 0) return;
        const held = { user: this.#user, gpus, share: share ?? WHOLE, from: event.at };
        this.#open.set(keyOf(event), { ...held, process: null, mark: markOf(event.token) });
        return;
      }
      case 'attempt-started': {
        const open = this.#open.get(keyOf(event));
        if (open !== undefined) this.#open.set(keyOf(event), { ...open, process: event.process });
        return;
      }
      case 'attempt-exited':
        this.#exited.set(keyOf(event), event.at);
        return;
      case 'attempt-ended':
        return this.#end(keyOf(event), event.endedAt ?? event.at, outcomeOf(event.outcome));
      case 'attempt-abandoned':
        return this.#end(keyOf(event), event.at, 'interrupted');
      case 'jobs-moved':
        return this.#move(event);
      default:
        return event satisfies never;
    }
  }

  #end(key: string, at: Instant, outcome: HeldOutcome): void {
    const open = this.#open.get(key);
    const until = this.#exited.get(key) ?? at;
    this.#open.delete(key);
    this.#exited.delete(key);
    if (open === undefined) return;
    const { user, gpus, share, from } = open;
    this.ended.push({ user, gpus, share, from, until, outcome });
  }

  #move({ moves }: EventOf<'jobs-moved'>): void {
    const nameNow = new Map(moves.map(({ job, was }) => [was as string, job]));
    for (const [key, held] of [...this.#open]) {
      const { job, attempt } = partsOf(key);
      const now = nameNow.get(job);
      if (now === undefined) continue;
      this.#open.delete(key);
      this.#open.set(keyOf({ job: now, attempt }), held);
    }
  }
}

function keyOf({ job, attempt }: { readonly job: string; readonly attempt: number | string }): string {
  return `${attempt}/${job}`;
}

function partsOf(key: string): { readonly job: string; readonly attempt: string } {
  const at = key.indexOf('/');
  return { attempt: key.slice(0, at), job: key.slice(at + 1) };
}

function outcomeOf(outcome: Outcome): HeldOutcome {
  switch (outcome.cause) {
    case 'exit':
      return succeeded(outcome) ? 'useful' : 'failed';
    case 'timeout':
      return 'timed out';
    case 'stopped':
      return 'interrupted';
    case 'oom':
    case 'missing-output':
    case 'spawn':
    case 'lost':
      return 'failed';
    default:
      return outcome satisfies never;
  }
}
