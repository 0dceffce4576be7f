import type { Text } from '../../../language/spec.ts';
import type { Diagnostic, Span } from '../../../model/diagnostic.ts';
import { groupBy } from '../../../model/group-by.ts';
import {
  GPU_CONTAINER,
  GPU_MASKS,
  GPU_ORDER,
  isGpuMask,
  isGpuVariable,
  PCI_ORDER,
} from '../../../model/gpu-variables.ts';
import type { Command } from '../../../model/plan.ts';
import { argumentsOf, called } from '../../template/builtins.ts';
import { type Compiler, type Insertion, markedText, type Mode, type Template } from '../../template/compile.ts';
import { shellPrograms } from '../../template/second-readers.ts';
import { scriptIn } from '../../template/shell-sites.ts';
import { behindReserved, NO_WORD, type SimpleCommand, type Word } from '../../template/simple-commands.ts';
import { INSERTION } from '../../template/site.ts';
import { indexIn, spanIn } from '../../template/template.ts';
import type { Findings } from '../../findings.ts';
import type { Evaluation } from '../evaluate.ts';
import { gpuChoice } from './gpu-choosers.ts';
import type { Body } from '../merge.ts';

/** A part of a text, and where it begins there. */
type Stretch = Pick<Word, 'text' | 'at'>;

/** That a text says which GPUs its job uses. */
interface Pin {
  /** The variable by which it does, or the word. */
  readonly variable: string;
  /** As in "this …". */
  readonly does: string;
  readonly hint: string;
  /** From where on it is the first, in the text that was read. */
  readonly at: number;
}

const VARIABLES = [...GPU_MASKS, GPU_CONTAINER, GPU_ORDER];
const NAMED = new RegExp(VARIABLES.join('|'), 'g');
/** An assignment, which may stand in an argument as it does for `docker run -e`. */
const ASSIGNED = new RegExp(`(?:^|[\\s;&|(=,])(${VARIABLES.join('|')})(\\+?=)([^\\s;&|)]*)`, 'g');
const IN_ARITHMETIC = new RegExp(`(?<![\\w$])(${GPU_MASKS.join('|')})\\s*[-+*/|^&]?=(?!=)\\s*\\d`, 'g');
/** What shows a process no GPU at all, such as a step of a job that is to keep to the CPU. */
const NO_GPU = /^(?:-1|none|void|NoDevFiles)?$/;
const SHOWS = new Set(['echo', 'printf', 'grep', ':', 'test', '[']);

/** Tells of those texts of a body that set which GPUs a job sees: all that run them would use the same ones. */
export class PinnedGpus {
  readonly #texts: readonly PinnedText[];

  /** Adds what is wrong with the body, whatever its values. */
  constructor({ command, setup, env }: Body, compiler: Compiler, findings: Findings) {
    const said = command?.value ?? null;
    const texts = said?.kind === 'argv' ? said.words : said === null ? [] : [said.text];
    this.#texts = [
      ...(setup?.value == null ? [] : [pinnedText([setup.value], 'shell', 'setup', compiler)]),
      pinnedText(texts, said?.kind === 'argv' ? 'plain' : 'shell', 'command', compiler),
    ];
    for (const { pins, templates } of this.#texts)
      for (const pin of pins) findings.add(warning(pin, placeOf(pin, templates)));
    const container = env.get(GPU_CONTAINER);
    if (container !== undefined && namesGpus(container.value.text))
      findings.add(warning(sets(GPU_CONTAINER, 0), container.name.span));
  }

  /** Reports what the values of one cell add to that, such as those of an axis of whole settings. */
  report(made: { readonly setup: string | null; readonly command: Command | null }, evaluation: Evaluation): void {
    for (const text of this.#texts) {
      const whole = made[text.key];
      const words = typeof whole === 'string' ? [whole] : whole === null ? [] : wordsOf(whole);
      if (mentionsIn(words) === text.mentions) continue;
      const isScript = typeof whole === 'string' || whole?.kind === 'shell';
      const pins = isScript ? pinsIn(words.join('\n')) : pinsOf([argvCommand(words)], []);
      for (const [variable, all] of groupBy(pins, (pin) => pin.variable)) {
        const added = all.slice(text.pins.filter((pin) => pin.variable === variable).length);
        const from = text.insertions.filter(({ insertion, text: at }) =>
          evaluation.plain({ text: at, parts: [{ ...insertion, site: null }] })?.includes(variable),
        );
        added.forEach((pin, index) => {
          const span = from[index]?.insertion.span;
          if (span !== undefined) evaluation.report(warning(pin, span));
        });
      }
    }
  }
}

interface PinnedText {
  readonly key: 'setup' | 'command';
  readonly templates: readonly Template[];
  readonly pins: readonly Pin[];
  /** How often it names such a variable, but for its values. */
  readonly mentions: number;
  readonly insertions: readonly { readonly insertion: Insertion; readonly text: Text }[];
}

function pinnedText(texts: readonly Text[], mode: Mode, key: PinnedText['key'], compiler: Compiler): PinnedText {
  const templates = texts.flatMap((text) => compiler.compile(text, mode) ?? []);
  const spelled = templates.map(markedText);
  return {
    key,
    templates,
    pins: mode === 'shell' ? pinsIn(spelled.join('\n')) : pinsOf([argvCommand(spelled)], []),
    mentions: mentionsIn(spelled),
    insertions: templates.flatMap(({ text, parts }) =>
      parts.flatMap((insertion) => (typeof insertion === 'string' ? [] : [{ insertion, text }])),
    ),
  };
}

function pinsIn(text: string): Pin[] {
  const { commands, passages } = scriptIn(text);
  return pinsOf(
    commands,
    passages.filter(({ kind }) => kind === 'arithmetic'),
  );
}

function pinsOf(commands: readonly SimpleCommand[], sums: readonly Stretch[]): Pin[] {
  const indices = indicesIn(commands);
  const computed = sums.flatMap(({ text, at }) =>
    [...text.matchAll(IN_ARITHMETIC)].map(({ index, 1: name = '' }) => sets(name, at + index)),
  );
  return [...commands.flatMap((command) => pinsOfCommand(command, indices)), ...computed];
}

/** The variables that are given nothing but GPUs by number, as in `for g in 0 1`. */
function indicesIn(commands: readonly SimpleCommand[]): ReadonlySet<string> {
  const given = new Map<string, boolean>();
  const give = (name: string, values: readonly string[]) =>
    given.set(name, values.every((value) => INDEX.test(value)) && given.get(name) !== false);
  for (const { words: all } of commands) {
    const words = behindReserved(all).map(({ text }) => text);
    const [first, name = '', link, ...values] = words;
    if ((first === 'for' || first === 'select') && link === 'in') give(name, values);
    for (const word of words) {
      const [, variable, value = ''] = /^([A-Za-z_]\w*)\+?=(.*)$/s.exec(word) ?? [];
      if (variable !== undefined) give(variable, [value]);
    }
    if (first === 'read' || first === 'mapfile' || first === 'readarray' || first === 'printf') {
      for (const word of words.slice(1)) give(word, ['']);
    }
  }
  return new Set([...given].flatMap(([name, isIndex]) => (isIndex ? [name] : [])));
}

/** What says which GPU: its number, several, a range of them, or a value of the sweep. */
const INDEX = new RegExp(`^(?:\\d+(?:,\\d+)*|\\{\\d+\\.\\.\\d+\\}|${INSERTION})$`);

function pinsOfCommand({ words: all, input, kind }: SimpleCommand, indices: ReadonlySet<string>): Pin[] {
  const words = behindReserved(all);
  const [name = '', ...rest] = called(words).map(({ text }) => text);
  if (name === 'printf') return pinsOfNames(argumentsOf('-v', called(words)), rest.slice(2));
  if (SHOWS.has(name)) return [];
  const programs = shellPrograms(words);
  const inside = programs.flatMap(({ text, word }) => pinsIn(text).map((pin) => ({ ...pin, at: word.at + pin.at })));
  const assigned = words
    .filter((word) => !programs.some((program) => program.word === word))
    .flatMap(({ text, at }) =>
      [...text.matchAll(ASSIGNED)]
        .filter(([, variable = '', operator = '', value = '']) => isOwn(variable, operator, value, indices))
        .map(({ index, 1: variable = '' }) => sets(variable, at + index)),
    );
  if (kind !== 'plain') return [...assigned, ...inside];
  const choice = gpuChoice(called(words).map(({ text }) => text));
  const at = called(words)[0]?.at ?? 0;
  const chosen = choice === null ? [] : [{ variable: choice.by, does: choice.does, hint: choice.hint, at }];
  return [...assigned, ...inside, ...chosen, ...pinsOfBuiltin(name, called(words).slice(1), input)];
}

function pinsOfBuiltin(name: string, operands: readonly Word[], input: readonly Word[]): Pin[] {
  const texts = operands.map(({ text }) => text);
  switch (name) {
    case 'unset':
      return unsets(operands);
    case 'env':
      return unsets(
        operands.flatMap(({ text, at }, index) => {
          const name = /^(?:-u|--unset=)(\w+)$/.exec(text)?.[1] ?? (texts[index - 1] === '-u' ? text : null);
          return name === null ? [] : [{ text: name, at }];
        }),
      );
    case 'read':
    case 'mapfile':
    case 'readarray':
      return input.length === 0
        ? []
        : pinsOfNames(
            operands,
            input.map(({ text }) => text),
          );
    case 'for':
    case 'select':
      return texts[1] === 'in' ? pinsOfNames(operands.slice(0, 1), texts.slice(2)) : [];
    default:
      return [];
  }
}

/** The masks among variables that are given the values. */
function pinsOfNames(names: readonly Word[], values: readonly string[]): Pin[] {
  if (values.some((value) => /[$`]/.test(value)) || values.every((value) => NO_GPU.test(value))) return [];
  return names.flatMap(({ text, at }) =>
    isGpuMask(text.replace(/^-v/, '')) ? [sets(text.replace(/^-v/, ''), at)] : [],
  );
}

/** Whether a variable is given a value of its own, and not one made of what the job was given. */
function isOwn(variable: string, operator: string, value: string, indices: ReadonlySet<string>): boolean {
  const [, bare, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(value) ?? [];
  if (isGpuMask(variable) && indices.has(bare ?? braced ?? '')) return true;
  if (/^[$`]/.test(value)) return false;
  if (variable === GPU_ORDER) return /^[A-Z]/.test(value) && value !== PCI_ORDER;
  return operator === '+=' ? !/[$`]/.test(value) && value !== '' : !NO_GPU.test(value);
}

/** Whether a value for a container runtime is of certain GPUs. */
function namesGpus(value: string): boolean {
  return !NO_GPU.test(value) && value !== 'all';
}

function sets(variable: string, at: number): Pin {
  return pin(variable, 'sets', at);
}

function unsets(names: readonly Stretch[]): Pin[] {
  return names.filter(({ text }) => isGpuVariable(text)).map(({ text, at }) => pin(text, 'unsets', at));
}

function pin(variable: string, does: 'sets' | 'unsets', at: number): Pin {
  const hint = 'leave it out: the job finds its GPUs there; `gpu_ids` says which may be used';
  return { variable, does: `${does} \`${variable}\``, hint, at };
}

function warning({ does, hint }: Pin, span: Span): Diagnostic & { readonly span: Span; readonly hint: string } {
  return {
    severity: 'warning',
    code: 'pinned-gpu',
    message: `this ${does}, so the job does not keep to the GPUs that it is given`,
    span,
    hint,
  };
}

function placeOf({ variable, at }: Pin, templates: readonly Template[]): Span {
  let place = at;
  for (const template of templates) {
    const marked = markedText(template);
    if (place <= marked.length)
      return placeIn(template.text, indexIn(template.text, marked, place, INSERTION), variable);
    place -= marked.length + 1;
  }
  return (templates[0] as Template).text.span;
}

/** Where a text names a variable from an index on. */
function placeIn(text: Text, from: number, variable: string): Span {
  const at = text.text.slice(from).search(new RegExp(`(?:(?<=-v)|(?<![$\\w{]))${variable}(?!\\w)`));
  return at < 0 ? text.span : spanIn(text, from + at, from + at + variable.length);
}

function wordsOf(command: Command): readonly string[] {
  return command.kind === 'argv' ? command.argv : [command.text];
}

/** The words of a program that no shell reads. */
function argvCommand(words: readonly string[]): SimpleCommand {
  let at = 0;
  const literal = words.map((text): Word => {
    const word = { ...NO_WORD, text, at, literal: text };
    at += text.length + 1;
    return word;
  });
  return { kind: 'plain', words: literal, input: [], outputs: [], feeds: null };
}

function mentionsIn(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(NAMED)?.length ?? 0), 0);
}
