import { StringDecoder } from 'node:string_decoder';
import type { Mask } from '../model/text/mask.ts';
import { withoutTerminalCodes } from '../model/text/terminal-codes.ts';
import { written } from '../report/text/visible.ts';

/** What may be the beginning of a terminal code of which the rest has not come yet. */
const BEGUN = /\u001B[^\u001B]{0,255}$/;

/** A whole code at the end of a text, behind which nothing is to come. */
const WHOLE = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[ -/]*[0-Z\\^-~]).*$/s;

/** Characters of a line that is waited for. */
const LONGEST_LINE = 64 * 1024;

/** Control characters but new lines, returns and tabs, and those that change the direction of text. */
const CONTROL = /[^\P{Cc}\n\r\t]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Output of a job as a page may be given it, whatever it holds: as text without terminal codes, in which other control characters are written
 * out.
 */
export class LogText {
  readonly #mask: Mask | null;
  readonly #decoder = new StringDecoder('utf8');
  #begun = '';
  /** A line that has begun, of which nothing can be left out before it is whole. */
  #line = '';

  /** @param mask  Leaves out what nobody is to read; null for nothing. */
  constructor(mask: Mask | null = null) {
    this.#mask = mask;
  }

  /** The next of it, as far as it is whole. */
  take(bytes: Uint8Array): string {
    const text = this.#begun + this.#decoder.write(Buffer.from(bytes));
    const begun = BEGUN.exec(text)?.[0] ?? '';
    this.#begun = WHOLE.test(begun) ? '' : begun;
    return this.#masked(harmless(text.slice(0, text.length - this.#begun.length)));
  }

  /** What is left when all has come. */
  end(): string {
    const rest = this.#line + harmless(this.#begun + this.#decoder.end());
    this.#begun = '';
    this.#line = '';
    return this.#mask?.(rest) ?? rest;
  }

  #masked(text: string): string {
    if (this.#mask === null) return text;
    const all = this.#line + text;
    const end = all.length > LONGEST_LINE ? all.length : 1 + Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r'));
    this.#line = all.slice(end);
    return this.#mask(all.slice(0, end));
  }
}

function harmless(text: string): string {
  return withoutTerminalCodes(text).replaceAll(CONTROL, written);
}
