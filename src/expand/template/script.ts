import type { Frame } from './site.ts';
import type { SimpleCommand } from './simple-commands.ts';

/** What a bash text holds, as far as it can be told apart. */
export interface Script {
  readonly commands: SimpleCommand[];
  /** What stands inside of `((…))` and its like and of `${…}`, and what was passed over: backticks, here-documents. */
  readonly passages: { readonly kind: 'arithmetic' | 'brace' | 'passed'; readonly text: string; readonly at: number }[];
  /** Each `$NAME`, `${NAME}` and `${NAME[…]}` that is expanded, and where. */
  readonly variables: { readonly name: string; readonly start: number; readonly end: number }[];
}

/** Takes down what a bash text holds while it is read. */
export class ScriptNotes implements Script {
  readonly commands: SimpleCommand[] = [];
  readonly passages: Script['passages'] = [];
  readonly variables: Script['variables'] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** A frame of a kind held the text from `start` to `end`. */
  held(kind: Frame['kind'] | undefined, start: number, end: number): void {
    const text = this.#text.slice(start, end);
    if (kind === 'arithmetic' || kind === 'brace') this.passages.push({ kind, text, at: start });
    else if (kind === 'backtick') this.passages.push({ kind: 'passed', text, at: start });
    const name = kind === 'brace' ? /^(\w+|[@*])(?:\[[^\]]*\])?$/.exec(text)?.[1] : undefined;
    if (name !== undefined) this.variables.push({ name, start: start - 2, end: end + 1 });
  }

  /** A `$` at `start` is followed by a name, which may be empty. */
  dollar(start: number, name: string): void {
    const positional = name === '' ? (/[\d@*]/.exec(this.#text.charAt(start + 1))?.[0] ?? '') : '';
    const told = name + positional;
    if (told !== '') this.variables.push({ name: told, start, end: start + 1 + told.length });
  }

  /** The text from `start` to `end` is not told apart. */
  passed(start: number, end: number): void {
    this.passages.push({ kind: 'passed', text: this.#text.slice(start, end), at: start });
  }
}
