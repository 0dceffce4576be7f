import type { CommandText, Entry, JobBody, MetricsText, Setting, Spec, Text } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';
import type { Axis } from '../cells/axis.ts';
import { axisNamed } from '../cells/condition.ts';
import type { Findings } from '../findings.ts';
import type { Compiler, Mode, Template } from '../template/compile.ts';
import { bodiesOf } from '../template/names.ts';
import { textsOfVar } from './dependence.ts';

/** What one layer says of one job key. */
export interface Said {
  readonly key: string;
  /** Whether earlier layers still hold for the fields that this one does not name. */
  readonly merges: boolean;
  readonly fields: readonly SaidField[];
}

/** What a layer says of one field, such as `gpus`, `env.HOME` or `timeout.after`. */
export interface SaidField {
  readonly field: string;
  /** Null where the layer takes it away. */
  readonly texts: readonly Text[] | null;
  readonly mode: Mode;
  readonly span: Span;
}

/** All that a layer says, key by key. A key that it unsets replaces the earlier ones by nothing. */
export function saidBy(body: JobBody): Said[] {
  const { command, setup, env, vars, resources, timeout, retry, chain, limits, metrics, ...plain } = body;
  return [
    ...said('command', command, false, (value, span) => [commandField(value, span)]),
    ...said('setup', setup, false, (text, span) => [{ field: 'setup', texts: [text], mode: 'shell', span }]),
    ...said('env', env, true, (entries) => entryFields('env', entries, (text) => [text])),
    ...said('vars', vars, true, (entries) => entryFields('vars', entries, textsOfVar)),
    ...said('resources', resources, true, (entries) => entryFields('resources', entries, (text) => [text])),
    ...said('timeout', timeout, true, (parts) => partFields('timeout', { ...parts })),
    ...said('retry', retry, true, (parts) => partFields('retry', { ...parts })),
    ...said('chain', chain, true, (parts) => partFields('chain', { ...parts })),
    ...said('limits', limits, false, (list) =>
      list.map(({ max, by, span }, index) => plainField(`limits.${index}`, [max, ...by], span)),
    ),
    ...said('metrics', metrics, false, (value, span) => [
      plainField(`metrics.${value.kind}`, [textOfMetrics(value)], span),
    ]),
    ...Object.entries(plain).flatMap(([key, setting]) =>
      said<Text | readonly Text[]>(key, setting, false, (value, span) => [plainField(key, listOf(value), span)]),
    ),
  ];
}

function said<T>(
  key: string,
  setting: Setting<T> | undefined,
  merges: boolean,
  fieldsOf: (value: T, span: Span) => readonly SaidField[],
): Said[] {
  if (setting === undefined) return [];
  if (setting.value === null) return [{ key, merges: false, fields: [] }];
  return [{ key, merges, fields: fieldsOf(setting.value, setting.span) }];
}

function commandField(command: CommandText, span: Span): SaidField {
  if (command.kind === 'shell') return { field: 'command', texts: [command.text], mode: 'shell', span };
  return plainField('command', command.words, span);
}

function plainField(field: string, texts: readonly Text[], span: Span): SaidField {
  return { field, texts, mode: 'plain', span };
}

function entryFields<T>(
  key: string,
  entries: readonly Entry<T | null>[],
  textsOf: (value: T) => readonly Text[],
): SaidField[] {
  return entries.map(({ name, value }) => ({
    field: `${key}.${name.text}`,
    texts: value === null ? null : textsOf(value),
    mode: 'plain',
    span: name.span,
  }));
}

/** The parts that the layer gives; it leaves the others to earlier ones. */
function partFields(key: string, parts: Readonly<Record<string, Text | readonly Text[] | null>>): SaidField[] {
  return Object.entries(parts).flatMap(([part, value]) => {
    const texts = value === null ? [] : listOf(value);
    const [first] = texts;
    return first === undefined ? [] : [plainField(`${key}.${part}`, texts, first.span)];
  });
}

/** What the metrics of a job are found by. */
function textOfMetrics(metrics: MetricsText): Text {
  return metrics.kind === 'file' ? metrics.path : metrics.pattern;
}

function listOf(value: Text | readonly Text[]): readonly Text[] {
  return 'text' in value ? [value] : value;
}

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
