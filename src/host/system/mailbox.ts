import type { Tick } from '../../model/units.ts';
import { clock } from './clock.ts';

/** The longest single wait, in milliseconds: a timer cannot hold much more, and an open one keeps the process alive. */
const LONGEST_WAIT = 3_600_000;

/** The longest wait for a time: ticks stand still while the machine sleeps, so whoever goes by the clock of the day looks at that. */
const LONGEST_TO_A_TIME = 60_000;

/** Where messages of one kind wait to be taken in order, by one reader. */
export class Mailbox<Message> {
  #messages: Message[] = [];
  #wake: (() => void) | null = null;

  post(message: Message): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  /**
   * The messages so far; waits for one, but not beyond `until`, and then not for longer than a minute: there may be none. Null waits for as
   * long as it takes.
   */
  async next(until: Tick | null): Promise<readonly Message[]> {
    if (until !== null) {
      const left = until - clock.now().tick;
      if (this.#messages.length === 0 && left > 0) await this.#sleep(Math.min(left, LONGEST_TO_A_TIME));
    } else while (this.#messages.length === 0) await this.#sleep(LONGEST_WAIT);
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}
