import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/expand/cells/csv.ts';
import { readJsonLines } from '../../../src/expand/cells/json-lines.ts';
import type { ReadTable } from '../../../src/expand/cells/table.ts';

const comma = (text: string) => readCsv(text, 't.csv', ',');
const tab = (text: string) => readCsv(text, 't.tsv', '\t');
const json = (text: string) => readJsonLines(text, 't.jsonl');

/** The texts of the header and of the rows, `null` where they are absent and undefined where a row says nothing. */
function textsOf({ table }: ReadTable): (string | null | undefined)[][] {
  if (table === null) return [];
  const rows = table.rows.map(({ cells }) => cells.map((cell) => (cell?.type === 'null' ? null : cell?.text)));
  return [table.header.map(({ text }) => text), ...rows];
}

/** What is wrong with a text, each with what it points at and the line of that. */
function saidOf(text: string, { diagnostics }: ReadTable): string[] {
  return diagnostics.map(({ message, span }) => {
    if (span === null) return message;
    return `${text.slice(0, span.start).split('\n').length} \`${text.slice(span.start, span.end)}\`: ${message}`;
  });
}

/** Whether each cell stands where it says that it does. */
function expectPlaces(text: string, { table }: ReadTable, spelled: (cell: string) => string): void {
  for (const { cells } of table?.rows ?? []) {
    for (const cell of cells) {
      const written = cell === undefined ? '' : text.slice(cell.span.start, cell.span.end);
      expect(written === cell?.text || written === spelled(cell?.text ?? '')).toBe(true);
    }
  }
}

describe('a table of cells', () => {
  test('has numbers as they are spelled, absence where a cell is empty, and no spaces around a cell', () => {
    const text = '\r\nmodel, lr ,n\n7b,1e-3,007\n\n"x, ""y""" , 0.10,\r\n  \n"a\nb", ,true\n';
    const read = comma(text);
    expect(textsOf(read)).toEqual([
      ['model', 'lr', 'n'],
      ['7b', '1e-3', '007'],
      ['x, "y"', '0.10', null],
      ['a\nb', null, 'true'],
    ]);
    expect(read.table?.rows.map(({ cells }) => cells.map((cell) => cell?.type))).toEqual([
      ['string', 'number', 'number'],
      ['string', 'number', 'null'],
      ['string', 'null', 'boolean'],
    ]);
    expectPlaces(text, read, quoted);
  });

  test('is parted by tabs where its name ends so, and its cells may then hold commas', () => {
    const text = 'a\tb\tc\n1, 2\t\t"x\ty"\n \tz\t\n';
    expect(textsOf(tab(text))).toEqual([
      ['a', 'b', 'c'],
      ['1, 2', null, 'x\ty'],
      [null, 'z', null],
    ]);
    expectPlaces(text, tab(text), quoted);
  });

  test('has a cell for each column in each row, and all rows that have not are told', () => {
    const text = 'a,b\n1\n1,2\n1,2,3\n';
    expect(saidOf(text, comma(text))).toEqual([
      '2 `1`: this row has 1 cell, and the header has 2',
      '4 `1,2,3`: this row has 3 cells, and the header has 2',
    ]);
  });

  test.each([
    ['a,b\n1,2\n3,"x\n4,5\n', '3 `3,"x`: a quote in this row is never closed'],
    ['a,b\n1,2\n3,"x"y\n', '3 `3,"x"y`: a quote stands inside of a cell'],
    ['a,b\n1,5"', '2 `1,5"`: a quote stands inside of a cell'],
  ])('is told where its quotes do not go together: %j', (text, said) => {
    expect(saidOf(text, comma(text))).toEqual([said]);
  });

  test('gives back what was written, each cell in its place', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\t', ' ', '1', 'é', '\r\n') });
    const rows = fc.integer({ min: 1, max: 3 }).chain((width) => {
      return fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 });
    });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', '\t'), fc.constantFrom('\n', '\r\n'), (table, delimiter, newline) => {
        // A row of one empty cell is a line without any text.
        fc.pre(table.every((row) => row.length > 1 || row[0] !== ''));
        const text = table.map((row) => row.map(quoted).join(delimiter)).join(newline);
        const read = readCsv(text, 't', delimiter);
        const [header, ...below] = table;
        const texts = below.map((row) => row.map((one) => (one === '' ? null : one)));
        expect(textsOf(read)).toEqual([header, ...texts]);
        expectPlaces(text, read, quoted);
      }),
    );
  });

  test('is empty without any text', () => {
    expect([comma(''), comma('\n\n'), json('\n')].map(textsOf)).toEqual([[[]], [[]], [[]]]);
  });
});

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

describe('a table of JSON lines', () => {
  test('has the keys of all lines as columns, numbers as they are spelled, and lists and maps as one value', () => {
    const text = '{"a": 1e-3, "b": "x, \\"y\\""}\r\n\n {"b": null, "a": [1.0, { "c": "d e" }], "c": true}\n';
    const read = json(text);
    expect(textsOf(read)).toEqual([
      ['a', 'b', 'c'],
      ['1e-3', 'x, "y"', undefined],
      ['[1.0,{"c":"d e"}]', null, 'true'],
    ]);
    expect(read.table?.rows.map(({ cells }) => cells.map((cell) => cell?.type))).toEqual([
      ['number', 'string', undefined],
      ['json', 'null', 'boolean'],
    ]);
    expect(read.table?.rows[1]?.cells.map((cell) => text.slice(cell?.span.start, cell?.span.end))).toEqual([
      '[1.0, { "c": "d e" }]',
      'null',
      'true',
    ]);
  });

  test('is told each line that is none, and each key that a line has twice', () => {
    const text = '{"a": 1}\n{"a": 1\n[1]\n{"a": 1, "b": 2, "a": 3}\n';
    expect(saidOf(text, json(text))).toEqual([
      expect.stringMatching(/^2 .*: this line is not JSON$/),
      '3 `[1]`: this line is not a map from column to value',
      '4 `"a"`: this line has `a` twice',
    ]);
  });

  test('gives back what was written', () => {
    const rows = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map((row) => JSON.stringify(row, null, 1).replaceAll('\n', ' ')).join('\n');
        const read = json(text).table;
        const found = read?.rows.map(({ cells }) =>
          Object.fromEntries(
            cells.flatMap((cell, at) => {
              if (cell === undefined) return [];
              const isText = cell.type === 'string';
              return [[read.header[at]?.text ?? '', isText ? cell.text : (JSON.parse(cell.text) as unknown)]];
            }),
          ),
        );
        expect(found).toEqual(JSON.parse(JSON.stringify(table)));
      }),
    );
  });
});
