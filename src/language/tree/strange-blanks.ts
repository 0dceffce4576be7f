import type { Diagnostic } from '../../model/diagnostic.ts';

/** What looks like a space and is none to YAML, as word processors, web pages and input methods write it. */
const STRANGE = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF]+/;

/** Whether a text has any such blank. */
export function hasStrangeBlanks(source: string): boolean {
  return STRANGE.test(source);
}

/** An error for each key that such blanks indent: to YAML they are a part of it, and it stands further to the left than it seems to. */
export function strangeIndents(
  keys: readonly (readonly [start: number, end: number])[],
  source: string,
  file: string,
): Diagnostic[] {
  return keys.flatMap(([start, end]) => {
    const found = STRANGE.exec(source.slice(start, end));
    if (found?.index !== 0) return [];
    return {
      severity: 'error',
      code: 'yaml',
      message: 'what indents this line looks like spaces, and is no space to YAML',
      span: { file, start, end: start + found[0].length },
      hint: 'type spaces in place of it',
    };
  });
}
