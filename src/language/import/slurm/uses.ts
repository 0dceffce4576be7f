import { type ReadStatement, type ReadTasks, TASK } from './tasks.ts';

/** What of a script a sweep needs. */
export interface Uses {
  /** Variables that have a value of their own for each task, in the order in which they are set. */
  readonly columns: readonly string[];
  /** What stays as it is, but for these. */
  readonly kept: ReadonlySet<ReadStatement>;
  /** What only prints, of what nothing else uses. */
  readonly unprinted: readonly ReadStatement[];
}

/** What the commands of a script use of what it sets: what nothing uses goes, as does what the values themselves make needless. */
export function usesIn(tasks: ReadTasks, text: string): Uses {
  const printing = tasks.statements.filter(isPrinting);
  const without = new Finder(tasks, text, new Set(printing));
  if (without.columns.size === 0) return new Finder(tasks, text, new Set()).uses([]);
  const unprinted = printing.filter((one) => !without.hasAllFor(one));
  for (const one of printing) if (!unprinted.includes(one)) without.keep(one);
  return without.uses(unprinted);
}

/** Whether a statement is there for who reads the log. */
function isPrinting({ sets, statement: { tokens, isPlain } }: ReadStatement): boolean {
  const isOnlyWords = tokens.every(({ kind }) => kind === 'word');
  return sets === null && isPlain && isOnlyWords && /^(?:echo|printf)$/.test(tokens[0]?.raw ?? '');
}

class Finder {
  readonly columns = new Set<string>();
  readonly #kept = new Set<ReadStatement>();
  readonly #tasks: ReadTasks;
  readonly #text: string;
  readonly #setters = new Map<string, ReadStatement[]>();

  constructor(tasks: ReadTasks, text: string, leftOut: ReadonlySet<ReadStatement>) {
    this.#tasks = tasks;
    this.#text = text;
    for (const one of tasks.statements) {
      for (const name of one.names) this.#setters.set(name, [...(this.#setters.get(name) ?? []), one]);
    }
    for (const one of tasks.statements) {
      const { sets, names } = one;
      if (sets === null) {
        if (!leftOut.has(one)) this.keep(one);
      } else if (sets.isExported) for (const name of names) this.#use(name);
    }
  }

  uses(unprinted: readonly ReadStatement[]): Uses {
    this.#keepConstants();
    const order = [TASK, ...this.#tasks.statements.flatMap(({ names }) => names)];
    return { columns: [...new Set(order)].filter((name) => this.columns.has(name)), kept: this.#kept, unprinted };
  }

  keep(one: ReadStatement): void {
    if (this.#kept.has(one)) return;
    this.#kept.add(one);
    for (const name of this.#namesIn(one)) this.#use(name);
  }

  /** Whether all that a statement refers to is there. */
  hasAllFor(one: ReadStatement): boolean {
    return this.#namesIn(one).every((name) => {
      if (this.#canBeColumn(name)) return this.columns.has(name);
      return (this.#setters.get(name) ?? []).every((setter) => !setter.isOfTask || this.#kept.has(setter));
    });
  }

  #namesIn({ statement: { start, end } }: ReadStatement): readonly string[] {
    return namesIn(this.#text.slice(start, end));
  }

  #use(name: string): void {
    if (this.#canBeColumn(name)) this.columns.add(name);
    else for (const setter of this.#setters.get(name) ?? []) this.keep(setter);
  }

  /** Set once, in a way that is known and more than puts others together; so are the names that are set with it. */
  #canBeColumn(name: string): boolean {
    const setters = this.#setters.get(name) ?? [];
    if (name === TASK) return setters.length === 0;
    const [only] = setters;
    if (only === undefined || setters.length > 1 || !only.isOfTask || only.sets === null || only.sets.isTemplate)
      return false;
    const isText = (one: string) =>
      this.#tasks.places.every((place) => !Array.isArray(this.#tasks.valueOf(one, place)));
    return only.names.every((one) => this.#setters.get(one)?.length === 1 && isText(one));
  }

  /** What is the same for all stays, unless it was there only for what goes. */
  #keepConstants(): void {
    const gone = new Set<string>();
    for (const one of [...this.#tasks.statements].reverse()) {
      if (this.#kept.has(one) || one.sets === null) continue;
      if (one.isOfTask || one.names.some((name) => gone.has(name)))
        for (const name of this.#namesIn(one)) gone.add(name);
      else this.keep(one);
    }
  }
}

/** The variables that a piece of a script refers to. */
export function namesIn(piece: string): readonly string[] {
  const names = [...piece.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  return [...new Set([...names, ...bareNamesIn(piece)])];
}

/** Those that it refers to without a `$`: in arithmetic, as subscripts, and by `export`. */
export function bareNamesIn(piece: string): readonly string[] {
  const places = piece.matchAll(/\(\(([^]*?)\)\)|\w\[([^\][]*)\]|(?:\b(?:export|let)|\[\s+-v)\s+([^;\n]*)/g);
  return [...places].flatMap(([, sum, index, said]) => (sum ?? index ?? said ?? '').match(/[A-Za-z_]\w*/g) ?? []);
}
