import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { alignments, endBefore, keyWithoutColon, lineAt, startOfLine, startOfText, tabBefore } from './layout.ts';
import { otherFile } from './other-file.ts';

/** A fault as yaml's composer reports it, or one of our own in the same form. */
export interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [start: number, end: number];
}

type Sentence = Pick<Diagnostic, 'message' | 'hint'>;

const TEMPLATE_BEFORE = /(\{?\{\{[^{}\n]*\}\}\}?)[ \t]*$/;
const TEMPLATE_HERE = /^\{?\{\{[^{}\n]*\}\}\}?/;

/**
 * What is wrong with a text that is not YAML: its first mistake, since what is found behind it mostly follows from it, and
 * all that are of one value alone, such as a template without quotes.
 */
export function syntaxErrors(faults: readonly SyntaxFault[], source: string, file: string): Diagnostic[] {
  const other = otherFile(source, file);
  if (other !== null) return [other];
  const byLine = new Map<number, Located>();
  const alone: Located[] = [];
  for (const fault of faults) {
    const template = templateNear(fault, source, file);
    const diagnostic = template ?? describe(fault, source, file);
    if (template !== null || STANDS_ALONE.has(fault.code)) alone.push(diagnostic);
    if (fault.code === 'MULTILINE_IMPLICIT_KEY') byLine.delete(startOfLine(source, fault.pos[0]));
    const line = startOfLine(source, diagnostic.span.start);
    if (!byLine.has(line)) byLine.set(line, diagnostic);
  }
  const inOrder = [...byLine.values()].sort((a, b) => a.span.start - b.span.start);
  const first = inOrder.find((diagnostic) => !alone.includes(diagnostic));
  return inOrder.filter((diagnostic) => diagnostic === first || alone.includes(diagnostic));
}

const STANDS_ALONE = new Set(['BAD_SCALAR_START', 'BAD_DQ_ESCAPE']);

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

/** Where quotes would have quotes in them. */
const IN_LINES =
  'quote the whole value, or write `|` behind its key and the value in lines below, further in, where it needs no quotes';

function describe(fault: SyntaxFault, source: string, file: string): Located {
  const { code, message, pos } = fault;
  const tab = tabBefore(source, Math.min(pos[0], source.length));
  if (tab !== null) return located(file, [tab, startOfText(source, tab)], TAB);
  const better = betterPlaced(fault, source);
  if (better !== null) return located(file, better.pos, better.sentence);
  const [from, to] = code === 'MULTILINE_IMPLICIT_KEY' ? lastLine(source, pos) : pos;
  const start = Math.min(from, source.length);
  const end = Math.max(start, Math.min(to, source.length));
  return located(file, [start, end], sentenceOf(code, message, source.slice(start, end)));
}

const TAB: Sentence = {
  message: 'a tab cannot indent in YAML',
  hint: 'use spaces, here and wherever else a tab indents',
};

function located(file: string, [start, end]: SyntaxFault['pos'], sentence: Sentence): Located {
  return { severity: 'error', code: 'yaml', ...sentence, span: { file, start, end } };
}

interface Placed {
  readonly pos: SyntaxFault['pos'];
  readonly sentence: Sentence;
}

/** Mistakes that YAML only notices some way behind the place where something is to be typed. */
function betterPlaced({ code, message, pos: [start, end] }: SyntaxFault, source: string): Placed | null {
  if (code === 'MULTILINE_IMPLICIT_KEY') return start === startOfText(source, start) ? lacksColon(source, start) : null;
  if (message.startsWith('Implicit map keys need')) return lacksColon(source, start);
  const closing = CLOSING.exec(message)?.[1];
  if (closing !== undefined) {
    const opening = closing === ']' ? '[' : '{';
    const at = endBefore(source, start);
    return { pos: [at, at], sentence: { message: `\`${closing}\` is missing here: \`${opening}\` was opened before` } };
  }
  if (code === 'BAD_INDENT') return misaligned(source, start);
  const isNext = message.startsWith('Missing , ') || message.startsWith('Unexpected scalar at node end');
  if (!isNext) return null;
  if (/["']/.test(source[start - 1] ?? '')) return { pos: [start - 1, start], sentence: QUOTE_ENDS };
  if (message.startsWith('Missing , ') && endBefore(source, start) < startOfLine(source, start)) {
    const at = endBefore(source, start);
    return { pos: [at, at], sentence: { message: 'a `,` is missing here' } };
  }
  return start === startOfLine(source, start) ? indentedAbove(source, [start, end]) : null;
}

const CLOSING = /end with an? ([\]}])$/;

const QUOTE_ENDS: Sentence = {
  message: 'the text in quotes ends here, and more follows',
  hint: "move the quote to where it should end; inside `\"…\"` a quote is written `\\\"`, inside `'…'` it is `''`",
};

/** A line without the colon that makes a key of its first word. */
function lacksColon(source: string, offset: number): Placed | null {
  const found = keyWithoutColon(source, offset);
  if (found === null) return null;
  const { at, key, hasColon, meant } = found;
  const above = source.slice(0, startOfLine(source, at)).trimEnd().split('\n').at(-1) ?? '';
  const [, block] = /^\s*(?:- )*([\w.-]+:[ \t]*[|>][-+\d]*)$/.exec(above) ?? [];
  if (block !== undefined) {
    const sentence = {
      message: `the text of \`${block}\` is not indented`,
      hint: 'indent all its lines by two spaces more',
    };
    return { pos: [startOfLine(source, at), at], sentence };
  }
  const message = hasColon ? `a space is missing after \`${key}:\`` : `a \`:\` is missing after \`${key}\``;
  return { pos: [at, at], sentence: { message, hint: `write \`${shorten(meant)}\`` } };
}

/** A line that begins between the columns in which those above it do. */
function misaligned(source: string, offset: number): Placed {
  const start = startOfText(source, offset);
  const [near, next] = alignments(source, offset);
  const word = /^[^\s:]*/.exec(lineAt(source, start))?.[0] ?? '';
  const ways = [near, next].flatMap((one) =>
    one === undefined ? [] : [`${spaces(one.spaces)} as line ${one.line} is`],
  );
  return {
    pos: [start, start + word.length],
    sentence: {
      message: 'this line is not aligned with the ones that it stands among',
      ...(ways.length === 0 ? {} : { hint: `indent it by ${ways.join(', or by ')}` }),
    },
  };
}

/** The most of a line that a hint repeats. */
const LONGEST = 60;

function shorten(line: string): string {
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST).trimEnd()}…`;
}

function spaces(count: number): string {
  return count === 0 ? 'nothing' : `${count} ${count === 1 ? 'space' : 'spaces'}`;
}

/** A file whose first line is indented, and a later one of the same map is not. */
function indentedAbove(source: string, [start]: SyntaxFault['pos']): Placed | null {
  const top = alignments(source, start).at(-1);
  if (top === undefined || top.spaces === 0) return null;
  const line =
    source
      .split('\n')
      .slice(0, top.line - 1)
      .join('\n').length + (top.line === 1 ? 0 : 1);
  return {
    pos: [line, line + top.spaces],
    sentence: {
      message: 'this line is indented, and those that belong beside it are not',
      hint: 'begin it in the first column',
    },
  };
}

function lastLine(source: string, [start, end]: SyntaxFault['pos']): SyntaxFault['pos'] {
  return [Math.max(start, startOfText(source, end)), end];
}

function sentenceOf(code: string, message: string, found: string): Sentence {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { message: 'a second document begins here; a sweep file holds one' };
    case 'YAML_VERSION':
      return { message: 'a sweep file is YAML 1.2' };
    case 'TAB_AS_INDENT':
      return TAB;
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
      return { message: 'this value holds `: `, which begins a map', hint: IN_LINES };
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
