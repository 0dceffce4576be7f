import type { Path } from '../tree/node.ts';
import { placeOf } from './place.ts';

const LATER_KEYS = ['tty'];

/** Whether an unknown key at `path` is one that the language has and this program does not know yet. */
export function isLaterKey(path: Path, key: string): boolean {
  const place = placeOf(path);
  switch (place) {
    case 'sweep':
    case 'stage':
    case 'rule':
    case 'value':
      return LATER_KEYS.includes(key);
    case 'axis':
    case 'values':
    case 'other':
      return false;
    default:
      return place satisfies never;
  }
}
