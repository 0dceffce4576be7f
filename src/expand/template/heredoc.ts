/** A here-document that a command has announced and whose body comes after the end of the line. */
interface Announced {
  readonly delimiter: string;
  /** A quoted delimiter: the body is taken as it is. */
  readonly quoted: boolean;
  /** `<<-`: tabs before lines do not count. */
  readonly stripTabs: boolean;
  /** How deeply nested the command is. */
  readonly depth: number;
}

export interface Passage {
  /** Where reading goes on. */
  readonly end: number;
  /** How many insertions were passed. */
  readonly insertions: number;
  /** Whether the end was found by the plain rules alone. */
  readonly certain: boolean;
}

const WORD_END = /[\s;&|()<>]/;

/** The here-documents of a shell text: announced by `<<WORD`, read after the next newline, in order. */
export class Heredocs {
  readonly #insertion: string;
  #announced: Announced[] = [];

  constructor(insertion: string) {
    this.#insertion = insertion;
  }

  /** Reads the delimiter of a here-document; `at` is just after its `<<`. */
  announce(text: string, at: number, depth: number): Passage {
    let start = at;
    const stripTabs = text[start] === '-';
    if (stripTabs) start += 1;
    while (text[start] === ' ' || text[start] === '\t') start += 1;
    let end = start;
    let quote: string | null = null;
    for (; end < text.length && (quote !== null || !WORD_END.test(text.charAt(end))); end += 1) {
      const char = text.charAt(end);
      if (char === quote) quote = null;
      else if (quote === null && (char === "'" || char === '"')) quote = char;
    }
    const word = text.slice(start, end);
    const insertions = this.#insertionsIn(word);
    this.#announced.push({
      delimiter: word.replaceAll(/['"\\]/g, ''),
      quoted: /['"\\]/.test(word),
      stripTabs,
      depth,
    });
    return { end, insertions, certain: insertions === 0 && !/[$`\\\n]/.test(word) };
  }

  /** Passes over the bodies of all that are announced; `at` is just after a newline. */
  pass(text: string, at: number, depth: number): Passage {
    let end = at;
    let insertions = 0;
    let certain = true;
    for (const heredoc of this.#announced) {
      certain &&= heredoc.depth === depth;
      for (let closed = false; !closed && end < text.length;) {
        const newline = text.indexOf('\n', end);
        const line = text.slice(end, newline < 0 ? text.length : newline);
        const body = heredoc.stripTabs ? line.replace(/^\t+/, '') : line;
        closed = body === heredoc.delimiter;
        insertions += this.#insertionsIn(line);
        certain &&= closed || !isDoubtful(body, heredoc);
        end = newline < 0 ? text.length : newline + 1;
      }
    }
    this.#announced = [];
    return { end, insertions, certain };
  }

  #insertionsIn(text: string): number {
    return text.split(this.#insertion).length - 1;
  }
}

/** Whether a line joins the next one, or might end a nested here-document and its command together. */
function isDoubtful(line: string, heredoc: Announced): boolean {
  return (!heredoc.quoted && line.endsWith('\\')) || (line.startsWith(heredoc.delimiter) && line.includes(')'));
}
