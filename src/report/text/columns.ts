const ELLIPSIS = '…';

/** Text that a terminal shows as one column a character. */
const PLAIN = /^[\x20-\x7E]*$/;

/** Characters that take no column of their own: combining marks, joiners, variation selectors. */
const ZERO_WIDTH = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** East Asian wide and full-width characters (UAX #11), and emoji, which terminals show two columns wide. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The number of terminal columns that a text takes. It must hold no control characters. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

function widthOfGrapheme(grapheme: string): number {
  if (ZERO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** The text, or as much of its beginning as fits into `width` columns together with an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOfGrapheme(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}

/** The text, cut or filled with spaces to exactly `width` columns. */
export function fit(text: string, width: number): string {
  const shown = cut(text, width);
  return shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
}
