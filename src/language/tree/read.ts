import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  type ParsedNode,
  Parser,
  type Scalar as YamlScalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { type BrokenNode, childrenOf, type MapEntry, type Node, type ScalarNode } from './node.ts';
import { piecesOf } from './pieces.ts';
import { hasStrangeBlanks, strangeIndents } from './strange-blanks.ts';
import { syntaxErrors, type SyntaxFault, unquotedTemplate } from './syntax.ts';

/** The largest file that is read, in bytes of UTF-8. */
const MAX_BYTES = 10 * 1024 * 1024;
/** The deepest nesting that is read; the language itself needs six levels. */
const MAX_DEPTH = 100;
/** How many nodes aliases may add to those that are written out. */
const MAX_COPIES = 1_000_000;

const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'quoted',
  QUOTE_DOUBLE: 'quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

export interface Tree {
  /** Null when the text is not YAML, or holds nothing. */
  readonly root: Node | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one YAML 1.2 document (core schema, merge keys) and resolves its aliases. What can be told apart from the rest,
 * such as an unknown tag or a key that is there twice, is reported and leaves a broken node or the first of the two;
 * syntax errors leave no tree.
 */
export function readTree(text: string, file: string): Tree {
  const fail = (code: string, message: string): Tree => ({
    root: null,
    diagnostics: [{ severity: 'error', code, message, span: { file, start: 0, end: 0 } }],
  });
  if (Buffer.byteLength(text) > MAX_BYTES) return fail('too-large', 'this file is larger than 10 MiB');
  if (text.includes('\0'))
    return fail('not-text', 'this file is not text in UTF-8; another encoding, such as UTF-16, is not read');
  const tokens = [...new Parser().parse(text)];
  if (tokens.some((token) => depthOf(token) > MAX_DEPTH)) {
    return fail('too-deep', `this file is nested more than ${MAX_DEPTH} levels deep`);
  }
  const [document, second] = compose(tokens, text.length);
  if (document === undefined) return { root: null, diagnostics: [] };
  const strange = hasStrangeBlanks(text) ? strangeIndents(plainKeys(document), text, file) : [];
  if (strange.length > 0) return { root: null, diagnostics: strange };
  const faults = document.errors.map((error) => atItsQuote(error, document));
  if (second !== undefined)
    faults.push({ code: 'MULTIPLE_DOCS', message: '', pos: [second.range[0], second.range[0] + 3] });
  if (document.directives.yaml.version !== '1.2') {
    faults.push({ code: 'YAML_VERSION', message: '', pos: [0, text.indexOf('\n')] });
  }
  if (faults.length > 0) return { root: null, diagnostics: syntaxErrors(faults, text, file) };
  const reader = new TreeReader(text, file);
  for (const { pos, code } of document.warnings) if (code === 'TAG_RESOLVE_FAILED') reader.failTag(pos);
  return { root: document.contents === null ? null : reader.read(document.contents), diagnostics: reader.diagnostics };
}

/** Where keys without quotes stand. */
function plainKeys(document: Document.Parsed): SyntaxFault['pos'][] {
  const found: SyntaxFault['pos'][] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.type === 'PLAIN' && key.range != null) found.push([key.range[0], key.range[1]]);
    },
  });
  return found;
}

/** A quote that is never closed is reported where the file ends; what people look for is where it was opened. */
function atItsQuote(fault: SyntaxFault, document: Document.Parsed): SyntaxFault {
  if (!fault.message.startsWith('Missing closing')) return fault;
  let pos = fault.pos;
  visit(document, {
    Scalar: (_, { range }) => {
      if (range?.[1] === fault.pos[0]) pos = [range[0], range[0] + 1];
    },
  });
  return { code: fault.code, message: fault.message, pos };
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed[] {
  const composer = new Composer<ParsedNode>({
    version: '1.2',
    schema: 'core',
    merge: true,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return [...composer.compose(tokens, true, length)];
}

/** Measured without recursion, for which deep nesting would exhaust the stack. */
function depthOf(token: CST.Token): number {
  let deepest = 0;
  const open: [token: CST.Token, depth: number][] = [[token, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [current, depth] = next;
    deepest = Math.max(deepest, depth);
    if (current.type === 'document' && current.value !== undefined) open.push([current.value, depth]);
    for (const item of 'items' in current ? current.items : []) {
      if (item.key != null) open.push([item.key, depth + 1]);
      if (item.value !== undefined) open.push([item.value, depth + 1]);
    }
  }
  return deepest;
}

/** Turns yaml's nodes into ours, in the order of the file, in which an anchor comes before its aliases. */
class TreeReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: string;
  readonly #file: string;
  /** What each anchor stands for at this point of the file; null while that is still being read. */
  readonly #anchors = new Map<string, Node | null>();
  readonly #weights = new Map<Node, number>();
  /** Where the tags end that have been reported. */
  readonly #failedTags = new Set<number>();
  #copies = 0;

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  read(node: ParsedNode): Node {
    if (isAlias(node)) return this.#resolve(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, null);
    const read = this.#readContent(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    return read;
  }

  failTag([start, end]: readonly [number, number]): void {
    this.#failedTags.add(end);
    this.#refuseTag(this.#source.slice(start, end), this.#span(start, end));
  }

  /** A node whose tag yaml has warned of has been reported; of a lone `!` it does not warn. */
  #unknownTag(tag: string, span: Span): BrokenNode {
    const before = this.#source.slice(0, span.start).trimEnd().length;
    if (!this.#failedTags.has(before) && !this.#failedTags.has(span.start)) {
      const start = this.#source.endsWith(tag, before) ? before - tag.length : span.start;
      this.#refuseTag(tag, this.#span(start, Math.max(start + tag.length, span.end)));
    }
    return { kind: 'broken', span };
  }

  #refuseTag(tag: string, span: Span): void {
    this.#fail('unknown-tag', `\`${tag}\` is not a tag of YAML's core schema`, span, {
      hint: 'quote the value if it begins with `!`',
    });
  }

  #readContent(node: Exclude<ParsedNode, Alias.Parsed>): Node {
    const span = this.#spanOf(node);
    if (node.tag !== undefined && !CORE_TAG.test(node.tag)) return this.#unknownTag(node.tag, span);
    if (isScalar(node)) return this.#readScalar(node, span);
    if (isMap(node)) return this.#readMap(node, span);
    return { kind: 'list', items: node.items.map((item) => this.read(item)), span };
  }

  #readScalar(node: YamlScalar.Parsed, span: Span): ScalarNode {
    const { value } = node;
    const text = typeof value === 'string' ? value : node.source;
    const pieces = piecesOf(this.#source, span.start, span.end, text);
    const place = { text, span, contentStart: pieces?.length === 1 ? (pieces[0]?.start ?? null) : null, pieces };
    const style = STYLES[node.type ?? 'PLAIN'];
    if (value === null) return { kind: 'scalar', ...place, style, value, type: 'null' };
    if (typeof value === 'boolean') return { kind: 'scalar', ...place, style, value, type: 'boolean' };
    if (typeof value === 'number') return { kind: 'scalar', ...place, style, value, type: 'number' };
    return { kind: 'scalar', ...place, style, value: text, type: 'string' };
  }

  #readMap(map: YAMLMap.Parsed, span: Span): Node {
    const template = unquotedTemplate(this.#source, span);
    if (template !== null) {
      this.diagnostics.push(template);
      return { kind: 'broken', span };
    }
    const entries = new Map<string, MapEntry>();
    const written = new Set<string>();
    for (const { key, value } of map.items) {
      if (isScalar(key) && typeof key.value === 'symbol') {
        for (const merged of this.#readMerged(value)) {
          if (!entries.has(merged.key.text)) entries.set(merged.key.text, merged);
        }
        continue;
      }
      const name = this.#readKey(key);
      const node = value === null ? this.#nothingAfter(name?.span ?? span) : this.read(value);
      if (name === null) continue;
      if (written.has(name.text)) this.#failDuplicate(name, entries.get(name.text));
      else entries.set(name.text, { key: name, value: node });
      written.add(name.text);
    }
    return { kind: 'map', entries, span };
  }

  #readKey(node: ParsedNode): ScalarNode | null {
    const key = this.read(node);
    if (key.kind === 'scalar' && (key.type !== 'null' || key.text !== '')) return key;
    if (key.kind === 'scalar') this.#fail('missing-key', 'the key before `:` is missing', key.span);
    else if (key.kind !== 'broken') this.#fail('complex-key', 'a key must be a text, not a list or a map', key.span);
    return null;
  }

  /** What a `<<` brings in: of several maps, the first that has a key gives its value. */
  #readMerged(value: ParsedNode | null): readonly MapEntry[] {
    const read = value === null ? null : this.read(value);
    if (read === null || read.kind === 'broken') return [];
    const entries = new Map<string, MapEntry>();
    for (const map of read.kind === 'list' ? read.items : [read]) {
      if (map.kind === 'map') {
        for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
      } else if (map.kind !== 'broken') {
        this.#fail('bad-merge', '`<<` merges a map or a list of maps', map.span);
      }
    }
    return [...entries.values()];
  }

  #nothingAfter({ end }: Span): ScalarNode {
    const span = this.#span(end, end);
    return {
      kind: 'scalar',
      value: null,
      type: 'null',
      style: 'plain',
      text: '',
      span,
      contentStart: null,
      pieces: null,
    };
  }

  #resolve(alias: Alias.Parsed): Node {
    const span = this.#spanOf(alias);
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      return this.#fail('unknown-anchor', `no anchor \`&${alias.source}\` comes before this alias`, span, {
        hint: 'quote the value if it begins with `*`',
      });
    }
    if (target === null) return this.#fail('cyclic-anchor', `\`&${alias.source}\` contains itself`, span);
    const before = this.#copies;
    this.#copies += this.#weight(target);
    if (this.#copies <= MAX_COPIES) return target;
    if (before > MAX_COPIES) return { kind: 'broken', span };
    return this.#fail('alias-bomb', `aliases repeat more than ${MAX_COPIES.toLocaleString('en')} values`, span);
  }

  /** How many nodes there are from this one down, each counted as often as it is repeated. */
  #weight(node: Node): number {
    const known = this.#weights.get(node);
    if (known !== undefined) return known;
    const weight = childrenOf(node).reduce((sum, part) => sum + this.#weight(part), 1);
    this.#weights.set(node, weight);
    return weight;
  }

  #failDuplicate(key: ScalarNode, first: MapEntry | undefined): void {
    const related = first === undefined ? [] : [{ message: 'it is first set here', span: first.key.span }];
    this.#fail('duplicate-key', `\`${key.text}\` is set twice`, key.span, { related });
  }

  #fail(code: string, message: string, span: Span, more: Pick<Diagnostic, 'hint' | 'related'> = {}): BrokenNode {
    this.diagnostics.push({ severity: 'error', code, message, span, ...more });
    return { kind: 'broken', span };
  }

  #spanOf({ range: [start, end] }: ParsedNode): Span {
    return this.#span(start, start + this.#source.slice(start, end).trimEnd().length);
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start, end };
  }
}
