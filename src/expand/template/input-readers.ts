import {
  HARMLESS,
  IN_ENVIRONMENT,
  INTERPRETERS,
  nameOf,
  programsAfterOptions,
  QUOTED_ONCE_MORE,
  read,
  type SecondReader,
  SHELL,
  withoutValue,
} from './second-readers.ts';
import { behindReserved, type Word } from './simple-commands.ts';

/** What runs a program that it reads. */
const READS_PROGRAMS = new RegExp(`${SHELL.source}|^(?:(?:python|pypy|perl|ruby)[\\d.]*|node|nodejs)$`);

/** What runs the command behind it, with the same input; and what may stand between the two. */
const PREFIX = /^(?:exec|command|env|nice|timeout|nohup|setsid|stdbuf|sudo|time|ionice|taskset|numactl)$/;
const OF_PREFIX = /^(?:[-+].*|[A-Za-z_]\w*=.*|[\d.,]+[smhd]?)$/s;

/** Names of the input. */
const INPUT = /^(?:-|\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0)$/;

/** A command behind what only starts it. */
function behindPrefixes(words: readonly Word[]): readonly Word[] {
  if (!PREFIX.test(nameOf(words[0]))) return words;
  const next = words.findIndex((word) => !PREFIX.test(nameOf(word)) && !OF_PREFIX.test(word.text));
  return next < 0 ? [] : words.slice(next);
}

/** What reads its own input as a program where it is given none: a shell, or such as `python -`. */
function inputReader([command, ...rest]: readonly Word[]): SecondReader | null {
  const name = nameOf(command);
  if (name === 'source' || name === '.')
    return INPUT.test(rest[0]?.text ?? '') ? { by: `\`${name}\``, remedy: QUOTED_ONCE_MORE } : null;
  const interpreter = INTERPRETERS.find(({ names, isAnywhere }) => isAnywhere !== true && names.test(name));
  if (interpreter === undefined || !READS_PROGRAMS.test(name)) return null;
  const isShell = interpreter.names === SHELL;
  const remedy = isShell ? QUOTED_ONCE_MORE : IN_ENVIRONMENT;
  const isOption = ({ text }: Word): boolean => /^-(?!m$)/.test(text);
  const first = rest.findIndex((word) => !isOption(word) || INPUT.test(word.text));
  const options = first < 0 ? rest : rest.slice(0, first);
  if (options.some(({ text }) => interpreter.options.test(withoutValue(text)))) return null;
  const isTold = isShell && options.some(({ text }) => /^-[a-zA-Z]*s[a-zA-Z]*$/.test(text));
  return first < 0 || isTold || INPUT.test(rest[first]?.text ?? '') ? { by: `\`${name}\``, remedy } : null;
}

/** What xargs(1) puts each line of its input in the place of; null where it does not. */
function replacedByXargs(words: readonly Word[]): string | null {
  const at = words.findIndex(({ text }) => /^-[a-zA-Z0-9]*[Ii]|^--replace(?:=|$)/.test(text));
  const [, short, long] = /^(?:-[a-zA-Z0-9]*[Ii](.*)|--replace=(.*))$/s.exec(words[at]?.text ?? '') ?? [];
  if (at < 0) return null;
  const attached = short ?? long ?? '';
  if (attached !== '') return attached;
  return /^-[a-zA-Z0-9]*I$/.test(words[at]?.text ?? '') ? (words[at + 1]?.text ?? null) : '{}';
}

/** The shell of `xargs` whose program gets what xargs reads, as in `xargs -I{} sh -c 'echo {}'`, or is that, as in `xargs -0 sh -c`. */
function shellOfXargs(words: readonly Word[]): SecondReader | null {
  if (nameOf(words[0]) !== 'xargs') return null;
  const shell = words.find((word) => SHELL.test(nameOf(word)));
  const option = words.at(-1)?.text ?? '';
  if (shell !== undefined && /^-[a-zA-Z]*c$/.test(option)) {
    const by = `${nameOf(shell)} ${option}`;
    return { by: `\`${by}\``, remedy: `give it a program of its own: \`xargs … ${by} '… "$1" …' _\`` };
  }
  const replaced = replacedByXargs(words);
  if (replaced === null || replaced === '') return null;
  const program = programsAfterOptions(words).find(({ word }) => word.text.includes(replaced));
  return program === undefined
    ? null
    : {
        by: `\`${program.name} ${program.option}\``,
        remedy: `leave \`${replaced}\` out of the program: \`xargs -I${replaced} ${program.name} ${program.option} '… "$1" …' _ ${replaced}\``,
      };
}

/** The words of the input of a command that runs what it reads, with what does. */
export function readFromInput(
  words: readonly Word[],
  input: readonly Word[],
  feeds: string | null,
): [Word, SecondReader][] {
  const line = behindReserved(words);
  const name = nameOf(line[0]);
  const reader = inputReader(behindPrefixes(line)) ?? shellOfXargs(line);
  const printed = feeds !== null && HARMLESS.has(name) ? line.slice(1) : [];
  return [
    ...(reader === null ? [] : read(input, reader)),
    ...read(printed, { by: `\`${feeds ?? ''}\``, remedy: QUOTED_ONCE_MORE }),
  ];
}
