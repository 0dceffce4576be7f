/** A text as what is the same in every row, and columns by their place. */
export type Piece = { readonly literal: string } | { readonly column: number };

/** How many steps are taken before a text counts as one that follows from nothing. */
const MOST_STEPS = 2000;

/**
 * How `texts`, one for each row, follow from other columns: as pieces that give just these texts; null where they do not, as far as is
 * seen. A number only follows where a column is the same.
 */
export function derivation(
  texts: readonly string[],
  columns: readonly (readonly string[] | null)[],
): readonly Piece[] | null {
  const same = columns.findIndex((column) => column?.every((value, row) => value === texts[row]) === true);
  if (same !== -1) return [{ column: same }];
  if (!texts.every((text) => /[A-Za-z]{2}|\//.test(text))) return null;
  const pieces = new Search(texts, columns).from(texts.map(() => 0));
  return pieces?.some((piece) => 'column' in piece) === true ? merged(pieces) : null;
}

class Search {
  readonly #texts: readonly string[];
  readonly #columns: readonly (readonly string[] | null)[];
  readonly #dead = new Set<string>();
  #steps = 0;

  constructor(texts: readonly string[], columns: readonly (readonly string[] | null)[]) {
    this.#texts = texts;
    this.#columns = columns;
  }

  /** Pieces for what stands from these places on; a column before a letter, so that a value is found where one stands. */
  from(places: readonly number[]): readonly Piece[] | null {
    this.#steps += 1;
    const key = places.join();
    if (this.#steps > MOST_STEPS || this.#dead.has(key)) return null;
    const ends = places.filter((place, row) => place === this.#texts[row]?.length).length;
    if (ends === places.length) return [];
    for (const [column, values] of this.#columns.entries()) {
      const rest = values === null ? null : this.#over(places, column, values);
      if (rest !== null) return rest;
    }
    const letter = this.#texts[0]?.[places[0] ?? 0];
    if (ends === 0 && places.every((place, row) => this.#texts[row]?.[place] === letter)) {
      const rest = this.from(places.map((place) => place + 1));
      if (rest !== null) return [{ literal: letter ?? '' }, ...rest];
    }
    this.#dead.add(key);
    return null;
  }

  #over(places: readonly number[], column: number, values: readonly string[]): readonly Piece[] | null {
    const isHere = places.every((place, row) => {
      const value = values[row] ?? '';
      return value !== '' && this.#texts[row]?.startsWith(value, place) === true;
    });
    if (!isHere) return null;
    const rest = this.from(places.map((place, row) => place + (values[row]?.length ?? 0)));
    return rest === null ? null : [{ column }, ...rest];
  }
}

function merged(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if ('literal' in piece && last !== undefined && 'literal' in last) {
      joined[joined.length - 1] = { literal: last.literal + piece.literal };
    } else joined.push(piece);
  }
  return joined;
}
