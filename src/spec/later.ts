import type { Node, Path } from './node.ts';

const LATER_JOB_KEYS = [
  'gpu_memory',
  'memory',
  'resources',
  'stagger',
  'metrics',
  'tty',
  'split',
  'compress',
  'max_log',
] as const;

/** Keys that the language has and this program does not know yet, by the place where they stand. */
const LATER_KEYS = {
  sweep: ['extends', 'zip', 'sample', 'stages', 'snapshot', 'hooks', 'over', 'needs', 'limits', ...LATER_JOB_KEYS],
  rule: LATER_JOB_KEYS,
  axis: ['when', 'unless', 'default'],
  values: ['lines', 'glob', 'scale'],
} satisfies Record<string, readonly string[]>;

/** Kinds of map in a sweep file that have keys of their own. */
export type Place = keyof typeof LATER_KEYS | 'other';

/** What kind of map stands at `path`. */
export function placeOf(path: Path): Place {
  if (path.length === 0) return 'sweep';
  if (path[0] === 'rules' && path.length === 2) return 'rule';
  if (path[0] === 'matrix' && path.length === 2) return 'axis';
  return path[0] === 'matrix' && path[2] === 'values' && path.length === 3 ? 'values' : 'other';
}

/** Whether an unknown key at `path` is one that this program does not know yet. */
export function isLaterKey(path: Path, key: string): boolean {
  const place = placeOf(path);
  if (place === 'other') return false;
  const keys: readonly string[] = place === 'axis' ? [...LATER_KEYS.axis, ...LATER_KEYS.values] : LATER_KEYS[place];
  return keys.includes(key);
}

/** Whether what stands at an unknown key of an axis is the rule body of that value, which is to come as well. */
export function carriesSettings(path: Path, value: Node): boolean {
  const place = placeOf(path);
  return (place === 'axis' || place === 'values') && value.kind === 'map';
}

/** The part of the language that a wrong value at `path` belongs to, when that is one to come; else null. */
export function laterValue(path: Path, value: Node): string | null {
  if (path.at(-1) !== 'gpus' || value.kind !== 'scalar') return null;
  const fraction = /^\+?0*\.\d+$/.test(value.text) && Number(value.text) > 0;
  return fraction ? 'a fraction of a GPU' : null;
}
