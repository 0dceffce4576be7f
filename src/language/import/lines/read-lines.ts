import type { Diagnostic } from '../../../model/diagnostic.ts';
import { hasErrors } from '../../../model/diagnostic.ts';
import { labelsOfCommands } from '../../../model/text/command-labels.ts';
import type { WrittenKey, WrittenRule } from '../../write/sweep-text.ts';
import { textValue, valueOfWord } from '../../write/value.ts';
import { axesOfRows, otherOrder, writtenValue } from '../axes-of-rows.ts';
import type { Imported, ImportedSweep, Note } from '../imported.ts';
import { type ShellLine, shellLines } from '../shell-lines.ts';
import { IDLE, isSetup, textOf } from '../shell-setup.ts';
import { withGivenGpus } from './devices.ts';
import { faultsOfLines } from './faults-of-lines.ts';
import { differencesOf, firstWord } from './forms.ts';
import { jobOfLine, type LineJob } from './job.ts';
import { isSchedulerLine, schedulerLine } from './scheduler-line.ts';
import { askedFor } from './settings.ts';
import { type FlagColumn, type Table, tableOf } from './table.ts';

/**
 * Reads lines of commands, each of which is a job: what varies over them are axes or a table. `isProgram` says whether a first word is one
 * that a shell finds here.
 */
export function readLines(text: string, file: string, isProgram: (word: string) => boolean): Imported {
  const faults: Diagnostic[] = [];
  const notes: Note[] = [];
  const { lines, saidBesides } = shellOf(text, file, faults);
  faults.push(...faultsOfLines(lines, text, file));
  const [setup, rest] = parted(lines);
  const jobs: LineJob[] = [];
  for (const line of rest) {
    const first = line.tokens[0]?.given ?? '';
    if (IDLE.test(first)) notes.push({ line: line.number, says: `\`${first}\` is left out` });
    else if (isSetup(line)) {
      const says = `\`${textOf(line.tokens)}\` is left out: it stands between the jobs, and \`setup\` in the file is for all`;
      notes.push({ line: line.number, says });
    } else {
      const read = jobOfLine(line);
      notes.push(...read.notes);
      if (read.job !== null) {
        jobs.push({ ...read.job, settings: { ...read.job.settings, ...saidBesides(line.number) } });
      }
    }
  }
  const nothing = { sweeps: [], name: null, notes };
  if (jobs.length === 0 && !hasErrors(faults)) faults.push(noJobs(file));
  if (hasErrors(faults)) return { ...nothing, diagnostics: faults };
  const different = withoutRepeats(withGivenGpus(jobs, notes), notes);
  notes.push(...unknownVariables(different, setup), ...noPrograms(different, isProgram));
  const keys = setup.length === 0 ? [] : [setupKey(setup)];
  const table = ofOneForm(different);
  const whole = eachAsItIs(different);
  const sweeps = (table === null ? [whole] : [table, whole]).map((sweep) => ({
    ...sweep,
    keys: [...(sweep.keys ?? []), ...keys],
  }));
  return { sweeps, name: null, notes, diagnostics: [] };
}

/** The lines of a shell that a text has, and what each says besides: those of GPU Job Scheduler are made into such. */
function shellOf(text: string, file: string, faults: Diagnostic[]) {
  const lines = text.split('\n');
  const isBare = (line: string) => line.trim() === '' || line.trimStart().startsWith('#');
  const filled = lines.filter((line) => !isBare(line));
  if (filled.length === 0 || !filled.every(isSchedulerLine)) {
    return { lines: shellLines(text, file, faults), saidBesides: () => ({}) };
  }
  const read = lines.map((line) => (isBare(line) ? null : schedulerLine(line.replace(/\r$/, ''))));
  const saidBesides = (number: number): LineJob['settings'] => {
    const { priority = 0, gpuIds = '' } = read[number - 1] ?? {};
    return { gpus: '1', priority: String(priority), ...(gpuIds === '' ? {} : { gpu_ids: listed(gpuIds) }) };
  };
  return { lines: shellLines(read.map((line) => line?.command ?? '').join('\n'), file, faults), saidBesides };
}

/** GPUs as a file names them: one as it is, several as a list. */
function listed(gpuIds: string): string {
  const [only = '', ...others] = gpuIds.split(',');
  if (others.length === 0) return only;
  return JSON.stringify([only, ...others].map((id) => (/^\d+$/.test(id) ? Number(id) : id)));
}

/** The lines at the beginning that only set up the shell, and the others. */
function parted(lines: readonly ShellLine[]): readonly [readonly ShellLine[], readonly ShellLine[]] {
  const first = lines.findIndex((line) => !isSetup(line));
  return first === -1 ? [[], lines] : [lines.slice(0, first), lines.slice(first)];
}

function setupKey(lines: readonly ShellLine[]): WrittenKey {
  const says = lines.map(({ tokens }) => textOf(tokens).replaceAll('{{', '\\{{')).join('\n');
  return { key: 'setup', says, remarks: ['For the shell of each job, before its command.'] };
}

function noJobs(file: string): Diagnostic {
  return {
    severity: 'error',
    code: 'no-commands',
    message: `${file} has no line that is a command`,
    span: null,
    hint: 'each line is a job, as in `python train.py --lr 0.1`; of a script that prints them, what goes to a file (`> …`) does not come here',
  };
}

function withoutRepeats(jobs: readonly LineJob[], notes: Note[]): readonly LineJob[] {
  const lines = new Map<string, number>();
  return jobs.filter(({ line, tokens, settings }) => {
    const key = JSON.stringify([tokens.map(({ raw, given, kind }) => [kind, given ?? raw]), settings]);
    const before = lines.get(key);
    if (before === undefined) lines.set(key, line);
    else
      notes.push({
        line,
        says: 'the same command stands above, and is one job: `replicates` repeats jobs over an axis',
      });
    return before === undefined;
  });
}

/** Variables that every shell of people has, or that a job is given. */
const KNOWN =
  /^(?:HOME|USER|PATH|PWD|TMPDIR|HOSTNAME|SHELL|LOGNAME|RANDOM|SECONDS|CUDA_VISIBLE_DEVICES|[?@*#$!0-9-].*)$/;

function unknownVariables(jobs: readonly LineJob[], setup: readonly ShellLine[]): readonly Note[] {
  const set = new Set(
    setup.flatMap(({ tokens }) => tokens.flatMap(({ raw }) => /^([A-Za-z_]\w*)=/.exec(raw)?.[1] ?? [])),
  );
  return jobs.flatMap(({ line, tokens }) => {
    const words = tokens.filter(({ given }) => given === null).map(({ raw }) => raw.replaceAll(/'[^']*'|\\[^]/g, ''));
    const here = new Set(tokens.flatMap(({ raw }) => /^([A-Za-z_]\w*)=/.exec(raw)?.[1] ?? []));
    const names = words.flatMap((word) => [...word.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
    const unknown = [...new Set(names)].filter((name) => !KNOWN.test(name) && !set.has(name) && !here.has(name));
    return unknown.map((name) => ({
      line,
      says: `\`$${name}\` is whatever it is in the shell that starts \`sweep run\``,
    }));
  });
}

/** Lines that begin with no program, such as those that a script prints for people. */
function noPrograms(jobs: readonly LineJob[], isProgram: (word: string) => boolean): readonly Note[] {
  return jobs.flatMap(({ line, tokens }) => {
    const word = firstWord(tokens);
    return word === null || isProgram(word)
      ? []
      : [{ line, says: `\`${word}\` is no program here: take the line away if it only tells people of something` }];
  });
}

/** As axes and tables of what varies; null where the lines are not of one form. */
function ofOneForm(jobs: readonly LineJob[]): ImportedSweep | null {
  const table = tableOf(jobs);
  if (table === null || table.command.replaceAll(/\{\{[\w.]+\}\}/g, '').includes('{{')) return null;
  if (jobs.some(({ tokens }) => tokens.some(({ raw }) => raw.includes('{{')))) return null;
  const { command } = table;
  const { keys, rules, columns: settings } = askedFor(jobs, table.columns);
  const columns = [...table.columns, ...settings];
  const axes = axesOfRows({ columns, of: 'lines' });
  if (axes === null) return null;
  const { isInOrder, ...written } = axes;
  return {
    ...written,
    command: { says: command },
    keys: [...keys, ...(table.flags.length === 0 ? [] : listsOf(table, columns))],
    ...(rules.length + table.flags.length === 0 ? {} : { rules: { says: [...rules, ...table.flags.map(ruleOf)] } }),
    notes: isInOrder ? [] : [{ line: jobs[0]?.line ?? 1, says: otherOrder('lines') }],
  };
}

/** The lists of flags, empty until a rule fills one, and a label that shows them: `false` would not tell what is not there. */
function listsOf({ command, flags }: Table, columns: Table['columns']): readonly WrittenKey[] {
  const axes = withoutNames(columns).map(({ name }) => name);
  const lists = Object.fromEntries(flags.map(({ list }) => [list, []]));
  const ofFlags = new Set(flags.map(({ axis }) => axis));
  const [seeds, others] = [axes.filter(isSeed), axes.filter((axis) => !isSeed(axis) && !ofFlags.has(axis))];
  // Of a job that has neither a value nor a flag something has to stand there.
  const first = seeds.length + others.length > 0 ? [] : [/([\w-]+)\.\w+(?=\s|$)/.exec(command)?.[1] ?? 'run'];
  const inserted = [...others, ...flags.map(({ list }) => list)].map((name) => `{{${name}}}`);
  const label = [...first, ...inserted, ...seeds.map((name) => `s{{${name}}}`)].join(' ');
  return [
    { key: 'vars', says: JSON.stringify(lists) },
    { key: 'label', says: label },
  ];
}

/** What options are called that say where a job leaves what it makes. */
const PLACE =
  /^(?:.*[._])?(?:out|outdir|output|log|logs|logdir|dir|folder|path|save|name|run|exp)(?:[._](?:dir|folder|path|name|id|to|file))?$/i;

/** Columns without those that say where a job leaves what it makes, as far as the others tell the lines apart. */
function withoutNames(columns: Table['columns']): Table['columns'] {
  const others = columns.filter(({ name }) => !PLACE.test(name));
  const lines = columns[0]?.values.length ?? 0;
  const rows = Array.from({ length: lines }, (_, line) => JSON.stringify(others.map(({ values }) => values[line])));
  return new Set(rows).size === lines ? others : columns;
}

function isSeed(axis: string): boolean {
  return /^(?:.*\.)?seed$/.test(axis);
}

function ruleOf({ axis, list, raw, sets }: FlagColumn): WrittenRule {
  const keys: [string, string][] = [
    ...(sets === null ? [] : [['env', JSON.stringify(sets)] satisfies [string, string]]),
    ['vars', JSON.stringify({ [list]: [raw] })],
  ];
  return { axis, values: [valueOfWord('true')], keys: new Map(keys) };
}

/** Each line as a value, for lines that have nothing in common: it goes into the environment, and from there to the shell as it is. */
function eachAsItIs(jobs: readonly LineJob[]): ImportedSweep {
  const { keys, columns } = askedFor(jobs, []);
  const runs = jobs.map(({ tokens }) => textOf(tokens));
  const run = { name: 'run', values: runs.map(textValue) };
  const labels = labelsOfCommands(runs);
  const isCalled = labels.some((label) => label !== null);
  const called = { name: 'called', values: labels.map((label, at) => textValue(label ?? runs[at] ?? '')) };
  const others = columns.map(({ name, values }) => ({ name, values: values.map(writtenValue) }));
  const all = [...(isCalled ? [called] : []), run, ...others];
  const differences = differencesOf(jobs);
  const says =
    'no command with values in it makes up all lines, so each command is a value: files of a form each read better';
  const remarks = [isCalled ? 'What each job is called, and its command.' : 'A command for each job.'];
  return {
    ...(all.length === 1 ? { matrix: { says: [run], remarks } } : { zip: { says: [all], remarks } }),
    command: { says: 'eval "$RUN"' },
    keys: [
      { key: 'env', says: new Map([['RUN', '{{run}}']]) },
      ...(isCalled ? [{ key: 'label', says: '{{called}}' }] : []),
      ...keys,
    ],
    runs,
    notes: [...differences, { line: differences[0]?.line ?? jobs[0]?.line ?? 1, says }],
  };
}
