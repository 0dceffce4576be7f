import { seconds, type Seconds } from '../units.ts';

const UNITS: readonly (readonly [unit: string, length: number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

const NUMBER = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const WITH_UNITS = new RegExp(
  `^(?=\\d)${UNITS.map(([unit]) => `(?:(\\d+(?:\\.\\d+)?)${unit}(?: (?=\\d))?)?`).join('')}$`,
);

/** The longest that anything is given: a hundred years. */
export const LONGEST_DURATION = seconds(36_500 * 86_400);

/**
 * The length of time that `text` spells: a number of seconds, or parts with the units `d`, `h`, `m` and `s`, the longer
 * before the shorter, each at most once (`90`, `90s`, `15m`, `1h30m`, `1.5h`), also as `spellDuration` has it (`1h 30m`). Null when it
 * spells none.
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

/**
 * A duration as people write it, in its two greatest units: `2h`, `1h 02m`, `3d 04h`, `45s`. Below ten seconds with one
 * decimal: `3.4s`.
 */
export function spellDuration(duration: Seconds): string {
  if (duration < 9.95) return `${Number(duration.toFixed(1))}s`;
  const whole = Math.round(duration);
  for (const [index, [name, size]] of UNITS.entries()) {
    if (whole < size) continue;
    const major = `${Math.floor(whole / size)}${name}`;
    const next = UNITS[index + 1];
    const rest = next === undefined ? 0 : Math.floor((whole % size) / next[1]);
    return next === undefined || rest === 0 ? major : `${major} ${String(rest).padStart(2, '0')}${next[0]}`;
  }
  return `${whole}s`;
}
