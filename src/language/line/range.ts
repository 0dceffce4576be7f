import { type Decimal, mantissaAt, spell } from '../../model/text/decimal.ts';
import type { WrittenRange } from '../write/sweep-text.ts';
import { type WrittenValue, valueOfWord } from '../write/value.ts';

/** A range of numbers that a command line says. */
export interface SaidRange {
  /** As the file says it; null where only its values can be said, as with leading zeros. */
  readonly written: WrittenRange | null;
  readonly count: number;
  readonly values: () => readonly WrittenValue[];
}

/** Why something that looks like a range is none. */
export interface NoRange {
  readonly message: string;
  readonly hint: string;
}

/** More values than any sweep takes need not be counted one by one. */
const MOST = 1_000_000n;

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`;
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})(?:\\.\\.(${NUMBER}))?$`);

/** `1..5` and `0..1..0.1`, both ends included; null for a text that is no two numbers with dots between them. */
export function dottedRange(text: string): SaidRange | NoRange | null {
  const [, from, to, step] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const [first, last, said] = [decimalOf(from), decimalOf(to), step === undefined ? null : decimalOf(step)];
  if (first === null || last === null || (step !== undefined && said === null)) {
    return fault(
      text,
      'has an exponent',
      'write the values, such as `1e-4,1e-3`, or in the file a range with `scale: log`',
    );
  }
  if (said === null && (first.exponent < 0 || last.exponent < 0)) {
    return fault(text, 'has no step', `write \`${from}..${to}..0.1\` for one of 0.1`);
  }
  const exponent = Math.min(first.exponent, last.exponent, said?.exponent ?? 0);
  const [start, end] = [mantissaAt(first, exponent), mantissaAt(last, exponent)];
  const size = said === null ? 1n : abs(mantissaAt(said, exponent));
  if (size === 0n) return fault(text, 'has a step of 0', `write \`${from}..${to}\` for one of 1`);
  const by = end < start ? -size : size;
  const count = abs(end - start) / size + 1n;
  if (count > MOST) return fault(text, `has ${count} values`, 'no sweep takes more than 1000000 of an axis');
  const width = isPadded(from) || isPadded(to) ? Math.max(from.length, to.length) : 0;
  const isPlain = said === null && by > 0n;
  const spelledStep = spell(by, exponent, 0, 1);
  const written = width > 0 ? null : { from, to, ...(isPlain ? {} : { step: spelledStep }) };
  return {
    written,
    count: Number(count),
    values: valuesBy({ mantissa: start, exponent }, by, Number(count), -first.exponent, width),
  };
}

/** Hydra's `range(…)`, whose end is excluded. The words are those between its brackets. */
export function hydraRange(words: readonly string[]): SaidRange | NoRange {
  const text = `range(${words.join(',')})`;
  const usual =
    'write `range(STOP)`, `range(START,STOP)` or `range(START,STOP,STEP)`, all of them numbers without an exponent';
  const parts = words.every((word) => /^(?:start|stop|step)\s*=/.test(word)) ? namedParts(words) : positional(words);
  const [start, stop, step] = parts.map(decimalOf);
  if (words.length > 3 || start == null || stop == null || step == null) return fault(text, 'cannot be read', usual);
  const exponent = Math.min(start.exponent, stop.exponent, step.exponent);
  const [first, end, by] = [start, stop, step].map((one) => mantissaAt(one, exponent)) as [bigint, bigint, bigint];
  if (by === 0n) return fault(text, 'has a step of 0', usual);
  const span = by > 0n ? end - first : first - end;
  const size = abs(by);
  const count = span <= 0n ? 0n : (span + size - 1n) / size;
  if (count === 0n) return fault(text, 'has no value', 'the end of a range is excluded, as Hydra has it');
  if (count > MOST) return fault(text, `has ${count} values`, 'no sweep takes more than 1000000 of an axis');
  const from = spell(start.mantissa, start.exponent, -start.exponent, 1);
  const spelledStep = spell(step.mantissa, step.exponent, 0, 1);
  const last = spell(first + by * (count - 1n), exponent, 0, 1);
  const written =
    spelledStep === '1' && exponent === 0 ? { from, to: last } : { from, count: String(count), step: spelledStep };
  return {
    written,
    count: Number(count),
    values: valuesBy({ mantissa: first, exponent }, by, Number(count), -start.exponent, 0),
  };
}

function positional([first = '', second, third = '1']: readonly string[]): readonly string[] {
  return second === undefined ? ['0', first, third] : [first, second, third];
}

function namedParts(words: readonly string[]): readonly string[] {
  const said = new Map(
    words.map((word): [string, string] => [word.replace(/\s*=.*$/s, ''), word.replace(/^[^=]*=\s*/, '')]),
  );
  return [said.get('start') ?? '0', said.get('stop') ?? '', said.get('step') ?? '1'];
}

function valuesBy(
  first: Decimal,
  by: bigint,
  count: number,
  least: number,
  width: number,
): () => readonly WrittenValue[] {
  return () =>
    Array.from({ length: count }, (_, index) => {
      const text = spell(first.mantissa + by * BigInt(index), first.exponent, least, 1);
      return valueOfWord(
        text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0'),
      );
    });
}

/** The number that a text spells without an exponent, with as many places as it shows; null for any other text. */
function decimalOf(text: string): Decimal | null {
  const [, sign, whole, fraction = ''] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const magnitude = BigInt(whole + fraction);
  return { mantissa: sign === '-' ? -magnitude : magnitude, exponent: 0 - fraction.length };
}

function isPadded(number: string): boolean {
  return /^[-+]?0\d/.test(number);
}

function fault(text: string, why: string, hint: string): NoRange {
  return { message: `the range \`${text}\` ${why}`, hint };
}

function abs(number: bigint): bigint {
  return number < 0n ? -number : number;
}
