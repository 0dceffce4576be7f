import { after, seconds, type Seconds, type Tick } from '../model/units.ts';

const FIRST_PAUSE = seconds(1);
const LONGEST_PAUSE = seconds(60);

/** Something that must succeed before anything new starts, and does not: said once, and tried again after growing pauses. */
export class Setback {
  readonly #say: (problem: string) => void;
  readonly #over: () => void;
  #problem: string | null = null;
  #pause: Seconds | null = null;
  #until: Tick | null = null;
  #isTrying = false;

  /**
   * @param say called for each new problem, and for the same one only after it went well in between
   * @param over called when it goes well after that
   */
  constructor(say: (problem: string) => void, over: () => void = () => undefined) {
    this.#say = say;
    this.#over = over;
  }

  /** Whether it has not gone well since a problem was met. */
  get isOn(): boolean {
    return this.#problem !== null;
  }

  /** What was met last and has not gone well since; null when all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  met(problem: string, now: Tick): void {
    // What fails several times at once is one failure.
    if (this.due(now) !== null && !this.#isTrying) return;
    this.#isTrying = false;
    if (problem !== this.#problem) this.#say(problem);
    this.#problem = problem;
    this.#pause = this.#pause === null ? FIRST_PAUSE : seconds(Math.min(LONGEST_PAUSE, 2 * this.#pause));
    this.#until = after(now, this.#pause);
  }

  /** Something is tried: as long as it is not known to have gone well, nothing else is. */
  tried(now: Tick): void {
    if (this.#pause === null) return;
    this.#isTrying = true;
    this.#until = after(now, this.#pause);
  }

  wentWell(): void {
    const { isOn } = this;
    this.#isTrying = false;
    this.#problem = null;
    this.#pause = null;
    this.#until = null;
    if (isOn) this.#over();
  }

  /** When it is worth another try; null when it is now. */
  due(now: Tick): Tick | null {
    return this.#until !== null && now < this.#until ? this.#until : null;
  }
}
