import { visible } from '../text/visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, between tags and in quoted attributes; its control characters are written out. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);
}

/** Lines of text as HTML that keeps them apart. */
export function escapeLines(lines: readonly string[]): string {
  return lines.map(escapeHtml).join('\n');
}
