import { visible } from './visible.ts';

/** A text as code in a cell of a table, whatever is in it. */
export function code(text: string): string {
  if (text === '') return '';
  if (/^[^\p{Cc}|`\\]+$/u.test(text) && text.trim() === text) return `\`${visible(text)}\``;
  const lines = text.split('\n').map((line) => escaped(visible(line)));
  return `<code>${lines.join('<br>')}</code>`;
}

/** A text in which nothing means anything to Markdown or HTML; what might is written as a character reference. */
export function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;=/+→↑↓…–±-]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`);
}
