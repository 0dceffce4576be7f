import { GIVEN } from '../../../model/text/given-names.ts';
import { canBeName, inCharactersOfNames } from '../../../model/text/sweep-name.ts';
import type { Token } from '../shell-lines.ts';

interface Place {
  /** What all values have before and behind them within their word. */
  readonly lead: string;
  readonly tail: string;
  /** What stands before the word. */
  readonly before: readonly Token[];
  readonly sample: string;
}

/** What an axis may be called whose values stand at a place: as the option or the key there, or as the kind of file. */
export function nameOf({ lead, tail, before, sample }: Place): string {
  const key = /^(?:-{0,2}|\+{0,2})([A-Za-z_][\w.@/-]*)=/.exec(lead)?.[1];
  if (key !== undefined) return axisName(/^[A-Z][A-Z0-9_]*$/.test(key) ? key.toLowerCase() : key);
  const last = before.at(-1);
  if (last?.kind === 'operator' && last.raw.includes('>')) return 'log';
  const option = /^-{1,2}([A-Za-z][\w.-]*)$/.exec(last?.given ?? '')?.[1];
  if (option !== undefined) return axisName(option);
  if (/\.(?:ya?ml|json|toml|gin|cfg|ini)$/.test(tail + sample)) return 'config';
  if (/\.(?:py|sh|jl|R|m)$/.test(sample + tail)) return 'script';
  const folder = /(?:^|\/)([A-Za-z_]\w*)\/$/.exec(lead)?.[1];
  return axisName(folder?.replace(/(?<=[a-z]{2})s$/, '') ?? 'arg');
}

/** The nearest text that can be the name of an axis. */
export function axisName(text: string): string {
  const name = text
    .split('.')
    .map((part) => part.replaceAll(/\W+/g, '_').replace(/^(?=\d)/, '_'))
    .filter((part) => part !== '')
    .join('.');
  return name === '' || GIVEN.test(`${name}.`) ? `_${name.replaceAll('.', '_')}` : name;
}

/** Names that are all different, also as variables of the environment have them: later ones have numbers. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(keyOf(free)); number += 1) free = `${name}_${number}`;
    taken.add(keyOf(free));
    return free;
  });
}

function keyOf(name: string): string {
  return name.toUpperCase().replaceAll('.', '_');
}

/** The nearest text that can be the name of a sweep; null where nothing of it can. */
export function sweepName(text: string): string | null {
  const slug = inCharactersOfNames(text).replace(/^[^a-z0-9]+/, '');
  return canBeName(slug) ? slug : null;
}
