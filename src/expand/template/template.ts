import type { Span } from '../../model/diagnostic.ts';
import type { Text } from '../../language/spec.ts';
import type { Findings } from '../findings.ts';

/** A text with names in it, taken apart: literal stretches and insertions, in order. */
export interface ParsedTemplate {
  readonly text: Text;
  readonly parts: readonly (string | ParsedInsertion)[];
}

export interface ParsedInsertion {
  readonly name: string;
  /** `{{{name}}}`: without quoting. */
  readonly raw: boolean;
  readonly span: Span;
}

const NAME = /^[A-Za-z_]\w*(?:\.\w+)*$/;

/**
 * Finds `{{name}}` and `{{{name}}}` in a text; `\{{` stands for a literal `{{`. Null if it is malformed, which is
 * reported.
 */
export function parseTemplate(text: Text, findings: Findings): ParsedTemplate | null {
  const source = text.text;
  if (source.includes('\0')) {
    report(
      findings,
      'control-character',
      text.span,
      'this text holds the character NUL, which no program can be given',
    );
    return null;
  }
  const parts: (string | ParsedInsertion)[] = [];
  let literal = '';
  let at = 0;
  for (;;) {
    const open = source.indexOf('{{', at);
    if (open < 0) break;
    if (open > at && source[open - 1] === '\\') {
      literal += `${source.slice(at, open - 1)}{{`;
      at = open + 2;
      continue;
    }
    literal += source.slice(at, open);
    const insertion = insertionAt(text, open, findings);
    if (insertion === null) return null;
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(insertion.insertion);
    at = insertion.end;
  }
  literal += source.slice(at);
  if (literal !== '') parts.push(literal);
  return { text, parts };
}

function insertionAt(
  text: Text,
  open: number,
  findings: Findings,
): { readonly insertion: ParsedInsertion; readonly end: number } | null {
  const source = text.text;
  const raw = source.startsWith('{{{', open);
  const [opening, closing] = raw ? ['{{{', '}}}'] : ['{{', '}}'];
  const close = source.indexOf('}}', open + opening.length);
  if (close < 0) {
    const word = /^\s*([A-Za-z_][\w.]*)\s*\}?/.exec(source.slice(open + opening.length))?.[1];
    const literal = 'write `\\{{` for braces that are to stand as they are';
    const hint = word === undefined ? literal : `write \`${opening}${word}${closing}\``;
    report(
      findings,
      'template-syntax',
      spanIn(text, open, open + opening.length),
      `\`${opening}\` is never closed`,
      hint,
    );
    return null;
  }
  const end = close + closing.length;
  const inner = source.slice(open + opening.length, close);
  const name = inner.trim();
  const complaint =
    raw && !source.startsWith('}}}', close)
      ? { message: '`{{{` is closed by `}}`', hint: 'write `{{name}}`; a brace before it needs a space between' }
      : NAME.test(name)
        ? null
        : complaintAbout(name);
  if (complaint === null) return { insertion: { name, raw, span: spanIn(text, open, end) }, end };
  report(findings, 'template-syntax', spanIn(text, open, end), complaint.message, complaint.hint);
  return null;
}

function complaintAbout(inner: string): { message: string; hint: string } {
  const literal = 'write `\\{{` for braces that are to stand as they are';
  const names = 'a template holds names only, such as `{{seed}}`; rules and vars do the rest';
  const [, unclosed] = /^([\w.]+)\s*\}[^{]*\{\{/.exec(inner) ?? [];
  if (unclosed !== undefined) return { message: `\`{{${unclosed}}\` lacks a brace`, hint: `write \`{{${unclosed}}}\`` };
  const [, operand] = /^([A-Za-z_][\w.]*)(?:\s*[+*\/%|?(]|\s+-)/.exec(inner) ?? [];
  if (operand !== undefined) {
    const isSum = /^[A-Za-z_][\w.]*(?:\s*[-+*/%]\s*[\d.]+)+$/.test(inner);
    const reckoned = inner.replace(operand, `{{${operand}}}`);
    const how = isSum
      ? `compute on a line before it, \`y=$(python3 -c 'print(${reckoned})')\`, and write \`$y\` here`
      : 'compute in the command';
    const hint = `a template holds names only, such as \`{{${operand}}}\`: list the values as an axis, or ${how}`;
    return { message: `\`{{${inner}}}\` would have to be computed`, hint };
  }
  if (inner === '') return { message: 'there is no name in these braces', hint: literal };
  if (/^[#/^]/.test(inner)) return { message: `\`{{${inner}}}\`: there are no blocks here`, hint: names };
  if (/^[~&>!*]|~$/.test(inner)) return { message: `\`{{${inner}}}\` has no meaning here`, hint: names };
  if (/^[\w.]+\s/.test(inner)) return { message: `\`{{${inner}}}\`: there are no helpers here`, hint: names };
  return { message: `\`${inner}\` is not a name`, hint: `${names}; ${literal}` };
}

/** Where in the source of a template stands what is at `place` of its text with `marker` for each insertion. */
export function indexIn({ text: source }: Text, marked: string, place: number, marker: string): number {
  let at = 0;
  for (let index = 0; index < place; index += 1) {
    if (marked.charAt(index) === marker) {
      const close = source.startsWith('{{{', at) ? '}}}' : '}}';
      at = source.indexOf(close, at) + close.length;
    } else at += source.startsWith('\\{{', at) ? 2 : 1;
  }
  return at;
}

/** The span of a stretch of a text, or of the whole text where the file spells it otherwise. */
export function spanIn(text: Text, from: number, to: number): Span {
  const pieces = text.pieces ?? (text.contentStart === null ? [] : [{ index: 0, start: text.contentStart }]);
  const piece = pieces.findLast(({ index }) => index <= from);
  if (piece === undefined) return text.span;
  const start = piece.start + from - piece.index;
  return { file: text.span.file, start, end: start + to - from };
}

function report(findings: Findings, code: string, span: Span, message: string, hint?: string): void {
  findings.add({ severity: 'error', code, message, span, ...(hint === undefined ? {} : { hint }) });
}
