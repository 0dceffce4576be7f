import stringWidth from 'string-width';
import { graphemesOf } from './graphemes.ts';

const ELLIPSIS = '…';

/**
 * Text of one column a character: Latin, and the punctuation, arrows, lines and blocks that are drawn here. The first text
 * that string-width segments costs tens of milliseconds, which most who only look at a plan need not pay.
 */
const NARROW = /^[ -~¡-¬®-ʯ‐-‧←-⇿─-▟]*$/;

/** The number of terminal columns that a text takes. It must hold no control characters. */
export function widthOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** The text, or as much of its beginning as fits into `width` columns together with an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    used += widthOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}

/** The text, or as much of its beginning and its end as fits into `width` columns together with an ellipsis between them. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = Array.from(graphemesOf(text), ({ segment }) => segment);
  const head = width < 1 ? '' : cut(text, Math.ceil((width + 1) / 2));
  let room = width - widthOf(head);
  let tail = '';
  for (let last = characters.at(-1); last !== undefined && widthOf(last) <= room; last = characters.at(-1)) {
    tail = last + tail;
    room -= widthOf(last);
    characters.pop();
  }
  return head + tail;
}

/** The text, cut or filled with spaces to exactly `width` columns. */
export function fit(text: string, width: number): string {
  const shown = cut(text, width);
  return shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
}
