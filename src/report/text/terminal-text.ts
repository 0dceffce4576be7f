import { written } from './visible.ts';

/** A colour or another look of text (SGR, ECMA-48), or a control character. */
const LOOK_OR_CONTROL = /\u001B\[[\d;:]*m|[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** What is harmless: new lines, tabs, and what a progress bar goes back by. */
const HARMLESS = new Set(['\n', '\r', '\t', '\b']);

/** What may be the beginning of a look of which the rest has not come yet. */
const BEGUN = /\u001B(?:\[[\d;:]{0,64})?$/;

const PLAIN = '\u001B[0m';

/**
 * Output of a job as a terminal may be shown it, whatever it holds: colours stay, all else that could move the cursor, change a title or
 * answer in the user's name is written out.
 */
export class TerminalText {
  readonly #decoder = new TextDecoder();
  #begun = '';
  #isLooked = false;

  /** The next of it. */
  take(bytes: Uint8Array): string {
    return this.#neutral(this.#begun + this.#decoder.decode(bytes, { stream: true }));
  }

  /** What is left when all has come, and then how the terminal looked before. */
  end(): string {
    const rest = (this.#begun + this.#decoder.decode()).replaceAll(LOOK_OR_CONTROL, neutral);
    return rest + (this.#isLooked ? PLAIN : '');
  }

  #neutral(text: string): string {
    this.#begun = BEGUN.exec(text)?.[0] ?? '';
    const whole = text.slice(0, text.length - this.#begun.length);
    return whole.replaceAll(LOOK_OR_CONTROL, (one) => {
      this.#isLooked ||= one.length > 1;
      return neutral(one);
    });
  }
}

function neutral(one: string): string {
  return one.length > 1 || HARMLESS.has(one) ? one : written(one);
}
