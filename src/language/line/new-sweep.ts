import { type Diagnostic, hasErrors, type Sources } from '../../model/diagnostic.ts';
import { isNumber } from '../../model/text/decimal.ts';
import { productInWords, type WrittenKey, type WrittenSweep } from '../write/sweep-text.ts';
import { axesOf, countOf, type SaidAxis, saysAxis, writtenAxis } from './axes.ts';
import { commandOfWords, faultsOfCommand, nameOfCommand } from './command.ts';
import { multirunOf } from './hydra.ts';
import { inItsPlace, optionsOf } from './said-options.ts';
import { LINE, mistake, type Word, wordsOf } from './words.ts';

/** What stands behind `sweep new`, but for its options. */
export interface SaidSweep {
  /** Before a `--`: `NAME=VALUES`, and the command in one word unless it stands behind that. */
  readonly words: readonly string[];
  /** The words of a program behind a `--`; null where there is none. */
  readonly program: readonly string[] | null;
}

/** What a command line comes to: a sweep, unless one of the diagnostics is an error. */
export interface ReadLine {
  readonly sweep: Pick<WrittenSweep, 'matrix' | 'command'> | null;
  /** What the command would be called; null where it does not say. */
  readonly name: string | null;
  /** What has become of a word that seems to be lost, for people. */
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text that spans point into. */
  readonly sources: Sources;
}

/** Reads the words of `sweep new`: what varies, and what a job runs. Everything that is wrong is told at once. */
export function readLine({ words: said, program }: SaidSweep): ReadLine {
  const words = wordsOf(said);
  const text = [...said, ...(program === null ? [] : ['--', commandOfWords(program)])].join(' ');
  const faults: Diagnostic[] = [];
  const command = commandAmong(words, program, text, faults);
  const sources: Sources = new Map([[LINE, text]]);
  if (command === null) return { sweep: null, name: null, notes: [], diagnostics: faults, sources };
  const rest = words.filter((word) => word !== command && saysAxis(word.text));
  const multirun = multirunOf(command, faults);
  const own = axesOf(rest, faults);
  const axes = [...(multirun?.axes ?? []), ...own];
  // The overrides of a multirun are used by what its command has become, and so is any axis where they are `job.overrides`.
  const areAllUsed = multirun?.command.includes('{{job.overrides}}') === true;
  const isUsed = (axis: string) => areAllUsed || multirun?.axes.some(({ name }) => name.text === axis) === true;
  faults.push(...faultsOfCommand(command, axes, isUsed));
  if (axes.length === 0 && faults.length === 0) faults.push(nothingVaries(command));
  const notes = multirun === null ? [] : [multirun.told];
  const sweep = hasErrors(faults) ? null : sweepOf(axes, multirun?.command ?? command.text, notes);
  return { sweep, name: nameOfCommand(command.text), notes, diagnostics: faults, sources };
}

function sweepOf(axes: readonly SaidAxis[], command: string, remarks: readonly string[]): ReadLine['sweep'] {
  const counts = axes.map(countOf);
  const sum = counts.length === 1 ? '' : `: ${productInWords(counts)}`;
  return {
    matrix: { says: axes.map(writtenAxis), remarks: [`The axes. Each combination of their values is one job${sum}.`] },
    command: {
      says: command,
      remarks: [
        'What a job runs: bash, with the values of its combination put in, each quoted as it needs.',
        ...remarks,
      ],
    },
  };
}

/** The word that is the command: the one that says no axis, or if all seem to, the one with a template or with blanks in it. */
function commandAmong(
  words: readonly Word[],
  program: readonly string[] | null,
  text: string,
  faults: Diagnostic[],
): Word | null {
  const others = words.filter(({ text: word }) => !saysAxis(word));
  if (program !== null && program.length > 0) {
    const command = commandOfWords(program);
    faults.push(
      ...others.map((word) =>
        mistake(
          'wrong-value',
          word,
          `\`${word.text}\` says no values`,
          'before the `--` stand values, such as `lr=1,2`',
        ),
      ),
    );
    return { text: command, start: text.length - command.length };
  }
  const [found, second] = others.length > 0 ? others : words.filter(({ text: word }) => /\{\{|\s/.test(word));
  if (found === undefined || found.text.trim() === '') {
    faults.push(mistake('no-command', { text, start: 0 }, 'no command is said', USUAL));
    return null;
  }
  if (second !== undefined) {
    faults.push(
      mistake(
        'two-commands',
        second,
        `this is neither the command, which is \`${found.text}\`, nor values such as \`lr=1,2\``,
        'put the whole command in quotes, or behind `--`',
      ),
    );
  }
  return found;
}

const USUAL =
  "such as `sweep new 'python train.py --lr {{lr}}' lr=1e-3,1e-4`, or `sweep new lr=1,2 -- python train.py --lr {{lr}}`";

function nothingVaries(command: Word): Diagnostic {
  const loops = loopsIn(command.text);
  if (loops.length > 0) {
    const message = 'a loop of the shell would be one job';
    const inPlace = loops.map(({ name }) => `\`{{${name}}}\` for \`$${name}\``).join(' and ');
    const said = loops.map(({ name, values }) => `${name}=${values}`).join(' ');
    const whose = loops.length === 1 ? 'its' : 'their';
    const way = `write what is in the loop, with ${inPlace}, and ${whose} values behind it: \`${said}\``;
    return mistake('nothing-varies', command, message, way);
  }
  const options = optionsOf(command.text);
  const option = options.find(({ value }) => isNumber(value)) ?? options[0];
  const how =
    option === undefined
      ? 'write `{{seed}}` where a value goes, and add its values, such as `seed=1..5`'
      : `${inItsPlace(option)}, and add its values, such as \`${option.name}=${option.value},…\``;
  const hint = `${how}; \`sweep add\` runs a single command`;
  return mistake('nothing-varies', command, 'no values are said, so there is nothing to sweep', hint);
}

/** The variables of loops one within another, the first first, and what they go through as it is said here. */
function loopsIn(text: string): readonly { readonly name: string; readonly values: string }[] {
  const heads = /^\s*(?:for\s+\w+\s+in\s+[^;\n]+[;\n]\s*do\s+)*for\s+\w+\s+in\s+[^;\n]+[;\n]/.exec(text)?.[0] ?? '';
  return [...heads.matchAll(/\bfor\s+(\w+)\s+in\s+([^;\n]+?)\s*[;\n]/g)].map(([, name = '', values = '']) => {
    const isPlain = /^[\w./-]+(?:\s+[\w./-]+)*$/.test(values);
    return { name, values: isPlain ? values.split(/\s+/).join(',') : '…' };
  });
}

/** What such a file can say besides, for people, without the keys that it says. */
export function furtherKeys(said: readonly WrittenKey[]): readonly string[] {
  const known = new Set(said.map(({ key }) => key));
  return FURTHER.filter(({ key }) => !known.has(key)).map(({ line }) => line);
}

const FURTHER = [
  { key: 'gpus', line: 'gpus: 1 # how many GPUs a job gets; it finds them in CUDA_VISIBLE_DEVICES' },
  { key: 'timeout', line: 'timeout: 2h # after so long a job is stopped, with all its children' },
  { key: 'retry', line: 'retry: 2 # how often a failed job is tried again' },
  {
    key: 'produces',
    line: "produces: ['{{job.dir}}/result.json'] # a job has succeeded only when it has written these",
  },
  {
    key: 'metrics',
    line: "metrics: {file: '{{job.dir}}/metrics.json'} # where it leaves the numbers that sweep results compares",
  },
  { key: 'inputs', line: "inputs: ['**/*.py'] # when one of these changes, its jobs run again" },
];
