import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../../src/expand/cells/csv.ts';
import type { Table } from '../../src/expand/cells/table.ts';
import type { ExpandContext } from '../../src/expand/expand.ts';
import type { ReadManifest } from '../../src/language/import/slurm/tasks.ts';

/** Scripts for sbatch, with the files that they pick from. */
export const FIXTURES_OF_SLURM = join(import.meta.dirname, '..', 'fixtures', 'import', 'slurm');

/** The files in a folder, as a sweep file there names them. */
export function manifestsIn(folder: string): ReadManifest {
  return (path) => {
    const isThere = readdirSync(folder).includes(path);
    return isThere ? { text: readFileSync(join(folder, path), 'utf8'), path } : null;
  };
}

/** What these files say to sweeps that name them. */
export function whatIsListed(folder: string): Pick<ExpandContext, 'listings' | 'tables'> {
  const listings = new Map<string, readonly string[]>();
  const tables = new Map<string, Table>();
  for (const file of readdirSync(folder).filter((name) => /\.(?:txt|csv|tsv)$/.test(name))) {
    const text = readFileSync(join(folder, file), 'utf8');
    listings.set(`lines:${file}`, text.split('\n'));
    listings.set(`table:${file}`, [text]);
    const { table } = readCsv(text, file, file.endsWith('.tsv') ? '\t' : ',');
    if (table !== null) tables.set(`table:${file}`, table);
  }
  return { listings, tables };
}
