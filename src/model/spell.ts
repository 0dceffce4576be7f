import type { Seconds } from './units.ts';

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

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
