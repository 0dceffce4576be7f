import { bytes, type Bytes } from '../units.ts';

const PREFIXES = ['', 'K', 'M', 'G', 'T', 'P'];
const SIZE = /^(\d+(?:\.\d+)?) ?(?:([KMGTP]i)|([kKMGTP]))?B$/;

/** The most memory, or room for a log, that anything is given. */
export const LARGEST_SIZE = bytes(1024 ** 5);

/**
 * The amount of memory that `text` spells, in whole bytes: a number and a binary (`512MiB`, `20GiB`) or decimal (`20GB`)
 * unit, or `B`, also as `spellSize` has it (`20 GiB`). Null when it spells none.
 */
export function parseSize(text: string): Bytes | null {
  const [, amount, binary, decimal] = SIZE.exec(text) ?? [];
  if (amount === undefined) return null;
  const power = PREFIXES.indexOf((binary ?? decimal ?? '').charAt(0).toUpperCase());
  return bytes(Math.round(Number(amount) * (binary === undefined ? 1000 : 1024) ** power));
}

/** An amount of memory as people write it, in binary units with at most one decimal: `80 GiB`, `512 MiB`. */
export function spellSize(amount: number): string {
  const power = Math.min(PREFIXES.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, amount)) / 10)));
  const prefix = PREFIXES[power] ?? '';
  return `${Number((amount / 1024 ** power).toFixed(1))} ${prefix}${prefix === '' ? '' : 'i'}B`;
}
