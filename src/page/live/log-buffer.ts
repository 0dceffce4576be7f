/** Characters of one line that are shown. */
const LONGEST_LINE = 10_000;

/** What became of the text of a log. */
export interface LogChange {
  /** Lines that are whole now, each with its newline. */
  readonly whole: string;
  /** The line that has begun behind them, as it is now. */
  readonly begun: string;
}

/** Makes lines of an output that comes in pieces: of a line that was written over itself, as by a progress bar, what is left. */
export class LogBuffer {
  #begun = '';
  /** A return was the last of it: what comes next writes over the line, or ends it. */
  #isReturned = false;

  take(text: string): LogChange {
    const lines = text.split('\n');
    const last = lines.pop() ?? '';
    let whole = '';
    for (const line of lines) {
      this.#write(line);
      whole += `${cut(this.#begun)}\n`;
      this.#begun = '';
      this.#isReturned = false;
    }
    this.#write(last);
    return { whole, begun: cut(this.#begun) };
  }

  #write(text: string): void {
    const states = text.split('\r');
    for (const [at, state] of states.entries()) {
      if (at > 0) this.#isReturned = true;
      if (state === '') continue;
      this.#begun = this.#isReturned ? state : this.#begun + state;
      this.#isReturned = false;
    }
    // What is beyond is not shown anyway, and there may be no end to it.
    if (this.#begun.length > 2 * LONGEST_LINE) this.#begun = this.#begun.slice(0, 2 * LONGEST_LINE);
  }
}

function cut(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}
