import type { Diagnostic, Sources, Span } from '../../model/diagnostic.ts';
import { Lines } from '../text/position.ts';
import { gatherAlike, type Alike } from './alike.ts';

/** A sweep file that was checked, and all that was found. */
export interface CheckedFile {
  readonly file: string;
  /** How many jobs it makes; null if it is in error. */
  readonly jobs: number | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** A stretch of a file, counted from 1; the end is exclusive. Columns in code points, and in UTF-16 units. */
export interface Region {
  readonly start: Place;
  readonly end: Place;
}

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly utf16Column: number;
}

/** A diagnostic with the file it belongs to and, where that is known, the place. */
export interface Located {
  readonly diagnostic: Diagnostic;
  readonly file: string;
  readonly region: Region | null;
  readonly related: readonly { readonly message: string; readonly file: string; readonly region: Region | null }[];
}

/**
 * What is wrong with several files in order, each once: that of a base which several files extend is the same one, and many
 * that are alike are one that stands for all.
 */
export function locateAlike(checked: readonly CheckedFile[]): Alike<Located>[] {
  return gatherAlike(locate(checked), ({ diagnostic, file }) =>
    diagnostic.span === null ? { ...diagnostic, span: { file, start: 0, end: 0 } } : diagnostic,
  );
}

function locate(checked: readonly CheckedFile[]): Located[] {
  const located = new Map<string, Located>();
  for (const { file, diagnostics, sources } of checked) {
    const regions = new Regions(sources);
    for (const diagnostic of diagnostics) {
      const { span, code, message, related = [] } = diagnostic;
      const key = JSON.stringify([span ?? file, code, message]);
      if (located.has(key)) continue;
      located.set(key, {
        diagnostic,
        file: span?.file ?? file,
        region: span === null ? null : regions.of(span),
        related: related.map((one) => ({ message: one.message, file: one.span.file, region: regions.of(one.span) })),
      });
    }
  }
  return [...located.values()];
}

class Regions {
  readonly #sources: Sources;
  readonly #lines = new Map<string, Lines>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  of({ file, start, end }: Span): Region | null {
    const text = this.#sources.get(file);
    if (text === undefined) return null;
    const lines = this.#lines.get(file) ?? new Lines(text);
    this.#lines.set(file, lines);
    return { start: placeOf(lines, start), end: placeOf(lines, Math.max(start, end)) };
  }
}

function placeOf(lines: Lines, offset: number): Place {
  const { line, column } = lines.positionOf(offset);
  return { line, column, utf16Column: lines.utf16ColumnOf(offset) };
}
