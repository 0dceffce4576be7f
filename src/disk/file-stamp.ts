import type { BigIntStats } from 'node:fs';

/** Differs between any two states of a file, as far as its file system tells their times apart. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join('-');
}
