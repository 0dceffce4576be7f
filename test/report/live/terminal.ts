import { widthOf } from '../../../src/report/text/columns.ts';

/**
 * A terminal as far as the live view uses one: text wraps at its width, `\r` goes to the first column, and it knows
 * "one line up" and "erase this line". Made narrower, it wraps the lines that it shows anew, as most do.
 */
export class FakeTerminal {
  readonly isTTY = true;
  /** Whether it is the process's to draw on. */
  isInFront = true;
  columns: number;
  rows: number;
  #lines: string[] = [''];
  #row = 0;
  #column = 0;
  #writes = 0;
  /** What was written since it takes no more; null while it does. */
  #waiting: string[] | null = null;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(columns = 40, rows = 10) {
    this.columns = columns;
    this.rows = rows;
  }

  /** What it shows, from top to bottom, without empty lines at the end. */
  get shown(): string[] {
    return this.#lines.join('\n').trimEnd().split('\n');
  }

  get writes(): number {
    return this.#writes;
  }

  readonly write = (text: string | Uint8Array): boolean => {
    this.#writes += 1;
    if (this.#waiting !== null) {
      this.#waiting.push(String(text));
      return false;
    }
    for (const [part] of String(text).matchAll(/\u001B\[1A|\u001B\[2K|\u001B\[\d+m|[\s\S]/gu)) this.#take(part);
    return true;
  };

  /** Takes nothing more, as after Ctrl-S. */
  stall(): void {
    this.#waiting = [];
  }

  /** Takes what was written meanwhile, and goes on, as after Ctrl-Q. */
  resume(): void {
    const texts = this.#waiting ?? [];
    this.#waiting = null;
    for (const text of texts) {
      this.#writes -= 1;
      this.write(text);
    }
    this.emit('drain');
  }

  /** Gives it another width; the cursor stands at the beginning of the line below all others. */
  resize(columns: number): void {
    const lines = this.#lines.slice(0, -1).flatMap((line) => wrap(line, columns));
    this.columns = columns;
    this.#lines = [...lines, ''];
    this.#row = lines.length;
    this.emit('resize');
  }

  on(event: string, listener: () => void): this {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
    return this;
  }

  off(event: string, listener: () => void): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  emit(event: string): void {
    for (const listener of this.#listeners.get(event) ?? []) listener();
  }

  listenerCount(event: string): number {
    return this.#listeners.get(event)?.size ?? 0;
  }

  #take(part: string): void {
    if (part === '\n') {
      this.#row += 1;
      this.#column = 0;
      this.#lines[this.#row] ??= '';
    } else if (part === '\r') {
      this.#column = 0;
    } else if (part === '\u001B[1A') {
      this.#row = Math.max(0, this.#row - 1);
    } else if (part === '\u001B[2K') {
      this.#lines[this.#row] = '';
    } else if (!part.startsWith('\u001B')) {
      this.#put(part);
    }
  }

  #put(character: string): void {
    if (this.#column + widthOf(character) > this.columns) this.#take('\n');
    const line = this.#lines[this.#row] ?? '';
    this.#lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1);
    this.#column += 1;
  }
}

function wrap(line: string, columns: number): string[] {
  const rows = [];
  for (let from = 0; from === 0 || from < line.length; from += columns) rows.push(line.slice(from, from + columns));
  return rows;
}
