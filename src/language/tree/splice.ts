import { scalar, type ListNode, type Node } from './node.ts';

/** `text` with what is left of one item of a list, several pieces or none; something of the list must stay. `left` says it of each. */
export function withItem(list: ListNode, index: number, text: string, left: readonly (readonly string[])[]): string {
  const item = list.items[index];
  const pieces = left[index] ?? [];
  if (item === undefined || (pieces.length === 1 && pieces[0] === scalar(item).text)) return text;
  const { start, end } = item.span;
  if (isBlock(list, text)) {
    if (pieces.length > 0) return spliced(text, start, end, pieces.map(spelledGpu).join(`\n${dashOf(item, text)}`));
    return spliced(text, lineStart(text, start), lineEnd(text, end), '');
  }
  if (pieces.length > 0) return spliced(text, start, end, pieces.map(spelledGpu).join(', '));
  const before = list.items[index - 1];
  // A comma goes along.
  if (index === 0) return spliced(text, start, afterComma(text, end), '');
  return spliced(text, before?.span.end ?? start, end, '');
}

function afterComma(text: string, at: number): number {
  const comma = text.indexOf(',', at) + 1;
  return comma + (/^ */.exec(text.slice(comma))?.[0].length ?? 0);
}

/** A GPU as YAML reads it alike in a list of either style. */
export function spelledGpu(gpu: string): string {
  return gpu.includes(':') ? `'${gpu}'` : gpu;
}

/** What stands on the line before an item of a list in block style, with its dash. */
export function dashOf({ span }: Node, text: string): string {
  return text.slice(lineStart(text, span.start), span.start);
}

/** Whether a list has each item on a line of its own, after a dash. */
export function isBlock({ span }: ListNode, text: string): boolean {
  return text[span.start] === '-';
}

/** Where the line begins that `at` is in. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the next line begins. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** A text with `put` in the place of a stretch of it. */
export function spliced(text: string, start: number, end: number, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}
