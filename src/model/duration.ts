import { seconds, type Seconds } from './units.ts';

const UNITS: readonly (readonly [unit: string, length: number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

const NUMBER = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const WITH_UNITS = new RegExp(`^(?=\\d)${UNITS.map(([unit]) => `(?:(\\d+(?:\\.\\d+)?)${unit})?`).join('')}$`);

/**
 * The length of time that `text` spells: a number of seconds, or parts with the units `d`, `h`, `m` and `s`, the longer
 * before the shorter, each at most once (`90`, `90s`, `15m`, `1h30m`, `1.5h`). Null when it spells none.
 */
export function parseDuration(text: string): Seconds | null {
  if (NUMBER.test(text)) return finite(Number(text));
  const parts = WITH_UNITS.exec(text);
  if (parts === null) return null;
  return finite(UNITS.reduce((sum, [, length], index) => sum + Number(parts[index + 1] ?? 0) * length, 0));
}

function finite(value: number): Seconds | null {
  return Number.isFinite(value) ? seconds(value) : null;
}
