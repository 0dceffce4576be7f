import type { Span } from '../model/diagnostic.ts';
import type { CommandText, Entry, JobBody, MetricsText, Setting, Text } from '../spec/spec.ts';
import type { Mode } from './compile.ts';
import { textsOfVar } from './reach.ts';

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
export function textOfMetrics(metrics: MetricsText): Text {
  return metrics.kind === 'file' ? metrics.path : metrics.pattern;
}

function listOf(value: Text | readonly Text[]): readonly Text[] {
  return 'text' in value ? [value] : value;
}
