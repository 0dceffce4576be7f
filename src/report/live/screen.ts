import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { widthOf } from '../text/columns.ts';
import { Backlog } from '../text/backlog.ts';

/**
 * Empties the line above and goes to it. Line by line, since tmux keeps a screen that is erased from its first line down
 * (`ED`) in its history: a frame that begins there would be found in it once for each time it was drawn anew.
 */
const ERASE_ABOVE = '\u001B[1A\u001B[2K';

/** What has been typed meanwhile, such as the `^Z` of the one who suspends, stands where the cursor is. */
const ERASE_TYPED = '\r\u001B[2K';

/** The stream of a terminal: what the process writes to it, and when its size changes. */
export type TerminalStream = WriteStream;

/**
 * A terminal, as far as it matters here. Where `write` returns false, it has not taken all that was written, and tells of it by
 * `drain` when it has.
 */
export interface Terminal extends Pick<WriteStream, 'write' | 'columns' | 'rows'> {
  on(event: 'drain', listener: () => void): unknown;
  off(event: 'drain', listener: () => void): unknown;
}

/** How much text waits for a terminal that takes none, in UTF-16 units: some screens full. */
const ROOM_ABOVE = 16 * 1024;

/**
 * Draws a few lines at the bottom of a terminal, again and again in the same place. The cursor stays visible, since a
 * killed process could not bring it back. While the terminal takes nothing, nothing is written to it: what is drawn last
 * counts, and of the text above as much as some screens hold.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #write: (text: string) => boolean;
  readonly #above = new Backlog(ROOM_ABOVE);
  #drawn: readonly string[] = [];
  #wanted: readonly string[] = [];
  #isBehind = false;
  #isHeld = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#write = terminal.write.bind(terminal);
    terminal.on('drain', this.#catchUp);
  }

  get width(): number {
    return this.#terminal.columns || 80;
  }

  get height(): number {
    return this.#terminal.rows || 24;
  }

  /** Replaces what was drawn before. Lines must be no wider than the terminal. */
  draw(lines: readonly string[]): void {
    this.#wanted = lines.slice(0, this.height - 1);
    if (!this.#isBehind) this.#settle();
  }

  /** Writes text for good, above what is drawn. */
  above(text: string): void {
    this.#above.add(text === '' || text.endsWith('\n') ? text : `${text}\n`);
    if (!this.#isBehind) this.#settle();
  }

  /** Hands the terminal over with nothing drawn on it, and all that waits to be written. */
  close(): void {
    this.#terminal.off('drain', this.#catchUp);
    this.#wanted = [];
    if (this.#isHeld) this.forget();
    this.#isHeld = false;
    this.#settle();
  }

  /** Writes nothing until it is released: the terminal is somebody else's. What it would have written is kept. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Brings the terminal to what is wanted, below what others have written. */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.forget();
    if (!this.#isBehind) this.#settle();
  }

  /** Leaves what is drawn where it is, and draws anew below: others have written to the terminal meanwhile. */
  forget(): void {
    this.#drawn = [];
  }

  readonly #catchUp = (): void => {
    this.#isBehind = false;
    this.#settle();
  };

  /** Brings the terminal from what is drawn to what is wanted, if there is a difference. */
  #settle(): void {
    if (this.#isHeld) return;
    const above = this.#above.take();
    const isDrawn =
      this.#wanted.length === this.#drawn.length && this.#wanted.every((line, at) => line === this.#drawn[at]);
    if (above === '' && isDrawn) return;
    const erasure = this.#erasure();
    this.#drawn = this.#wanted;
    this.#isBehind = !this.#write(erasure + above + this.#frame());
  }

  #frame(): string {
    return this.#drawn.map((line) => `${line}\n`).join('');
  }

  /** Erases the lines drawn, from the last to the first. Lines that a narrower terminal has wrapped count as it shows them. */
  #erasure(): string {
    const rows = this.#drawn.reduce((sum, line) => {
      const width = widthOf(stripVTControlCharacters(line));
      return sum + Math.max(1, Math.ceil(width / this.width));
    }, 0);
    return rows === 0 ? '' : ERASE_TYPED + ERASE_ABOVE.repeat(rows);
  }
}
