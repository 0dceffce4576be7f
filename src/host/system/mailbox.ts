import type { Tick } from '../../model/units.ts';
import { clock } from './clock.ts';

/** The longest single wait, in milliseconds: a timer cannot hold much more, and an open one keeps the process alive. */
const LONGEST_WAIT = 3_600_000;

/** Where messages of one kind wait to be taken in order, by one reader. */
export class Mailbox<Message> {
  #messages: Message[] = [];
  #wake: (() => void) | null = null;

  post(message: Message): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  /** The messages so far; waits for one, but not beyond `until`: then there are none. Null waits for as long as it takes. */
  async next(until: Tick | null): Promise<readonly Message[]> {
    while (this.#messages.length === 0) {
      const left = until === null ? LONGEST_WAIT : until - clock.now().tick;
      if (left <= 0) break;
      await this.#sleep(Math.min(left, LONGEST_WAIT));
    }
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
