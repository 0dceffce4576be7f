import type { Path } from '../tree/node.ts';

/** Maps and lists whose entries stand on their own: one that is malformed leaves the others usable. */
const COLLECTIONS = new Set(['matrix', 'zip', 'vars', 'env', 'resources', 'exclude', 'include', 'presets', 'moved']);

/** What may come from elsewhere, and cannot be missed when that is malformed. */
const COULD_COME_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  ['extends', ['matrix', 'vars', 'command', 'stages']],
  ['zip', ['matrix']],
  ['stages', ['command']],
]);

/**
 * The part of `path` down to the key that is of no use when something there is malformed; joined by dots, that is how
 * `Spec.broken` names it: `command`, `timeout`, `matrix.seed`, `vars.config`, `exclude.0`, `rules.2` (its condition),
 * `rules.2.gpus`, `stages.eval.timeout`.
 */
export function brokenPath(path: Path): Path {
  const [first, second, third] = path;
  if (second === undefined || third === undefined || first === undefined) {
    return first === undefined || isCollection(first) ? path : path.slice(0, 1);
  }
  if (first === 'stages') return [first, second, ...brokenPath(path.slice(2))];
  if (first !== 'rules') return path.slice(0, COLLECTIONS.has(first) ? 2 : 1);
  if (third === 'when' || third === 'unless') return path.slice(0, 2);
  return [first, second, ...brokenPath(path.slice(2))];
}

function isCollection(key: string): boolean {
  return COLLECTIONS.has(key) || key === 'rules' || key === 'stages';
}

/** The same as one word. */
export function brokenKey(path: Path): string {
  return brokenPath(path).join('.');
}

/**
 * The malformed keys with all that may be missing because of them: `include` for any of its cells, `matrix` for any
 * table of `zip`, `vars` for a rule that might define some, `vars.x` for one that a rule defines.
 */
export function withConsequences(malformed: ReadonlySet<string>): Set<string> {
  const keys = new Set(malformed);
  for (const key of malformed) {
    for (const missing of COULD_COME_FROM.get(key) ?? []) keys.add(missing);
    if (key.startsWith('include.')) keys.add('include');
    if (key.startsWith('zip.')) keys.add('matrix');
    if (/^(?:stages\.\w+\.)?rules(?:\.\d+)?$|^stages\.\w+$/.test(key)) keys.add('vars');
    const inBody = /^(?:stages\.\w+\.)?(?:rules\.\d+\.)?(vars(?:\..*)?)$/.exec(key)?.[1];
    if (inBody !== undefined) keys.add(inBody);
  }
  return keys;
}
