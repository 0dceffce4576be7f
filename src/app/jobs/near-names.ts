import { namePattern } from '../../model/text/name-pattern.ts';
import { nearest } from '../../model/text/nearest.ts';

/** Where one word of the id or label of a job ends and the next begins. */
const BORDER = /[-_+.,=/ ]+/g;
const EDGES = /^[-_+.,=/ ]+|[-_+.,=/ ]+$/g;

/** The name, or the beginning of one, that `said` is most likely a slip of; null if none is close. */
export function nearestName(said: string, names: readonly string[]): string | null {
  return nearest(said, [...new Set([...names, ...piecesLike(said, names, 'beginnings')])]);
}

/** The pattern that matches a name and that `said`, which matches none, is most likely a slip of; null if none is close. */
export function nearestPattern(said: string, names: readonly string[]): string | null {
  // Every other part is one of the signs of a pattern.
  const parts = said.split(/(\[[^\]]*\]|[*?]+)/);
  const mended = parts
    .map((part, index) => {
      if (index % 2 === 1 || part === '' || names.some((name) => name.includes(part))) return part;
      const words = part.replace(EDGES, '');
      const near = nearest(words, piecesLike(words, names, 'anywhere'));
      return near === null ? part : part.replace(words, () => near);
    })
    .join('');
  return names.some(matcherOf(mended)) ? mended : null;
}

/** Whether a name is one that a pattern means. */
export function matcherOf(said: string): (name: string) => boolean {
  const pattern = namePattern(said);
  return (name) => (typeof pattern === 'string' ? name === pattern : pattern.test(name));
}

/** The parts of names, of one or several whole words, that are about as long as what was said; anywhere, also parts that end within a word. */
function piecesLike(said: string, names: readonly string[], where: 'beginnings' | 'anywhere'): ReadonlySet<string> {
  const reach = 1 + Math.floor(said.length / 2);
  const pieces = new Set<string>();
  for (const name of names) {
    const borders = [...name.matchAll(BORDER)];
    const starts = where === 'beginnings' ? [0] : [0, ...borders.map(({ 0: text, index }) => index + text.length)];
    const ends = [...borders.map(({ index }) => index), name.length];
    for (const start of starts) {
      if (where === 'anywhere') pieces.add(name.slice(start, start + said.length));
      for (const end of ends) {
        if (end > start && Math.abs(end - start - said.length) <= reach) pieces.add(name.slice(start, end));
      }
    }
  }
  return pieces;
}
