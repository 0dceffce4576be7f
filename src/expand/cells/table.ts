import { nearest } from '../../model/text/nearest.ts';
import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import type { Scalar, Text } from '../../language/spec.ts';
import type { Findings } from '../findings.ts';

/** What stands in a file of rows; all spans point into that. */
export interface Table {
  /** The names of its columns, as its header or its rows have them. */
  readonly header: readonly Text[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** One for each name of the header; undefined where the row says nothing of it. */
  readonly cells: readonly (Scalar | undefined)[];
  readonly span: Span;
}

/** What reading a file of rows comes to. The table is null where something is wrong with the file itself. */
export interface ReadTable {
  readonly table: Table | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong with a file of rows, at a place of it. */
export function faultyTable(message: string, span: Span, hint?: string): Diagnostic {
  return { severity: 'error', code: 'bad-table', message, span, ...(hint === undefined ? {} : { hint }) };
}

/** The values of a column of a table, row by row; none where it has no such column or not in each row, which is reported. */
export function cellsOfColumn(name: Text, path: string, table: Table, findings: Findings): Scalar[] {
  const report = (code: string, message: string, span: Span, more: Partial<Diagnostic> = {}): Scalar[] => {
    findings.add({ severity: 'error', code, message, span, ...more });
    return [];
  };
  const [place, ...others] = table.header.flatMap(({ text }, at) => (text === name.text ? [at] : []));
  const head = place === undefined ? undefined : table.header[place];
  if (place === undefined || head === undefined) return report('no-column', ...withoutColumn(name, path, table));
  if (others.length > 0) {
    const second = table.header[others[0] ?? 0] ?? head;
    const related = [{ message: 'the other one', span: head.span }];
    return report('duplicate-column', `two columns are named \`${name.text}\``, second.span, { related });
  }
  const lacking = table.rows.filter(({ cells }) => cells[place] === undefined);
  for (const { span } of lacking) {
    report('no-column', `this row has no \`${name.text}\``, span, { hint: 'write `null` where it is absent' });
  }
  return lacking.length > 0 ? [] : table.rows.flatMap(({ cells }) => cells[place] ?? []);
}

function withoutColumn(name: Text, path: string, { header }: Table): [string, Span, Partial<Diagnostic>] {
  const names = header.map(({ text }) => text).filter((text) => text !== '');
  const meant = nearest(name.text, names);
  const [only] = names.length === 1 ? names : [];
  const parted = only === undefined ? undefined : [';', '\t', '|'].find((mark) => only.includes(mark));
  const hint =
    parted !== undefined
      ? `it is parted by ${JSON.stringify(parted)}: part it by commas, or by tabs and name it \`.tsv\``
      : meant === null
        ? `its columns are ${names.map((one) => `\`${one}\``).join(', ')}`
        : `did you mean \`${meant}\`?`;
  const [first] = header;
  return [
    `the table \`${path}\` has no column \`${name.text}\``,
    name.span,
    {
      hint,
      ...(first === undefined ? {} : { related: [{ message: 'the columns are named here', span: first.span }] }),
    },
  ];
}
