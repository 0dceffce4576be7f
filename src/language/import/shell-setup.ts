import type { ShellLine, Token } from './shell-lines.ts';

/** What a shell does for all that comes after it. */
const SETS_UP =
  /^(?:(?:export|source|\.|module|ml|cd|set|shopt|ulimit|alias|unset|mkdir|umask)(?= |$)|(?:conda|mamba|micromamba) activate\b)/;

/** What is there for who looks on, or for the shell that waits. */
export const IDLE = /^(?:wait|sleep|date|exit|:)$/;

/** Whether a line only sets up the shell. */
export function isSetup({ tokens }: Pick<ShellLine, 'tokens'>): boolean {
  const isAlone = !tokens.some(({ raw }) => /^(?:&&|\|\||;|\||&)$/.test(raw));
  return isAlone && (SETS_UP.test(textOf(tokens)) || tokens.every(({ raw }) => /^[A-Za-z_]\w*=/.test(raw)));
}

/** Tokens as a line has them. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw, isApart }, index) => `${isApart && index > 0 ? ' ' : ''}${raw}`).join('');
}
