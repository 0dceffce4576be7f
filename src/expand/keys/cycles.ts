import type { Compiler } from '../template/compile.ts';
import type { Findings } from '../findings.ts';
import type { Body } from './merge.ts';
import { textsOfVar } from './dependence.ts';
import type { Text } from '../../language/spec.ts';

const LABEL = 'job.label';

/**
 * Reports vars that need themselves, with the whole loop; the label counts, since `job.label` stands for it. Whether
 * there were any.
 */
export function reportCycles(body: Body, compiler: Compiler, findings: Findings): boolean {
  const done = new Set<string>();
  const path: string[] = [];
  let found = false;
  const visit = (name: string): void => {
    const start = path.indexOf(name);
    if (start >= 0) {
      found = true;
      reportLoop([...path.slice(start), name], body, findings);
    }
    if (start >= 0 || done.has(name)) return;
    path.push(name);
    for (const next of namesIn(textsOf(name, body), compiler)) visit(next);
    path.pop();
    done.add(name);
  };
  for (const name of [...body.vars.keys(), LABEL]) visit(name);
  return found;
}

function textsOf(name: string, body: Body): readonly Text[] {
  const label = body.label?.value ?? null;
  if (name === LABEL) return label === null ? [] : [label];
  const value = body.vars.get(name)?.value;
  return value === undefined ? [] : textsOfVar(value);
}

/** The vars that templates name, and `job.label`. */
function namesIn(texts: readonly Text[], compiler: Compiler): string[] {
  return texts
    .flatMap((text) => compiler.compile(text, 'plain')?.parts ?? [])
    .flatMap((part) =>
      typeof part === 'object' && (part.of.kind === 'var' || part.name === LABEL) ? [part.name] : [],
    );
}

function reportLoop(loop: readonly string[], body: Body, findings: Findings): void {
  const [first = ''] = loop;
  const span = (first === LABEL ? body.label?.span : body.vars.get(first)?.name.span) ?? null;
  findings.add({
    severity: 'error',
    code: 'cycle',
    message: `\`${first}\` needs itself: ${loop.join(' → ')}`,
    span,
  });
}
