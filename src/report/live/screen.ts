import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { widthOf } from '../text/columns.ts';

const UP = '\u001B[1A';
const ERASE_DOWN = '\u001B[J';

/** The stream of a terminal: what the process writes to it, and when its size changes. */
export type TerminalStream = WriteStream;

/** A terminal, as far as it matters here. */
export type Terminal = Pick<WriteStream, 'write' | 'columns' | 'rows'>;

/**
 * Draws a few lines at the bottom of a terminal, again and again in the same place. The cursor stays visible, since a
 * killed process could not bring it back.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #write: (text: string) => void;
  #drawn: readonly string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    const write = terminal.write.bind(terminal);
    this.#write = (text) => void write(text);
  }

  get width(): number {
    return this.#terminal.columns || 80;
  }

  get height(): number {
    return this.#terminal.rows || 24;
  }

  /** Replaces what was drawn before. Lines must be no wider than the terminal. */
  draw(lines: readonly string[]): void {
    const shown = lines.slice(0, this.height - 1);
    if (shown.length === this.#drawn.length && shown.every((line, at) => line === this.#drawn[at])) return;
    const erasure = this.#erasure();
    this.#drawn = shown;
    this.#write(erasure + this.#frame());
  }

  /** Writes text for good, above what is drawn. */
  above(text: string): void {
    this.#write(this.#erasure() + text + (text === '' || text.endsWith('\n') ? '' : '\n') + this.#frame());
  }

  /** Leaves what is drawn where it is, and draws anew below: others have written to the terminal meanwhile. */
  forget(): void {
    this.#drawn = [];
  }

  #frame(): string {
    return this.#drawn.map((line) => `${line}\n`).join('');
  }

  /** Moves up to the first line drawn, and erases from there. Lines that a narrower terminal has wrapped count as it shows them. */
  #erasure(): string {
    const rows = this.#drawn.reduce((sum, line) => {
      const width = widthOf(stripVTControlCharacters(line));
      return sum + Math.max(1, Math.ceil(width / this.width));
    }, 0);
    return rows === 0 ? '' : `\r${UP.repeat(rows)}${ERASE_DOWN}`;
  }
}
