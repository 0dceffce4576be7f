import { isSetup } from '../shell-setup.ts';
import type { Note } from '../imported.ts';
import type { WordPart } from '../shell-lines.ts';
import { aboveComments, type Edit, edited, removal } from './script-text.ts';
import { srunOf } from './srun.ts';
import type { Statement } from './statements.ts';
import { type ReadStatement, type ReadTasks, TASK } from './tasks.ts';
import { bareNamesIn, type Uses } from './uses.ts';

/** What is left of a script, with `{{axis}}` where a value goes. */
export interface Body {
  /** Empty for none. */
  readonly setup: string;
  /** Empty where the script has no command. */
  readonly command: string;
  /** Whether the number of the task has to be in the environment. */
  readonly needsTask: boolean;
}

interface Given {
  readonly text: string;
  readonly tasks: ReadTasks;
  readonly uses: Uses;
  /** What the axis of a variable is called. */
  readonly axes: ReadonlyMap<string, string>;
  /** Whether values may stand where the script has variables; else these are set to them. */
  readonly isInPlace: boolean;
}

/** The script without what chooses the values of a task. Tells of what it leaves out to `notes`. */
export function bodyOf(given: Given, notes: Note[]): Body {
  const { text, tasks, uses, axes } = given;
  const inPlace = new Set(given.isInPlace ? uses.columns.filter((name) => canStandInPlace(name, given)) : []);
  const edits: Edit[] = [];
  for (const one of tasks.statements) {
    const { statement, names, sets } = one;
    if (uses.kept.has(one)) edits.push(...editsWithin(statement, axes, inPlace, notes));
    else {
      const set = names.filter((name) => axes.has(name) && !inPlace.has(name));
      const lead = sets?.isExported === true ? 'export ' : '';
      const lines = set.map((name) => `${lead}${name}={{${axes.get(name) ?? ''}}}`).join('\n');
      if (lines !== '') edits.push({ start: statement.start, end: statement.end, text: lines });
      else edits.push(removal(text, statement.start, statement.end));
    }
  }
  const stays = tasks.statements.filter(
    (one) => uses.kept.has(one) || one.names.some((name) => axes.has(name) && !inPlace.has(name)),
  );
  const from = beginning(text, tasks.statements[0]?.statement);
  const first = stays.find((one) => !isOfSetup(one, uses));
  if (first === undefined) return { setup: '', command: '', needsTask: false };
  const split = aboveComments(text, text.lastIndexOf('\n', first.statement.start - 1) + 1);
  return {
    setup: edited(text, from, Math.max(from, split), edits),
    command: edited(text, Math.max(from, split), text.length, edits),
    needsTask: axes.has(TASK) && !inPlace.has(TASK),
  };
}

function isOfSetup(one: ReadStatement, { kept }: Uses): boolean {
  const { statement, isOfTask } = one;
  return kept.has(one) && !isOfTask && statement.isPlain && isSetup(statement);
}

/** Behind the `#!` and `#SBATCH` lines at the top. */
function beginning(text: string, first: Statement | undefined): number {
  const top = text.slice(0, first?.start ?? text.length);
  const [head = ''] = /^(?:[^]*\n)?(?:#!|#SBATCH)[^\n]*\n/.exec(top) ?? [];
  return head.length;
}

function editsWithin(
  statement: Statement,
  axes: ReadonlyMap<string, string>,
  inPlace: ReadonlySet<string>,
  notes: Note[],
): readonly Edit[] {
  const edits = simpleReferences(statement)
    .filter(({ name }) => inPlace.has(name))
    .map(({ name, part: { start, end } }) => ({ start, end, text: `{{${axes.get(name) ?? ''}}}` }));
  const srun = srunOf(statement);
  if (srun === null) return edits;
  if (srun.says !== null) notes.push({ line: statement.line, says: srun.says });
  return srun.edit === null ? edits : [srun.edit, ...edits];
}

interface Reference {
  readonly name: string;
  readonly part: WordPart;
}

/** Where `$name` or `${name}` stands in a word, in double quotes or bare. */
function simpleReferences({ tokens, isSum }: Statement): readonly Reference[] {
  if (isSum) return [];
  return tokens.flatMap(({ parts }) =>
    parts.flatMap((part): Reference | [] => {
      const [, bare, braced] = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(part.text) ?? [];
      const name = part.kind === 'expansion' ? (bare ?? braced) : undefined;
      return name === undefined ? [] : { name, part };
    }),
  );
}

/** Whether each reference to a variable is one in whose place the value may stand, and gives the same words. */
function canStandInPlace(name: string, { text, tasks, uses }: Given): boolean {
  const setter = tasks.statements.find(({ names }) => names.includes(name));
  if (setter?.sets?.isExported === true) return false;
  const isBareWord = (place: number) => {
    const value = tasks.valueOf(name, place);
    return value !== undefined && 'text' in value && /^[\w@%+=:,./-]+$/.test(value.text);
  };
  const isBare = tasks.places.every(isBareWord);
  return [...uses.kept].every(({ statement }) => {
    const source = text.slice(statement.start, statement.end);
    const count = source.match(new RegExp(`\\$\\{?[#!]?${name}\\b`, 'g'))?.length ?? 0;
    const simple = simpleReferences(statement).filter((one) => one.name === name);
    const isSimple = simple.length === count && !bareNamesIn(source).includes(name);
    return isSimple && simple.every(({ part }) => part.isQuoted || isBare);
  });
}
