/** Something else in the place of a part of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text from one place to another with edits, in which `{{` of its own is no template. */
export function edited(text: string, from: number, to: number, edits: readonly Edit[]): string {
  const own = (start: number, end: number) => text.slice(start, end).replaceAll('{{', '\\{{');
  let written = '';
  let at = from;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.end <= from || edit.start >= to || edit.start < at) continue;
    written += own(at, edit.start) + edit.text;
    at = edit.end;
  }
  return tidied(written + own(at, Math.max(at, to)));
}

function tidied(text: string): string {
  return text
    .replaceAll('\r', '')
    .replaceAll(/^#SBATCH.*\n?/gm, '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** Takes a command out; if it is alone there with its line, what is said above it, and the blank lines between which it stands. */
export function removal(text: string, start: number, end: number): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /[ \t\r]*(?:;[ \t]*)?(?:#[^\n]*)?(?:\n|$)/y;
  rest.lastIndex = end;
  if (text.slice(lineStart, start).trim() === '' && rest.test(text)) {
    const from = aboveComments(text, lineStart);
    const blank = /(?:[ \t\r]*\n)*/y;
    blank.lastIndex = rest.lastIndex;
    const isBelowBlank = /(?:^|\n)[ \t\r]*\n$/.test(text.slice(0, from));
    return { start: from, end: isBelowBlank && blank.test(text) ? blank.lastIndex : rest.lastIndex, text: '' };
  }
  const separator = /[ \t]*;[ \t]*/y;
  separator.lastIndex = end;
  return { start, end: separator.test(text) ? separator.lastIndex : end, text: '' };
}

/** The beginning of the comments that stand directly above a line, which begins at `lineStart`. */
export function aboveComments(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#(?!SBATCH\b|!)/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}
