import type { Piece } from '../spec.ts';

const BLOCK_HEADER = /^[|>][^\n]*\n/;

/**
 * Where the parts of a scalar's `text` stand in `source`, between `start` and `end`: one piece a line, since folding and
 * indentation change only what is between the lines. Null where escapes make the text differ from what is written.
 */
export function piecesOf(source: string, start: number, end: number, text: string): readonly Piece[] | null {
  const written = source.slice(start, end);
  const quote = written.startsWith('"') || written.startsWith("'") ? 1 : 0;
  const header = BLOCK_HEADER.exec(written)?.[0].length ?? 0;
  const pieces: Piece[] = [];
  let offset = start + quote + header;
  let index = 0;
  for (const line of source.slice(offset, end - quote).split('\n')) {
    const content = line.trim();
    if (content !== '') {
      while (isBlank(text[index])) index += 1;
      if (!text.startsWith(content, index)) return null;
      pieces.push({ index, start: offset + line.indexOf(content) });
      index += content.length;
    }
    offset += line.length + 1;
  }
  return text.slice(index).trim() === '' ? pieces : null;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t';
}
