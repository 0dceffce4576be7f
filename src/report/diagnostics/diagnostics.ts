import type { Diagnostic, Sources, Span } from '../../model/diagnostic.ts';
import { excerpt } from '../text/excerpt.ts';
import { Lines } from '../text/position.ts';
import { styleFor, type Style } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import { count } from '../text/phrases.ts';
import { gatherAlike, moreLikeIt, type Alike } from './alike.ts';

/**
 * What is wrong with the files, for people: by file, in the order of `sources`, and by position. Each says where
 * (`file:line:column`), what, shows the line with the place underlined, and how to mend it; a last line counts them. Many that are
 * alike are one, with examples and a count.
 * Empty if nothing is wrong, else it ends in a newline.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  { color }: { readonly color: boolean },
): string {
  if (diagnostics.length === 0) return '';
  const printer = new Printer(sources, styleFor(color));
  const alike = gatherAlike(inOrder(diagnostics, [...sources.keys()]), (one) => one);
  const paragraphs = alike.map((one) => printer.paragraph(one));
  return `${[...paragraphs, summary(diagnostics)].join('\n\n')}\n`;
}

function inOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  const place = ({ span }: Diagnostic) => (span === null ? -1 : files.indexOf(span.file));
  return [...diagnostics].sort((a, b) => place(a) - place(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const counts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(errors < diagnostics.length ? [count(diagnostics.length - errors, 'warning')] : []),
  ];
  const files = [...new Set(diagnostics.flatMap(({ span }) => (span === null ? [] : [span.file])))];
  const where =
    files.length > 1 ? ` in ${count(files.length, 'file')}` : files.map((file) => ` in ${visible(file)}`).join('');
  return counts.join(', ') + where;
}

class Printer {
  readonly #sources: Sources;
  readonly #style: Style;
  readonly #lines = new Map<string, Lines>();

  constructor(sources: Sources, style: Style) {
    this.#sources = sources;
    this.#style = style;
  }

  paragraph(alike: Alike<Diagnostic>): string {
    const { severity, message, span, hint, related = [] } = alike.first;
    const paint = severity === 'error' ? this.#style.red : this.#style.yellow;
    const lines = [`${this.#where(span)}${this.#style.bold(paint(`${severity}:`))} ${visible(message)}`];
    lines.push(...this.#shown(span, paint));
    if (hint !== undefined) lines.push(`${this.#style.cyan('hint:')} ${visible(hint)}`);
    for (const other of related) {
      lines.push(`${this.#where(other.span)}${visible(other.message)}`, ...this.#shown(other.span, this.#style.cyan));
    }
    if (alike.count > 1) lines.push(...this.#examples(alike));
    return lines.join('\n');
  }

  /** The first of those that are not shown, a line each; where they stand only if that is elsewhere. */
  #examples({ first, examples, count }: Alike<Diagnostic>): string[] {
    const told = examples.map((one) => {
      const isThere = one.span?.start === first.span?.start;
      return `  ${isThere ? '' : this.#where(one.span)}${visible(one.message)}`;
    });
    return [`${this.#style.bold(moreLikeIt({ count }))}, such as:`, ...told];
  }

  #where(span: Span | null): string {
    if (span === null) return '';
    const position = this.#linesOf(span.file)?.positionOf(span.start);
    const place = position === undefined ? '' : `:${position.line}:${position.column}`;
    return `${this.#style.bold(`${visible(span.file)}${place}:`)} `;
  }

  #shown(span: Span | null, paint: (text: string) => string): string[] {
    const lines = span === null ? null : this.#linesOf(span.file);
    if (span === null || lines === null) return [];
    const line = lines.around(span.start);
    const from = Math.min(span.start - line.start, line.text.length);
    const shown = excerpt(line.text, from, Math.min(span.end - line.start, line.text.length));
    if (shown.text === '') return [];
    const number = String(lines.positionOf(span.start).line).padStart(5);
    const gutter = ' '.repeat(number.length);
    return [
      `${this.#style.dim(`${number} |`)} ${shown.text}`.trimEnd(),
      `${this.#style.dim(`${gutter} |`)} ${' '.repeat(shown.indent)}${paint('^'.repeat(shown.width))}`,
    ];
  }

  #linesOf(file: string): Lines | null {
    const text = this.#sources.get(file);
    if (text === undefined) return null;
    const known = this.#lines.get(file) ?? new Lines(text);
    this.#lines.set(file, known);
    return known;
  }
}
