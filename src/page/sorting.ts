/** What a row is ordered by in a column; null for nothing. */
export type SortKey = number | string | null;

export type Direction = 'ascending' | 'descending';

/**
 * The numbers of rows in the order of a column: numbers before texts, texts as people count (`2` before `10`), and always last what is nothing
 * or no number. What is equal stays in its order.
 */
export function sortedRows(keys: readonly SortKey[], direction: Direction): readonly number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...keys.keys()].sort((a, b) => compare(keys[a] ?? null, keys[b] ?? null, sign));
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function compare(a: SortKey, b: SortKey, sign: number): number {
  const [last, other] = [isLast(a), isLast(b)];
  if (last || other) return Number(last) - Number(other);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b || 0);
  if (typeof a === 'number') return -sign;
  if (typeof b === 'number') return sign;
  return sign * COLLATOR.compare(a ?? '', b ?? '');
}

function isLast(key: SortKey): boolean {
  return key === null || key === '–' || Number.isNaN(key);
}

/** What stands for the value of an axis in an order: its number, where it is one. */
export function keyOfText(text: string | null): SortKey {
  if (text === null) return null;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
