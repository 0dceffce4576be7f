import { csvRecords, type CsvError, type Delimiter } from '../../model/text/csv.ts';
import { MOST_ROWS, NO_NUMBERS, TOO_MANY_ROWS, unreadable, type Found } from '../numbers.ts';
import { numberIn, valueIn } from '../../model/text/written-number.ts';
import { Rows, type Row } from './rows.ts';

/**
 * Reads rows under a header. Empty cells say nothing, names are trimmed, and a header that comes again, as where a program that was started
 * anew goes on with its file, is passed over.
 */
export function readTable(text: string, delimiter: Delimiter): Found {
  let records: readonly (readonly string[])[];
  try {
    records = csvRecords(text, delimiter);
  } catch (error) {
    const isOpen = (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED';
    return unreadable(isOpen ? 'has a quote that is never closed' : 'cannot be told apart into cells');
  }
  const [header, ...rest] = records;
  if (header === undefined) return { numbers: NO_NUMBERS, problem: null };
  if (rest.length > MOST_ROWS) return unreadable(TOO_MANY_ROWS);
  if (header.every((name) => numberIn(name) !== null)) return unreadable('has no header');
  const rows = new Rows();
  for (const cells of rest) {
    if (!isHeader(cells, header)) rows.add(cellsOf(cells, header));
  }
  return { numbers: rows.finish(), problem: null };
}

function isHeader(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length === header.length && cells.every((cell, index) => cell === header[index]);
}

function* cellsOf(cells: readonly string[], header: readonly string[]): Row {
  for (const [index, name] of header.entries()) {
    const cell = cells[index] ?? '';
    if (name !== '' && cell !== '') yield [name, valueIn(cell)];
  }
}
