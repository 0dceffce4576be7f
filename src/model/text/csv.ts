import { type CsvError, parse } from 'csv-parse/sync';

export type { CsvError };

export type Delimiter = ',' | '\t';

/** A cell as the library has it, which does not say where it stands. */
export interface CsvCell {
  readonly text: string;
  readonly isQuoted: boolean;
}

const OPTIONS = {
  record_delimiter: ['\r\n', '\n', '\r'],
  trim: true,
  relax_column_count: true,
  skip_empty_lines: true,
};

/** The first `most` records of a text, by RFC 4180 but for blanks around cells, which do not count. @throws CsvError for a quote in the wrong place. */
export function csvCells(text: string, delimiter: Delimiter, most = Infinity): readonly (readonly CsvCell[])[] {
  return parse(text, {
    ...OPTIONS,
    delimiter,
    cast: (cell: string, { quoting }: { readonly quoting: boolean }): CsvCell => ({ text: cell, isQuoted: quoting }),
    ...(most === Infinity ? {} : { to: most }),
  }) as unknown as readonly (readonly CsvCell[])[];
}

/** The records of a text that a program writes and may not have finished: a quote in the wrong place is one of the text. @throws CsvError for one that is never closed. */
export function csvRecords(text: string, delimiter: Delimiter): readonly (readonly string[])[] {
  return parse(text, { ...OPTIONS, delimiter, relax_quotes: true });
}
