import type { Text } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';
import type { Findings } from '../findings.ts';
import type { Names, Reference } from './names.ts';
import type { SecondReader } from './second-readers.ts';
import { scriptIn, sitesIn, unclosedQuoteIn } from './shell-sites.ts';
import type { SimpleCommand } from './simple-commands.ts';
import { AFTER_DOLLAR, INSERTION, INSIDE, type Site, UNCLOSED } from './site.ts';
import { indexIn, type ParsedInsertion, type ParsedTemplate, parseTemplate, spanIn } from './template.ts';

/** A template whose names are resolved: literal stretches and insertions, in order. */
export interface Template {
  readonly text: Text;
  readonly parts: readonly (string | Insertion)[];
}

export interface Insertion {
  /** As the template says it. */
  readonly name: string;
  readonly of: Reference;
  readonly span: Span;
  /** Where it stands in a shell text; null in plain text, and where the value goes in raw. */
  readonly site: QuotableSite | null;
}

export type QuotableSite = Extract<Site, { place: string }>;

/** What a template makes: text for the shell to read, or plain text. */
export type Mode = 'shell' | 'plain';

/** What to do about a place other than to go by a variable of the shell. */
const REMEDY: Readonly<Record<string, string>> = {
  [INSIDE.comment]:
    "bash runs nothing behind a `#`: leave it out there, or write `'#'` for one that is to be a part of the command",
  [AFTER_DOLLAR]: 'leave out the `$`',
  [UNCLOSED]: 'close the quote',
};

/** Compiles each text of the file once. */
export class Compiler {
  readonly #names: Names;
  readonly #findings: Findings;
  readonly #setups: readonly Text[];
  #before: readonly SimpleCommand[] | null = null;
  readonly #done: Readonly<Record<Mode, Map<Text, Template | null>>> = { shell: new Map(), plain: new Map() };

  /** @param setups every `setup` of the sweep: what one of them declares holds in the command behind it */
  constructor(names: Names, findings: Findings, setups: readonly Text[]) {
    this.#names = names;
    this.#findings = findings;
    this.#setups = setups;
  }

  /** Null if something is wrong with the template, which is reported. */
  compile(text: Text, mode: Mode): Template | null {
    const known = this.#done[mode].get(text);
    if (known !== undefined) return known;
    const template = this.#compile(text, mode);
    this.#done[mode].set(text, template);
    return template;
  }

  #compile(text: Text, mode: Mode): Template | null {
    const parsed = parseTemplate(text, this.#findings);
    if (parsed === null) return null;
    const sites = mode === 'shell' ? sitesIn(markedText(parsed), this.#commandsOfSetups()) : [];
    const isOpen = mode === 'shell' && this.#refuseUnclosedQuote(parsed);
    let place = 0;
    const parts = parsed.parts.map((part) =>
      typeof part === 'string' ? part : this.#insertion(part, sites[place++], isOpen),
    );
    return parts.every((part) => part !== null) ? { text, parts } : null;
  }

  /** Whether a quote is never closed, so that bash would refuse the text as a whole. A value that goes in raw may close it. */
  #refuseUnclosedQuote(parsed: ParsedTemplate): boolean {
    const marked = markedText(parsed);
    const mayClose = parsed.parts.some((part) => typeof part !== 'string' && part.raw);
    const quote = mayClose ? null : unclosedQuoteIn(marked);
    if (quote === null) return false;
    const spanOf = (index: number): Span => {
      const at = indexIn(parsed.text, marked, index, INSERTION);
      return spanIn(parsed.text, at, at + 1);
    };
    this.#findings.add({
      severity: 'error',
      code: 'unclosed-quote',
      message: `this \`${marked.charAt(quote.at)}\` opens a quote that is never closed`,
      span: spanOf(quote.at),
      hint: 'close it; for one that is to stand as it is, write `\\\'` or `\\"` outside of quotes',
      ...(quote.long === null
        ? {}
        : { related: [{ message: 'this one goes on over the end of its line', span: spanOf(quote.long) }] }),
    });
    return true;
  }

  #commandsOfSetups(): readonly SimpleCommand[] {
    return (this.#before ??= this.#setups.flatMap((setup) => {
      const parsed = parseTemplate(setup, this.#findings);
      return parsed === null ? [] : scriptIn(markedText(parsed)).commands;
    }));
  }

  #insertion(parsed: ParsedInsertion, site: Site | undefined, isOpen: boolean): Insertion | null {
    const { name, raw, span } = parsed;
    const of = this.#names.resolve(name, span, this.#findings);
    if (raw) this.#warnOfRaw(parsed, site !== undefined);
    if (raw || site === undefined) return of === null ? null : { name, of, span, site: null };
    if (site.place === null) {
      if (of !== null && !(isOpen && site.because === UNCLOSED)) this.#refuse(parsed, site.because);
      return null;
    }
    if (site.readBy !== null && (of === null || !this.#names.areNumbers(of))) this.#warnOfReader(parsed, site.readBy);
    return of === null ? null : { name, of, span, site };
  }

  #refuse({ name, span }: ParsedInsertion, because: string): void {
    const variable = name.replaceAll('.', '_');
    const isEvaluated = because.includes('arithmetic');
    this.#findings.add({
      severity: 'error',
      code: 'unquotable-place',
      message: `\`{{${name}}}\` cannot be quoted ${because}`,
      span,
      hint:
        REMEDY[because] ??
        `on a line before it, write \`${variable}={{${name}}}\`, and here \`$${variable}\`${isEvaluated ? ', if it is a whole number: bash reckons with no others, and runs code that it finds in a variable there' : ''}`,
    });
  }

  #warnOfReader({ name, span }: ParsedInsertion, { by, remedy }: SecondReader): void {
    this.#findings.add({
      severity: 'warning',
      code: 'read-twice',
      message: `\`{{${name}}}\` becomes part of a program for ${by}, which reads the value as code`,
      span,
      hint: remedy.replaceAll('{{}}', `{{${name}}}`).replaceAll('$name', () => name.replaceAll('.', '_')),
    });
  }

  #warnOfRaw({ name, span }: ParsedInsertion, inShell: boolean): void {
    this.#findings.add({
      severity: 'warning',
      code: 'raw-insertion',
      message: inShell
        ? `\`{{{${name}}}}\` goes in without quotes: the shell reads the value as code`
        : `\`{{{${name}}}}\` is no different from \`{{${name}}}\` here, where nothing is quoted`,
      span,
      hint: `write \`{{${name}}}\``,
    });
  }
}

/** The text of a template with `INSERTION` for each value. */
export function markedText({ parts }: ParsedTemplate | Template): string {
  return parts.map((part) => (typeof part === 'string' ? part : INSERTION)).join('');
}

/** The insertion that is all there is to the template; null if there is more or less to it. */
export function soleInsertion(template: Template): Insertion | null {
  const [only, more] = template.parts;
  return typeof only === 'object' && more === undefined ? only : null;
}
