import { GIVEN } from '../../../model/text/given-names.ts';
import { canonicalNumber } from '../../../model/text/decimal.ts';
import { axesOfRows, otherOrder } from '../axes-of-rows.ts';
import type { ImportedSweep } from '../imported.ts';
import { axisName, distinctNames } from '../lines/names.ts';
import { type Known, plain } from './known.ts';
import { type ReadManifest, type ReadTasks, TASK } from './tasks.ts';

/** The axes of what varies over tasks. */
export interface Axes extends Pick<ImportedSweep, 'matrix' | 'zip'> {
  /** What the axis of a variable is called. */
  readonly names: ReadonlyMap<string, string>;
}

interface Column {
  readonly variable: string;
  readonly values: readonly Known[];
}

/** The axes of variables: a table in a file, its lines, or what these hold. `note` is told of what that leaves out. */
export function axesOf(
  tasks: ReadTasks,
  variables: readonly string[],
  read: ReadManifest,
  note: (says: string) => void,
): Axes | null {
  const rows = differentRows(tasks, variables, note);
  const columns = variables.map((variable, index): Column => ({
    variable,
    values: rows.flatMap((row) => row[index] ?? []),
  }));
  return tableIn(columns, read) ?? linesIn(columns, read) ?? asTheyAre(columns, note);
}

/** What the tasks have, each once. */
function differentRows(
  tasks: ReadTasks,
  variables: readonly string[],
  note: (says: string) => void,
): readonly (readonly Known[])[] {
  const rows = new Map<string, { readonly place: number; readonly values: readonly Known[] }>();
  for (const place of tasks.places) {
    const values = variables.map((name) => valueIn(tasks, name, place));
    const key = JSON.stringify(values.map(({ text }) => text));
    const before = rows.get(key);
    if (before === undefined) rows.set(key, { place, values });
    else {
      const [one, other] = [place, before.place].map((at) => tasks.numberOf(at));
      note(
        `task ${one} does the same as task ${other}, and is one job with it: \`replicates\` repeats jobs over an axis`,
      );
    }
  }
  return [...rows.values()].map(({ values }) => values);
}

/** What an axis holds for a task: its number where the script makes something else of the variable that tells it. */
function valueIn(tasks: ReadTasks, name: string, place: number): Known {
  const known = tasks.valueOf(name, place);
  return known !== undefined && 'text' in known ? known : plain(String(tasks.numberOf(place)));
}

/** A table whose columns hold just what the variables do, and whose rows are all taken. */
function tableIn(columns: readonly Column[], read: ReadManifest): Axes | null {
  const origin = columns[0]?.values[0]?.from;
  const { file, field } = origin ?? {};
  if (file === undefined || field == null) return null;
  const { separator } = field;
  const kind = separator === ',' ? /\.csv$/ : separator === '\t' ? /\.tsv$/ : null;
  const manifest = kind?.test(file) === true ? read(file) : null;
  if (manifest === null) return null;
  const lines = manifest.text.split(/\r?\n/).map((line) => line.split(separator));
  const header = lines[0] ?? [];
  const filled = [...lines.keys()].filter((index) => index > 0 && lines[index]?.join(separator) !== '');
  const numbers = columns.map(({ values }) => values[0]?.from?.field?.number ?? 0);
  const isAllOfIt = columns.every(
    ({ values }, column) =>
      values.length === filled.length &&
      values.every(({ text, from }, row) => {
        const number = numbers[column] ?? 0;
        const isOfRow = from?.file === file && from.line - 1 === filled[row];
        const isOfColumn = from?.field?.separator === separator && from.field.number === number;
        // Blanks that the shell takes for one make another column of it.
        return isOfRow && isOfColumn && text === lines[from.line - 1]?.[number - 1] && /^\S(?:.*\S)?$/.test(text);
      }),
  );
  const names = numbers.map((number) => header[number - 1] ?? '');
  const isNamed = names.every((name) => axisName(name) === name && !GIVEN.test(`${name}.`));
  if (!isAllOfIt || !isNamed || distinctNames(names).join() !== names.join() || manifest.text.includes('"'))
    return null;
  const remarks = ['The rows of the file: each is one job.'];
  return {
    zip: { says: [{ table: manifest.path, columns: names }], remarks },
    names: new Map(columns.map(({ variable }, index) => [variable, names[index] ?? ''])),
  };
}

/** A file whose lines are just what the only variable holds. */
function linesIn(columns: readonly Column[], read: ReadManifest): Axes | null {
  const [only, ...others] = columns;
  const file = only?.values[0]?.from?.file;
  if (only === undefined || file === undefined || others.length > 0) return null;
  const manifest = only.values.every(({ from }) => from?.file === file && from.field === null) ? read(file) : null;
  const listed = manifest?.text.split(/\r?\n/).map((line) => line.trim()) ?? [];
  const values = listed.filter((line) => line !== '' && !line.startsWith('#'));
  const isAllOfIt =
    values.length === only.values.length && values.every((line, row) => line === only.values[row]?.text.trim());
  const isDifferent = new Set(values.map((line) => canonicalNumber(line) ?? line)).size === values.length;
  if (manifest === null || !isAllOfIt || !isDifferent) return null;
  const name = axisName(nameOf(only.variable));
  const says = [{ name, lines: manifest.path }];
  return { matrix: { says, remarks: ['Each line of the file is one job.'] }, names: new Map([[only.variable, name]]) };
}

/** Axes and tables of the values themselves. */
function asTheyAre(columns: readonly Column[], note: (says: string) => void): Axes | null {
  const names = distinctNames(columns.map(({ variable }) => axisName(nameOf(variable))));
  const written = columns.map(({ values }, index) => ({
    name: names[index] ?? '',
    values: values.map(({ text }) => text.replace(/\r$/, '')),
  }));
  const axes = axesOfRows({ columns: written, of: 'tasks' });
  if (axes === null) return null;
  const { isInOrder, ...says } = axes;
  if (!isInOrder) note(otherOrder('tasks'));
  const files = new Set(columns.flatMap(({ values }) => values[0]?.from?.file ?? []));
  for (const file of files) {
    note(`what the array takes of \`${file}\` stands in the sweep, which does not look at the file any more`);
  }
  return { ...says, names: new Map(columns.map(({ variable }, index) => [variable, names[index] ?? ''])) };
}

function nameOf(variable: string): string {
  if (variable === TASK) return 'task';
  return /^[A-Z][A-Z0-9_]*$/.test(variable) ? variable.toLowerCase() : variable;
}
