import type { CommandText, JobBody, Spec, Text } from '../spec/spec.ts';
import type { Axis } from './axis.ts';
import type { Compiler, Mode, Template } from './compile.ts';
import { axisNamed } from './condition.ts';
import type { Findings } from './findings.ts';
import { bodiesOf } from './names.ts';
import { textsOfVar } from './reach.ts';
import { textOfMetrics } from './said.ts';

/** A template of the file and the key that it belongs to. */
export interface Use {
  readonly key: keyof JobBody;
  readonly template: Template;
}

/**
 * Compiles every template of every layer, used or not, and checks what can be checked without any cell. Gives the
 * templates that are sound.
 */
export function checkLayers(spec: Spec, axes: readonly Axis[], compiler: Compiler, findings: Findings): Use[] {
  return bodiesOf(spec).flatMap((body) => {
    const over = body.chain?.value?.over ?? null;
    const named = [...(over === null ? [] : [over]), ...(body.limits?.value ?? []).flatMap(({ by }) => by)];
    for (const name of spec.broken.has('matrix') ? [] : named) axisNamed(name, axes, findings);
    for (const { value } of body.env?.value ?? []) if (value !== null) warnOfVariable(value, compiler, findings);
    return textsOf(body).flatMap(([key, text, mode]) => {
      const template = compiler.compile(text, mode);
      return template === null ? [] : [{ key, template }];
    });
  });
}

type Place = readonly [key: keyof JobBody, text: Text, mode: Mode];

function textsOf(body: JobBody): Place[] {
  const { timeout, retry, chain } = body;
  const metrics = body.metrics?.value ?? null;
  const plain: readonly (readonly [keyof JobBody, readonly (Text | null)[]])[] = [
    ['workdir', [body.workdir?.value ?? null]],
    ['env', (body.env?.value ?? []).map(({ value }) => value)],
    ['vars', (body.vars?.value ?? []).flatMap(({ value }) => (value === null ? [] : textsOfVar(value)))],
    ['gpus', [body.gpus?.value ?? null]],
    ['gpu_ids', body.gpu_ids?.value ?? []],
    ['slots', [body.slots?.value ?? null]],
    ['timeout', [timeout?.value?.after ?? null, timeout?.value?.signal ?? null, timeout?.value?.grace ?? null]],
    ['priority', [body.priority?.value ?? null]],
    ['retry', [retry?.value?.max ?? null, retry?.value?.backoff ?? null, retry?.value?.factor ?? null]],
    ['retry', retry?.value?.on ?? []],
    ['retry', retry?.value?.['escalate.gpus'] ?? []],
    ['retry', [retry?.value?.['escalate.other_gpu'] ?? null]],
    ['retry', retry?.value?.['escalate.on'] ?? []],
    ['chain', [chain?.value?.when ?? null, chain?.value?.gpu ?? null]],
    ['requires', body.requires?.value ?? []],
    ['produces', body.produces?.value ?? []],
    ['inputs', body.inputs?.value ?? []],
    ['label', [body.label?.value ?? null]],
    ['template', [body.template?.value ?? null]],
    ['allow_failure', [body.allow_failure?.value ?? null]],
    ['gpu_memory', [body.gpu_memory?.value ?? null]],
    ['memory', [body.memory?.value ?? null]],
    ['resources', (body.resources?.value ?? []).map(({ value }) => value)],
    ['limits', (body.limits?.value ?? []).map(({ max }) => max)],
    ['stagger', [body.stagger?.value ?? null]],
    ['metrics', metrics === null ? [] : [textOfMetrics(metrics)]],
  ];
  const texts = plain.flatMap(([key, list]) =>
    list.flatMap((text): Place[] => (text === null ? [] : [[key, text, 'plain']])),
  );
  const setup = body.setup?.value ?? null;
  if (setup !== null) texts.push(['setup', setup, 'shell']);
  return [...texts, ...textsOfCommand(body.command?.value ?? null)];
}

function textsOfCommand(command: CommandText | null): Place[] {
  if (command === null) return [];
  if (command.kind === 'shell') return [['command', command.text, 'shell']];
  return command.words.map((word): Place => ['command', word, 'plain']);
}

/** What stands in `env` reaches the job as it is: no shell reads it. */
function warnOfVariable(text: Text, compiler: Compiler, findings: Findings): void {
  for (const part of compiler.compile(text, 'plain')?.parts ?? []) {
    const variable = typeof part === 'string' ? /\$(?:[A-Za-z_]\w*|\{)/.exec(part)?.[0] : undefined;
    if (variable === undefined) continue;
    findings.add({
      severity: 'warning',
      code: 'variable-in-env',
      message: `\`${variable === '${' ? '${…}' : variable}\` is not expanded in \`env\`; jobs get these very characters`,
      span: text.span,
      hint: 'set it in `setup`, with `export`, where the shell reads it',
    });
  }
}
