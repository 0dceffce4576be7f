import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listOnce, glob } from '../host/glob.ts';
import type { Listings, WantedListing } from '../expand/listing.ts';

/** Reads what axes take their values from: the lines of files, and the paths that patterns match. */
export function gatherListings(root: string, wanted: readonly WantedListing[]): Listings {
  const list = listOnce();
  return new Map(
    wanted.map(({ kind, path, key }) => [
      key,
      kind === 'lines' ? linesOf(resolve(root, path)) : [...glob(root, path, list)].sort(),
    ]),
  );
}

function linesOf(path: string): readonly string[] | null {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return null;
  }
}
