import { JOB_KEY_NAMES } from '../model/job-keys.ts';
import type { SweepFile } from './generated/sweep-file.ts';
import { isNull, listOf, mapOf, scalar, type MapEntry, type MapNode, type Node, type ScalarNode } from './tree/node.ts';
import type {
  ChainText,
  CommandText,
  Entry,
  EnvText,
  HookTexts,
  JobBody,
  JobKeyForms,
  LimitText,
  MetricText,
  PickText,
  RetryText,
  Text,
  TimeoutText,
  VarText,
} from './spec.ts';

/** Every key of a sweep file, as the schema has them. */
export type SweepKey = Exclude<keyof SweepFile, `x-${string}`>;

/** Tells whether the entry of this name, or the whole key without one, is malformed. */
type IsBroken = (name?: string) => boolean;
type Reader<T> = (node: Node, isBroken: IsBroken) => T;

/** How the job keys that are more than one text are read, their short forms spelled out. */
const READERS: { readonly [K in keyof JobKeyForms]: Reader<JobKeyForms[K]> } = {
  command: readCommand,
  env: readEntries(readVariable),
  vars: readEntries((node) => (isNull(node) ? null : readVar(node))),
  gpu_ids: textOrTexts,
  timeout: readTimeout,
  retry: readRetry,
  chain: readChain,
  requires: readTexts,
  produces: readTexts,
  inputs: readTexts,
  resources: readEntries((node) => textOrNull(node)),
  limits: (node) => listOf(node).items.map(readLimit),
  metrics: readMetrics,
};

/** The job keys of a map, without those that are malformed. */
export function readBody(map: MapNode, isBroken: (key: string, name?: string) => boolean): JobBody {
  const body: Record<string, unknown> = {};
  const readers: Readonly<Record<string, Reader<unknown>>> = READERS;
  for (const key of JOB_KEY_NAMES) {
    const entry = map.entries.get(key);
    if (entry === undefined || isBroken(key)) continue;
    const read = readers[key] ?? scalar;
    const value = isNull(entry.value) ? null : read(entry.value, (name) => isBroken(key, name));
    body[key] = { value, key: entry.key.span, span: entry.value.span };
  }
  return body;
}

/** What each of the hooks in a map says. */
export function hookTexts(entries: Iterable<MapEntry>): HookTexts {
  return Object.fromEntries([...entries].map(({ key, value }) => [key.text, textOrNull(value)]));
}

function readCommand(node: Node): CommandText {
  return node.kind === 'list' ? { kind: 'argv', words: readTexts(node) } : { kind: 'shell', text: scalar(node) };
}

function readVariable(node: Node): EnvText | null {
  if (node.kind !== 'map') return textOrNull(node);
  return { text: 'secret', span: node.span, contentStart: null, isSecret: true };
}

function readVar(node: Node): VarText {
  return node.kind === 'list' ? { kind: 'list', items: readTexts(node) } : { kind: 'text', text: scalar(node) };
}

function readTimeout(node: Node): TimeoutText {
  if (node.kind !== 'map') return { after: scalar(node), signal: null, grace: null };
  return { after: part(node, 'after'), signal: part(node, 'signal'), grace: part(node, 'grace') };
}

function readRetry(node: Node): RetryText {
  if (node.kind !== 'map') return { max: scalar(node), on: null, backoff: null, factor: null, ...NO_ESCALATION };
  const escalate = node.entries.get('escalate')?.value;
  return {
    max: part(node, 'max'),
    on: textsAt(node, 'on'),
    backoff: part(node, 'backoff'),
    factor: part(node, 'factor'),
    ...(escalate === undefined ? NO_ESCALATION : readEscalation(escalate)),
  };
}

type EscalationText = Pick<RetryText, 'escalate.gpus' | 'escalate.other_gpu' | 'escalate.on'>;

const NO_ESCALATION: EscalationText = { 'escalate.gpus': null, 'escalate.other_gpu': null, 'escalate.on': null };

function readEscalation(node: Node): EscalationText {
  if (node.kind !== 'map') return { ...NO_ESCALATION, 'escalate.gpus': textOrTexts(node) };
  return {
    'escalate.gpus': textsAt(node, 'gpus'),
    'escalate.other_gpu': part(node, 'other_gpu'),
    'escalate.on': textsAt(node, 'on'),
  };
}

function readChain(node: Node): ChainText {
  if (node.kind !== 'map') return { over: scalar(node), when: null, gpu: null };
  return { over: part(node, 'over'), when: part(node, 'when'), gpu: part(node, 'gpu') };
}

function readLimit(node: Node): LimitText {
  const map = mapOf(node);
  const by = map.entries.get('by')?.value;
  return { max: needed(map, 'max'), by: by === undefined ? [] : readTexts(by), span: map.span };
}

function readMetrics(node: Node): readonly MetricText[] {
  return (node.kind === 'list' ? node.items : [node]).map(readMetric);
}

function readMetric(node: Node): MetricText {
  const map = mapOf(node);
  const kind = (['file', 'log'] as const).find((key) => map.entries.has(key)) ?? 'regex';
  const pick = map.entries.get('pick')?.value;
  return {
    ...{ kind, text: needed(map, kind), rows: part(map, 'rows') },
    pick: pick === undefined ? null : readPick(pick),
  };
}

function readPick(node: Node): PickText {
  if (node.kind !== 'map') return { by: 'place', text: scalar(node) };
  const max = part(node, 'max');
  return max === null ? { by: 'min', text: needed(node, 'min') } : { by: 'max', text: max };
}

function readEntries<T>(readValue: (node: Node) => T): Reader<readonly Entry<T>[]> {
  return (node, isBroken) =>
    [...mapOf(node).entries.values()]
      .filter(({ key }) => !isBroken(key.text))
      .map(({ key, value }) => ({ name: key, value: readValue(value) }));
}

function readTexts(node: Node): readonly Text[] {
  return listOf(node).items.map(scalar);
}

/** A list of scalars, or one that stands for a list of itself. */
export function textOrTexts(node: Node): readonly Text[] {
  return node.kind === 'list' ? readTexts(node) : [scalar(node)];
}

/** The same at a key; null where the map has no such key. */
function textsAt(map: MapNode, key: string): readonly Text[] | null {
  const node = map.entries.get(key)?.value;
  return node === undefined ? null : textOrTexts(node);
}

/** The scalar at a key; null where the map has no such key. */
export function part(map: MapNode, key: string): ScalarNode | null {
  const node = map.entries.get(key)?.value;
  return node === undefined ? null : scalar(node);
}

/**
 * The scalar at a key that the schema requires.
 * @throws Error if there is none.
 */
export function needed(map: MapNode, key: string): ScalarNode {
  const found = part(map, key);
  if (found === null) throw new Error(`a map without \`${key}\` was let through`);
  return found;
}

function textOrNull(node: Node): Text | null {
  return isNull(node) ? null : scalar(node);
}
