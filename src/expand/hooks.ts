import type { HookTexts, Text } from '../language/spec.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { HOOK_NAMES, type HookName, type Hooks } from '../model/plan.ts';
import { variableOfAxis } from '../model/text/shell.ts';
import { Findings } from './findings.ts';
import { Compiler, type Insertion } from './template/compile.ts';
import { Names, type JobField } from './template/names.ts';

/** The shell text of each hook; what is wrong with one is reported, and that is left out. */
export function hooksOf(said: HookTexts, compiler: Compiler, findings: Findings): Hooks {
  const hooks = HOOK_NAMES.flatMap((name) => {
    const text = said[name] ?? null;
    const command = text === null ? null : commandOf(name, text, compiler, findings);
    return command === null ? [] : [[name, command] as const];
  });
  return Object.fromEntries(hooks);
}

/** The hooks of jobs that are added by hand, and what is wrong with them. */
export function hooksOfHost({ hooks, vars }: { readonly hooks: HookTexts; readonly vars: ReadonlyMap<string, Text> }): {
  readonly hooks: Hooks;
  readonly diagnostics: readonly Diagnostic[];
} {
  const findings = new Findings();
  const hostVars = new Map([...vars].map(([name, { text }]) => [name, text]));
  const compiler = new Compiler(new Names([], new Map(), hostVars, [], new Set(), []), findings, []);
  return { hooks: hooksOf(hooks, compiler, findings), diagnostics: findings.list({ withHost: false }) };
}

/** What a hook is told changes from job to job, and is never part of what a shell reads as code. */
function commandOf(hook: HookName, text: Text, compiler: Compiler, findings: Findings): string | null {
  const template = compiler.compile(text, 'shell');
  if (template === null) return null;
  let command = '';
  let isSound = true;
  for (const part of template.parts) {
    if (typeof part === 'string') {
      command += part;
      continue;
    }
    isSound = false;
    const { name, span, of } = part;
    const variable = variableFor(name, of);
    findings.add({
      severity: 'error',
      code: 'value-in-hook',
      message: `\`{{${name}}}\` cannot stand in a hook: \`${hook}\` is told what it is about by variables`,
      span,
      hint:
        variable === null
          ? 'write it out, or put what needs it into a script'
          : `write \`$${variable}\`, in double quotes`,
    });
  }
  return isSound ? command : null;
}

const OF_JOB: Readonly<Partial<Record<JobField, string>>> = { id: 'SWEEP_JOB', label: 'SWEEP_LABEL' };

/** The variable in which a hook finds what a name stands for; null where there is none. */
function variableFor(name: string, of: Insertion['of']): string | null {
  switch (of.kind) {
    case 'axis':
      return variableOfAxis(name);
    case 'sweep':
      return of.field === 'name' ? 'SWEEP_NAME' : null;
    case 'job':
      return OF_JOB[of.field] ?? null;
    case 'var':
    case 'host':
    case 'needs':
      return null;
    default:
      return of satisfies never;
  }
}
