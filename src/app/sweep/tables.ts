import { resolve } from 'node:path';
import { readCsv } from '../../expand/cells/csv.ts';
import { readJsonLines } from '../../expand/cells/json-lines.ts';
import type { Listings, WantedListing } from '../../expand/cells/listing.ts';
import type { ReadTable, Table } from '../../expand/cells/table.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { shownPath } from '../../project/project.ts';

/**
 * What stands in the tables among `wanted`, of those whose text is listed and that are sound. Puts what is wrong with one among the
 * `faults`, and the texts that these point into among the `sources`.
 */
export function readTables(
  root: string,
  wanted: readonly WantedListing[],
  listings: Listings,
  sources: Map<string, string>,
  faults: Diagnostic[],
): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  for (const { kind, key, path } of wanted) {
    const listed = listings.get(key);
    if (kind !== 'table' || listed === undefined || 'fault' in listed) continue;
    const text = listed[0] ?? '';
    const file = shownPath(resolve(root, path));
    sources.set(file, text);
    const { table, diagnostics } = readTable(text, file);
    faults.push(...diagnostics);
    if (table !== null) tables.set(key, table);
  }
  return tables;
}

/** Its kind is what the name ends in. */
function readTable(text: string, file: string): ReadTable {
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return readJsonLines(text, file);
  return readCsv(text, file, /\.tsv$/i.test(file) ? '\t' : ',');
}
