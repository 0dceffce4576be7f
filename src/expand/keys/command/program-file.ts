import type { CommandText, Text } from '../../../language/spec.ts';
import { type Compiler, markedText } from '../../template/compile.ts';
import { scriptIn } from '../../template/shell-sites.ts';
import { INSERTION } from '../../template/site.ts';
import { spanIn } from '../../template/template.ts';
import type { Body } from '../merge.ts';

/** A path within the tree as a command says it, relative to where the job runs. */
export interface PlacedPath {
  readonly path: string;
  /** Stands for it in the sweep file. */
  readonly text: Text;
}

/** Words of which a shell makes nothing but themselves, and what may be between them. */
const WORD = /^[A-Za-z0-9_@%+:,./=-]+/;
const BETWEEN = /^(?:[ \t]|\\\n)+/;
/** What may stand before the first command: blank lines and comments. */
const BEFORE = /^(?:\s|#[^\n]*\n)*/;

/** How each interpreter spells the options that leave the next word to be its file; what else it is given may be anything. */
const INTERPRETERS: readonly { readonly names: RegExp; readonly options: RegExp }[] = [
  { names: /^(?:python|pypy)[\d.]*$/, options: /^-[BEIOPRSbdqsuv]+$/ },
  { names: /^(?:ba|da|z|k)?sh$/, options: /^-[efuvx]+$/ },
  { names: /^(?:perl|ruby|node|nodejs|Rscript|julia|lua|php)[\d.]*$/, options: /^--vanilla$/ },
];
/** Programs that run the command behind them where they are. */
const PREFIXES = /^(?:exec|time|nohup|env)$/;
/** What a `setup` may do and yet neither go elsewhere nor make a file. */
const STAYS = /^(?:conda|mamba|micromamba|module|ml|export|ulimit|umask|set|unset)$/;
const ACTIVATES = /(?:^|\/)(?:activate|conda\.sh|\.bashrc)$/;
/** What `eval` runs there to the same end. */
const HOOK = /^\$\((?:conda|mamba|micromamba|direnv|pyenv|mise)\b[^()`]*\)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/**
 * The file that the first simple command of a body runs: that of `python train.py`, `bash x.sh` or `./x.sh`. Null where it is none of the
 * tree, or where that is not certain: a value is part of it, `setup` may go elsewhere or make it, `||` provides for it, or a wrapper
 * template of its own decides what runs.
 */
export function programFile({ command, setup, template }: Body, compiler: Compiler): PlacedPath | null {
  const said = command?.value ?? null;
  if (said === null || template?.value != null || !stays(setup?.value ?? null, compiler)) return null;
  const words = said.kind === 'argv' ? wordsOf(said.words, compiler) : firstWords(said, compiler);
  const at = fileAmong(words.map(({ word }) => word));
  const { word: path, text } = words[at] ?? { word: null, text: null };
  return path === null || !/^(?![/~-])(?:.*\/)?[^/]*[^/.][^/]*$/.test(path) ? null : { path, text };
}

interface PlacedWord {
  readonly word: string;
  readonly text: Text;
}

/** The place of the word that names the file to run; -1 for none. */
function fileAmong(words: readonly string[]): number {
  const first = words.findIndex((word) => !PREFIXES.test(word) && !ASSIGNMENT.test(word));
  const name = words[first] ?? '';
  const interpreter = INTERPRETERS.find(({ names }) => names.test(name.replace(/^.*\//, '')));
  if (interpreter === undefined) return isOfTree(name) ? first : -1;
  const next = words.findIndex((word, index) => index > first && !interpreter.options.test(word));
  const file = words[next] ?? '';
  return file.startsWith('-') || !/[/.]/.test(file) || file.includes('=') ? -1 : next;
}

function isOfTree(name: string): boolean {
  return name.includes('/') && !/[=:]/.test(name);
}

/** Whether a `setup` does nothing by which the job could be elsewhere than before, or find files that it has made. */
export function stays(setup: Text | null, compiler: Compiler): boolean {
  if (setup === null) return true;
  const template = compiler.compile(setup, 'shell');
  if (template === null) return false;
  const { commands, passages } = scriptIn(markedText(template));
  return (
    passages.every(({ kind }) => kind === 'brace') &&
    commands.every(({ words: [first, second, ...more] }) => {
      const name = first?.text ?? '';
      if (name === 'source' || name === '.') return ACTIVATES.test(second?.text ?? '');
      if (name === 'eval') return HOOK.test(second?.text ?? '');
      return STAYS.test(name) || (ASSIGNMENT.test(name) && second === undefined && more.length === 0);
    })
  );
}

function wordsOf(texts: readonly Text[], compiler: Compiler): PlacedWord[] {
  const words: PlacedWord[] = [];
  for (const text of texts) {
    const template = compiler.compile(text, 'plain');
    const word = template === null ? INSERTION : markedText(template);
    if (WORD.exec(word)?.[0] !== word) break;
    words.push({ word, text });
  }
  return words;
}

/** The plain words that a shell command begins with. */
function firstWords({ text }: Extract<CommandText, { kind: 'shell' }>, compiler: Compiler): PlacedWord[] {
  const template = compiler.compile(text, 'shell');
  if (template === null || text.text.includes('\\{{') || text.text.includes('||')) return [];
  const [literal] = template.parts;
  if (typeof literal !== 'string') return [];
  const words: PlacedWord[] = [];
  const end = template.parts.length === 1 ? '\n' : '';
  let at = BEFORE.exec(literal)?.[0].length ?? 0;
  for (;;) {
    const word = WORD.exec(literal.slice(at))?.[0];
    if (word === undefined) return words;
    const next = literal.charAt(at + word.length) || end;
    if (!/[\s;&|<>\\]/.test(next)) return words;
    words.push({ word, text: { ...text, span: spanIn(text, at, at + word.length) } });
    at += word.length;
    const gap = BETWEEN.exec(literal.slice(at))?.[0];
    if (gap === undefined) return words;
    at += gap.length;
  }
}
