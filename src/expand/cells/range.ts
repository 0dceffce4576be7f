import type { AxisValues, Scalar, Text } from '../../language/spec.ts';
import { decimal, decimalsShown, mantissaAt, paddedWidth, spell, type Decimal } from '../../model/text/decimal.ts';
import type { Findings } from '../findings.ts';
import { canonical } from './value.ts';

type Range = Extract<AxisValues, { kind: 'range' }>;

/** How many more digits than its ends the values of an evenly spread range may have. */
const SPREAD_DIGITS = 20;

/** Significant digits of the values of a logarithmic range. */
const LOG_DIGITS = 6;

interface Steps {
  readonly first: bigint;
  readonly step: bigint;
  /** Both are counted in units of `10^exponent`. */
  readonly exponent: number;
  readonly count: bigint;
}

/**
 * The values of a range: those at equal distances in exact decimal arithmetic, spelled with at least the digits that `from` shows: `0.10` and a
 * step of `0.1` give `0.10`, `0.20`. No values if it is wrong or longer than `limit`, which is then reported.
 */
export function valuesOfRange(range: Range, limit: number, findings: Findings): readonly Scalar[] {
  if (range.scale === 'log') return valuesOfLogRange(range, limit, findings);
  const steps = stepsOf(range, findings);
  if (steps === null || reportTooLong(steps.count, range, limit, findings)) return [];
  const decimals = decimalsShown(range.from.text);
  const width = paddedWidth(range.from.text);
  return Array.from({ length: Number(steps.count) }, (_, place) =>
    numeral(spell(steps.first + BigInt(place) * steps.step, steps.exponent, decimals, width), range),
  );
}

function numeral(text: string, { span }: Range): Scalar {
  return { text, span, contentStart: null, type: 'number' };
}

function reportTooLong(count: bigint, { span }: Range, limit: number, findings: Findings): boolean {
  if (count <= limit) return false;
  const message = `this range has ${count.toLocaleString('en')} values, more than the ${limit.toLocaleString('en')} allowed`;
  findings.add({ severity: 'error', code: 'too-many-values', message, span });
  return true;
}

/** Values at equal ratios, to six significant digits; the ends are exact. */
function valuesOfLogRange(range: Range, limit: number, findings: Findings): readonly Scalar[] {
  if (range.to === null || range.count === null || range.step !== null) {
    wrong(findings, range, 'a range with `scale: log` has `from`, `to` and `count`');
    return [];
  }
  const from = positiveIn(range.from, 'from', findings);
  const to = positiveIn(range.to, 'to', findings);
  const count = countIn(range.count, findings);
  if (from === null || to === null || count === null || reportTooLong(count, range, limit, findings)) return [];
  const last = Number(count) - 1;
  const texts = Array.from({ length: last + 1 }, (_, place) => {
    if (place === 0) return canonical(range.from.text);
    if (place === last && range.to !== null) return canonical(range.to.text);
    return canonical((from * (to / from) ** (place / last)).toPrecision(LOG_DIGITS));
  });
  if (new Set(texts).size === texts.length) return texts.map((text) => numeral(text, range));
  wrong(
    findings,
    range,
    `${count} values from ${range.from.text} to ${range.to.text} are not all different`,
    'give a smaller `count`',
  );
  return [];
}

function positiveIn(text: Scalar, key: string, findings: Findings): number | null {
  const number = numberIn(text, key, findings);
  if (number === null) return null;
  if (number.mantissa > 0n) return Number(text.text);
  wrong(findings, text, `\`${key}\` is ${text.text}; with \`scale: log\` it must be more than 0`);
  return null;
}

function stepsOf(range: Range, findings: Findings): Steps | null {
  const from = numberIn(range.from, 'from', findings);
  const step = range.step === null ? { mantissa: 1n, exponent: 0 } : numberIn(range.step, 'step', findings);
  if (from === null || step === null) return null;
  if (step.mantissa === 0n) {
    wrong(findings, range.step ?? range, '`step` is 0, so the range never moves on');
    return null;
  }
  if (range.count !== null && range.to !== null) return spread(from, range.to, range.count, range, findings);
  if (range.count !== null) return counted(from, step, range.count, findings);
  if (range.to === null) {
    wrong(findings, range, 'a range needs `to` or `count`');
    return null;
  }
  const to = numberIn(range.to, 'to', findings);
  if (to === null) return null;
  const exponent = Math.min(from.exponent, step.exponent, to.exponent);
  const [first, last, stride] = [mantissaAt(from, exponent), mantissaAt(to, exponent), mantissaAt(step, exponent)];
  if (range.step === null && first < last && last - first < stride) {
    const message = `by steps of 1 this range has but ${range.from.text}: \`to\` is less than 1 away`;
    wrong(findings, range, message, 'give it a `step`, or a `count` of values');
    return null;
  }
  if (first === last || first < last === stride > 0n) {
    return { first, step: stride, exponent, count: (last - first) / stride + 1n };
  }
  const [away, hint] =
    stride > 0n
      ? ['below', 'to count down, give a negative `step`']
      : ['above', 'to count up, give a positive `step` or none'];
  wrong(findings, range, `this range is empty: \`to\` is ${away} \`from\``, hint);
  return null;
}

function counted(from: Decimal, step: Decimal, countText: Scalar, findings: Findings): Steps | null {
  const count = countIn(countText, findings);
  const exponent = Math.min(from.exponent, step.exponent);
  if (count === null) return null;
  return { first: mantissaAt(from, exponent), step: mantissaAt(step, exponent), exponent, count };
}

/** `count` values from `from` to `to` at equal distances, which must come out exactly. */
function spread(from: Decimal, toText: Scalar, countText: Scalar, range: Range, findings: Findings): Steps | null {
  const to = numberIn(toText, 'to', findings);
  const count = countIn(countText, findings);
  if (to === null || count === null) return null;
  const exponent = Math.min(from.exponent, to.exponent) - SPREAD_DIGITS;
  const [first, last] = [mantissaAt(from, exponent), mantissaAt(to, exponent)];
  if (count === 1n) return { first, step: 0n, exponent, count };
  if (first === last) {
    wrong(findings, range, '`from` and `to` are the same, so there is only one value');
    return null;
  }
  if ((last - first) % (count - 1n) === 0n) return { first, step: (last - first) / (count - 1n), exponent, count };
  wrong(
    findings,
    range,
    `${count} values from ${range.from.text} to ${toText.text} are no exact decimals`,
    'give a `step`, or a `count` one greater than 2, 4, 5, 10 or the like',
  );
  return null;
}

function countIn(text: Scalar, findings: Findings): bigint | null {
  const count = numberIn(text, 'count', findings);
  if (count === null) return null;
  if (count.exponent >= 0 && count.mantissa >= 1n) return mantissaAt(count, 0);
  wrong(findings, text, `\`count\` is ${text.text}; it must be a whole number of at least 1`);
  return null;
}

function numberIn(scalar: Text, key: string, findings: Findings): Decimal | null {
  const number = decimal(scalar.text);
  if (number === null) wrong(findings, scalar, `\`${key}\` is \`${scalar.text}\`, which is no number to count with`);
  return number;
}

function wrong(findings: Findings, at: Pick<Text, 'span'>, message: string, hint?: string): void {
  findings.add({
    severity: 'error',
    code: 'bad-range',
    message,
    span: at.span,
    ...(hint === undefined ? {} : { hint }),
  });
}
