/** A decimal number, exactly: `units` times ten to the minus `places`. */
export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

const DECIMAL = /^([-+]?)(\d+)(?:\.(\d+))?$/;

/** The number that a text spells without an exponent; null for any other text. */
export function decimalOf(text: string): Decimal | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return null;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, places: fraction.length };
}

/** The number in units of ten to the minus `places`, of which it has no more. */
export function scaled({ units, places }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - places);
}

/** The number as people write it, with at least so many places. */
export function decimalText({ units, places }: Decimal, least: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places);
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`;
}
