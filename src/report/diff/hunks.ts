/** Something as it was, and as it is after a change. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** Texts of at least this many words are compared word by word. */
const FEWEST_WORDS = 4;

/** The table of the comparison has at most this many cells; beyond, all between the common ends counts as one hunk. */
const MOST_CELLS = 1_000_000;

/**
 * The places where two texts differ, by words: of each the words before and those after. One hunk of the whole texts where
 * they are short, or have no word in common. By the longest common subsequence (Wagner and Fischer, 1974).
 */
export function hunksOf({ before, after }: Change): Change[] {
  const whole = [{ before, after }];
  const [old, young] = [wordsOf(before), wordsOf(after)];
  if (Math.min(old.length, young.length) < FEWEST_WORDS) return whole;
  const start = commonLength(old, young);
  const end = commonLength(old.slice(start).reverse(), young.slice(start).reverse());
  const middle = between(old.slice(start, old.length - end), young.slice(start, young.length - end));
  const untouched = start + end + middle.common;
  return untouched === 0 || middle.hunks.length === 0 ? whole : middle.hunks;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

interface Comparison {
  readonly hunks: Change[];
  /** How many words are in both. */
  readonly common: number;
}

function between(old: readonly string[], young: readonly string[]): Comparison {
  if ((old.length + 1) * (young.length + 1) > MOST_CELLS) {
    return { hunks: [{ before: old.join(' '), after: young.join(' ') }], common: 0 };
  }
  const lengths = commonLengths(old, young);
  const at = (i: number, j: number) => lengths[i * (young.length + 1) + j] ?? 0;
  const hunks: { before: string[]; after: string[] }[] = [];
  let open: { before: string[]; after: string[] } | null = null;
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      open = null;
      i += 1;
      j += 1;
      continue;
    }
    if (open === null) {
      open = { before: [], after: [] };
      hunks.push(open);
    }
    if (j === young.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      open.before.push(old[i] ?? '');
      i += 1;
    } else {
      open.after.push(young[j] ?? '');
      j += 1;
    }
  }
  const joined = hunks.map(({ before, after }) => ({ before: before.join(' '), after: after.join(' ') }));
  return { hunks: joined, common: at(0, 0) };
}

/** For each pair of places, how many words the rests from there on have in common; by rows of `old`. */
function commonLengths(old: readonly string[], young: readonly string[]): Uint32Array {
  const width = young.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === young[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}
