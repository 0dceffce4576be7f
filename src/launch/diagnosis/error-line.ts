import { isParting, type Account } from './decisive-failure.ts';
import type { Failure } from './failures.ts';

/** Characters of a line that tells of a failure. */
const LENGTH = 300;

/**
 * The line of an output that tells best why its attempt failed, of at most 300 characters: that of the failure which
 * decided, else the last that is not a launcher's; null when there is no output.
 */
export function errorLine(account: Account): string | null {
  return errorLineOf([account]);
}

/** The same of several outputs, stderr first: the first that names a failure tells, else the last line of the job's own, stderr's before all. */
export function errorLineOf(accounts: readonly Account[]): string | null {
  const telling = accounts.find(({ deciding }) => deciding !== null);
  if (telling?.deciding != null) return tidy(withItsMessage(telling, telling.deciding));
  const said = accounts.toReversed().flatMap(({ lines }) => lines.map(({ text }) => text.trim()));
  const line = lastWord(said.filter((text) => text !== ''));
  return line === null ? null : tidy(line);
}

/** The line of a failure; with the one after it, where it only announces that. */
function withItsMessage({ lines }: Account, { at, speaker, text }: Failure): string {
  if (!text.endsWith(':')) return text;
  const next = lines.slice(at + 1).find((line) => line.speaker === speaker && line.text !== '');
  return next === undefined || isParting(next.text) ? text : `${text} ${next.text.trim()}`;
}

/**
 * Where no line has a form that only failures have: what the system refused, just before the end; else the last line of the job's own;
 * but the line that names the command which failed where that is no message of it.
 */
function lastWord(said: readonly string[]): string | null {
  const own = said.filter((text) => !isParting(text));
  const refused = own.slice(-NEAR).findLast((text) => REFUSED.test(text));
  if (refused !== undefined) return refused;
  const last = own.at(-1) ?? null;
  const strict = said.findLast((text) => STRICT.test(text)) ?? null;
  const earlier = strict === null ? undefined : own.findLast((text) => REFUSED.test(text) && isOfCommand(text, strict));
  if (earlier !== undefined) return earlier;
  if (strict !== null && (last === null || isNoMessage(last) || isSilent(strict))) return strict;
  return last ?? said.at(-1) ?? null;
}

/** Lines before the end of an output within which the words of the system tell of it. */
const NEAR = 4;

/** The words of the C library for what is refused (errno(3)), as programs end their messages with them. */
const REFUSED =
  /: (?:No such file or directory|Permission denied|No space left on device|Disk quota exceeded|(?:Is|Not) a directory|Connection (?:refused|timed out)|Cannot allocate memory|Too many open files|Input\/output error|Exec format error|Read-only file system|Argument list too long|Stale file handle)$/;

/** Whether a message is by a program of the command that failed, as \`tee: logs/a: …\` where others of its pipe went on talking. */
function isOfCommand(message: string, strict: string): boolean {
  const program = /^([\w.-]+): /.exec(message)?.[1];
  return program !== undefined && (STRICT.exec(strict)?.[1] ?? '').split(/[\s|&;()]+/).includes(program);
}

/** What the wrapper says of the command that strict mode ended the job with. */
const STRICT = /^sweep: line \d+ of .*?: "(.*)" exited with \d+$/;

/** Commands that fail without a word. */
const SILENT = /^(?:! +)?(?:test|\[|\[\[|\(\(|false|cmp -s|diff -q|grep|egrep|exit|return|\(exit)(?:\s|$)/;

function isSilent(strict: string): boolean {
  return SILENT.test(STRICT.exec(strict)?.[1] ?? '');
}

/** What jobs write also when all is well: warnings, notices of pip, what a logger marks as harmless, bars of progress. */
const NO_MESSAGE = [
  /\b\w*Warning: |^\s*warnings\.warn\(|^(?:\[?[\d:., T-]+\]? *)?[[(]?(?:WARN(?:ING)?|INFO|DEBUG|NOTICE|TRACE)\b/,
  /^\[notice\] /,
  /\d+%\|.*\||\b\d+(?:\.\d+)?(?:it\/s|s\/it)\b/,
];

function isNoMessage(text: string): boolean {
  return NO_MESSAGE.some((one) => one.test(text));
}

/** Trimmed, on one line, and short. */
export function tidy(line: string): string {
  const plain = line
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^what\(\): /, '');
  const characters = Array.from(plain);
  return characters.length <= LENGTH
    ? plain
    : `${characters
        .slice(0, LENGTH - 1)
        .join('')
        .trimEnd()}…`;
}
