import type { Piece } from './derive.ts';

/** What is left of texts of which a part follows from other columns: values that fewer jobs tell apart, and what stands around them. */
export interface Remainder {
  readonly values: readonly string[];
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/**
 * What texts, one for each row, are without the values of other columns at their ends: of `greedy_1_s7`, made by a shell from `greedy--1`
 * and `7`, that is `greedy_1`. Null where nothing is cut off.
 */
export function remainderOf(
  texts: readonly string[],
  columns: readonly (readonly string[] | null)[],
): Remainder | null {
  if (!texts.every((text) => /[A-Za-z]{2}|\//.test(text))) return null;
  let left: Remainder = { values: texts, before: [], after: [] };
  for (let cut = cutOnce(left, columns); cut !== null; cut = cutOnce(left, columns)) left = cut;
  return left.values === texts ? null : left;
}

function cutOnce(left: Remainder, columns: readonly (readonly string[] | null)[]): Remainder | null {
  const { values, before, after } = left;
  for (const [column, source] of columns.entries()) {
    if (source === null || source.includes('')) continue;
    const atStart = cutStart(values, source, column);
    if (atStart !== null) return { values: atStart.rests, before: [...before, ...atStart.pieces], after };
    const atEnd = cutStart(values.map(reversed), source.map(reversed), column);
    if (atEnd !== null) {
      const pieces = atEnd.pieces.map((piece) => ('literal' in piece ? { literal: reversed(piece.literal) } : piece));
      return { values: atEnd.rests.map(reversed), before, after: [...pieces.reverse(), ...after] };
    }
  }
  return null;
}

/** Values without that of a column which each begins with, and what is the same in all around that; null where they do not, or it tells them no less apart. */
function cutStart(values: readonly string[], source: readonly string[], column: number) {
  const common = commonStart(values);
  for (let length = 0; length <= common.length; length += 1) {
    if (!values.every((value, row) => value.startsWith(source[row] ?? '', length))) continue;
    const rests = values.map((value, row) => value.slice(length + (source[row]?.length ?? 0)));
    const literal = commonStart(rests);
    const kept = rests.map((rest) => rest.slice(literal.length));
    const pieces: Piece[] = [{ literal: common.slice(0, length) }, { column }, { literal }];
    if (isLess(kept, values)) return { rests: kept, pieces };
  }
  return null;
}

/** Whether values are fewer than others, and still vary. None is empty. */
function isLess(values: readonly string[], others: readonly string[]): boolean {
  const count = new Set(values).size;
  return !values.includes('') && count > 1 && count < new Set(others).size;
}

/** What all begin with, of marks and at most one word in them: what parts words, or the name of what follows. */
function commonStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = /^[^A-Za-z\d]*[A-Za-z]*[^A-Za-z\d]*/.exec(first)?.[0].length ?? 0;
  while (!texts.every((text) => text.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
