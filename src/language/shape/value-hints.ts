import { nearest } from '../../model/text/nearest.ts';
import { inCharactersOfNames } from '../../model/text/sweep-name.ts';
import type { ListNode, Node, ScalarNode } from '../tree/node.ts';
import type { Violation } from './violation.ts';

/** A clock time, which other schedulers take for a duration. */
const CLOCK = /^(\d+):(\d\d)(?::(\d\d))?$/;
const WITH_WORDS =
  /^(\d+(?:\.\d+)?)\s*(?:(d)(?:ays?)?|(h)(?:(?:ou)?rs?)?|(m)(?:in(?:ute)?s?)?|(s)(?:ec(?:ond)?s?)?)\.?$/i;
const MILLISECONDS = /^(\d+)\s*ms$/i;
const TRUE = /^(?:yes|on|y|true|1)$/i;
const FALSE = /^(?:no|off|n|false|0)$/i;

/** The most characters of a name, as the schema has it: names become those of files, which have at most 255 bytes. */
export const LONGEST_NAME = 200;

/** How to mend a value that violates the schema; null where nothing but the sentence itself helps. */
export function hintFor({ keyword, schema, parentSchema }: Violation, node: Node): string | null {
  const types = [parentSchema.type ?? []].flat();
  const title = parentSchema.title ?? '';
  if (node.kind === 'map') {
    return types[0] === 'array' && !types.includes('object')
      ? 'begin each item with `- `, or put `[` and `]` around it'
      : null;
  }
  if (node.kind === 'list') return listHint(node, title);
  if (node.kind !== 'scalar' || node.text === '') return null;
  if (title.startsWith('a map such as `{file:')) return `write \`{file: ${inBrackets(node.text)}}\``;
  if (types.includes('object')) {
    const pair = pairHint(node, title);
    if (pair !== null) return pair;
  }
  if (keyword === 'enum') return didYouMean(nearest(node.text.replace(/^SIG/, ''), schema as readonly string[]));
  if (title === '`max` or `min`') return goalHint(node.text);
  if (parentSchema.title?.startsWith('a size') === true) return sizeHint(node.text);
  if (title.startsWith('a list of values, or a range')) return valuesHint(node.text);
  if (title.startsWith('a time of day')) return timeOfDayHint(node.text);
  const boolean = types.includes('boolean') && keyword !== 'const' ? truth(node.text) : null;
  if (boolean !== null) return boolean;
  if (keyword === 'type') return typeHint(node, types);
  if (types.includes('array') && node.text.includes(',')) return `write \`[${node.text}]\``;
  if (parentSchema.title?.includes('duration') === true) return durationHint(node.text);
  return parentSchema.title?.includes(' lowercase letters') === true ? nameHint(node.text) : null;
}

/** Where a map stands as a list, each item beginning with what should be a key. */
function listHint({ items }: ListNode, title: string): string | null {
  if (title.startsWith('a whole number of GPUs')) {
    return 'say how many, such as `gpus: 2`; which ones they may be stands in `gpu_ids`';
  }
  if (title.includes('`null`')) return 'quote it, if one text is meant';
  if (title.startsWith('a map from variable') && items[0]?.kind === 'scalar') return pairHint(items[0], title);
  if (title.startsWith('a map from axis')) {
    return items.every(({ kind }) => kind === 'scalar')
      ? 'give each axis its values, such as `{seed: [1, 2]}`'
      : 'leave out the `- ` before each axis';
  }
  const [first] = items;
  const named =
    title.startsWith('a map from stage') && first?.kind === 'map' ? first.entries.get('name')?.value : undefined;
  return named?.kind === 'scalar' ? `write \`${named.text}:\` in place of \`- name: ${named.text}\`` : null;
}

/** A text in place of a map: one whose colon has no space after it, or what a shell or another program writes. */
function pairHint({ text, style }: ScalarNode, title: string): string | null {
  if (style === 'plain' && /^[A-Za-z_][\w.-]*:\S/.test(text))
    return `put a space after the \`:\` of \`${text.slice(0, text.indexOf(':') + 1)}\``;
  const [, key, said] = /^([A-Za-z_][\w.]*)\s*(?:=(?!=)|\uFF1A)\s*(.*)$/.exec(style === 'plain' ? text : '') ?? [];
  if (key !== undefined && title.startsWith('a map from axis')) {
    const isOne = !/[=\uFF1A]/.test(said ?? '');
    return isOne
      ? `write \`${key}: ${said ?? ''}\``
      : `write \`${key}: \`, and such a colon and a space after each axis`;
  }
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(text) ?? [];
  if (name !== undefined && title.startsWith('a map from variable')) return `write \`{${name}: "${value ?? ''}"}\``;
  if (title.startsWith('a condition')) return conditionHint(text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, '$1'));
  if (title.startsWith('a map such as `{needs:'))
    return 'write `command: ` before it, on a line below that is indented more';
  return null;
}

/** What other languages write as an expression; null where it is none that could be told as a map. */
function conditionHint(text: string): string | null {
  if (/^[A-Za-z_][\w.]*$/.test(text)) return `say for which values of it, such as \`{${text}: …}\``;
  if (/\s(?:or|\|\|)\s/.test(text))
    return 'write a rule for each; for several values of one axis, a list such as `{seed: [1, 2]}`';
  const said = text.split(/\s+(?:and|&&)\s+/).map((term) => TERM.exec(term));
  const terms = said.filter((term) => term !== null);
  if (terms.length < said.length) return null;
  const pairs = terms.map(([, axis = '', , value = '']) => `${axis}: ${value.replaceAll(/^(['"])(.*)\1$/g, '$2')}`);
  if (terms.every(([, , operator]) => operator !== '!=')) return `write \`{${pairs.join(', ')}}\``;
  return terms.length === 1 ? `write \`unless: {${pairs.join('')}}\` in place of it` : null;
}

const TERM = /^([A-Za-z_][\w.]*)\s*(==?|!=|\bin\b)\s*(\[[^[\]]*\]|'[^']*'|"[^"]*"|[^\s=<>!&|]+)$/;

/** The range that people mean by `1..5`, `1-5` or `range(1, 6)`; null for any other text. */
export function rangeMeant(text: string): string | null {
  const [, from, to, step] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    if (Number(from) > Number(to)) return null;
    return step === undefined ? `{from: ${from}, to: ${to}}` : `{from: ${from}, to: ${to}, step: ${step}}`;
  }
  const [, first, second, by] = PYTHON_RANGE.exec(text) ?? [];
  if (first === undefined || by !== undefined) return null;
  const [begin, end] = second === undefined ? [0, Number(first)] : [Number(first), Number(second)];
  return end > begin ? `{from: ${begin}, count: ${end - begin}}` : null;
}

const RANGE = /^(\d+(?:\.\d+)?)(?:\.\.\.?|-|:)(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?$/;
const PYTHON_RANGE = /^range\((\d+)(?:, ?(\d+))?(?:, ?(\d+))?\)$/;
const NUMBERS = /^-?\d[\d.e-]*(?:\s+-?\d[\d.e-]*)+$/i;

/** A single text where an axis has a list or a range. */
function valuesHint(text: string): string | null {
  const range = rangeMeant(text);
  if (range !== null) return `write \`${range}\``;
  if (/^\S*\.\.\S*$/.test(text)) return 'say both ends of a range, such as `{from: 1, to: 5}`';
  if (/^-\S+(?:\s+-\S+)+$/.test(text)) return 'put a space after each `-`';
  if (NUMBERS.test(text)) return `write \`[${text.split(/\s+/).join(', ')}]\``;
  const bare = text.replace(/^[[({]\s*|\s*[\])}]$/g, '');
  return /[[\](){}]/.test(bare) || bare === ''
    ? 'write the values in brackets, such as `[1, 2]`'
    : `write \`[${bare}]\``;
}

function typeHint(node: ScalarNode, types: readonly string[]): string | null {
  if (node.style === 'quoted') return types.includes('array') ? null : 'remove the quotes';
  if (types.includes('array') && !types.includes('string')) return `write \`[${inBrackets(node.text)}]\``;
  const mayBeNumber = types.includes('number') || types.includes('integer');
  const isNotFinite = typeof node.value === 'number' && !Number.isFinite(node.value);
  return types.includes('string') && (!mayBeNumber || isNotFinite) ? `quote it: \`"${node.text}"\`` : null;
}

/** A text as it may stand within brackets. */
function inBrackets(text: string): string {
  return /^[\w./-]+(?:, ?[\w./-]+)*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
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

/** A time of day as people write it: `21`, `8pm`, `9:30`, `0930`; the quotes keep it a text for other readers of YAML, too. */
function timeOfDayHint(text: string): string | null {
  const [, hour = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.h]?(\d\d))?(?::00)?h?\s*([ap])?\.?m?\.?$/i.exec(text) ?? [];
  const isHour = half === undefined ? Number(hour) < 24 : Number(hour) > 0 && Number(hour) <= 12;
  if (hour === '' || !isHour || Number(minutes) > 59) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `write \`"${String(hours).padStart(2, '0')}:${minutes}"\``;
}

/** Memory as other programs write it: `20G`, `20 gb`, or a bare number. */
function sizeHint(text: string): string {
  const [, amount, prefix] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?$/i.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0)
    return 'the units are `MiB`, `GiB` and `TiB`, or `MB`, `GB` and `TB`';
  const unit = prefix === undefined || prefix === '' ? 'G' : prefix.toUpperCase();
  return `write \`${amount}${unit}iB\``;
}

/** Which way is better, as other programs say it. */
function goalHint(text: string): string | null {
  if (/^(?:max|high|great|larg|up|asc)/i.test(text)) return 'write `max`';
  return /^(?:min|low|less|small|down|desc)/i.test(text) ? 'write `min`' : null;
}

function spell(...parts: readonly (readonly [amount: string, unit: string])[]): string {
  const told = parts.filter(([amount]) => Number(amount) > 0).map(([amount, unit]) => `${Number(amount)}${unit}`);
  return told.join('') || '0s';
}

/** The nearest thing to `text` that can be the name of a sweep; null where nothing is near. */
export function nameHint(text: string): string | null {
  const slug = inCharactersOfNames(text).replaceAll(/^[^a-z0-9]+|-+$/g, '');
  return slug === '' || slug.length > LONGEST_NAME ? null : `write \`name: ${slug}\``;
}
