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
