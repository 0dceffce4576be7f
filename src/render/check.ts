import type { Diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../model/text/nearest.ts';
import { Handlebars } from './handlebars.ts';
import { FIELDS, KNOWN_PATHS } from './names.ts';
import { COMPILE_OPTIONS } from './wrapper.ts';

/** The helpers that a wrapper template may call: those of Handlebars, and `quote`. */
const HELPERS = ['quote', 'if', 'unless', 'each', 'with', 'lookup', 'log'];

/** Handlebars finds a missing name only while it renders, and then not everywhere; this finds all before. */
export function checkWrapper(templateText: string, file: string): Diagnostic[] {
  const offsets = lineOffsets(templateText);
  const error = (message: string, at: Place, hint?: string): Diagnostic => {
    const start = (offsets[at.line - 1] ?? templateText.length) + at.column;
    const span = { file, start, end: Math.min(templateText.length, start + at.length) };
    return { severity: 'error', code: 'wrapper-template', message, span, ...(hint === undefined ? {} : { hint }) };
  };
  try {
    const program = Handlebars.parse(templateText);
    const names = new NameCheck();
    names.accept(program);
    if (names.faults.length === 0) Handlebars.precompile(program, COMPILE_OPTIONS);
    return names.faults.map(({ message, at, hint }) => error(message, at, hint));
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return [error(firstSentence(message), placeOf(message))];
  }
}

interface Place {
  /** The first line is 1. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

interface Fault {
  readonly message: string;
  readonly at: Place;
  readonly hint?: string;
}

/** Walks a template and collects every name that it could not give a value. */
class NameCheck extends Handlebars.Visitor {
  readonly faults: Fault[] = [];
  /** The names that blocks bring in, the innermost last: `as |one|`, and the fields of what it is about. */
  readonly #scopes: (readonly string[])[] = [];

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    this.#call(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#call(expression);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const { original } = block.path;
    // The parser leaves out a branch that is not there, which its types do not say.
    const { program, inverse } = block as { program?: hbs.AST.Program; inverse?: hbs.AST.Program };
    const isSection = !HELPERS.includes(original) && block.params.length === 0;
    if (isSection) this.accept(block.path);
    else this.#call(block);
    const bringsFields = isSection || original === 'each' || original === 'with';
    this.#scopes.push([...(bringsFields ? FIELDS : []), ...(program?.blockParams ?? [])]);
    if (program !== undefined) this.accept(program);
    this.#scopes.pop();
    if (inverse !== undefined) this.accept(inverse);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (path.data || path.depth > 0 || path.parts.length === 0) return;
    const [first = ''] = path.parts;
    const name = path.parts.join('.');
    const scoped = this.#scopes.flat();
    if (KNOWN_PATHS.includes(name) || scoped.includes(first)) return;
    this.#unknown('name', path, [...KNOWN_PATHS, ...scoped]);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.#fault('a wrapper template has no partials', partial.loc);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.#fault('a wrapper template has no partials', partial.loc);
  }

  #call(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression | hbs.AST.BlockStatement): void {
    const { path, params } = node;
    const pairs = (node.hash as hbs.AST.Hash | undefined)?.pairs ?? [];
    const isCall = node.type !== 'MustacheStatement' || params.length > 0 || pairs.length > 0;
    if (path.type === 'PathExpression') {
      const named = path as hbs.AST.PathExpression;
      if (!isCall) this.accept(named);
      else if (!HELPERS.includes(named.original)) this.#unknown('helper', named, HELPERS);
    }
    for (const param of params) this.accept(param);
    for (const pair of pairs) this.accept(pair.value);
  }

  #unknown(kind: 'name' | 'helper', { original, loc }: hbs.AST.PathExpression, known: readonly string[]): void {
    const near = nearest(original, known);
    const hint = near === null ? `a template knows ${known.join(', ')}` : `did you mean ${near}?`;
    this.#fault(`unknown ${kind} ${original} in the wrapper template`, loc, hint);
  }

  #fault(message: string, { start, end }: hbs.AST.SourceLocation, hint?: string): void {
    const length = end.line === start.line ? end.column - start.column : 1;
    const at = { line: start.line, column: start.column, length };
    this.faults.push(hint === undefined ? { message, at } : { message, at, hint });
  }
}

/** Offsets of the beginnings of lines. */
function lineOffsets(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
}

/** Handlebars tells the line in its message, in one of two ways. */
function placeOf(message: string): Place {
  const match = /(?:on line (\d+)| - (\d+):(\d+)$)/.exec(message);
  const line = Number(match?.[1] ?? match?.[2] ?? 1);
  return { line, column: Number(match?.[3] ?? 0), length: 1 };
}

function firstSentence(message: string): string {
  const expecting = /Expecting .*$/.exec(message)?.[0];
  const plain =
    message
      .split('\n')[0]
      ?.replace(/ - \d+:\d+$/, '')
      .replace(/:$/, '') ?? message;
  return expecting === undefined ? plain : `the wrapper template cannot be read: ${shorten(expecting)}`;
}

/** The parser lists every token it could have taken; what it got says enough. */
function shorten(expecting: string): string {
  const got = /got '(.*)'$/.exec(expecting)?.[1];
  return got === undefined ? expecting : `unexpected ${got}`;
}
