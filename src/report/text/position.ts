/** A place in a text as people count it: both from 1, columns in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text by lines, which end in LF or CRLF. Offsets are UTF-16 units. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.#text = text;
    this.#starts = starts;
  }

  /** Where `offset` is. One behind the end counts as the end. */
  positionOf(offset: number): Position {
    const at = Math.min(offset, this.#text.length);
    const line = this.#lineAt(at);
    return { line: line + 1, column: countCodePoints(this.#text.slice(this.#starts[line] ?? 0, at)) + 1 };
  }

  /** The column of `offset` in UTF-16 units, from 1. */
  utf16ColumnOf(offset: number): number {
    const at = Math.min(offset, this.#text.length);
    return at - (this.#starts[this.#lineAt(at)] ?? 0) + 1;
  }

  /** The line that holds `offset`, without its end, and where it begins. */
  around(offset: number): { readonly text: string; readonly start: number } {
    const line = this.#lineAt(Math.min(offset, this.#text.length));
    const start = this.#starts[line] ?? 0;
    const next = this.#starts[line + 1];
    const text = this.#text.slice(start, next === undefined ? undefined : next - 1);
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, start };
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
