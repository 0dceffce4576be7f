import { widthOf } from './columns.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text in lines of at most `width` terminal columns, all but the first indented by `hang` of them: broken between words,
 * and within a word only where that is wider than a line. It must hold no control characters. At least one line.
 */
export function wrap(text: string, width: number, hang = 0): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => piecesOf(one, width - hang))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= (lines.length === 0 ? width : width - hang)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((one, at) => (at === 0 ? one : ' '.repeat(hang) + one));
}

/**
 * A text of several lines with none of them wider than `width` terminal columns; the rest of a line is indented by two more than its
 * beginning.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const begun = line.trimStart();
      const indent = ' '.repeat(line.length - begun.length);
      return wrap(begun, width - indent.length, 2).map((one) => indent + one);
    })
    .join('\n');
}

/** A word as it is, or in pieces that fit. */
function piecesOf(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && widthOf(piece + segment) > width) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}
