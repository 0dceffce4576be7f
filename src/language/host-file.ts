import type { Diagnostic } from '../model/diagnostic.ts';
import type { SlurmSettings } from '../model/executor.ts';
import { gpusNamed } from '../model/text/gpu-name.ts';
import { parseInteger } from '../model/text/integer.ts';
import { LARGEST_SIZE, parseSize } from '../model/text/size.ts';
import type { Sharing } from '../model/resources.ts';
import type { Bytes } from '../model/units.ts';
import { hookTexts, textOrTexts } from './body.ts';
import { readExecutor, wrongExecutors } from './executors.ts';
import { validate } from './generated/validate-host.js';
import { brokenPathsOf } from './shape/shape.ts';
import { faultsOf } from './shape/violations.ts';
import { foundIn } from './shape/words.ts';
import type { HookTexts, Text } from './spec.ts';
import { isNull, mapOf, scalar, type MapNode, type Node, plainValue } from './tree/node.ts';
import { readTree } from './tree/read.ts';

/** What a machine has and what differs between machines, as a host file says it. Null or empty where it says nothing. */
export interface HostFile {
  /** What sweeps use as `{{host.name}}`. */
  readonly vars: ReadonlyMap<string, Text>;
  readonly slots: number | null;
  readonly memory: Bytes | null;
  /** The only GPUs that runs may use, as indices, ranges of them (`0-3`), MIG instances (`1:0`) or UUIDs. */
  readonly gpus: readonly Text[] | null;
  /** The part of its memory, from 0 to 1, that must be free on a GPU that none of our jobs holds. */
  readonly freeMemory: number | null;
  /** The most load, from 0 to 1, that such a GPU may have. */
  readonly maxLoad: number | null;
  /** Which GPU a part of one is taken from. */
  readonly sharing: Sharing | null;
  /** Whether runs are to start nothing at all, or the GPUs on which they are not to, named as in `gpus`. */
  readonly paused: boolean | readonly Text[] | null;
  /** The file that pauses all, as people should read it; null where none does. */
  readonly pausedIn: string | null;
  /** How much there is of each named counter. */
  readonly resources: ReadonlyMap<string, number>;
  /** What is run when jobs end that were added by hand. */
  readonly hooks: HookTexts;
  /** The clusters that jobs may be given to, by name. */
  readonly executors: ReadonlyMap<string, SlurmSettings>;
  /** Where jobs go where a command says nothing. */
  readonly defaultExecutor: Text | null;
}

export interface ParsedHostFile {
  /** Null if there are errors. */
  readonly host: HostFile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A host file that says nothing. */
export const NO_HOST_FILE: HostFile = {
  vars: new Map(),
  slots: null,
  memory: null,
  gpus: null,
  freeMemory: null,
  maxLoad: null,
  sharing: null,
  paused: null,
  pausedIn: null,
  resources: new Map(),
  hooks: {},
  executors: new Map(),
  defaultExecutor: null,
};

/** Reads a host file. Whatever is wrong with it is reported at once; an empty one says nothing. */
export function parseHostFile(text: string, file: string): ParsedHostFile {
  const { root, diagnostics } = readTree(text, file);
  if (diagnostics.length > 0) return { host: null, diagnostics };
  if (root === null || isNull(root)) return { host: NO_HOST_FILE, diagnostics };
  if (root.kind !== 'map') {
    const message = `a host file must be a map${foundIn(root)}`;
    return { host: null, diagnostics: [{ severity: 'error', code: 'not-a-map', message, span: root.span }] };
  }
  validate(plainValue(root));
  const faults = faultsOf(validate.errors ?? [], root, 'a host file');
  const isSound = faults.diagnostics.length === 0 && brokenPathsOf(root).length === 0;
  if (!isSound) return { host: null, diagnostics: faults.diagnostics };
  const host = readHost(root);
  const gpus = [host.gpus ?? [], gpusPaused(host)].flat();
  const wrong = [...gpus.flatMap(wrongGpu), ...wrongMemory(host, root), ...wrongExecutors(root)];
  return { host: wrong.length === 0 ? host : null, diagnostics: wrong };
}

/** One host file over another: their vars and counters merge, what they pause adds up, and of the rest what `above` says wins. */
export function mergeHosts(below: HostFile, above: HostFile): HostFile {
  return {
    vars: new Map([...below.vars, ...above.vars]),
    slots: above.slots ?? below.slots,
    memory: above.memory ?? below.memory,
    gpus: above.gpus ?? below.gpus,
    freeMemory: above.freeMemory ?? below.freeMemory,
    maxLoad: above.maxLoad ?? below.maxLoad,
    sharing: above.sharing ?? below.sharing,
    paused: mergePauses(below, above),
    pausedIn: above.pausedIn ?? below.pausedIn,
    resources: new Map([...below.resources, ...above.resources]),
    hooks: { ...below.hooks, ...above.hooks },
    executors: new Map([...below.executors, ...above.executors]),
    defaultExecutor: above.defaultExecutor ?? below.defaultExecutor,
  };
}

function readHost(root: MapNode): HostFile {
  const read = <T>(key: string, reader: (node: Node) => T | null): T | null => {
    const node = root.entries.get(key)?.value;
    return node === undefined ? null : reader(node);
  };
  return {
    vars: read('vars', (node) => entries(node, scalar)) ?? new Map<string, Text>(),
    slots: read('slots', integer),
    memory: read('memory', (node) => parseSize(scalar(node).text)),
    gpus: read('gpus', textOrTexts),
    freeMemory: read('free_memory', share),
    maxLoad: read('max_load', share),
    sharing: read('share', (node) => (scalar(node).text === 'spread' ? 'spread' : 'pack')),
    paused: read('paused', readPaused),
    pausedIn: read('paused', (node) => (readPaused(node) === true ? node.span.file : null)),
    resources:
      read('resources', (node) => entries(node, (amount) => integer(amount) ?? 0)) ?? new Map<string, number>(),
    hooks: read('hooks', (node) => hookTexts(mapOf(node).entries.values())) ?? {},
    executors: read('executors', (node) => entries(node, readExecutor)) ?? new Map<string, SlurmSettings>(),
    defaultExecutor: read('default_executor', scalar),
  };
}

/** The GPUs that it pauses one by one. */
export function gpusPaused({ paused }: HostFile): readonly Text[] {
  return typeof paused === 'object' && paused !== null ? paused : [];
}

function mergePauses(below: HostFile, above: HostFile): HostFile['paused'] {
  if (below.paused === true || above.paused === true) return true;
  const known = gpusPaused(below);
  const more = gpusPaused(above).filter(({ text }) => !known.some((one) => one.text === text));
  return known.length + more.length > 0 ? [...known, ...more] : (above.paused ?? below.paused);
}

function readPaused(node: Node): boolean | readonly Text[] {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  return textOrTexts(node);
}

/** What the schema cannot tell of an amount of memory. */
function wrongMemory({ memory }: HostFile, root: MapNode): Diagnostic[] {
  const span = root.entries.get('memory')?.value.span;
  if (memory === null || span === undefined || memory <= LARGEST_SIZE) return [];
  return [{ severity: 'error', code: 'wrong-value', message: '`memory` must be at most 1PiB', span }];
}

/** What the schema cannot tell of the name of a GPU. */
export function wrongGpu({ text, span }: Text): Diagnostic[] {
  if (gpusNamed(text) !== null) return [];
  const [first = '', last] = text.split('-');
  const isBackwards = last !== undefined && Number(last) < Number(first);
  return [
    {
      severity: 'error',
      code: 'wrong-value',
      message: isBackwards ? `the range \`${text}\` runs backwards` : `\`${text}\` reaches beyond any GPU`,
      span,
      ...(isBackwards ? { hint: `write \`${last}-${first}\`` } : {}),
    },
  ];
}

function entries<T>(node: Node, read: (node: Node) => T): ReadonlyMap<string, T> {
  return new Map([...mapOf(node).entries].map(([name, { value }]) => [name, read(value)]));
}

function integer(node: Node): number | null {
  return parseInteger(scalar(node).text);
}

function share(node: Node): number {
  const { text } = scalar(node);
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
}
