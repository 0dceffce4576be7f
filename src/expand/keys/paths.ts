import type { Text } from '../../language/spec.ts';
import { bytesOf, LONGEST_FILE_NAME, LONGEST_PATH } from '../../model/text/exec.ts';
import { isGlob } from '../../model/text/glob.ts';
import type { Findings } from '../findings.ts';
import { pathWithin } from '../paths.ts';
import type { Compiler } from '../template/compile.ts';
import { textsOfVar } from './dependence.ts';
import type { Evaluation } from './evaluate.ts';
import type { Body } from './merge.ts';
import { combine, constant, made, type Part, type PartMaker, type Word } from './part.ts';

/** Paths of a job, relative to the project root. */
export interface Paths {
  readonly paths: readonly string[];
  /** For each path, the text of the file that it comes from. */
  readonly texts: readonly Text[];
}

export const NO_PATHS: Paths = { paths: [], texts: [] };

/** A path that the file gives relative to `folder`. */
export function pathPart(maker: PartMaker, text: Text, folder: string): Part<Paths> {
  return combine([maker.plain(text)], ([word], evaluation) => made(namedPaths([{ word, text }], folder, evaluation)));
}

/** Paths that the file gives relative to `folder`. */
export function pathsPart(maker: PartMaker, texts: readonly Text[], folder: Part<string>): Part<Paths> {
  if (texts.length === 0) return constant(NO_PATHS);
  return combine([folder, maker.words(texts)], ([base, words], evaluation) =>
    made(namedPaths(words, base, evaluation)),
  );
}

function namedPaths(words: readonly Word[], base: string, evaluation: Evaluation): Paths | null {
  const sound = words.filter(({ word, text }) => {
    const problem = problemOfPath(word, base);
    if (problem !== null) evaluation.report({ ...problem, span: text.span });
    return problem === null;
  });
  if (sound.length < words.length) return null;
  return { paths: words.map(({ word }) => pathWithin(base, word)), texts: words.map(({ text }) => text) };
}

function problemOfPath(path: string, base: string): { code: string; message: string; hint?: string } | null {
  if (path === '') return { code: 'empty-path', message: 'this path is empty' };
  if (path === '~' || path.startsWith('~/')) {
    return { code: 'home-path', message: '`~` is not expanded in paths', hint: 'write the path in full' };
  }
  // What is short in characters is so in bytes.
  const long = path.split('/').find((name) => 4 * name.length > LONGEST_FILE_NAME && bytesOf(name) > LONGEST_FILE_NAME);
  if (long !== undefined && !isGlob(long)) {
    const has = `the name \`${long.slice(0, 40)}…\` has ${bytesOf(long).toLocaleString('en')} bytes`;
    return { code: 'path-too-long', message: `${has}, and that of a file at most ${LONGEST_FILE_NAME}` };
  }
  const bytes = bytesOf(pathWithin(base, path));
  if (bytes <= LONGEST_PATH || isGlob(path)) return null;
  const most = LONGEST_PATH.toLocaleString('en');
  return {
    code: 'path-too-long',
    message: `this path has ${bytes.toLocaleString('en')} bytes, more than the ${most} that can be opened`,
  };
}

/** What only a pattern has: values that are inserted may hold the same. A file may well be called `a[1]`. */
const PATTERN = /[*?]|\{[^{}]*(?:,|\.\.)[^{}]*\}|\[[^\]]*\w-\w[^\]]*\]/;

/** Reports the paths of `produces` that are patterns: nothing would ever be found by them. */
export function reportPatterns(body: Body, compiler: Compiler, findings: Findings): void {
  for (const text of body.produces?.value ?? []) {
    const pattern = patternIn(text, body, compiler);
    if (pattern === null) continue;
    findings.add({
      severity: 'error',
      code: 'pattern-as-path',
      message: `\`produces\` takes no patterns, and \`${pattern}\` is one`,
      span: text.span,
      hint: 'name each file, or the folder that they are in, in which something must be then',
    });
  }
}

/** The text, or the var that it names, that is a pattern as the file writes it; null where none is. */
function patternIn(text: Text, body: Body, compiler: Compiler): string | null {
  const parts = compiler.compile(text, 'plain')?.parts ?? [];
  if (PATTERN.test(parts.map((part) => (typeof part === 'string' ? part : '')).join(''))) return text.text;
  for (const part of parts) {
    if (typeof part === 'string' || part.of.kind !== 'var') continue;
    const value = body.vars.get(part.of.name)?.value;
    for (const item of value === undefined ? [] : textsOfVar(value)) {
      const pattern = patternIn(item, body, compiler);
      if (pattern !== null) return pattern;
    }
  }
  return null;
}
