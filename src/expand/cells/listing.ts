import type { Span } from '../../model/diagnostic.ts';
import { oddityOf, parseGlob } from '../../model/text/glob.ts';
import { REPLACEMENT } from '../../model/text/replacement.ts';
import type { AxisValues, ColumnValues, Scalar, Spec, ZipTable } from '../../language/spec.ts';
import { isNumber } from '../../model/text/decimal.ts';
import type { Findings } from '../findings.ts';
import { pathWithin } from '../paths.ts';
import { cellsOfColumn, type Table } from './table.ts';

/**
 * What files say of values: by `lines:<path>` the lines of a file, by `glob:<pattern>` the paths that a pattern matches,
 * in the order that the axis is to have, by `table:<path>` the whole text of a table; paths and patterns relative to the project root.
 */
export type Listings = ReadonlyMap<string, readonly string[] | Unlisted>;

/** Why a file cannot be read, or a pattern not be followed. */
export interface Unlisted {
  readonly code: string;
  /** As in "it …". */
  readonly fault: string;
  readonly hint?: string | undefined;
}

/** Something that must be listed before a sweep can be expanded. */
export interface WantedListing {
  readonly kind: 'lines' | 'glob' | 'table';
  /** Relative to the project root, or absolute. */
  readonly path: string;
  /** Its key among the listings. */
  readonly key: string;
  readonly span: Span;
}

type Listed = Extract<AxisValues, { kind: 'lines' | 'glob' }>;
type Column = ZipTable['columns'][number];

/** The listings that the axes of a sweep take their values from, each once. */
export function listingsWanted(spec: Spec, { folderOf }: Pick<ListingLookup, 'folderOf'>): WantedListing[] {
  const wanted = new Map<string, WantedListing>();
  for (const { values } of [...spec.axes, ...spec.zip.flatMap(({ columns }) => columns)]) {
    if (values.kind !== 'lines' && values.kind !== 'glob' && values.kind !== 'table') continue;
    const one = wantedOf(values, folderOf);
    if (!wanted.has(one.key)) wanted.set(one.key, one);
  }
  return [...wanted.values()];
}

/** Finds listings for the axes of a sweep. */
export interface ListingLookup {
  readonly listings: Listings;
  /** What stands in the tables that are listed and sound, by the same keys. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly folderOf: (file: string) => string;
}

/** The values of an axis that a file or a glob lists; none if there are none or too many, which is reported. */
export function valuesListed(values: Listed, limit: number, lookup: ListingLookup, findings: Findings): Scalar[] {
  const { key, path, span } = wantedOf(values, lookup.folderOf);
  const glob = values.kind === 'glob' ? parseGlob(path) : null;
  if (glob?.ok === false) {
    findings.add({ severity: 'error', code: 'glob-too-large', message: glob.fault, span, hint: glob.hint });
    return [];
  }
  const listed = lookup.listings.get(key) ?? (values.kind === 'lines' ? UNREAD : []);
  const report = (code: string, message: string, hint: string | null | undefined = null): Scalar[] => {
    findings.add({ severity: 'error', code, message, span, ...(hint == null ? {} : { hint }) });
    return [];
  };
  if ('fault' in listed) {
    const what = values.kind === 'lines' ? `\`${path}\`, which lists the values of this axis,` : `\`${path}\``;
    return report(listed.code, `${what} ${listed.fault}`, listed.hint);
  }
  const texts = values.kind === 'lines' ? linesThatCount(listed) : listed;
  if (texts.length === 0 && values.kind === 'lines') return report('no-cells', `\`${path}\` lists no values`);
  if (texts.length === 0) return report('no-cells', `no file matches \`${path}\``, oddityOf(path));
  const misspelled = values.kind === 'glob' ? texts.find((text) => text.includes(REPLACEMENT)) : undefined;
  if (misspelled !== undefined) {
    return report(
      'name-not-utf8',
      `\`${path}\` meets \`${misspelled}\`, whose name is not UTF-8, so no value can hold it`,
    );
  }
  if (texts.length > limit) {
    const [has, allowed] = [texts.length.toLocaleString('en'), limit.toLocaleString('en')];
    return report('too-many-values', `\`${path}\` gives ${has} values, more than the ${allowed} allowed`);
  }
  return texts.map((text) => ({
    text,
    span,
    contentStart: null,
    type: isNumber(text) ? 'number' : 'string',
  }));
}

/** The values of a column of a zip table, row by row; none where they cannot be had, which is reported. */
export function valuesOfColumn(
  { name, values }: Column,
  limit: number,
  lookup: ListingLookup,
  findings: Findings,
): readonly Scalar[] {
  if (values.kind === 'list') return values.items;
  if (values.kind === 'lines') return valuesListed(values, limit, lookup, findings);
  const { key, path, span } = wantedOf(values, lookup.folderOf);
  const listed = lookup.listings.get(key) ?? UNREAD;
  const table = lookup.tables.get(key);
  const report = (code: string, message: string, hint?: string): Scalar[] => {
    findings.add({ severity: 'error', code, message, span, ...(hint === undefined ? {} : { hint }) });
    return [];
  };
  if ('fault' in listed) return report(listed.code, `the table \`${path}\` ${listed.fault}`, listed.hint);
  // What is wrong with it has been told as it was read.
  if (table === undefined) return [];
  if (table.header.length === 0) return report('no-cells', `the table \`${path}\` is empty`);
  if (table.rows.length === 0) return report('no-cells', `the table \`${path}\` has a header and no rows`);
  if (table.rows.length > limit) {
    const [has, allowed] = [table.rows.length.toLocaleString('en'), limit.toLocaleString('en')];
    return report('too-many-values', `the table \`${path}\` has ${has} rows, more than the ${allowed} allowed`);
  }
  return cellsOfColumn(name, path, table, findings);
}

/** Of a file that nobody has looked at. */
const UNREAD: Unlisted = { code: 'missing-file', fault: 'cannot be read' };

function wantedOf(
  values: Listed | Extract<ColumnValues, { kind: 'table' }>,
  folderOf: (file: string) => string,
): WantedListing {
  const { kind } = values;
  const text = kind === 'glob' ? values.pattern : values.path;
  const path = pathWithin(folderOf(text.span.file), text.text);
  return { kind, path, key: `${kind}:${path}`, span: text.span };
}

/** Without empty lines and those that begin with `#`; the rest without the spaces around it. */
function linesThatCount(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
