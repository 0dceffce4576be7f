/** The lines of a file as YAML sees them: which of them begin where, and what a line lacks to be one of a map. */

/** Offset of the first character of the line that holds `offset`. */
export function startOfLine(source: string, offset: number): number {
  return offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the first character of that line which is no space or tab. */
export function startOfText(source: string, offset: number): number {
  const line = startOfLine(source, offset);
  return line + (/^[ \t]*/.exec(lineAt(source, line))?.[0].length ?? 0);
}

/** The line that begins at `start`, without its end. */
export function lineAt(source: string, start: number): string {
  const end = source.indexOf('\n', start);
  return source.slice(start, end === -1 ? source.length : end).replace(/\r$/, '');
}

/** The end of the last thing that is written before `offset`: where what is missing there belongs. */
export function endBefore(source: string, offset: number): number {
  const line = source.slice(0, offset).trimEnd().lastIndexOf('\n') + 1;
  const comment = /\s#.*$/.exec(source.slice(line, offset).trimEnd());
  return source.slice(0, comment === null ? offset : line + comment.index).trimEnd().length;
}

/** Where a tab indents the line of `offset`; null where none does. */
export function tabBefore(source: string, offset: number): number | null {
  const line = startOfLine(source, offset);
  const tab = source.slice(line, startOfText(source, offset)).indexOf('\t');
  return tab === -1 ? null : line + tab;
}

/** A line that would be one of a map but for its colon, or for the space after that. */
interface KeyWithoutColon {
  /** Where something is missing. */
  readonly at: number;
  readonly key: string;
  readonly hasColon: boolean;
  /** The line as it was probably meant, from its key on. */
  readonly meant: string;
}

/**
 * What the line of `offset` lacks to begin with a key; null where it does not begin with a word. Other languages have `=` in the place of
 * the colon, and input methods the wide one.
 */
export function keyWithoutColon(source: string, offset: number): KeyWithoutColon | null {
  const start = startOfText(source, offset);
  const [, key, colon, rest] =
    /^([A-Za-z_][\w.-]*)(?:(:)(?=\S)|[ \t]*(?:=(?!=)|\uFF1A)|(?=\s|$))\s*(.*)$/.exec(lineAt(source, start)) ?? [];
  if (key === undefined || rest === undefined) return null;
  const meant = `${key}: ${rest}`.trimEnd();
  return { at: start + key.length + (colon === undefined ? 0 : 1), key, hasColon: colon !== undefined, meant };
}

/**
 * How far the lines above are indented that the line of `offset` could be aligned with, each with the number of the nearest
 * one; those that stand deeper first.
 */
export function alignments(source: string, offset: number): { readonly spaces: number; readonly line: number }[] {
  const above = source.slice(0, startOfLine(source, offset)).split('\n').slice(0, -1);
  const found: { spaces: number; line: number }[] = [];
  for (let line = above.length; line > 0; line -= 1) {
    const text = above[line - 1] ?? '';
    const spaces = text.search(/[^ \r]/);
    if (spaces === -1 || text[spaces] === '#') continue;
    if (spaces < (found.at(-1)?.spaces ?? Infinity)) found.push({ spaces, line });
  }
  return found;
}
