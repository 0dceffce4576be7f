/** How programs write numbers: `0.5`, `1e-05`, `.5`, `-inf`, `nan`. */
export const NUMBER = String.raw`[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|(?:nan|NaN|NAN|inf|Inf|INF|infinity|Infinity)(?![A-Za-z]))`;

const WHOLE = new RegExp(`^${NUMBER}$`);

/** The number that a text is, as programs write numbers; null where it is none. */
export function numberIn(text: string): number | null {
  if (!WHOLE.test(text)) return null;
  const word = /[a-z]+$/i.exec(text)?.[0].toLowerCase();
  if (word === 'nan') return NaN;
  if (word !== undefined) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}

/** What a cell or a part of a log says: a number, `true` and `false` as 1 and 0, else the text itself. */
export function valueIn(text: string): number | string {
  if (/^(?:true|false)$/i.test(text)) return text.length === 4 ? 1 : 0;
  return numberIn(text) ?? text;
}

/** Whether a number that stands at a place of a line goes on before or behind it, as in `1` of `1e-3`. */
export function isCutShort(line: string, from: number, to: number): boolean {
  const [before, behind] = [line.slice(Math.max(0, from - 2), from), line.slice(to, to + 3)];
  return /^(?:\d|\.\d|[eE][-+]?\d)/.test(behind) || /(?:\d|\.|(?:^|\W)-)$/.test(before);
}
