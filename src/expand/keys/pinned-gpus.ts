import type { Text } from '../../language/spec.ts';
import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { GPU_CONTAINER, GPU_MASKS, GPU_ORDER, isGpuMask, isGpuVariable, PCI_ORDER } from '../../model/gpu-variables.ts';
import type { Command } from '../../model/plan.ts';
import { argumentsOf, called } from '../template/builtins.ts';
import { type Compiler, type Insertion, markedText, type Mode } from '../template/compile.ts';
import { shellPrograms } from '../template/second-readers.ts';
import { scriptIn } from '../template/shell-sites.ts';
import { behindReserved, type SimpleCommand, type Word } from '../template/simple-commands.ts';
import { INSERTION } from '../template/site.ts';
import { spanIn } from '../template/template.ts';
import type { Findings } from '../findings.ts';
import type { Evaluation } from './evaluate.ts';
import { gpuChoice } from './gpu-choosers.ts';
import type { Body } from './merge.ts';

/** That a text says which GPUs its job uses. */
interface Pin {
  /** The variable by which it does, or the word. */
  readonly variable: string;
  /** As in "this …". */
  readonly does: string;
  readonly hint: string;
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
    for (const { pins, texts: said } of this.#texts)
      for (const pin of pins) findings.add(warning(pin, placeOf(pin, said)));
    const container = env.get(GPU_CONTAINER);
    if (container !== undefined && namesGpus(container.value.text))
      findings.add(warning(sets(GPU_CONTAINER), container.name.span));
  }

  /** Reports what the values of one cell add to that, such as those of an axis of whole settings. */
  report(made: { readonly setup: string | null; readonly command: Command | null }, evaluation: Evaluation): void {
    for (const text of this.#texts) {
      const whole = made[text.key];
      const words = typeof whole === 'string' ? [whole] : whole === null ? [] : wordsOf(whole);
      if (mentionsIn(words) === text.mentions) continue;
      const isScript = typeof whole === 'string' || whole?.kind === 'shell';
      const known = new Set(text.pins.map(({ variable }) => variable));
      for (const pin of isScript ? pinsIn(words.join('\n')) : pinsOf([argvCommand(words)], [])) {
        if (known.has(pin.variable)) continue;
        known.add(pin.variable);
        const from = text.insertions.find(({ insertion, text: at }) =>
          evaluation.plain({ text: at, parts: [{ ...insertion, site: null }] })?.includes(pin.variable),
        );
        if (from !== undefined) evaluation.report(warning(pin, from.insertion.span));
      }
    }
  }
}

interface PinnedText {
  readonly key: 'setup' | 'command';
  readonly texts: readonly Text[];
  readonly pins: readonly Pin[];
  /** How often it names such a variable, but for its values. */
  readonly mentions: number;
  readonly insertions: readonly { readonly insertion: Insertion; readonly text: Text }[];
}

function pinnedText(texts: readonly Text[], mode: Mode, key: PinnedText['key'], compiler: Compiler): PinnedText {
  const templates = texts.flatMap((text) => compiler.compile(text, mode) ?? []);
  const spelled = templates.map(markedText);
  const pins = mode === 'shell' ? pinsIn(spelled.join('\n')) : pinsOf([argvCommand(spelled)], []);
  return {
    key,
    texts,
    pins: pins.filter(({ variable }, index) => pins.findIndex((pin) => pin.variable === variable) === index),
    mentions: mentionsIn(spelled),
    insertions: templates.flatMap(({ text, parts }) =>
      parts.flatMap((insertion) => (typeof insertion === 'string' ? [] : [{ insertion, text }])),
    ),
  };
}

function pinsIn(text: string): Pin[] {
  const { commands, passages } = scriptIn(text);
  const sums = passages.filter(({ kind }) => kind === 'arithmetic').map((passage) => passage.text);
  return pinsOf(commands, sums);
}

function pinsOf(commands: readonly SimpleCommand[], sums: readonly string[]): Pin[] {
  const indices = indicesIn(commands);
  const computed = sums.flatMap((sum) => [...sum.matchAll(IN_ARITHMETIC)].map(([, name]) => sets(name ?? '')));
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
  const inside = programs.flatMap(({ text }) => pinsIn(text));
  const assigned = words
    .filter((word) => !programs.some((program) => program.word === word))
    .flatMap(({ text }) => [...text.matchAll(ASSIGNED)])
    .filter(([, variable = '', operator = '', value = '']) => isOwn(variable, operator, value, indices))
    .map(([, variable = '']) => sets(variable));
  if (kind !== 'plain') return [...assigned, ...inside];
  const choice = gpuChoice(called(words).map(({ text }) => text));
  const chosen = choice === null ? [] : [{ variable: choice.by, does: choice.does, hint: choice.hint }];
  return [...assigned, ...inside, ...chosen, ...pinsOfBuiltin(name, called(words).slice(1), input)];
}

function pinsOfBuiltin(name: string, operands: readonly Word[], input: readonly Word[]): Pin[] {
  const texts = operands.map(({ text }) => text);
  switch (name) {
    case 'unset':
      return unsets(texts);
    case 'env':
      return unsets(
        texts.flatMap((text, at) => /^(?:-u|--unset=)(\w+)$/.exec(text)?.[1] ?? (texts[at - 1] === '-u' ? text : [])),
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
  return names.flatMap(({ text }) => (isGpuMask(text.replace(/^-v/, '')) ? [sets(text.replace(/^-v/, ''))] : []));
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

function sets(variable: string): Pin {
  return pin(variable, 'sets');
}

function unsets(names: readonly string[]): Pin[] {
  return names.filter(isGpuVariable).map((variable) => pin(variable, 'unsets'));
}

function pin(variable: string, does: 'sets' | 'unsets'): Pin {
  const hint = 'leave it out: the job finds its GPUs there; `gpu_ids` says which may be used';
  return { variable, does: `${does} \`${variable}\``, hint };
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

function placeOf({ variable }: Pin, texts: readonly Text[]): Span {
  for (const form of [`${variable}(?=\\+?=)`, `(?<![$\\w{])${variable}(?!\\w)`]) {
    for (const text of texts) {
      const at = text.text.search(new RegExp(form));
      if (at >= 0) return spanIn(text, at, at + variable.length);
    }
  }
  return (texts[0] as Text).span;
}

function wordsOf(command: Command): readonly string[] {
  return command.kind === 'argv' ? command.argv : [command.text];
}

/** The words of a program that no shell reads. */
function argvCommand(words: readonly string[]): SimpleCommand {
  const literal = words.map((text): Word => ({
    text,
    literal: text,
    insertions: [],
    substituted: [],
    isQuoted: false,
  }));
  return { kind: 'plain', words: literal, input: [], feeds: null };
}

function mentionsIn(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(NAMED)?.length ?? 0), 0);
}
