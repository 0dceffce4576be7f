import { count } from './phrases.ts';

/**
 * Text that waits until somebody takes it, whole lines at a time. Of more than there is room for the oldest is left out, and a
 * line in its place says how much that was.
 */
export class Backlog {
  readonly #room: number;
  readonly #tellLeftOut: (lines: number) => string;
  #texts: string[] = [];
  /** The texts before this one have been taken or left out. */
  #first = 0;
  #size = 0;
  #leftOut = 0;

  /**
   * @param room         in UTF-16 units; the newest text is kept however long it is
   * @param tellLeftOut  a line without its end
   */
  constructor(room: number, tellLeftOut: (lines: number) => string = leftOutLine) {
    this.#room = room;
    this.#tellLeftOut = tellLeftOut;
  }

  get isEmpty(): boolean {
    return this.#first === this.#texts.length;
  }

  add(text: string): void {
    if (text === '') return;
    this.#texts.push(text);
    this.#size += text.length;
    while (this.#size > this.#room && this.#first + 1 < this.#texts.length) this.#leftOut += linesIn(this.#shift());
  }

  /** The oldest text, and those behind it as far as they fit into `most` UTF-16 units; they wait no more. */
  take(most = Infinity): string {
    const taken = this.#leftOut === 0 ? [] : [`${this.#tellLeftOut(this.#leftOut)}\n`];
    this.#leftOut = 0;
    for (let size = 0; !this.isEmpty;) {
      size += this.#texts[this.#first]?.length ?? 0;
      if (size > most && taken.length > 0) break;
      taken.push(this.#shift());
    }
    return taken.join('');
  }

  #shift(): string {
    const text = this.#texts[this.#first] ?? '';
    this.#texts[this.#first] = '';
    this.#first += 1;
    this.#size -= text.length;
    if (this.#first * 2 > this.#texts.length) {
      this.#texts = this.#texts.slice(this.#first);
      this.#first = 0;
    }
    return text;
  }
}

/** What stands in the place of lines that nobody took in time. */
export function leftOutLine(lines: number): string {
  return `… ${count(lines, 'line')} left out while nobody took them`;
}

function linesIn(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
