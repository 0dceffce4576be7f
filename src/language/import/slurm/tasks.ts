import type { Note } from '../imported.ts';
import { type Assignment, assignmentOf, namesSetBy } from './assignments.ts';
import { wordOf } from './expand-words.ts';
import { type Known, plain, type Scope, type Variable } from './known.ts';
import { outputOf } from './pipeline.ts';
import type { Statement } from './statements.ts';

/** The variable that tells a task its number. */
export const TASK = 'SLURM_ARRAY_TASK_ID';

/** The lines of a file that a script names, and how a sweep file names it; null where it cannot be read. */
export type ReadManifest = (path: string) => Manifest | null;

export interface Manifest {
  readonly text: string;
  /** From the folder of the sweep file that is to be written. */
  readonly path: string;
}

/** A statement of the script, and what is known of it. */
export interface ReadStatement {
  readonly statement: Statement;
  /** What it sets, where that is known for each task. */
  readonly sets: Assignment | null;
  /** Whether what it sets, or does, follows from the task. */
  readonly isOfTask: boolean;
  readonly names: readonly string[];
}

/** What a script comes to for each of its tasks. */
export interface ReadTasks {
  readonly statements: readonly ReadStatement[];
  /** What a name holds for a task, by its place in the array. */
  readonly valueOf: (name: string, place: number) => Variable | undefined;
  /** The number of a task, by its place in the array: also where the script sets the variable anew that tells it. */
  readonly numberOf: (place: number) => number;
  /** The places of tasks for which everything is there that the script picks. */
  readonly places: readonly number[];
}

interface Given {
  readonly tasks: readonly number[];
  /** What the script is written in. */
  readonly text: string;
  /** Variables that are the same for all. */
  readonly constants: ReadonlyMap<string, string>;
  /** Where the script begins, from where it is submitted; empty for there. */
  readonly folder: string;
  readonly read: ReadManifest;
}

/** Goes through a script as bash would, for all tasks at once. Tells of what cannot be known to `notes`. */
export function readTasks(statements: readonly Statement[], given: Given, notes: Note[]): ReadTasks {
  const reader = new TaskReader(given, notes);
  const read = statements.map((statement) => reader.read(statement));
  return {
    statements: read,
    valueOf: (name, place) => reader.valueOf(name, place),
    numberOf: (place) => given.tasks[place] ?? place,
    places: reader.places(),
  };
}

class TaskReader {
  readonly #given: Given;
  readonly #notes: Note[];
  readonly #constants = new Map<string, Variable>();
  /** What follows from the task: a value for each. */
  readonly #varying = new Map<string, readonly Variable[]>();
  readonly #files = new Map<string, readonly Known[] | null>();
  /** Why tasks are left out, by their places. */
  readonly #lacking = new Map<number, { readonly line: number; readonly what: string }>();
  /** Where relative paths begin; null where that is not known. */
  #folder: string | null;
  /** Whether a condition or a loop around what is read now follows from the task. */
  #isChosen = false;
  #unread: string | null = null;

  constructor(given: Given, notes: Note[]) {
    this.#given = given;
    this.#notes = notes;
    this.#folder = given.folder;
    for (const [name, text] of given.constants) this.#constants.set(name, plain(text));
    this.#varying.set(
      TASK,
      given.tasks.map((task) => plain(String(task))),
    );
  }

  valueOf(name: string, place: number): Variable | undefined {
    return this.#varying.get(name)?.[place] ?? this.#constants.get(name);
  }

  places(): readonly number[] {
    const left = new Map<string, number[]>();
    for (const [place, { line, what }] of this.#lacking) {
      const key = JSON.stringify([line, what]);
      left.set(key, [...(left.get(key) ?? []), this.#given.tasks[place] ?? 0]);
    }
    for (const [key, tasks] of left) {
      const [line, what] = JSON.parse(key) as [number, string];
      const [first = 0] = tasks;
      const who = tasks.length === 1 ? `task ${first} gets` : `${tasks.length} tasks from ${first} on get`;
      this.#notes.push({ line, says: `${what}, so ${who} none and ${tasks.length === 1 ? 'is' : 'are'} left out` });
    }
    return [...this.#given.tasks.keys()].filter((place) => !this.#lacking.has(place));
  }

  read(statement: Statement): ReadStatement {
    const { tokens, start, end } = statement;
    const isOfTask = this.isOfTask(this.#given.text.slice(start, end));
    this.#isChosen = statement.isTop ? !statement.isPlain && isOfTask : this.#isChosen || isOfTask;
    const sets = statement.isPlain ? assignmentOf(statement, this.#given.text) : null;
    if (sets === null || sets.names.includes('IFS')) {
      const names = namesSetBy(statement);
      if ((isOfTask || this.#isChosen) && names.length > 0) this.#tellUnknown(statement, names);
      for (const name of names) this.#forget(name);
      if (tokens[0]?.raw === 'cd') this.#enters(statement);
      return { statement, sets: null, isOfTask, names };
    }
    this.#unread = null;
    const isKnown = isOfTask ? this.#setForEach(statement, sets) : this.#setForAll(sets);
    if (isKnown) return { statement, sets, isOfTask, names: sets.names };
    if (isOfTask) this.#tellUnknown(statement, sets.names);
    for (const name of sets.names) this.#forget(name);
    return { statement, sets: null, isOfTask, names: sets.names };
  }

  /** Whether a text of the script has a variable that follows from the task. */
  isOfTask(text: string): boolean {
    return [...text.matchAll(/[A-Za-z_]\w*/g)].some(([name]) => this.#varying.has(name));
  }

  #forget(name: string): void {
    this.#constants.delete(name);
    this.#varying.delete(name);
    // What parts words from now on is another.
    if (name === 'IFS') this.#constants.set(name, plain(''));
  }

  #tellUnknown({ line }: Statement, names: readonly string[]): void {
    const what = names.map((name) => `\`${name}\``).join(', ');
    const why = this.#unread === null ? '' : `, since \`${this.#unread}\` cannot be read here`;
    this.#notes.push({
      line,
      says: `what ${what} ${names.length === 1 ? 'is' : 'are'} for a task cannot be known${why}: the job works it out`,
    });
  }

  #setForAll({ names, valuesIn }: Assignment): boolean {
    const values = valuesIn(this.#scopeOfAll());
    if (values === null) return false;
    for (const [index, name] of names.entries()) {
      this.#varying.delete(name);
      const value = values[index];
      if (value !== undefined) this.#constants.set(name, value);
    }
    return true;
  }

  #setForEach({ line }: Statement, { names, valuesIn }: Assignment): boolean {
    const columns: Variable[][] = names.map(() => []);
    const lacking: [number, string][] = [];
    for (const place of this.#given.tasks.keys()) {
      if (this.#lacking.has(place)) {
        for (const column of columns) column.push(plain(''));
        continue;
      }
      const lacks = (what: string) => void lacking.push([place, what]);
      const values = valuesIn(this.#scope((name) => this.valueOf(name, place), lacks));
      if (values === null) return false;
      for (const [index, column] of columns.entries()) column.push(values[index] ?? plain(''));
    }
    for (const [place, what] of lacking) if (!this.#lacking.has(place)) this.#lacking.set(place, { line, what });
    for (const [index, name] of names.entries()) {
      this.#constants.delete(name);
      this.#varying.set(name, columns[index] ?? []);
    }
    return true;
  }

  /** What is the same for all. There is no task to leave out where something lacks: the shell goes on with nothing. */
  #scopeOfAll(): Scope {
    return this.#scope(
      (name) => this.#constants.get(name),
      () => undefined,
    );
  }

  #scope(get: Scope['get'], lacks: Scope['lacks']): Scope {
    const scope: Scope = {
      get,
      lacks,
      linesOf: (path) => this.#linesOf(path),
      outputOf: (command) => outputOf(command, scope),
    };
    return scope;
  }

  /** Where `cd` leads, for the paths that come after it. */
  #enters({ tokens, isPlain }: Statement): void {
    if (isPlain && /^"?\$\{?SLURM_SUBMIT_DIR\}?"?$/.test(tokens[1]?.raw ?? '')) {
      this.#folder = '';
      return;
    }
    const said = isPlain && tokens.length === 2 ? wordOf(tokens[1]?.parts ?? [], this.#scopeOfAll()) : null;
    const folder = said?.text ?? null;
    this.#folder = folder === null || folder === '' ? null : this.#within(folder);
  }

  #within(path: string): string | null {
    if (path.startsWith('/')) return path;
    return this.#folder === null ? null : this.#folder === '' ? path : `${this.#folder}/${path}`;
  }

  #linesOf(said: string): readonly Known[] | null {
    const path = this.#within(said);
    if (path !== null && !this.#files.has(path)) this.#files.set(path, this.#readLines(path));
    const known = path === null ? null : (this.#files.get(path) ?? null);
    if (known === null) this.#unread = said;
    return known;
  }

  #readLines(path: string): readonly Known[] | null {
    const manifest = this.#given.read(path);
    if (manifest === null) return null;
    const lines = manifest.text === '' ? [] : manifest.text.replace(/\n$/, '').split('\n');
    return lines.map((text, index) => ({ text, from: { file: path, line: index + 1, field: null } }));
  }
}
