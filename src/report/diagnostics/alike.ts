import type { Diagnostic } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';

/** So many that are alike are told one by one; of more, the first few are examples of the rest. */
const ONE_BY_ONE = 9;
const EXAMPLES = 3;

/** One that stands for all that are like it. */
export interface Alike<T> {
  readonly first: T;
  /** The next few, if there are many. */
  readonly examples: readonly T[];
  /** How many there are, with the first. */
  readonly count: number;
}

/**
 * Gathers what is wrong in the same way: at one place of a file, or at several places of one and in words that differ in
 * names and numbers alone. A few that are alike stay by themselves. In the order of the first of each.
 *
 * @param of the diagnostic of an item
 */
export function gatherAlike<T>(items: readonly T[], of: (item: T) => Diagnostic): Alike<T>[] {
  const byPlace = groupBy(items, (item) => placeKey(of(item)));
  const isCrowded = (key: string) => (byPlace.get(key)?.length ?? 0) > ONE_BY_ONE;
  const keyOf = (item: T) => {
    const key = placeKey(of(item));
    return isCrowded(key) ? key : wordsKey(of(item));
  };
  const found: Alike<T>[] = [];
  for (const group of groupBy(items, keyOf).values()) {
    const [first, ...rest] = group;
    if (first === undefined) continue;
    if (group.length > ONE_BY_ONE) found.push({ first, examples: rest.slice(0, EXAMPLES), count: group.length });
    else for (const one of group) found.push({ first: one, examples: [], count: 1 });
  }
  const at = new Map(items.map((item, index) => [item, index]));
  return found.sort((a, b) => (at.get(a.first) ?? 0) - (at.get(b.first) ?? 0));
}

/** `and 1,203 more like it`, for one that stands for more than itself. */
export function moreLikeIt({ count }: Pick<Alike<unknown>, 'count'>): string {
  return `and ${(count - 1).toLocaleString('en')} more like it`;
}

function placeKey({ severity, code, span, hint }: Diagnostic): string {
  return JSON.stringify([severity, code, span?.file, span?.start, span?.end, withoutNames(hint ?? '')]);
}

function wordsKey({ severity, code, span, message, hint }: Diagnostic): string {
  return JSON.stringify([severity, code, span?.file, withoutNames(message), withoutNames(hint ?? '')]);
}

/** A message without what is quoted in it, and without words that hold digits. */
function withoutNames(message: string): string {
  return message.replaceAll(/`[^`]*`/g, '`').replaceAll(/[^\s`;,:]*\d[^\s`;,:]*/g, '#');
}
