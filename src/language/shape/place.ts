import type { Path } from '../tree/node.ts';

/** Kinds of map in a sweep file that have keys of their own. */
export type Place = 'sweep' | 'stage' | 'rule' | 'value' | 'axis' | 'values' | 'other';

/** The keys that no axis can have for values: those of a range and the like, and those that say more about an axis. */
export const PARTS_OF_RANGE = ['from', 'to', 'count', 'step', 'scale', 'lines', 'glob'];
export const PARTS_OF_AXIS = ['values', 'when', 'unless', 'default', 'arg'];

/** What kind of map stands at `path`. */
export function placeOf(path: Path): Place {
  const [first, second] = path;
  if (first === undefined) return 'sweep';
  if (first === 'stages' && second !== undefined) return placeInStage(path.slice(2));
  if (first === 'rules' && path.length === 2) return 'rule';
  return first === 'matrix' && second !== undefined ? placeInAxis(path.slice(2)) : 'other';
}

function placeInStage(path: Path): Place {
  if (path.length === 0) return 'stage';
  return path[0] === 'rules' && path.length === 2 ? 'rule' : 'other';
}

function placeInAxis(path: Path): Place {
  const [first, second] = path;
  if (first === undefined) return 'axis';
  if (first !== 'values') return path.length === 1 && isValue(first, PARTS_OF_AXIS) ? 'value' : 'other';
  if (second === undefined) return 'values';
  return path.length === 2 && isValue(second, []) ? 'value' : 'other';
}

function isValue(key: string, parts: readonly string[]): boolean {
  return !PARTS_OF_RANGE.includes(key) && !parts.includes(key);
}

/** The end of a path that lies inside the innermost map of job keys: `timeout.grace` of `stages.eval.rules.2.timeout.grace`. */
export function insideBody(path: Path): Path {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const place = placeOf(path.slice(0, length));
    if (place === 'rule' || place === 'value' || place === 'stage') return path.slice(length);
  }
  return path;
}
