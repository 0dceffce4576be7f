let segmenter: Intl.Segmenter | null = null;

/**
 * What people see as one character each, in order, with where it begins. The segmenter is made for the first text that asks for it: it costs
 * milliseconds that most commands need not pay.
 */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
