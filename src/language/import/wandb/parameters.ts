import type { Diagnostic } from '../../../model/diagnostic.ts';
import { axisValue, type MapNode, type Node, type ScalarNode } from '../../tree/node.ts';
import type { WrittenAxis } from '../../write/sweep-text.ts';
import { textValue, type WrittenValue } from '../../write/value.ts';

/** A parameter of W&B: a constant, or an axis. */
export interface Parameter {
  /** As the program knows it; nested ones are joined by dots. */
  readonly name: string;
  readonly key: ScalarNode;
  readonly isNested: boolean;
  readonly says: { readonly constant: WrittenValue } | { readonly axis: SaidAxis };
}

/** An axis without its name. */
export type SaidAxis =
  | { readonly values: readonly WrittenValue[] }
  | { readonly range: Extract<WrittenAxis, { readonly range: object }>['range'] };

/** Reads `parameters`. Tells what no sweep can have to `faults`. */
export function parametersOf(node: MapNode, faults: Diagnostic[], above = ''): readonly Parameter[] {
  return [...node.entries.values()].flatMap(({ key, value }): readonly Parameter[] => {
    const name = above + key.text;
    const parts = value.kind === 'map' ? value.entries : new Map<string, { readonly value: Node }>();
    const nested = parts.get('parameters')?.value;
    if (nested?.kind === 'map') return parametersOf(nested, faults, `${name}.`);
    const says = saidBy(name, key, (part) => parts.get(part)?.value, faults);
    return says === null ? [] : [{ name, key, isNested: above !== '', says }];
  });
}

function saidBy(
  name: string,
  key: ScalarNode,
  part: (name: string) => Node | undefined,
  faults: Diagnostic[],
): Parameter['says'] | null {
  const fail = (node: Node, message: string, hint: string): null => {
    faults.push({ severity: 'error', code: 'wandb-parameter', message, span: node.span, hint });
    return null;
  };
  const [value, values, distribution] = ['value', 'values', 'distribution'].map(part);
  const kind = distribution?.kind === 'scalar' ? distribution.text : null;
  if (values?.kind === 'list' && values.items.length > 0) {
    return { axis: { values: values.items.map(writtenValue) } };
  }
  if (value !== undefined && value.kind !== 'broken') return { constant: writtenValue(value) };
  const [from, to] = [wholeNumber(part('min')), wholeNumber(part('max'))];
  if (from !== null && to !== null && (kind === null || kind === 'int_uniform'))
    return { axis: { range: { from, to } } };
  if (kind !== null || part('min') !== undefined || part('mu') !== undefined) {
    const what = kind === null ? 'a range of numbers' : `\`distribution: ${kind}\``;
    const scale = kind?.includes('log') === true ? ', scale: log' : '';
    const hint = `list some as \`values\` and import it again; in a sweep file \`${name}: {from: …, to: …, count: 5${scale}}\` makes them, and \`sample\` takes some of all combinations`;
    const message = `${what} of \`${name}\` draws values as it goes, and a sweep says all of them beforehand`;
    return fail(distribution ?? key, message, hint);
  }
  return fail(key, `\`${name}\` has neither \`value\` nor \`values\``, 'write `values: [1, 2]`');
}

/** A value as W&B passes it on, whose agent spells booleans and null as Python does. */
function writtenValue(node: Node): WrittenValue {
  if (node.kind === 'broken') return textValue('');
  const { text, type } = axisValue(node);
  if (type === 'null') return textValue('None');
  if (type === 'boolean') return { text: text.toLowerCase() === 'true' ? 'True' : 'False', type };
  return { text, type };
}

function wholeNumber(node: Node | undefined): string | null {
  return node?.kind === 'scalar' && /^-?\d+$/.test(node.text) ? node.text : null;
}
