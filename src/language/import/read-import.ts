import type { Imported } from './imported.ts';
import { readLines } from './lines/read-lines.ts';

/** Reads what people have instead of a sweep, by what it looks like. `file` is the file as people should read it. */
export function readImport(text: string, file: string): Imported {
  return readLines(text, file);
}
