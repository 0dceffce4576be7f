import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { ShellLine, Token } from '../shell-lines.ts';
import { IDLE, isSetup, textOf } from '../shell-setup.ts';

const GOVERNS = /^(?:for|while|until|if|case|select|function|\{)$/;
/** What belongs to a line that governs, and what a line may have behind it. */
const BELONGS = /^(?:then|else|elif|fi|do|done|esac|\})$/;
const TELLS = /^(?:echo|printf)$/;

/** What is no line of its own: what a shell goes over, once for the whole file, and here-documents. */
export function faultsOfLines(lines: readonly ShellLine[], text: string, file: string): readonly Diagnostic[] {
  const governing = lines.filter(governs);
  const documents = lines.filter((line) => !governs(line) && line.tokens.some(({ raw }) => /^\d*<<-?$/.test(raw)));
  const fault = ({ number }: ShellLine, code: string, message: string, hint: string): Diagnostic => {
    return { severity: 'error', code, message, span: { file, ...placeOfLine(text, number) }, hint };
  };
  const [first, ...others] = governing;
  const program = first === undefined ? [] : [fault(first, 'not-a-line', isProgram(first, others), toPrint(lines))];
  const what = 'a here-document is more than a line';
  return [
    ...program,
    ...documents.map((line) => fault(line, 'here-document', what, 'put it into a file, and name that')),
  ];
}

function governs({ tokens }: ShellLine): boolean {
  return GOVERNS.test(tokens[0]?.raw ?? '') || (tokens[1]?.raw === '(' && tokens[2]?.raw === ')');
}

function isProgram({ tokens }: ShellLine, others: readonly ShellLine[]): string {
  const also = others.length === 0 ? '' : `; ${linesOf(others)} ${others.length === 1 ? 'is' : 'are'} such, too`;
  return `\`${tokens[0]?.raw ?? ''}\` is a program of the shell, not a job on a line${also}`;
}

/** How a script is made to print its commands, and nothing else. */
function toPrint(lines: readonly ShellLine[]): string {
  const own = lines.map((line) => ({ line, command: commandOf(line) }));
  const telling = own.filter(({ command }) => TELLS.test(command[0]?.raw ?? '')).map(({ line }) => line);
  const ends = own.filter(({ command }) => !TELLS.test(command[0]?.raw ?? ''));
  const has = (pattern: RegExp) => ends.some(({ command }) => command.some(({ raw }) => pattern.test(raw)));
  const off = [...(has(/^(?:\d*>>?|&>>?)$/) ? ['`> …`'] : []), ...(has(/^&$/) ? ['`&`'] : [])];
  const runsNothing = ({ line, command }: OwnCommand) =>
    governs(line) || command.length === 0 || IDLE.test(command[0]?.raw ?? '') || isSetup({ tokens: command });
  const isDone = telling.length > 0 && ends.every(runsNothing);
  const steps = [
    'write `echo` before them',
    ...(off.length === 0 ? [] : [`take ${off.join(' and ')} off their ends`]),
    ...(telling.length === 0 ? [] : [`take away what it prints for people (${linesOf(telling)})`]),
  ];
  const how = isDone ? 'it prints its commands:' : `have it print its commands: ${steps.join(', ')}, and`;
  return `${how} pipe it, as in \`bash FILE | sweep import -\`${notPrinted(own)}`;
}

/** What the script sets up for its commands, which they do not print. */
function notPrinted(own: readonly OwnCommand[]): string {
  const setup = own.map(({ command }) => command).filter((tokens) => tokens.length > 0 && isSetup({ tokens }));
  const exported = setup.filter(([first]) => first?.raw === 'export').flatMap((tokens) => tokens.slice(1));
  const pairs = exported.flatMap(({ raw, given }) => {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(given ?? raw) ?? [];
    return name === undefined || name.endsWith('_VISIBLE_DEVICES') ? [] : [`${name}: ${JSON.stringify(value)}`];
  });
  const others = setup.filter(([first]) =>
    /^(?:source|\.|module|ml|conda|mamba|micromamba|cd|ulimit)$/.test(first?.raw ?? ''),
  );
  const env = pairs.length === 0 ? [] : [`\`env: {${pairs.join(', ')}}\``];
  const keys = [...env, ...(others.length === 0 ? [] : [`\`setup: ${others.map(textOf).join('; ')}\``])];
  return keys.length === 0 ? '' : `; what it sets up is not printed: add ${keys.join(' and ')} to the sweep file`;
}

interface OwnCommand {
  readonly line: ShellLine;
  /** Its command, without a `do` or `then` before it. */
  readonly command: readonly Token[];
}

function commandOf({ tokens }: ShellLine): readonly Token[] {
  return BELONGS.test(tokens[0]?.raw ?? '') ? tokens.slice(1) : tokens;
}

function linesOf(lines: readonly ShellLine[]): string {
  const numbers = lines.map(({ number }) => number);
  const [first = 0, ...others] = numbers;
  if (others.length === 0) return `line ${first}`;
  return `lines ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? first}`;
}

/** Where a line stands, without the blanks before it. */
function placeOfLine(text: string, number: number): { readonly start: number; readonly end: number } {
  const lines = text.split('\n');
  const line = lines[number - 1] ?? '';
  const start = lines.slice(0, number - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return { start: start + (/^[ \t]*/.exec(line)?.[0].length ?? 0), end: start + line.length };
}
