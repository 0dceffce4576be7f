import type { Node, ScalarNode } from './node.ts';

const INDENT = '  ';
/** Texts that YAML reads as they are, whatever stands around them. */
const PLAIN = /^[A-Za-z_./][\w./-]*(?: [\w./=-]+)*$/;
const OTHER_MEANING = /^(?:null|true|false|yes|no|on|off|\.inf|\.nan|\.[\d.e-]*)$/i;
/** Lines that a literal block keeps as they are. */
const BLOCK = /^\S[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]*[^\s]\n?$/;

/** A tree as YAML in block style, each value spelled as it was; ends in a newline. */
export function printTree(node: Node): string {
  return `${lines(node).join('\n')}\n`;
}

function lines(node: Node): string[] {
  switch (node.kind) {
    case 'map':
      if (node.entries.size === 0) return ['{}'];
      return [...node.entries.values()].flatMap(({ key, value }) => beside(`${onOneLine(key)}:`, value));
    case 'list':
      if (node.items.length === 0) return ['[]'];
      return node.items.flatMap((item) => beside('-', item));
    case 'scalar':
      return scalarLines(node);
    case 'broken':
      throw new Error('a malformed value cannot be printed');
    default:
      return node satisfies never;
  }
}

/** What follows a key or a dash: on its line if it is short, else below it. */
function beside(lead: string, value: Node): string[] {
  const [first = '', ...rest] = lines(value);
  const isBlock = (value.kind === 'map' && value.entries.size > 0) || (value.kind === 'list' && value.items.length > 0);
  if (!isBlock) return [`${lead} ${first}`, ...rest];
  if (lead === '-') return [`- ${first}`, ...rest.map(indented)];
  return [lead, ...[first, ...rest].map(indented)];
}

function indented(line: string): string {
  return line === '' ? '' : `${INDENT}${line}`;
}

function scalarLines(scalar: ScalarNode): string[] {
  const { text } = scalar;
  if (scalar.type !== 'string' || !text.includes('\n') || !BLOCK.test(text)) return [onOneLine(scalar)];
  return [text.endsWith('\n') ? '|' : '|-', ...text.replace(/\n$/, '').split('\n').map(indented)];
}

/** A scalar as YAML on one line, in block or flow style, spelled so that it reads as just this text of this type. */
export function onOneLine({ text, type }: Pick<ScalarNode, 'text' | 'type'>): string {
  if (type === 'null') return 'null';
  if (type !== 'string' || (PLAIN.test(text) && !OTHER_MEANING.test(text))) return text;
  return JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, (character) =>
    isPrintable(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isPrintable(character: string): boolean {
  return /[\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(character);
}
