import { nearest } from '../../model/text/nearest.ts';
import type { Node, ScalarNode } from '../tree/node.ts';
import type { Violation } from './violation.ts';

/** A clock time, which other schedulers take for a duration. */
const CLOCK = /^(\d+):(\d\d)(?::(\d\d))?$/;
const WITH_WORDS =
  /^(\d+(?:\.\d+)?)\s*(?:(d)(?:ays?)?|(h)(?:(?:ou)?rs?)?|(m)(?:in(?:ute)?s?)?|(s)(?:ec(?:ond)?s?)?)\.?$/i;
const MILLISECONDS = /^(\d+)\s*ms$/i;
const TRUE = /^(?:yes|on|y|true)$/i;
const FALSE = /^(?:no|off|n|false)$/i;

/** The most characters of a name, as the schema has it: names become those of files, which have at most 255 bytes. */
export const LONGEST_NAME = 200;

/** How to mend a value that violates the schema; null where nothing but the sentence itself helps. */
export function hintFor({ keyword, schema, parentSchema }: Violation, node: Node): string | null {
  const types = [parentSchema.type ?? []].flat();
  if (node.kind === 'map') {
    return types[0] === 'array' && !types.includes('object') ? 'begin each item with `- `' : null;
  }
  if (node.kind !== 'scalar' || node.text === '') return null;
  if (keyword === 'enum') return didYouMean(nearest(node.text.replace(/^SIG/, ''), schema as readonly string[]));
  if (parentSchema.title?.startsWith('a size') === true) return sizeHint(node.text);
  if (keyword === 'type') return typeHint(node, types);
  if (types.includes('boolean')) return truth(node.text);
  if (types.includes('array') && node.text.includes(',')) return `write \`[${node.text}]\``;
  if (parentSchema.title?.includes('duration') === true) return durationHint(node.text);
  return parentSchema.title?.includes(' lowercase letters') === true ? nameHint(node.text) : null;
}

function typeHint(node: ScalarNode, types: readonly string[]): string | null {
  if (node.style === 'quoted') return types.includes('array') ? null : 'remove the quotes';
  if (types.includes('array') && !types.includes('string')) return `write \`[${node.text}]\``;
  const mayBeNumber = types.includes('number') || types.includes('integer');
  const isNotFinite = typeof node.value === 'number' && !Number.isFinite(node.value);
  return types.includes('string') && (!mayBeNumber || isNotFinite) ? `quote it: \`"${node.text}"\`` : null;
}

function didYouMean(word: string | null): string | null {
  return word === null ? null : `did you mean \`${word}\`?`;
}

function truth(text: string): string | null {
  if (TRUE.test(text)) return 'write `true`';
  return FALSE.test(text) ? 'write `false`' : null;
}

function durationHint(text: string): string | null {
  const clock = CLOCK.exec(text);
  if (clock !== null) {
    const [, first = '', second = '', third] = clock;
    if (third !== undefined) return `write \`${spell([first, 'h'], [second, 'm'], [third, 's'])}\``;
    return `write \`${spell([first, 'h'], [second, 'm'])}\` or \`${spell([first, 'm'], [second, 's'])}\``;
  }
  const [, milliseconds] = MILLISECONDS.exec(text) ?? [];
  if (milliseconds !== undefined) return `write \`${Number(milliseconds) / 1000}s\``;
  const [, amount, ...units]: (string | undefined)[] = WITH_WORDS.exec(text) ?? [];
  const unit = units.find((one) => one !== undefined);
  if (amount !== undefined && unit !== undefined) return `write \`${amount}${unit.toLowerCase()}\``;
  return /^\d.*[a-z]/i.test(text) ? 'the units are `s`, `m`, `h` and `d`, the longer before the shorter' : null;
}

/** Memory as other programs write it: `20G`, `20 gb`, or a bare number. */
function sizeHint(text: string): string {
  const [, amount, prefix] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?$/i.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0)
    return 'the units are `MiB`, `GiB` and `TiB`, or `MB`, `GB` and `TB`';
  const unit = prefix === undefined || prefix === '' ? 'G' : prefix.toUpperCase();
  return `write \`${amount}${unit}iB\``;
}

function spell(...parts: readonly (readonly [amount: string, unit: string])[]): string {
  const told = parts.filter(([amount]) => Number(amount) > 0).map(([amount, unit]) => `${Number(amount)}${unit}`);
  return told.join('') || '0s';
}

/** The nearest thing to `text` that can be the name of a sweep; null where nothing is near. */
export function nameHint(text: string): string | null {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '');
  return slug === '' || slug.length > LONGEST_NAME ? null : `write \`name: ${slug}\``;
}
