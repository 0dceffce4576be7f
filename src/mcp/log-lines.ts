import { StringDecoder } from 'node:string_decoder';
import type { Mask } from '../model/text/mask.ts';
import { withoutTerminalCodes } from '../model/text/terminal-codes.ts';
import { settled } from '../report/text/visible.ts';
import { cutText } from './fit.ts';

/** Which lines of an output are wanted. */
export interface LogWanted {
  /** So many at the most, the last. */
  readonly tail: number;
  /** Only those with this text, in whatever case. */
  readonly grep: string | undefined;
}

/** Characters of a line that are told, and bytes of all lines: what is longer would leave no room for the others. */
const LONGEST_LINE = 1000;
const MOST_BYTES = 14_000;

/** Characters of a line that are kept until its end is read. */
const WIDEST = 64 * 1024;

/** Lines from the end of an output that are looked through for a text. */
const SEARCHED = 100_000;

/** Gathers the last lines that are wanted of an output that comes in pieces, and keeps no more than those. */
export class LogLines {
  readonly #wanted: LogWanted;
  readonly #needle: string | undefined;
  readonly #mask: Mask;
  readonly #decoder = new StringDecoder('utf8');
  #begun = '';
  /** Characters of the line that has begun which were not kept. */
  #passed = 0;
  #found: string[] = [];
  #matches = 0;

  /** @param mask  Leaves out what nobody is to read, before a text is looked for. */
  constructor(wanted: LogWanted, mask: Mask = (text) => text) {
    this.#wanted = wanted;
    this.#mask = mask;
    this.#needle = wanted.grep?.toLowerCase();
  }

  /** How many lines from the end are to be given to it. */
  get toRead(): number {
    return this.#needle === undefined ? this.#wanted.tail : SEARCHED;
  }

  take(chunk: Uint8Array): void {
    const lines = (this.#begun + this.#decoder.write(Buffer.from(chunk))).split('\n');
    this.#begun = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    this.#passed += Math.max(0, this.#begun.length - WIDEST);
    this.#begun = this.#begun.slice(0, WIDEST);
  }

  #line(raw: string): void {
    const line = this.#mask(settled(withoutTerminalCodes(raw)));
    const passed = this.#passed;
    this.#passed = 0;
    if (this.#needle !== undefined && !line.toLowerCase().includes(this.#needle)) return;
    this.#matches += 1;
    this.#found.push(cutText(line, LONGEST_LINE, passed));
    // Twice as many before any goes, so that each is moved once.
    if (this.#found.length >= 2 * this.#wanted.tail) this.#found = this.#found.slice(-this.#wanted.tail);
  }

  /** The lines, the last of them as far as they have room; with a text to look for, how many have it. */
  end(): { readonly lines: readonly string[]; readonly left_out: number; readonly matches?: number } {
    const rest = this.#begun + this.#decoder.end();
    if (rest !== '') this.#line(rest);
    const last = this.#found.slice(-this.#wanted.tail);
    const kept: string[] = [];
    let bytes = 0;
    for (const line of last.toReversed()) {
      bytes += Buffer.byteLength(JSON.stringify(line));
      if (bytes > MOST_BYTES) break;
      kept.push(line);
    }
    const lines = kept.reverse();
    const matches = this.#needle === undefined ? {} : { matches: this.#matches };
    return { lines, left_out: last.length - lines.length, ...matches };
  }
}
