import { widthOf } from './columns.ts';
import { graphemesOf } from './graphemes.ts';
import { visible } from './visible.ts';

const TAB = '    ';
const CUT = '…';
/** The most columns of a line that are shown, and how many of them before the place that matters. */
const WIDTH = 100;
const BEFORE = 40;
/** No grapheme that matters is longer: what is farther away than this is cut in any case. */
const REACH = 1000;

/** A line of a file on a terminal, and where a stretch of it stands there. */
export interface Excerpt {
  readonly text: string;
  /** Columns before the stretch. */
  readonly indent: number;
  /** Columns of the stretch; at least one, so that an empty one has a place too. */
  readonly width: number;
}

interface Glyph {
  readonly start: number;
  readonly text: string;
  readonly width: number;
}

/**
 * A line as a terminal shows it, with tabs as spaces and control characters written out. Of a long one only the part
 * around the stretch from `start` to `end` (offsets into the line).
 */
export function excerpt(line: string, start: number, end: number): Excerpt {
  const first = Math.max(0, start - REACH);
  const all = glyphsOf(line.slice(first, start + REACH), first);
  const before = all.filter((glyph) => glyph.start < start);
  const rest = all.slice(before.length);
  const total = widthOfAll(all);
  const isWhole = total <= WIDTH && first === 0 && start + REACH >= line.length;
  const shownBefore = isWhole ? before : lastOf(before, Math.max(BEFORE, WIDTH - widthOfAll(rest)));
  const shownRest = isWhole ? rest : firstOf(rest, WIDTH - widthOfAll(shownBefore));
  const leads = shownBefore.length < before.length || first > 0;
  const trails = shownRest.length < rest.length || start + REACH < line.length;
  const shown = [...shownBefore, ...shownRest].map(({ text }) => text).join('');
  const marked = shownRest.filter((glyph) => glyph.start < end);
  return {
    text: `${leads ? CUT : ''}${shown}${trails ? CUT : ''}`,
    indent: widthOfAll(shownBefore) + (leads ? 1 : 0),
    width: Math.max(1, widthOfAll(marked)),
  };
}

function glyphsOf(text: string, offset: number): Glyph[] {
  return [...graphemesOf(text)].map(({ segment, index }) => {
    const shown = shownAs(segment);
    return { start: offset + index, text: shown, width: widthOf(shown) };
  });
}

function shownAs(grapheme: string): string {
  if (grapheme === '\t') return TAB;
  const shown = visible(grapheme.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  if (widthOf(shown) > 0 || /\p{Mark}/u.test(shown)) return shown;
  return [...shown].map((one) => `\\u{${one.codePointAt(0)?.toString(16) ?? ''}}`).join('');
}

function lastOf(glyphs: readonly Glyph[], width: number): Glyph[] {
  return firstOf(glyphs.toReversed(), width).reverse();
}

function firstOf(glyphs: readonly Glyph[], width: number): Glyph[] {
  let used = 0;
  const past = glyphs.findIndex((glyph) => (used += glyph.width) > width);
  return past === -1 ? [...glyphs] : glyphs.slice(0, past);
}

function widthOfAll(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { width }) => sum + width, 0);
}
