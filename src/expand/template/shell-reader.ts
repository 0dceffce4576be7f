import { Heredocs, type Passage } from './heredoc.ts';
import { evaluations } from './evaluations.ts';
import { ScriptNotes } from './script.ts';
import { CommandWords, type SimpleCommand } from './simple-commands.ts';
import {
  IN_HEREDOC,
  INSERTION,
  type CommandFrame,
  DELIMITER,
  type Frame,
  type Site,
  siteWithin,
  type Touched,
  UNCERTAIN,
  UNCLOSED,
  type UnclosedQuote,
} from './site.ts';

const NAME = /[A-Za-z_]\w*/y;

/** Whatever is nested more deeply is not told apart: each level reads all that stands within it as a word of its own. */
const DEEPEST = 100;

/**
 * Reads a bash text character by character, by the rules of bash's manual for quoting, expansions, comments and here-documents. Where it
 * cannot be sure, the answer is that nothing can be quoted there.
 */
export class ShellReader {
  readonly #text: string;
  readonly #sites: Site[] = [];
  readonly notes: ScriptNotes;
  readonly #frames: Frame[];
  /** Where what is inside of each frame begins. */
  readonly #starts: number[] = [0];
  readonly #heredocs = new Heredocs(INSERTION);
  #at = 0;
  /** Whether the next character would continue a word. */
  #inWord = false;
  /** What the insertion that comes next would change the meaning of. */
  #touches: Touched = null;
  #uncertain = false;
  /** Where the first quote begins that goes on over the end of its line. */
  #longQuote: number | null = null;

  constructor(text: string) {
    this.#text = text;
    this.notes = new ScriptNotes(text);
    this.#frames = [this.#commandFrame('plain', false)];
  }

  read(before: readonly SimpleCommand[] = []): Site[] {
    while (this.#at < this.#text.length) {
      const frame = this.#frames.at(-1) as Frame;
      const at = this.#at;
      if (this.#char() === INSERTION) this.#note();
      else this.#step(frame);
      if (frame.kind === 'command') this.#follow(frame, at);
    }
    for (const frame of this.#frames.toReversed()) if (frame.kind === 'command') frame.words.end(this.#at);
    const open = this.#frames.filter(({ kind }) => kind !== 'comment');
    if (this.unclosedQuote !== null) this.#sites.fill({ place: null, because: UNCLOSED });
    else if (open.length > 1) this.#misread();
    const found = evaluations(this.notes.commands, before);
    return this.#sites.map((site, index) => (site.place === null ? site : { ...site, ...found.get(index) }));
  }

  get unclosedQuote(): UnclosedQuote | null {
    const [quote, ...outer] = this.#frames.toReversed();
    const isOpen = quote?.kind === 'single' || quote?.kind === 'double';
    if (!isOpen || this.#uncertain || outer.some(({ kind }) => kind !== 'command')) return null;
    if (/`|<<|\bcase\b/.test(this.#text)) return null;
    return { at: (this.#starts.at(-1) ?? 0) - 1, long: this.#longQuote };
  }

  #commandFrame(kind: SimpleCommand['kind'], resumes: boolean, feeds: string | null = null): CommandFrame {
    const words = new CommandWords(this.#text, INSERTION, this.notes.commands, kind, feeds);
    return { kind: 'command', resumes, isElements: kind === 'elements', words };
  }

  /** Tells the words of a list of commands what became of the character at `at`. */
  #follow(frame: CommandFrame, at: number): void {
    if (!this.#frames.includes(frame)) return;
    const top = this.#frames.at(-1) as Frame;
    if (top === frame) frame.words.follow(at, this.#inWord);
    else if (top.kind === 'comment') frame.words.follow(at, false);
    else if (top.kind !== 'command' || top.resumes) frame.words.follow(at, true);
    if (frame.words.splitsSubscript) this.#uncertain = true;
  }

  #char(ahead = 0): string {
    return this.#text.charAt(this.#at + ahead);
  }

  #looksAt(token: string): boolean {
    return this.#text.startsWith(token, this.#at);
  }

  #note(): void {
    let isWithin = false;
    for (const frame of this.#frames.toReversed()) {
      if (frame.kind !== 'command') continue;
      if (isWithin) frame.words.substitution(this.#sites.length);
      else frame.words.insertion(this.#sites.length, this.#at);
      isWithin ||= !frame.isElements;
    }
    this.#sites.push(this.#site());
    this.#at += 1;
    this.#inWord = true;
    this.#touches = null;
  }

  #site(): Site {
    if (this.#uncertain) return { place: null, because: UNCERTAIN };
    return siteWithin(this.#frames, { touches: this.#touches, inWord: this.#inWord, next: this.#char(1) });
  }

  #step(frame: Frame): void {
    switch (frame.kind) {
      case 'command':
        return this.#inCommand();
      case 'arithmetic':
        return this.#inArithmetic(frame);
      case 'brace':
        return this.#inBrace();
      case 'double':
        if (!this.#escape() && !this.#expansion()) this.#closedBy('"');
        return;
      case 'ansi':
        if (!this.#escape()) this.#closedBy("'");
        return;
      case 'backtick':
        if (!this.#escape()) this.#closedBy('`');
        return;
      case 'single':
        return this.#closedBy("'");
      case 'comment':
        if (this.#char() === '\n') this.#leave(false);
        else this.#at += 1;
        return;
      default:
        return frame satisfies never;
    }
  }

  #inCommand(): void {
    const char = this.#char();
    if (this.#looksAt('\\\n')) this.#escape();
    else if (this.#escape()) this.#inWord = true;
    else if (this.#quote() || this.#expansion()) return;
    else if (char === '#' && !this.#inWord) this.#enter({ kind: 'comment' }, 1);
    else if (char === '(') this.#open();
    else if (char === ')') this.#close();
    else if (char === '\n') this.#endLine();
    else if (this.#looksAt('<<')) this.#redirect();
    else {
      if (!this.#inWord && this.#looksAt('case') && this.#isEnclosed()) this.#uncertain = true;
      this.#inWord = !DELIMITER.test(char);
      this.#at += 1;
    }
  }

  /** Braces hold words; what `'` means in them depends on the operator when they stand in double quotes. */
  #inBrace(): void {
    if (this.#char() === "'" && this.#frames.some((frame) => frame.kind === 'double')) this.#uncertain = true;
    if (!this.#escape() && !this.#quote() && !this.#expansion()) this.#closedBy('}');
  }

  /** Bash reads `((` as arithmetic first and as commands if that fails: quotes in it are a sign of commands. */
  #inArithmetic(frame: Extract<Frame, { kind: 'arithmetic' }>): void {
    const char = this.#char();
    if (/['"\\`]/.test(char) || /^\s#/.test(char + this.#char(1)) || this.#looksAt('case ')) this.#uncertain = true;
    if (this.#expansion()) return;
    this.#at += 1;
    if (char === frame.open) frame.depth += 1;
    else if (char === frame.close) frame.depth -= 1;
    if (frame.depth === 0) this.#leave(true);
  }

  /** Whether these commands stand inside something else, so that misjudging their end would matter. */
  #isEnclosed(): boolean {
    return this.#frames.some((frame) => frame.kind !== 'command');
  }

  /** A backslash and what it escapes. A continued line may hide an operator. */
  #escape(): boolean {
    if (this.#char() !== '\\') return false;
    if (this.#char(1) === '\n' && /[$(<]/.test(this.#char(-1))) this.#uncertain = true;
    if (this.#char(1) === INSERTION) this.#touches = 'backslash';
    this.#at += this.#touches === 'backslash' ? 1 : 2;
    return true;
  }

  #quote(): boolean {
    const kind = ({ "'": 'single', '"': 'double' } as const)[this.#char()];
    if (kind === undefined) return false;
    this.#enter({ kind }, 1);
    return true;
  }

  /** What `$` and a backtick begin. */
  #expansion(): boolean {
    if (this.#char() === '`') this.#enter({ kind: 'backtick' }, 1);
    else if (this.#char() !== '$') return false;
    else if (this.#looksAt('$((')) this.#enter({ kind: 'arithmetic', open: '(', close: ')', depth: 2 }, 3);
    else if (this.#looksAt('$(')) this.#enter(this.#commandFrame('plain', true), 2);
    else if (this.#looksAt('$[')) this.#enter({ kind: 'arithmetic', open: '[', close: ']', depth: 1 }, 2);
    else if (this.#looksAt('${')) {
      if (/[\s|]/.test(this.#char(2))) this.#uncertain = true;
      this.#enter({ kind: 'brace' }, 2);
    } else if (this.#looksAt("$'") && this.#frames.at(-1)?.kind === 'command') this.#enter({ kind: 'ansi' }, 2);
    else this.#name();
    return true;
  }

  /** `$NAME`, or a `$` that begins nothing. */
  #name(): void {
    NAME.lastIndex = this.#at + 1;
    const name = NAME.exec(this.#text)?.[0] ?? '';
    this.notes.dollar(this.#at, name);
    this.#at += 1 + name.length;
    this.#inWord = true;
    if (this.#char() === INSERTION) this.#touches = name === '' ? 'dollar' : 'name';
  }

  #enter(frame: Frame, length: number): void {
    this.#at += length;
    if (this.#frames.length > DEEPEST) {
      this.#uncertain = true;
      return;
    }
    this.#frames.push(frame);
    this.#starts.push(this.#at);
    this.#inWord = frame.kind !== 'command';
  }

  #leave(inWord: boolean): void {
    const kind = this.#frames.pop()?.kind;
    const start = this.#starts.pop() ?? 0;
    this.notes.held(kind, start, this.#at);
    if ((kind === 'single' || kind === 'double') && this.#text.slice(start, this.#at).includes('\n'))
      this.#longQuote ??= start - 1;
    this.#inWord = inWord;
  }

  #closedBy(end: string): void {
    if (this.#char() === end) this.#leave(true);
    this.#at += 1;
  }

  #open(): void {
    if (this.#looksAt('((')) this.#enter({ kind: 'arithmetic', open: '(', close: ')', depth: 2 }, 2);
    else {
      const { words } = this.#frames.at(-1) as CommandFrame;
      const isElements = words.beginsElements(this.#at);
      const feeds = words.runnerOf(this.#at);
      if (!isElements) words.open(this.#at);
      if (words.splitsSubscript) this.#uncertain = true;
      const kind = isElements ? 'elements' : words.isTest ? 'test' : 'plain';
      this.#enter(this.#commandFrame(kind, false, feeds), 1);
    }
  }

  /** What ends a pattern of a `case`, else the commands that it stands in; one too many means that these were misread. */
  #close(): void {
    const frame = this.#frames.at(-1) as CommandFrame;
    frame.words.end(this.#at);
    this.#at += 1;
    if (frame.words.isInCase) this.#inWord = false;
    else if (this.#frames.length > 1) this.#leave(frame.resumes);
    else this.#misread();
  }

  /** Where commands end was misjudged somewhere: no place can be relied on. */
  #misread(): void {
    this.#uncertain = true;
    this.#sites.fill({ place: null, because: UNCERTAIN });
    this.#inWord = false;
  }

  #redirect(): void {
    if (this.#looksAt('<<<')) {
      this.#at += 3;
      this.#inWord = false;
    } else {
      this.#pass(this.#heredocs.announce(this.#text, this.#at + 2, this.#frames.length));
      this.#inWord = true;
    }
  }

  #endLine(): void {
    this.#pass(this.#heredocs.pass(this.#text, this.#at + 1, this.#frames.length));
    this.#inWord = false;
  }

  #pass(passage: Passage): void {
    for (let count = 0; count < passage.insertions; count += 1) {
      this.#sites.push({ place: null, because: IN_HEREDOC });
    }
    this.notes.passed(this.#at, passage.end);
    this.#at = passage.end;
    if (!passage.certain) this.#uncertain = true;
  }
}
