import type { Event, Happening } from '../model/event.ts';
import { reduce } from '../schedule/state/reduce.ts';
import type { RunState } from '../schedule/state/state.ts';
import { Setback } from './setback.ts';
import type { Tick } from '../model/units.ts';
import type { World } from './world.ts';

/**
 * Write-ahead: an event is in the journal before the state takes it in and before anyone acts on it. When the journal
 * cannot be written (a full disk), what has happened is kept in order until it can, and decisions are refused.
 */
export class Recorder {
  readonly #state: RunState;
  readonly #world: World;
  readonly #unwritten: Event[] = [];
  /** That the journal cannot be written. */
  readonly #writing: Setback;

  constructor(state: RunState, world: World) {
    this.#state = state;
    this.#world = world;
    this.#writing = new Setback(
      (problem) => {
        if (world.journal.isDeleted) return;
        world.view.say(`cannot write the journal (${problem}); nothing new starts until it can be written`);
      },
      () => world.view.say('the journal can be written again'),
    );
  }

  /** Whether everything that has happened is in the journal, and more may be: it is worth a try. */
  get healthy(): boolean {
    return this.#unwritten.length === 0 && this.due(this.#world.clock.now().tick) === null;
  }

  /** Whether nothing can be recorded any more. */
  isLost(): boolean {
    return this.#writing.isOn && this.#world.journal.isDeleted;
  }

  /** When the journal is worth another try; null when it is now. */
  due(now: Tick): Tick | null {
    return this.#writing.due(now);
  }

  /** Records a decision; false when the journal cannot be written: then it must not be acted on. */
  try(happening: Happening): boolean {
    if (!this.healthy) return false;
    const event: Event = { ...this.#world.clock.now(), ...happening };
    if (!this.#write(event)) return false;
    this.#takeIn(event);
    return true;
  }

  /** Records something that has happened; it takes effect when it is written, which may be later. */
  note(happening: Happening): void {
    this.#unwritten.push({ ...this.#world.clock.now(), ...happening });
    this.#flush();
  }

  /** Tries again to write what could not be written, unless that was tried a short time ago. */
  retry(): void {
    this.#flush();
  }

  #flush(): void {
    if (this.due(this.#world.clock.now().tick) !== null) return;
    for (let first = this.#unwritten[0]; first !== undefined; first = this.#unwritten[0]) {
      const event = this.#asStopped(first);
      if (!this.#write(event)) return;
      this.#unwritten.shift();
      this.#takeIn(event);
    }
  }

  #write(event: Event): boolean {
    const problem = this.#world.journal.append([event]);
    if (problem === null) this.#writing.wentWell();
    else this.#writing.met(problem, this.#world.clock.now().tick);
    return problem === null;
  }

  #takeIn(event: Event): void {
    reduce(this.#state, event);
    this.#world.view.show(event, this.#state);
  }

  /** An attempt that was told to stop ends as stopped, whatever it made of that. */
  #asStopped(event: Event): Event {
    if (event.event !== 'attempt-ended') return event;
    const current = this.#state.running.get(event.job)?.state;
    if (current?.status !== 'running' || current.stopping === null) return event;
    const code = 'code' in event.outcome ? event.outcome.code : null;
    return { ...event, outcome: { cause: 'stopped', reason: current.stopping, code } };
  }
}
