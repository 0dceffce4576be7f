import type { Text } from '../../language/spec.ts';
import type { Findings } from '../findings.ts';
import type { Compiler } from '../template/compile.ts';
import { textsOfVar } from './dependence.ts';
import type { Body } from './merge.ts';

/** What only a pattern has: values that are inserted may hold the same. A file may well be called `a[1]`. */
const PATTERN = /[*?]|\{[^{}]*(?:,|\.\.)[^{}]*\}|\[[^\]]*\w-\w[^\]]*\]/;

/** What to write instead, by key. */
const HINTS = {
  produces: 'name each file, or the folder that they are in, in which something must be then',
  'metrics.file': 'name the one file',
} as const;

/** Reports the paths by which a body names one file where it writes a pattern: nothing would ever be found by them. */
export function reportPatterns(body: Body, compiler: Compiler, findings: Findings): void {
  const metrics = body.metrics?.value;
  const named: readonly (readonly [keyof typeof HINTS, Text])[] = [
    ...(body.produces?.value ?? []).map((text) => ['produces', text] as const),
    ...(metrics?.kind === 'file' ? [['metrics.file', metrics.path] as const] : []),
  ];
  for (const [key, text] of named) {
    const pattern = patternIn(text, body, compiler);
    if (pattern === null) continue;
    findings.add({
      severity: 'error',
      code: 'pattern-as-path',
      message: `\`${key}\` takes no patterns, and \`${pattern}\` is one`,
      span: text.span,
      hint: HINTS[key],
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
