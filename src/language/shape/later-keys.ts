import type { Path } from '../tree/node.ts';
import { placeOf } from './place.ts';

const LATER_JOB_KEYS = ['tty'];
const LATER_SWEEP_KEYS = ['snapshot', ...LATER_JOB_KEYS];

/** Whether an unknown key at `path` is one that the language has and this program does not know yet. */
export function isLaterKey(path: Path, key: string): boolean {
  const place = placeOf(path);
  switch (place) {
    case 'sweep':
      return LATER_SWEEP_KEYS.includes(key);
    case 'stage':
    case 'rule':
    case 'value':
      return LATER_JOB_KEYS.includes(key);
    case 'axis':
    case 'values':
    case 'other':
      return false;
    default:
      return place satisfies never;
  }
}
