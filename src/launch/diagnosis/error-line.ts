import { isParting, type Account } from './decisive-failure.ts';

/** Characters of a line that tells of a failure. */
const LENGTH = 300;

/**
 * The line of an output that tells best why its attempt failed, of at most 300 characters: that of the failure which
 * decided, else the last that is not a launcher's; null when there is no output.
 */
export function errorLine({ lines, deciding }: Account): string | null {
  const said = lines.map(({ text }) => text.trim()).filter((text) => text !== '');
  const line = deciding?.text ?? said.findLast((text) => !isParting(text)) ?? said.at(-1) ?? null;
  return line === null ? null : tidy(line);
}

/** The same of several outputs: the first that names a failure tells, else the first that has a line of the job's own, or any. */
export function errorLineOf(accounts: readonly Account[]): string | null {
  const has = ({ lines }: Account, isMeant: (text: string) => boolean): boolean =>
    lines.some(({ text }) => text.trim() !== '' && isMeant(text.trim()));
  const telling =
    accounts.find(({ deciding }) => deciding !== null) ??
    accounts.find((account) => has(account, (text) => !isParting(text))) ??
    accounts.find((account) => has(account, () => true));
  return telling === undefined ? null : errorLine(telling);
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
