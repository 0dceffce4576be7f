/** An exact decimal number: `mantissa · 10^exponent`. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** A number taken apart without losing a digit: `±digits · 10^exponent`, digits without zeros at either end. */
interface Digits {
  readonly negative: boolean;
  /** Empty for zero. */
  readonly digits: string;
  readonly exponent: bigint;
}

/** The numbers of YAML 1.2's core schema, but for infinities and NaN, which have no digits. */
const FLOAT = /^([-+]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?$/;
const BASED = /^0(?:x[0-9a-fA-F]+|o[0-7]+)$/;

/** Whether a text is a number of YAML 1.2's core schema, but for infinities and NaN. */
export function isNumber(text: string): boolean {
  return FLOAT.test(text) || BASED.test(text);
}

/** What a text is that YAML 1.2's core schema reads without quotes, if neither absence nor a collection. */
export function typeOfWord(word: string): 'number' | 'boolean' | 'string' {
  if (isNumber(word)) return 'number';
  return /^(?:true|True|TRUE|false|False|FALSE)$/.test(word) ? 'boolean' : 'string';
}

/** Numbers with more digits than this, or so far from one, take no part in arithmetic. */
const ARITHMETIC_DIGITS = 100;

/**
 * The one spelling that all spellings of a number share (`1e-4` and `0.00010` give `0.0001`, `-0` gives `0`, `0x10`
 * gives `16`); null for a text that is no number of YAML 1.2's core schema. Very large and very small numbers come out
 * in scientific notation.
 */
export function canonicalNumber(text: string): string | null {
  const parts = takeApart(text);
  if (parts === null) return null;
  const { negative, digits, exponent } = parts;
  if (digits === '') return '0';
  const point = BigInt(digits.length) + exponent;
  const sign = negative ? '-' : '';
  if (point > -6n && point <= 21n) return sign + placePoint(digits, Number(point));
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits.charAt(0)}${fraction}e${point - 1n}`;
}

/** The number that `text` spells, for exact arithmetic; null if it is none or is out of reach. */
export function decimal(text: string): Decimal | null {
  const parts = takeApart(text);
  if (parts === null) return null;
  if (parts.digits === '') return { mantissa: 0n, exponent: 0 };
  const exponent = Number(parts.exponent);
  if (parts.digits.length > ARITHMETIC_DIGITS || Math.abs(exponent) > ARITHMETIC_DIGITS) return null;
  const magnitude = BigInt(parts.digits);
  return { mantissa: parts.negative ? -magnitude : magnitude, exponent };
}

/** The mantissa of `value` when it is written with the given exponent, which must not exceed its own. */
export function mantissaAt(value: Decimal, exponent: number): bigint {
  return value.mantissa * 10n ** BigInt(value.exponent - exponent);
}

/**
 * Writes `mantissa · 10^exponent` without an exponent, with at least `decimals` digits after the point and at least
 * `width` before it.
 */
export function spell(mantissa: bigint, exponent: number, decimals: number, width: number): string {
  const negative = mantissa < 0n;
  let places = Math.max(0, -exponent);
  let digits = (negative ? -mantissa : mantissa).toString() + '0'.repeat(Math.max(0, exponent));
  digits = digits.padStart(places + 1, '0');
  while (places > decimals && digits.endsWith('0')) {
    digits = digits.slice(0, -1);
    places -= 1;
  }
  digits += '0'.repeat(Math.max(0, decimals - places));
  places = Math.max(places, decimals);
  const whole = digits.slice(0, digits.length - places).padStart(width, '0');
  return `${negative ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`;
}

/** How many digits `text` shows after the decimal point, its exponent taken into account. */
export function decimalsShown(text: string): number {
  const match = FLOAT.exec(text);
  const fraction = match?.[3] ?? match?.[4] ?? '';
  return Math.max(0, fraction.length - Number(match?.[5] ?? 0));
}

/** How many digits `text` shows before the decimal point if it is padded with zeros there (`007`: 3); else 1. */
export function paddedWidth(text: string): number {
  const whole = FLOAT.exec(text)?.[2] ?? '';
  return whole.startsWith('0') ? Math.max(1, whole.length) : 1;
}

function takeApart(text: string): Digits | null {
  if (BASED.test(text)) return trimZeros(false, BigInt(text).toString(), 0n);
  const match = FLOAT.exec(text);
  if (match === null) return null;
  const fraction = match[3] ?? match[4] ?? '';
  const exponent = BigInt((match[5] ?? '0').replace('+', '')) - BigInt(fraction.length);
  return trimZeros(match[1] === '-', (match[2] ?? '') + fraction, exponent);
}

function trimZeros(negative: boolean, digits: string, exponent: bigint): Digits {
  let start = 0;
  while (digits[start] === '0') start += 1;
  let end = digits.length;
  while (end > start && digits[end - 1] === '0') end -= 1;
  return { negative, digits: digits.slice(start, end), exponent: exponent + BigInt(digits.length - end) };
}

function placePoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
