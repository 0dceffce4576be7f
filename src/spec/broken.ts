import type { Path } from './node.ts';

/** Maps and lists whose entries stand on their own: one that is malformed leaves the others usable. */
const COLLECTIONS = new Set(['matrix', 'vars', 'env', 'exclude', 'include']);

/** What may come from keys that are not supported yet: nothing can be missed there. */
const COULD_COME_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  ['extends', ['matrix', 'vars', 'command']],
  ['zip', ['matrix']],
  ['stages', ['command']],
]);

/**
 * The key that is of no use when something at `path` is malformed, as `Spec.broken` names it: `command`, `timeout`,
 * `matrix.seed`, `vars.config`, `exclude.0`, `rules.2` (its condition), `rules.2.gpus`, `rules.2.vars.config`.
 */
export function brokenKey(path: Path): string {
  const [first, second, third] = path;
  if (first === undefined) return '';
  if (first !== 'rules') return path.slice(0, COLLECTIONS.has(first) ? 2 : 1).join('.');
  if (second === undefined || third === undefined) return path.join('.');
  if (third === 'when' || third === 'unless') return `rules.${second}`;
  return `rules.${second}.${brokenKey(path.slice(2))}`;
}

/**
 * The malformed keys with all that may be missing because of them: `include` for any of its cells, `vars` for a rule
 * that might define some, `vars.x` for one that a rule defines.
 */
export function withConsequences(malformed: ReadonlySet<string>): Set<string> {
  const keys = new Set(malformed);
  for (const key of malformed) {
    for (const missing of COULD_COME_FROM.get(key) ?? []) keys.add(missing);
    if (key.startsWith('include.')) keys.add('include');
    if (/^rules(?:\.\d+)?$/.test(key)) keys.add('vars');
    const inRule = /^rules\.\d+\.(vars(?:\..*)?)$/.exec(key)?.[1];
    if (inRule !== undefined) keys.add(inRule);
  }
  return keys;
}
