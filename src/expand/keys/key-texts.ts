import type { Entry, JobBody, JobKeyForm, RetryText, Spec, Text, TimeoutText } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';
import { JOB_KEY_NAMES, JOB_KEYS, type JobKey, type JobKeyWith } from '../../model/job-keys.ts';
import type { Axis } from '../cells/axis.ts';
import { axisNamed } from '../cells/condition.ts';
import type { Findings } from '../findings.ts';
import type { Compiler, Mode, Template } from '../template/compile.ts';
import { bodiesOf } from '../template/names.ts';
import { textsOfVar } from './dependence.ts';

/** What one layer says at one job key. */
export interface KeyTexts {
  readonly key: JobKey;
  /** Whether earlier layers still hold for the fields that this one does not name. */
  readonly merges: boolean;
  readonly fields: readonly FieldTexts[];
}

/** What a layer says of one field, such as `gpus`, `env.HOME` or `timeout.after`. */
export interface FieldTexts {
  readonly field: string;
  /** Null where the layer takes it away. */
  readonly texts: readonly KeyText[] | null;
  readonly span: Span;
}

export interface KeyText {
  readonly text: Text;
  /** How it is a template; null for the name of an axis, which is none. */
  readonly mode: Mode | null;
}

/** All that a layer says, key by key. A key that it unsets replaces the earlier ones by nothing. */
export function textsOfLayer(body: JobBody): KeyTexts[] {
  return JOB_KEY_NAMES.flatMap((key): KeyTexts[] => {
    const setting = body[key];
    if (setting === undefined) return [];
    const { value, span } = setting;
    if (value === null) return [{ key, merges: false, fields: [] }];
    return [{ key, merges: JOB_KEYS[key].merge !== 'replace', fields: fieldsOf(key, value, span) }];
  });
}

type StructuredKey = JobKeyWith<'texts', 'structure'>;
type FieldsOf<Form> = (value: Form, span: Span) => readonly FieldTexts[];

/** The fields of the keys whose texts are not all alike. */
const STRUCTURES: { readonly [K in StructuredKey]: FieldsOf<JobKeyForm<K>> } = {
  command: (command, span) => [
    command.kind === 'shell'
      ? { field: 'command', texts: [{ text: command.text, mode: 'shell' }], span }
      : { field: 'command', texts: plain(command.words), span },
  ],
  vars: (entries) => entryFields('vars', entries, textsOfVar),
  limits: (limits) =>
    limits.map(({ max, by, span }, index) => ({
      field: `limits.${index}`,
      texts: [...plain([max]), ...names(by)],
      span,
    })),
  chain: ({ over, ...parts }) => [
    ...(over === null ? [] : [{ field: 'chain.over', texts: names([over]), span: over.span }]),
    ...partFields('chain', parts),
  ],
  metrics: (metrics) =>
    metrics.flatMap(({ kind, text, rows, pick }, index) =>
      partFields(metrics.length === 1 ? 'metrics' : `metrics.${index}`, {
        [kind]: text,
        rows,
        pick: pick?.text ?? null,
      }),
    ),
};

function fieldsOf(key: JobKey, value: JobKeyForm<JobKey>, span: Span): readonly FieldTexts[] {
  const { merge, texts } = JOB_KEYS[key];
  if (texts === 'structure') return (STRUCTURES[key as StructuredKey] as FieldsOf<JobKeyForm<JobKey>>)(value, span);
  if (merge === 'map') return entryFields(key, value as readonly Entry<Text | null>[], (text) => [text]);
  if (merge !== 'replace') return partFields(key, { ...(value as TimeoutText | RetryText) });
  return [{ field: key, texts: listOf(value as Text | readonly Text[]).map((text) => ({ text, mode: texts })), span }];
}

function entryFields<T>(
  key: string,
  entries: readonly Entry<T | null>[],
  textsOf: (value: T) => readonly Text[],
): FieldTexts[] {
  return entries.map(({ name, value }) => ({
    field: `${key}.${name.text}`,
    texts: value === null ? null : plain(textsOf(value)),
    span: name.span,
  }));
}

type Parts = Readonly<Record<string, Text | readonly Text[] | null>>;

/** The parts that the layer gives; it leaves the others to earlier ones. */
function partFields(key: string, parts: Parts): FieldTexts[] {
  return Object.entries(parts).flatMap(([part, value]) => {
    const texts = value === null ? [] : listOf(value);
    const [first] = texts;
    return first === undefined ? [] : [{ field: `${key}.${part}`, texts: plain(texts), span: first.span }];
  });
}

function listOf(value: Text | readonly Text[]): readonly Text[] {
  return 'text' in value ? [value] : value;
}

function plain(texts: readonly Text[]): KeyText[] {
  return texts.map((text) => ({ text, mode: 'plain' }));
}

function names(texts: readonly Text[]): KeyText[] {
  return texts.map((text) => ({ text, mode: null }));
}

/** A template of the file and the key that it belongs to. */
export interface Use {
  readonly key: JobKey;
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
    return textsOfLayer(body).flatMap(({ key, fields }) =>
      fields
        .flatMap(({ texts }) => texts ?? [])
        .flatMap(({ text, mode }) => {
          const template = mode === null ? null : compiler.compile(text, mode);
          return template === null ? [] : [{ key, template }];
        }),
    );
  });
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
