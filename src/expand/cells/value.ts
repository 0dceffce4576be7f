import type { ParamValue } from '../../model/plan.ts';
import type { Scalar } from '../../language/spec.ts';
import { canonicalNumber } from '../../model/text/decimal.ts';

/** A value of an axis. One object for each, shared by all cells that have it. */
export interface Value extends ParamValue {
  /** What it is compared and hashed by: equal for all spellings of a number. */
  readonly canonical: string;
  /** Its place among the different values of its axis. */
  readonly index: number;
  /** Whether it stands for all values of an axis whose list could not be had, so that nothing is known of its text. */
  readonly isUnlisted?: true;
}

/**
 * What a value is compared and hashed by: the number that it spells, else its text. The type that YAML gives it plays
 * no part, so `"1"` equals `1`. Null is absence and has no canonical form.
 */
export function canonical(text: string): string {
  return canonicalNumber(text) ?? text;
}

/** The same for a value of the file: of a list or a map the JSON, keys sorted and numbers canonical. */
export function canonicalOf({ type, text }: Pick<Scalar, 'type' | 'text'>): string {
  return type === 'json' ? canonicalJson(text) : canonical(text);
}

/** Marks a number that stands as a text, since JSON's own numbers are not exact. No text of a sweep can hold it. */
const NUMBER = '\0';

function canonicalJson(json: string): string {
  const marked = json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : JSON.stringify(`${NUMBER}${canonicalNumber(token) ?? token}`),
  );
  return spellJson(JSON.parse(marked));
}

function spellJson(value: unknown): string {
  if (typeof value === 'string' && value.startsWith(NUMBER)) return value.slice(NUMBER.length);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spellJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${spellJson(inner)}`).join(',')}}`;
}

/** The value that a scalar of the file stands for; null for absence. */
export function valueOf(scalar: Scalar, index: number): Value | null {
  if (scalar.type === 'null') return null;
  return { text: scalar.text, canonical: canonicalOf(scalar), index, json: jsonOf(scalar) };
}

/** The value that stands for all those of an axis whose list could not be had. */
export function unlistedValue(axis: string, index: number): Value {
  const text = `{{${axis}}}`;
  return { text, canonical: text, json: text, index, isUnlisted: true };
}

/** As JSON shows it: a number only where JSON's numbers hold it without loss. */
function jsonOf(scalar: Scalar): ParamValue['json'] {
  if (scalar.type === 'json') return JSON.parse(scalar.text) as object;
  if (scalar.type === 'boolean') return scalar.text.toLowerCase() === 'true';
  if (scalar.type !== 'number') return scalar.text;
  const number = Number(scalar.text.replace(/^\+/, ''));
  const lossless = Number.isFinite(number) && canonicalNumber(String(number)) === canonicalNumber(scalar.text);
  return lossless ? number : scalar.text;
}
