import type { Diagnostic, Span } from '../../model/diagnostic.ts';

/** A fault as yaml's composer reports it, or one of our own in the same form. */
export interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [start: number, end: number];
}

type Sentence = Pick<Diagnostic, 'message' | 'hint'>;

const TEMPLATE_BEFORE = /(\{?\{\{[^{}\n]*\}\}\}?)[ \t]*$/;
const TEMPLATE_HERE = /^\{?\{\{[^{}\n]*\}\}\}?/;

/** What is wrong with a text that is not YAML: one error for each line that has any. */
export function syntaxErrors(faults: readonly SyntaxFault[], source: string, file: string): Diagnostic[] {
  const byLine = new Map<number, Diagnostic>();
  for (const fault of faults) {
    const diagnostic = templateNear(fault, source, file) ?? describe(fault, source, file);
    if (fault.code === 'MULTILINE_IMPLICIT_KEY') byLine.delete(startOfLine(source, fault.pos[0]));
    const line = startOfLine(source, diagnostic.span.start);
    if (!byLine.has(line)) byLine.set(line, diagnostic);
  }
  return [...byLine.values()];
}

type Located = Diagnostic & { readonly span: Span };

/** The error that a map which is really a template without quotes deserves; null for any other map. */
export function unquotedTemplate(source: string, span: Span): Located | null {
  const template = TEMPLATE_HERE.exec(source.slice(span.start, span.end))?.[0];
  if (template === undefined) return null;
  return {
    severity: 'error',
    code: 'unquoted-template',
    message: `\`${template}\` is a map to YAML here, not a template`,
    span: { ...span, end: span.start + template.length },
    hint: `quote it: \`"${template}"\``,
  };
}

/** A template without quotes before or at the place where YAML lost the thread. */
function templateNear({ pos: [start] }: SyntaxFault, source: string, file: string): Located | null {
  const lineStart = startOfLine(source, start);
  const before = TEMPLATE_BEFORE.exec(source.slice(lineStart, start));
  const from = before === null ? start : lineStart + before.index;
  const lineEnd = source.indexOf('\n', from);
  const template = unquotedTemplate(source, { file, start: from, end: lineEnd === -1 ? source.length : lineEnd });
  return template && { ...template, hint: 'quote the whole value that it is part of' };
}

function describe({ code, message, pos }: SyntaxFault, source: string, file: string): Located {
  const [from, to] = code === 'MULTILINE_IMPLICIT_KEY' ? lastLine(source, pos) : pos;
  const start = Math.min(from, source.length);
  const end = Math.max(start, Math.min(to, source.length));
  const sentence = sentenceOf(code, message, source.slice(start, end));
  return { severity: 'error', code: 'yaml', ...sentence, span: { file, start, end } };
}

function lastLine(source: string, [start, end]: SyntaxFault['pos']): SyntaxFault['pos'] {
  const line = startOfLine(source, end);
  const indentation = Math.max(0, source.slice(line, end).search(/\S/));
  return [Math.max(start, line + indentation), end];
}

function startOfLine(source: string, offset: number): number {
  return offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
}

function sentenceOf(code: string, message: string, found: string): Sentence {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { message: 'a second document begins here; a sweep file holds one' };
    case 'YAML_VERSION':
      return { message: 'a sweep file is YAML 1.2' };
    case 'TAB_AS_INDENT':
      return { message: 'a tab cannot indent in YAML', hint: 'use spaces' };
    case 'BAD_SCALAR_START':
      return {
        message: `a value without quotes cannot begin with ${found === '`' ? 'a backtick' : `\`${found}\``}`,
        hint: 'quote it',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'a double-quoted text has no such escape',
        hint: 'write `\\\\` for a backslash, or use single quotes',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { message: 'this value holds `: `, which begins a map', hint: 'quote the whole value' };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: 'this line is not aligned with the ones that it stands among',
        hint: 'align it with them, or quote the value that it is part of',
      };
    case 'ALIAS_PROPS':
      return { message: 'an alias can have no anchor and no tag of its own' };
    case 'BAD_ALIAS':
      return { message: '`*` and `&` must be followed by the name of an anchor', hint: 'quote the value' };
    default:
      return sentenceOfMessage(message, found);
  }
}

/** yaml gives several faults one code; its messages tell them apart. */
function sentenceOfMessage(message: string, found: string): Sentence {
  if (message.startsWith('Missing closing')) return { message: 'this quote is never closed' };
  const closing = /end with an? ([\]}])$/.exec(message)?.[1];
  if (closing !== undefined) {
    return { message: `\`${closing}\` is missing here: \`${closing === ']' ? '[' : '{'}\` was opened before` };
  }
  if (message.startsWith('Missing , ')) return { message: 'a `,` is missing before this', hint: 'or quote the value' };
  if (message.includes('block-seq-ind on same line')) {
    return {
      message: 'a list cannot begin on the line of its key',
      hint: 'put each item on a line of its own, or write `[a, b]`',
    };
  }
  if (message.startsWith('Unexpected scalar at node end')) {
    return {
      message: `\`${found}\` cannot follow the value before it`,
      hint: 'quote the whole value, if it is part of it',
    };
  }
  if (message.startsWith('Unexpected')) return { message: `\`${found}\` has no place here` };
  if (message.startsWith('Implicit map keys need')) {
    return { message: 'this should be a key, but no `: ` follows it' };
  }
  return { message: `this is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}` };
}
