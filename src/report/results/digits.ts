import { decimalsShown } from '../../model/text/decimal.ts';

/** A number, and the spread that it is given with; null for none. */
export interface Spread {
  readonly center: number;
  readonly spread: number | null;
}

/** Digits of a spread that mean something, and digits of a number that has none. */
const DIGITS_OF_SPREAD = 2;
const DIGITS_ALONE = 4;

/** A spread that is so much smaller than its number is what rounding has left. */
const NOISE = 1e-9;

/** Beyond these a number is written with an exponent. */
const MOST_DECIMALS = 8;
const GREATEST = 1e9;

/** How many decimals the numbers of a column are shown with: so many that the spread in its middle has two digits. */
export function decimalsOf(column: readonly Spread[]): number {
  const ofSpreads = column.flatMap((one) => {
    const spread = realSpread(one);
    return spread === null ? [] : [decimalsFor(spread, DIGITS_OF_SPREAD)];
  });
  if (ofSpreads.length > 0) return ofSpreads.sort((a, b) => a - b)[Math.floor((ofSpreads.length - 1) / 2)] ?? 0;
  const numbers = column.map(({ center }) => center).filter((center) => Number.isFinite(center) && center !== 0);
  const greatest = numbers.reduce((most, center) => Math.max(most, Math.abs(center)), 0);
  if (greatest === 0) return 0;
  const needed = numbers.reduce((most, center) => Math.max(most, decimalsShown(String(center))), 0);
  return Math.min(needed, decimalsFor(greatest, DIGITS_ALONE));
}

/**
 * A number with the decimals of its column, and with its spread where it has one. A spread that would have no digit then gets one, and its
 * number as many decimals.
 */
export function spellSpread(
  one: Spread,
  columns: number,
  signed = false,
): readonly [center: string, spread: string | null] {
  const { center } = one;
  const sign = signed && center > 0 ? '+' : '';
  if (!Number.isFinite(center)) return [spellExact(center), null];
  const real = realSpread(one);
  const decimals = Math.max(columns, real === null ? 0 : decimalsFor(real, 1));
  if (decimals > MOST_DECIMALS || Math.abs(center) >= GREATEST) {
    const digits = real === null ? DIGITS_ALONE - 1 : decimals + exponentOf(center);
    const spread = one.spread === null ? null : spellExponent(one.spread, DIGITS_OF_SPREAD - 1);
    return [sign + spellExponent(center, digits), spread];
  }
  return [sign + withoutMinusZero(center.toFixed(decimals)), one.spread === null ? null : one.spread.toFixed(decimals)];
}

/** A number as it is, for programs: `NaN`, `Infinity`. */
export function spellExact(value: number): string {
  return String(value);
}

function realSpread({ center, spread }: Spread): number | null {
  if (spread === null || !Number.isFinite(spread)) return null;
  return spread > NOISE * Math.abs(center) ? spread : null;
}

/** With how many decimals a number has so many digits. */
function decimalsFor(value: number, digits: number): number {
  return Math.max(0, digits - 1 - exponentOf(value));
}

/** The power of ten of the first digit. */
function exponentOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
}

function spellExponent(value: number, digits: number): string {
  return value === 0 ? '0' : value.toExponential(Math.min(20, Math.max(0, digits)));
}

function withoutMinusZero(text: string): string {
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}
