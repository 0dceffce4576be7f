import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import type { Scalar } from '../../language/spec.ts';
import { csvCells, type CsvCell, type CsvError, type Delimiter } from '../../model/text/csv.ts';
import { typeOfWord } from '../../model/text/decimal.ts';
import { faultyTable, type ReadTable, type TableRow } from './table.ts';

interface Row extends TableRow {
  readonly cells: readonly Scalar[];
}

/**
 * Reads cells parted by `delimiter`, under a header, as RFC 4180 has them: quoted ones may hold delimiters, newlines and doubled quotes.
 * Spaces around a cell and lines without any text count for nothing; an empty cell is absence, quoted or not. `file` is how spans name it.
 */
export function readCsv(text: string, file: string, delimiter: Delimiter): ReadTable {
  let records: readonly (readonly CsvCell[])[];
  try {
    records = csvCells(text, delimiter);
  } catch (error) {
    return { table: null, diagnostics: [unreadable(error as CsvError, text, file, delimiter)] };
  }
  const cells = new CellWalk(text, file, delimiter);
  const [first, ...rows] = records.map((record) => cells.take(record)).filter(hasText);
  if (first === undefined) return { table: { header: [], rows: [] }, diagnostics: [] };
  const header = first.cells;
  const uneven = rows.filter((row) => row.cells.length !== header.length);
  if (uneven.length === 0) return { table: { header, rows }, diagnostics: [] };
  return { table: null, diagnostics: uneven.map((row) => reportUneven(row, first)) };
}

/** Whether it is more than a line without any text. */
function hasText({ cells }: Row): boolean {
  return cells.length > 1 || cells[0]?.type !== 'null';
}

function reportUneven({ cells, span }: Row, header: Row): Diagnostic {
  const hint = cells.length > header.cells.length ? 'quote a cell that holds what parts the cells' : undefined;
  const message = `this row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, and the header has ${header.cells.length}`;
  return { ...faultyTable(message, span, hint), related: [{ message: 'the header', span: header.span }] };
}

/** Finds the records of a text again, one after the other, each cell in its place. */
class CellWalk {
  readonly #text: string;
  readonly #file: string;
  readonly #delimiter: Delimiter;
  #at = 0;

  constructor(text: string, file: string, delimiter: Delimiter) {
    this.#text = text;
    this.#file = file;
    this.#delimiter = delimiter;
  }

  take(record: readonly CsvCell[]): Row {
    const cells = record.map((cell, column) => {
      if (column === 0) this.skip(NEWLINES);
      else this.#at = this.#text.indexOf(this.#delimiter, this.#at) + 1;
      this.skip(BLANKS);
      const start = this.#at;
      this.#at += cell.isQuoted ? cell.text.replaceAll('"', '""').length + 2 : cell.text.length;
      return valueOf(cell.text, { file: this.#file, start, end: this.#at });
    });
    return { cells, span: { file: this.#file, start: cells[0]?.span.start ?? this.#at, end: this.#at } };
  }

  /** Passes what counts for nothing, and says where what follows begins. */
  skip(characters: string): number {
    for (;;) {
      const next = this.#text.charAt(this.#at);
      if (next === '' || next === this.#delimiter || !characters.includes(next)) return this.#at;
      this.#at += 1;
    }
  }
}

const BLANKS = ' \t\f';
const NEWLINES = `${BLANKS}\r\n`;

/** A cell as a value: as it is spelled, absence where it is empty. */
function valueOf(text: string, span: Span): Scalar {
  return { text, type: text === '' ? 'null' : typeOfWord(text), span, contentStart: null };
}

/** What keeps the library from telling cells, a quote that stands where none may: in which row that begins. */
function unreadable({ code, ...error }: CsvError, text: string, file: string, delimiter: Delimiter): Diagnostic {
  const before = Number(error['records']);
  const cells = new CellWalk(text, file, delimiter);
  if (before > 0) for (const record of csvCells(text, delimiter, before)) cells.take(record);
  const start = cells.skip(NEWLINES);
  const length = /^.*/.exec(text.slice(start))?.[0].trimEnd().length ?? 0;
  const fault =
    code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote in this row is never closed' : 'a quote stands inside of a cell';
  const hint = 'a cell that holds quotes is quoted itself, and each of its quotes is written twice';
  return faultyTable(fault, { file, start, end: start + length }, hint);
}
