import type { Axis } from '../cells/axis.ts';
import type { Cell } from '../cells/cell.ts';
import type { Value } from '../cells/value.ts';
import type { JobField } from '../template/names.ts';

/** What an axis says with `arg: flag`. */
const FLAG = 'flag';

/** What Hydra takes for a text as it stands. */
const PLAIN = /^[A-Za-z0-9_/+.%*@?|:-]*$/;

/** The words of `job.args`: `--axis=value` for every axis that the cell has, or as the axis says with `arg`. */
export function argsOf(cell: Cell, axes: readonly Axis[]): string[] {
  return presentIn(cell, axes).flatMap(({ axis, value }) => {
    const option = `--${axis.name}`;
    if (axis.arg === FLAG) return isTrue(value) ? [option] : [];
    if (axis.arg === null || axis.arg.startsWith('--')) return [`${axis.arg ?? option}=${value.text}`];
    return [axis.arg, value.text];
  });
}

/**
 * The words of `job.overrides`: `axis=value` for every axis that the cell has, as Hydra reads it.
 *
 * Source: Hydra, "Extended Override syntax": what is no plain text stands in quotes, in which a quote, and backslashes before one or
 * at the end, have a backslash before them.
 */
export function overridesOf(cell: Cell, axes: readonly Axis[]): string[] {
  return presentIn(cell, axes).map(({ axis, value }) => `${axis.name}=${hydraValue(value)}`);
}

/**
 * What stands for a field of the job in its fingerprint. The values themselves are in its identity, but not how axes say that they
 * are spelled; of a value that goes without saying neither is.
 */
export function symbolOf(field: JobField, cell: Cell, axes: readonly Axis[]): string {
  if (field !== 'args') return `job.${field}`;
  const spelled = presentIn(cell, axes).flatMap(({ axis, value }) =>
    axis.arg === null || axis.isDefault(value) ? [] : [` ${axis.name}=${axis.arg}`],
  );
  return `job.${field}${spelled.join('')}`;
}

function presentIn({ values }: Cell, axes: readonly Axis[]): { readonly axis: Axis; readonly value: Value }[] {
  return axes.flatMap((axis) => {
    const value = values[axis.index];
    return value === null || value === undefined ? [] : [{ axis, value }];
  });
}

/** Whether the value of a flag is true. It is true or false: `reportUnusable` sees to that. */
function isTrue({ text }: Value): boolean {
  return /^true$/i.test(text);
}

function hydraValue({ text, json }: Value): string {
  if (typeof json !== 'object') return PLAIN.test(text) ? text : hydraQuoted(text);
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const inner = JSON.parse(token) as string;
    const isText = PLAIN.test(inner) && /^[A-Za-z_/]/.test(inner) && !/^(?:true|false|null|nan|inf)$/i.test(inner);
    return isText ? inner : hydraQuoted(inner);
  });
}

function hydraQuoted(text: string): string {
  const escaped = text
    .replaceAll(/(\\*)'/g, String.raw`$1$1\'`)
    .replace(/\\+$/, (backslashes) => backslashes.repeat(2));
  return `'${escaped}'`;
}
