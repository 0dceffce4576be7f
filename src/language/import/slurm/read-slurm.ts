import type { Diagnostic } from '../../../model/diagnostic.ts';
import { hasErrors } from '../../../model/diagnostic.ts';
import type { WrittenKey } from '../../write/sweep-text.ts';
import type { Imported, ImportedSweep, Note } from '../imported.ts';
import { sweepName } from '../lines/names.ts';
import { shellLines, type WordPart } from '../shell-lines.ts';
import { arrayOf, type TaskArray } from './array.ts';
import { askedFor } from './asked-for.ts';
import { type Body, bodyOf } from './body.ts';
import { axesOf } from './columns.ts';
import { type Directive, directivesOf } from './directives.ts';
import { environmentOf, variablesOf } from './slurm-variables.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type ReadManifest, readTasks, TASK } from './tasks.ts';
import { type Uses, usesIn } from './uses.ts';

/** Whether a text looks like a script for sbatch. */
export function isOfSlurm(text: string): boolean {
  return /^#SBATCH\b|\$\{?SLURM_ARRAY_TASK_ID\b/m.test(text);
}

/** Reads a script for sbatch: what it picks by the number of its task are axes. `read` reads what it picks from. */
export function readSlurm(text: string, file: string, read: ReadManifest): Imported {
  const faults: Diagnostic[] = [];
  const notes: Note[] = [];
  const directives = directivesOf(text, notes);
  const statements = statementsOf(shellLines(text, file, faults));
  const array = arrayIn(directives, text, file, faults);
  faults.push(...argumentsIn(statements, file));
  const nothing = { sweeps: [], name: null, notes };
  if (array === null || hasErrors(faults)) return { ...nothing, diagnostics: faults };
  const line = directives.get('array')?.line ?? 1;
  const note = (says: string, at = line): void => void notes.push({ line: at, says });
  const keys = askedFor(directives, notes);
  const constants = variablesOf(directives, keys, array.tasks);
  const folder = directives.get('chdir')?.value ?? '';
  const tasks = readTasks(statements, { tasks: array.tasks, text, constants, folder, read }, notes);
  const uses = usesIn(tasks, text);
  for (const { statement } of uses.unprinted) note(UNPRINTED, statement.line);
  // Nothing takes the number: programs themselves read it.
  const isUnused = directives.has('array') && uses.columns.length === 0;
  const axes = axesOf(tasks, isUnused ? [TASK] : uses.columns, read, note);
  if (axes === null) return { ...nothing, diagnostics: [sameNumbers(file)] };
  if (isUnused) note(NOBODY);
  const environment = environmentOf(uses, text, constants, notes);
  const [best, other] = [true, false].map((isInPlace) =>
    bodyOf({ text, tasks, uses, axes: isUnused ? new Map() : axes.names, isInPlace }, isInPlace ? notes : []),
  );
  if (best === undefined || other === undefined || best.command === '')
    return { ...nothing, diagnostics: [noCommands(file)] };
  if (!/^#!.*\s-\w*e/.test(text)) tellOfFailures(best, uses, notes);
  const sweepOf = (body: Body): ImportedSweep => {
    const env = new Map(environment);
    if (body.needsTask || isUnused) env.set(TASK, `{{${axes.names.get(TASK) ?? ''}}}`);
    const setup = { key: 'setup', says: body.setup, remarks: ['For the shell of each job, before its command.'] };
    return {
      ...(axes.matrix === undefined ? {} : { matrix: axes.matrix }),
      ...(axes.zip === undefined ? {} : { zip: axes.zip }),
      command: { says: body.command },
      keys: [
        ...keys,
        ...limitOf(array),
        ...(env.size === 0 ? [] : [{ key: 'env', says: env }]),
        ...(body.setup === '' ? [] : [setup]),
      ],
    };
  };
  const isSame = best.command === other.command && best.setup === other.setup;
  const name = sweepName(directives.get('job-name')?.value ?? '');
  return { sweeps: (isSame ? [best] : [best, other]).map(sweepOf), name, notes, diagnostics: [] };
}

const UNPRINTED = 'what is printed here is left out, since nothing else of the job uses it';
const NOBODY = `nothing in the script takes the number of its task: what it runs finds it as \`${TASK}\`, as before`;

/** The array that a script says; one task without a number where it says none, and uses none. */
function arrayIn(
  directives: ReadonlyMap<string, Directive>,
  text: string,
  file: string,
  faults: Diagnostic[],
): TaskArray | null {
  const directive = directives.get('array');
  const fault = (start: number, end: number, message: string, hint: string): null => {
    faults.push({ severity: 'error', code: 'slurm-array', message, span: { file, start, end }, hint });
    return null;
  };
  if (directive !== undefined) {
    const array = arrayOf(directive.value);
    const hint = 'write `#SBATCH --array=1-40`, `0-9`, `1,3,5` or `1-40%8`';
    if (array === null) return fault(directive.start, directive.end, 'the numbers of the tasks cannot be read', hint);
    return array;
  }
  const used = /\$\{?SLURM_ARRAY_TASK_ID\b/.exec(text);
  if (used === null) return { tasks: [0], most: null };
  const hint = 'add the line `#SBATCH --array=1-40`, with the numbers that sbatch is given';
  return fault(used.index, used.index + used[0].length, 'the script does not say which tasks there are', hint);
}

function limitOf({ tasks, most }: TaskArray): readonly WrittenKey[] {
  return most === null || most >= tasks.length ? [] : [{ key: 'limits', says: `[{ "max": ${most} }]` }];
}

/** What sbatch is given behind the script, which nobody knows here. */
function argumentsIn(all: readonly Statement[], file: string): readonly Diagnostic[] {
  const statements = all.filter(({ isOfFunction }) => !isOfFunction);
  if (statements.some(({ tokens }) => tokens[0]?.raw === 'set' && tokens.some(({ raw }) => raw === '--'))) return [];
  const found = statements.flatMap(({ tokens }) =>
    tokens.flatMap(({ parts }) => parts.flatMap((part) => argumentIn(part) ?? [])),
  );
  return found.map(({ start, end, text }) => ({
    severity: 'error',
    code: 'sbatch-argument',
    message: `\`${text}\` is what sbatch is given behind the script, which nothing here says`,
    span: { file, start, end },
    hint: 'write in its place what it stands for, and make that an axis where it varies',
  }));
}

function argumentIn({ kind, text, start, end }: WordPart): Pick<WordPart, 'text' | 'start' | 'end'> | null {
  if (kind === 'text') return null;
  if (/^\$(?:[1-9@*#]|\{(?:[1-9]\d*|[@*])(?!:?[-=]).*\}|\{#\})$/s.test(text)) return { text, start, end };
  const inner = /^\$\(([^(][^]*)\)$/.exec(text)?.[1];
  const lines = inner === undefined ? [] : shellLines(inner, '', []);
  const nested = lines.flatMap(({ tokens }) => tokens.flatMap(({ parts }) => parts));
  const found = nested.map(argumentIn).find((one) => one !== null);
  return found === undefined ? null : { text: found.text, start, end };
}

function noCommands(file: string): Diagnostic {
  const message = `${file} has no command besides what chooses its values`;
  return { severity: 'error', code: 'no-commands', message, span: null, hint: 'add what each task runs' };
}

function sameNumbers(file: string): Diagnostic {
  const message = `the tasks of ${file} have values that are the same number, spelled in several ways`;
  const hint = 'spell them alike, or name them by a text such as `run-01`';
  return { severity: 'error', code: 'duplicate-value', message, span: null, hint };
}

/** A job stops at the first command that fails, which sbatch leaves to the script. */
function tellOfFailures({ command }: Body, { kept }: Uses, notes: Note[]): void {
  const statements = [...kept].map(({ statement }) => statement);
  const stops = statements.some(
    ({ tokens }) => tokens[0]?.raw === 'set' && /^-\w*e|errexit/.test(tokens[1]?.raw ?? ''),
  );
  const line = statements.find(({ tokens }) => tokens[0]?.raw !== 'set')?.line ?? 1;
  if (!stops && command.includes('\n')) {
    notes.push({
      line,
      says: 'a job stops at the first command that fails, where the script goes on: write `|| true` behind one that may',
    });
  }
}
