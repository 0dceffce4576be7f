import type { Compiler } from '../template/compile.ts';
import type { Findings } from '../findings.ts';
import type { Body } from './merge.ts';
import { textsOfVar } from './dependence.ts';
import type { Text } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';

const LABEL = 'job.label';

/** The most vars that may need one another in a row: following them goes one within another. */
const MOST_NESTED = 100;

/**
 * Reports vars that need themselves, with the whole loop, and one that needs too many in a row; the label counts, since
 * `job.label` stands for it. Whether there were any, so that the vars cannot be followed.
 */
export function reportCycles(body: Body, compiler: Compiler, findings: Findings): boolean {
  /** How many need one another in a row, from each name on. */
  const depths = new Map<string, number>();
  const path: string[] = [];
  let found = false;
  const tooDeep: string[] = [];
  const visit = (name: string): number => {
    const start = path.indexOf(name);
    if (start >= 0) {
      found = true;
      reportLoop([...path.slice(start), name], body, findings);
    }
    const known = start >= 0 ? 0 : depths.get(name);
    if (known !== undefined) return known;
    if (path.length >= MOST_NESTED) tooDeep.push(path[0] ?? name);
    if (tooDeep.length > 0) return 0;
    path.push(name);
    let depth = 1;
    for (const next of namesIn(textsOf(name, body), compiler)) depth = Math.max(depth, 1 + visit(next));
    path.pop();
    depths.set(name, depth);
    if (depth > MOST_NESTED) tooDeep.push(name);
    return depth;
  };
  for (const name of [...body.vars.keys(), LABEL]) visit(name);
  const [first] = tooDeep;
  if (first === undefined) return found;
  reportDepth(first, body, findings);
  return true;
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

function reportDepth(name: string, body: Body, findings: Findings): void {
  findings.add({
    severity: 'error',
    code: 'vars-too-deep',
    message: `\`${name}\` begins a row of more than ${MOST_NESTED} vars, each of which needs the next`,
    span: spanOf(name, body),
    hint: 'write out some of them in those that need them',
  });
}

function reportLoop(loop: readonly string[], body: Body, findings: Findings): void {
  const [first = ''] = loop;
  findings.add({
    severity: 'error',
    code: 'cycle',
    message: `\`${first}\` needs itself: ${loop.join(' → ')}`,
    span: spanOf(first, body),
  });
}

function spanOf(name: string, body: Body): Span | null {
  return (name === LABEL ? body.label?.span : body.vars.get(name)?.name.span) ?? null;
}
