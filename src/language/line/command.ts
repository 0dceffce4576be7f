import type { Diagnostic } from '../../model/diagnostic.ts';
import { GIVEN } from '../../model/text/given-names.ts';
import { nearest } from '../../model/text/nearest.ts';
import { shellWord, variableOfAxis } from '../../model/text/shell.ts';
import { canBeName, inCharactersOfNames } from '../../model/text/sweep-name.ts';
import { isAxisName, type SaidAxis } from './axes.ts';
import { inItsPlace, optionsOf, type SaidOption } from './said-options.ts';
import { mistake, partOf, shellWords, type Word } from './words.ts';

const TEMPLATE = /(?<!\\)\{\{\{?\s*([\w.]+)\s*\}\}/g;

/**
 * What is wrong with a command for these axes: names that have no values, other spellings of a template, and axes that it does not use,
 * but for those that are known to be used.
 */
export function faultsOfCommand(
  command: Word,
  axes: readonly SaidAxis[],
  isUsed: (axis: string) => boolean,
): readonly Diagnostic[] {
  const names = axes.map(({ name }) => name.text);
  const used = new Set<string>();
  const faults: Diagnostic[] = [];
  for (const { 0: whole, 1: name = '', index } of command.text.matchAll(TEMPLATE)) {
    used.add(name);
    if (names.includes(name) || GIVEN.test(name)) continue;
    const near = nearest(name, names);
    const hint = near === null ? `say them, such as \`${name}=1,2\`` : `did you mean \`${near}\`?`;
    faults.push(
      mistake('unknown-name', partOf(command, index, index + whole.length), `\`${name}\` has no values`, hint),
    );
  }
  for (const name of names) {
    for (const { 0: whole, index } of command.text.matchAll(otherSpellings(name, command.text))) {
      used.add(name);
      const place = partOf(command, index, index + whole.length);
      faults.push(mistake('no-template', place, `\`${whole}\` puts in no value`, `write \`{{${name}}}\``));
    }
  }
  if (used.has('job.args') || used.has('job.overrides')) return faults;
  const unused = axes.filter(
    ({ name: { text } }) =>
      !used.has(text) && !isUsed(text) && isAxisName(text) && !command.text.includes(variableOfAxis(text)),
  );
  const options = optionsOf(command.text);
  return [...faults, ...unused.map(({ name }) => notUsed(name, options))];
}

function notUsed(name: Word, options: readonly SaidOption[]): Diagnostic {
  const fixed = options.find((option) => option.name === name.text);
  const hint =
    fixed !== undefined
      ? inItsPlace(fixed)
      : `write \`{{${name.text}}}\` where its value goes, or \`{{job.args}}\` for \`--${name.text}=…\` and so on of every axis, or \`{{job.overrides}}\` for \`${name.text}=…\``;
  return mistake('unused-axis', name, `the command does not use \`${name.text}\``, hint);
}

/** `{lr}`, and `$lr` and `${lr}` where the command gives the variable no value of its own. */
function otherSpellings(name: string, command: string): RegExp {
  const word = name.replaceAll('.', '\\.');
  const isAssigned = new RegExp(`\\b(?:${word}=|for\\s+${word}\\s|read\\b[^;\\n]*\\b${word}\\b)`).test(command);
  const braces = `(?<![{$\\\\])\\{\\s*${word}\\s*\\}(?!\\})`;
  return new RegExp(isAssigned ? braces : `${braces}|\\$\\{${word}\\}|(?<!\\\\)\\$${word}(?![\\w.]*\\w)`, 'g');
}

/** Words of a program as one text for the shell, in which templates stand as they are. */
export function commandOfWords(words: readonly string[]): string {
  return words.map((word) => (isPlainButForTemplates(word) ? word : shellWord(word))).join(' ');
}

function isPlainButForTemplates(word: string): boolean {
  const rest = word.replaceAll(TEMPLATE, 'x');
  return rest !== word && shellWord(rest) === rest;
}

const LAUNCHER =
  /^(?:python|pypy|node|bash|sh|zsh|Rscript|julia|perl|ruby|env|nice|time|srun|torchrun|accelerate|launch|deepspeed|uv|poetry|pipenv|conda|micromamba|run|exec|sudo|numactl|mpirun)[\d.]*$/;
const SCRIPT = /\.(?:py|sh|bash|jl|R|r|pl|rb|js|mjs|ts|lua|m)$/;

/** What a sweep of this command may be called: as its script, its module or its program; null where none of these can be a name. */
export function nameOfCommand(command: string): string | null {
  const words = shellWords(command).map(({ given }) => given);
  const module = words.findIndex(
    (word, index) => word === '-m' && /(?:^|\/)(?:python|torchrun)[\d.]*$/.test(words[index - 1] ?? ''),
  );
  const script = words.find((word) => SCRIPT.test(word));
  if (script?.includes('{{') === true) return null;
  const program = words.find((word) => !/^-|=|[{}$]/.test(word) && !LAUNCHER.test(word));
  const dotted = module === -1 ? undefined : words[module + 1]?.split('.').at(-1);
  const found = script?.replace(SCRIPT, '') ?? dotted ?? program ?? '';
  const name = inCharactersOfNames(found.replace(/^.*\//s, '')).replace(/^[^a-z0-9]+/, '');
  return canBeName(name) ? name.slice(0, LONGEST_NAME) : null;
}

const LONGEST_NAME = 200;
