import type { Word } from './simple-commands.ts';

/** A program that reads one of its arguments as a program in turn. */
export interface SecondReader {
  /** As in "a program for …". */
  readonly by: string;
  /** How a value reaches it unchanged, with `{{}}` for the template and `$name` for a variable of its name. */
  readonly remedy: string;
}

export const QUOTED_ONCE_MORE = 'on a line before it, write `printf -v $name %q {{}}`, and here `$$name`';

export const IN_ENVIRONMENT = 'put it into the environment, by `env`, and read it from there';

export const SHELL = /^(?:(?:ba|rba|da|z|k|mk|a|c|tc|fi)?sh|ksh93)$/;

export interface Interpreter {
  readonly names: RegExp;
  /** The options behind which the program stands. */
  readonly options: RegExp;
  readonly remedy: (command: string, option: string) => string;
  /** Whether the option may follow other arguments; else what follows the first is for the program. */
  readonly isAnywhere?: true;
}

export const INTERPRETERS: readonly Interpreter[] = [
  {
    names: SHELL,
    options: /^-[a-zA-Z]*c[a-zA-Z]*$/,
    remedy: (command, option) => `pass it as an argument: \`${command} ${option} '… "$1" …' _ {{}}\``,
  },
  {
    names: /^(?:python|pypy)[\d.]*$/,
    options: /^-[a-zA-Z]*c$/,
    remedy: (command, option) => `pass it as an argument: \`${command} ${option} '… sys.argv[1] …' {{}}\``,
  },
  {
    names: /^perl[\d.]*$/,
    options: /^-[a-zA-Z]*[eE]$/,
    remedy: (command, option) => `pass it as an argument: \`${command} ${option} '… $ARGV[0] …' {{}}\``,
  },
  {
    names: /^ruby[\d.]*$/,
    options: /^-[a-zA-Z]*e$/,
    remedy: (command, option) => `pass it as an argument: \`${command} ${option} '… ARGV[0] …' {{}}\``,
  },
  {
    names: /^(?:node|nodejs)$/,
    options: /^(?:-e|-p|-pe|--eval|--print)$/,
    remedy: (command, option) => `pass it as an argument: \`${command} ${option} '… process.argv[1] …' {{}}\``,
  },
  {
    names: /^(?:Rscript|R|julia|lua|php)[\d.]*$/,
    options: /^(?:-e|-r|-E|--eval)$/,
    remedy: () => IN_ENVIRONMENT,
  },
  {
    names: /^(?:su|runuser|flock|script|sg)$/,
    options: /^(?:-[a-zA-Z]*c|--command)$/,
    remedy: () => QUOTED_ONCE_MORE,
    isAnywhere: true,
  },
  { names: /^(?:sbatch|srun)$/, options: /^--wrap$/, remedy: () => QUOTED_ONCE_MORE, isAnywhere: true },
  { names: /^env$/, options: /^(?:-[a-zA-Z]*S|--split-string)$/, remedy: () => 'give the words without `-S`' },
  { names: /^(?:mapfile|readarray)$/, options: /^-C$/, remedy: () => QUOTED_ONCE_MORE, isAnywhere: true },
  { names: /^compgen$/, options: /^-[WCF]$/, remedy: () => QUOTED_ONCE_MORE, isAnywhere: true },
];

/** Options of shells and interpreters that have an argument, but for the program. */
const OPTIONS_WITH_ARGUMENT = /^(?:[-+][a-zA-Z]*[oO]|-[WXIMr]|--require|--rcfile|--init-file)$/;

/** Commands that only show their arguments, or look for them. */
export const HARMLESS = new Set(['echo', 'printf', 'grep', 'test', '[', ':', 'pgrep', 'pkill']);
/** The options of ssh(1) that have an argument. */
const SSH_OPTIONS = /^-[a-zA-Z0-9]*[BbcDEeFIiJLlmOopQRSWw]$/;
/** The commands of tmux(1) that have a program, or keys to be typed, as their argument. */
const TMUX_RUNS =
  /^(?:new(?:-session|-window)?|neww|split-window|splitw|respawn-(?:pane|window)|run-shell|send(?:-keys)?)$/;
/** The options of tmux(1) and of these that have an argument. */
const TMUX_OPTIONS = /^-[a-zA-Z]*[ceFfLlnSstxy]$/;
/** The options of GNU parallel that have an argument. */
const PARALLEL_OPTIONS =
  /^(?:-[jPnNaLSIdC]|--(?:jobs|max-procs|arg-file|colsep|delimiter|joblog|results|retries|sshlogin|timeout|tmpdir|workdir|wd|env|delay|load|memfree|tagstring))$/;
const AWK = /^[gmn]?awk$/;
/** The options of awk(1) that have an argument. */
const AWK_OPTIONS = /^(?:-[Fvfil]|--(?:assign|field-separator|file|include|load))$/;

/** The words of a command that something reads as a program, with what does. */
export function readAgain(words: readonly Word[]): [Word, SecondReader][] {
  const command = nameOf(words[0]);
  if (HARMLESS.has(command)) return [];
  return [...afterOptions(words), ...asArguments(words)].filter(
    ([{ insertions, substituted }]) => insertions.length + substituted.length > 0,
  );
}

/** A program of a shell in a command, such as that of `bash -c`, whose text is plain: nothing of it is expanded or inserted. */
export interface ShellProgram {
  readonly word: Word;
  readonly text: string;
  /** The words that it finds as `$0`, `$1` and so on. */
  readonly operands: readonly Word[];
}

/** The programs that shells read in a command. */
export function shellPrograms(words: readonly Word[]): ShellProgram[] {
  if (HARMLESS.has(nameOf(words[0]))) return [];
  return programsAfterOptions(words).flatMap(({ interpreter, word, operands }) =>
    interpreter.names === SHELL && word.literal !== null ? [{ word, text: word.literal, operands }] : [],
  );
}

/** `bash -c PROGRAM`, wherever in the command it stands: behind `env`, `xargs` or `srun` too. */
function afterOptions(words: readonly Word[]): [Word, SecondReader][] {
  return programsAfterOptions(words).map(({ interpreter, word, name, option }) => [
    word,
    { by: `\`${name} ${option}\``, remedy: interpreter.remedy(name, option) },
  ]);
}

/** A program that stands behind an option of what runs it. */
export interface ProgramAfterOption {
  readonly interpreter: Interpreter;
  readonly word: Word;
  readonly name: string;
  readonly option: string;
  readonly operands: readonly Word[];
}

export function programsAfterOptions(words: readonly Word[]): ProgramAfterOption[] {
  return words.flatMap((word, index): ProgramAfterOption[] => {
    const name = nameOf(word);
    const interpreter = INTERPRETERS.find(({ names }) => names.test(name));
    if (interpreter === undefined) return [];
    const rest = words.slice(index + 1);
    const end = interpreter.isAnywhere ? -1 : operandAt(rest, interpreter.options, OPTIONS_WITH_ARGUMENT);
    const options = end < 0 ? rest : rest.slice(0, end);
    const at = options.findIndex(({ text }) => interpreter.options.test(withoutValue(text)));
    const option = options[at];
    if (option === undefined) return [];
    const spelled = withoutValue(option.text);
    const place = spelled === option.text ? at + (rest[at + 1]?.text === '--' ? 2 : 1) : at;
    const program = rest[place];
    return program === undefined
      ? []
      : [{ interpreter, word: program, name, option: spelled, operands: rest.slice(place + 1) }];
  });
}

/** Commands whose program stands among the other arguments. */
function asArguments(words: readonly Word[]): [Word, SecondReader][] {
  return words.flatMap((word, index): [Word, SecondReader][] => {
    const name = nameOf(word);
    const rest = words.slice(index + 1);
    if (AWK.test(name)) {
      const remedy = `put it into the environment: \`$name={{}} ${name} '… ENVIRON["$name"] …'\``;
      return read(programOfAwk(rest), { by: `\`${name}\``, remedy });
    }
    if (name === 'ssh') {
      return read(behindHost(rest), { by: 'the shell of the other host', remedy: QUOTED_ONCE_MORE });
    }
    if (name === 'tmux') return read(programOfTmux(rest), { by: '`tmux`', remedy: QUOTED_ONCE_MORE });
    if (name === 'git') {
      const aliases = rest.filter(({ text }, at) => rest[at - 1]?.text === '-c' && /^alias\.[^=]*=!/.test(text));
      return read(aliases, { by: 'an alias of `git`', remedy: QUOTED_ONCE_MORE });
    }
    if (index > 0 && nameOf(words[0]) !== 'builtin' && nameOf(words[0]) !== 'command') return [];
    if (name === 'eval') return read(rest, { by: '`eval`', remedy: QUOTED_ONCE_MORE });
    if (name === 'trap') {
      const action = rest.findIndex(({ text }) => !/^-[-lp]$/.test(text));
      return read(rest.slice(action, action + 1), { by: '`trap`', remedy: QUOTED_ONCE_MORE });
    }
    if (name === 'alias') return read(rest, { by: '`alias`', remedy: QUOTED_ONCE_MORE });
    if (name === 'parallel') {
      return read(programOfParallel(rest), { by: '`parallel`', remedy: 'give it behind `:::`, and name it `{}`' });
    }
    if (name === 'watch') return read(rest, { by: '`watch`', remedy: QUOTED_ONCE_MORE });
    return [];
  });
}

export function read(words: readonly Word[], by: SecondReader): [Word, SecondReader][] {
  return words.map((word) => [word, by]);
}

function programOfAwk(words: readonly Word[]): readonly Word[] {
  if (words.some(({ text }) => /^(?:-f|--file)/.test(text))) return [];
  const at = operandAt(words, AWK_OPTIONS);
  return at < 0 ? [] : words.slice(at, at + 1);
}

/** Several words are a command as they are, and one is a program for a shell. */
function programOfTmux(words: readonly Word[]): readonly Word[] {
  const operands = words.filter(
    ({ text }, index) => !text.startsWith('-') && !TMUX_OPTIONS.test(words[index - 1]?.text ?? ''),
  );
  const [command, ...rest] = operands;
  const types = command?.text.startsWith('send') ?? false;
  return TMUX_RUNS.test(command?.text ?? '') && (types || rest.length === 1) ? rest : [];
}

/** GNU parallel has a shell read its command, and quotes what stands behind `:::`. */
function programOfParallel(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex(({ text }) => /^::::?\+?$/.test(text));
  const line = end < 0 ? words : words.slice(0, end);
  const at = operandAt(line, PARALLEL_OPTIONS);
  return at < 0 ? [] : line.slice(at);
}

function behindHost(words: readonly Word[]): readonly Word[] {
  const host = operandAt(words, SSH_OPTIONS);
  return host < 0 ? [] : words.slice(host + 1);
}

/** The place of the first word that is neither an option nor the argument of one. */
function operandAt(words: readonly Word[], ...options: readonly RegExp[]): number {
  return words.findIndex(({ text }, index) => {
    const before = words[index - 1]?.text ?? '';
    return !/^[-+]/.test(text) && !options.some((option) => option.test(before));
  });
}

export function withoutValue(option: string): string {
  return option.replace(/=[\s\S]*/, '');
}

/** Variables that hold the path of a shell. */
const SHELL_VARIABLE = /^\$(?:SHELL|BASH|\{(?:SHELL|BASH)(?::?-[^}]*)?\})$/;

/** What a command is called, without its folder. */
export function nameOf(word: Word | undefined): string {
  const text = word?.text ?? '';
  return SHELL_VARIABLE.test(text) ? 'bash' : text.replace(/^.*\//s, '');
}
