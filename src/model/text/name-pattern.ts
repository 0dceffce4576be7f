import picomatch from 'picomatch/posix.js';

/** What a name must be: a name as it stands, or one that passes a test. */
export type NamePattern = string | { test(name: string): boolean };

/** An escaped character; a class, in which `]` may stand first; a run of stars, which is as good as one; any character. */
const TOKEN = /\\(?<escaped>.)|(?<bracket>\[[!^]?(?:\]|ITEM)ITEM*\])|(?<wildcard>\*+|\?)|(?<plain>.)/.source;
const TOKENS = new RegExp(TOKEN.replaceAll('ITEM', /(?:\[:[a-z]+:\]|\\.|[^\]\\])/.source), 'gsu');

/** What one character must be; any number of any characters. */
type Step = ((char: string) => boolean) | typeof STAR;
const STAR = Symbol('*');

/** The pattern of one name within a path. What has no wildcard is a name as it stands. */
export function namePattern(text: string): NamePattern {
  let name = '';
  const steps: Step[] = [];
  for (const { groups = {} } of text.matchAll(TOKENS)) {
    const { bracket, wildcard, escaped, plain } = groups;
    const char = escaped ?? plain;
    if (char !== undefined) steps.push((tried) => tried === char);
    else if (bracket !== undefined) steps.push(characterClass(bracket));
    else steps.push(wildcard === '?' ? () => true : STAR);
    name += char ?? '';
  }
  if (steps.length === [...name].length) return name;
  const mayHide = text.startsWith('.') || text.startsWith('\\.');
  return {
    test: (tried) => (mayHide ? tried !== '.' && tried !== '..' : !tried.startsWith('.')) && passes(tried, steps),
  };
}

/**
 * Whether steps lead through all of a name. A star takes as little as it can: only the last one that was met is ever gone back to,
 * so the time is at most that of length times steps, however many stars there are.
 */
function passes(name: string, steps: readonly Step[]): boolean {
  const chars = [...name];
  let [at, step] = [0, 0];
  let star: { readonly step: number; at: number } | null = null;
  while (at < chars.length) {
    const wanted = steps[step];
    if (wanted === STAR) {
      star = { step, at };
      step += 1;
    } else if (wanted?.(chars[at] as string) === true) {
      at += 1;
      step += 1;
    } else if (star === null) {
      return false;
    } else {
      star.at += 1;
      at = star.at;
      step = star.step + 1;
    }
  }
  return steps.slice(step).every((rest) => rest === STAR);
}

/** Picomatch knows POSIX's classes. It reads much else in its own way, so it gets what is escaped by its code point. */
function characterClass(bracket: string): (char: string) => boolean {
  const pattern = bracket.replace(/\\(.)/gsu, (_, inner: string) => codePoint(inner));
  const regex = picomatch.makeRe(pattern, {
    dot: true,
    posix: true,
    literalBrackets: false,
    fastpaths: false,
    flags: 'u',
  });
  return (char) => regex.test(char);
}

const codePoint = (char: string): string => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`;

/** What of the pattern of a name can hardly be meant, in a sentence; null where there is no such thing. */
export function oddityOfName(text: string): string | null {
  for (const { groups = {} } of text.matchAll(TOKENS)) {
    const { bracket, plain } = groups;
    if (plain === '[') return '`[` is not closed in it, so it stands for itself';
    if (bracket === undefined) continue;
    const backwards = /(?:\\(.)|([^\\]))-(?:\\(.)|([^\\\]]))/gsu;
    for (const [range, a, b, c, d] of bracket.slice(1, -1).matchAll(backwards)) {
      const [from, to] = [(a ?? b ?? '').codePointAt(0) ?? 0, (c ?? d ?? '').codePointAt(0) ?? 0];
      if (from > to) return `\`${range}\` in it runs backwards, so \`${bracket}\` is no character at all`;
    }
  }
  return null;
}
