import { gpusNamed } from '../model/text/gpu-name.ts';
import { gpusPaused, parseHostFile, type HostFile, type ParsedHostFile } from './host-file.ts';
import { isNull, scalar, type MapEntry, type MapNode, type Node } from './tree/node.ts';
import { readTree } from './tree/read.ts';
import { dashOf, isBlock, lineEnd, lineStart, spelledGpu, spliced, withItem } from './tree/splice.ts';

/** What shall be paused: all of the host or nothing at all, or some GPUs more or less than now, each an index, `1:0` or a UUID. */
export type PauseChange =
  | { readonly to: 'all' | 'nothing' }
  | { readonly add: readonly string[] }
  /** Ones that are not paused by themselves stay as they are. */
  | { readonly remove: readonly string[] };

/** A host file after a change, or why it cannot be made: what is wrong with the file, or null where only a person can make it. */
export type PauseEdit =
  | { readonly ok: true; readonly text: string; readonly host: HostFile }
  | { readonly ok: false; readonly diagnostics: ParsedHostFile['diagnostics'] | null };

/** The text of a host file that pauses something else; every other character of it stays as it is. */
export function editPauses(text: string, file: string, change: PauseChange): PauseEdit {
  const before = parseHostFile(text, file);
  if (before.host === null) return { ok: false, diagnostics: before.diagnostics };
  const { root } = readTree(text, file);
  const edited = root === null || isNull(root) ? appended(text, '', change) : editedIn(root, text, before.host, change);
  const after = edited === null ? null : parseHostFile(edited, file).host;
  // Aliases can make one text stand in several places, and comments can hold what looks like a part of a list.
  const isRight =
    after !== null && meaningOf(after, pausesOf(after)) === meaningOf(before.host, expected(before.host, change));
  return edited !== null && isRight ? { ok: true, text: edited, host: after } : { ok: false, diagnostics: null };
}

/** Whether a host file pauses a GPU: the whole host, the GPU itself, or the GPU that a MIG instance is of. */
export function isPaused(host: HostFile, gpu: string): boolean {
  if (host.paused === true) return true;
  const [whole = gpu] = gpu.split(':');
  return atomsPaused(host).some((one) => isSame(one, gpu) || one === whole);
}

/** The GPUs that a host file pauses one by one. */
function atomsPaused(host: HostFile): readonly string[] {
  return gpusPaused(host).flatMap(({ text }) => gpusNamed(text) ?? []);
}

/** Whether lifting the pause of `gpu` lifts that of `paused`: it is the same, or a MIG instance of it. */
function isLiftedBy(paused: string, gpu: string): boolean {
  return isSame(paused, gpu) || paused.startsWith(`${gpu}:`);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What a file says that says nothing of pauses; null for no change. */
function valueFor(change: PauseChange): string | null {
  if ('to' in change) return change.to === 'all' ? 'true' : null;
  return 'add' in change && change.add.length > 0 ? `[${change.add.map(spelledGpu).join(', ')}]` : null;
}

function appended(text: string, indentation: string, change: PauseChange): string {
  const value = valueFor(change);
  if (value === null) return text;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${indentation}paused: ${value}\n`;
}

function editedIn(root: Node, text: string, host: HostFile, change: PauseChange): string | null {
  if (root.kind !== 'map') return null;
  const entry = root.entries.get('paused');
  if (entry === undefined) return withNewEntry(root, text, change);
  if (!standsAtItsKey(entry, text)) return null;
  if ('to' in change) return withValue(entry, text, change.to === 'all' ? 'true' : 'false');
  if ('add' in change) return withMore(entry, text, host, change.add);
  return withLess(entry, text, host, change.remove);
}

function withNewEntry(root: MapNode, text: string, change: PauseChange): string {
  const value = valueFor(change);
  if (value === null) return text;
  const { start, end } = root.span;
  if (text[start] !== '{') return appended(text, text.slice(lineStart(text, start), start), change);
  const inside = text.slice(start, end - 1).trimEnd();
  const comma = /[{,]$/.test(inside) ? '' : ',';
  return spliced(text, start + inside.length, start + inside.length, `${comma} paused: ${value}`);
}

/** Whether the value is written out where its key is, rather than by an alias. */
function standsAtItsKey({ key, value }: MapEntry, text: string): boolean {
  const between = text.slice(key.span.end, value.span.start);
  return value.span.start >= key.span.end && /^\s*:(?:\s|#[^\n]*\n|&\S+)*$/.test(between);
}

function withValue({ key, value }: MapEntry, text: string, to: string): string {
  if (value.kind !== 'list' || !isBlock(value, text)) return spliced(text, value.span.start, value.span.end, to);
  const colon = text.indexOf(':', key.span.end);
  const from = lineStart(text, value.span.start);
  const rest = text.slice(lineEnd(text, value.span.end));
  return `${text.slice(0, colon + 1)} ${to}${text.slice(colon + 1, from)}${rest}`;
}

function withMore(entry: MapEntry, text: string, host: HostFile, gpus: readonly string[]): string {
  if (host.paused === true) return text;
  const more = gpus.filter((gpu) => !isPaused(host, gpu)).map(spelledGpu);
  if (more.length === 0) return text;
  const { value } = entry;
  const known =
    value.kind === 'list' ? value.items : value.kind === 'scalar' && value.type !== 'boolean' ? [value] : [];
  const last = known.at(-1);
  if (last === undefined) return withValue(entry, text, `[${more.join(', ')}]`);
  if (value.kind !== 'list')
    return withValue(entry, text, `[${[text.slice(last.span.start, last.span.end), ...more].join(', ')}]`);
  if (!isBlock(value, text)) return spliced(text, last.span.end, last.span.end, `, ${more.join(', ')}`);
  const at = lineEnd(text, last.span.end);
  const dash = dashOf(last, text);
  const newline = text[at - 1] === '\n' ? '' : '\n';
  return spliced(text, at, at, newline + more.map((gpu) => `${dash}${gpu}\n`).join(''));
}

function withLess(entry: MapEntry, text: string, host: HostFile, gpus: readonly string[]): string {
  if (typeof host.paused === 'boolean') return text;
  const { value } = entry;
  const items = value.kind === 'list' ? value.items : [value];
  const left = items.map((item) => remaining(scalar(item).text, gpus));
  if (left.every((one) => one.length === 0)) return withValue(entry, text, 'false');
  if (value.kind !== 'list') {
    const [only = null] = left;
    return only === null || only.length === 1
      ? withValue(entry, text, only?.[0] ?? 'false')
      : withValue(entry, text, `[${only.join(', ')}]`);
  }
  // From the end, so that the places of the items before stay right.
  return items.reduceRight((all, _, index) => withItem(value, index, all, left), text);
}

/** What is left of one entry, a range in pieces; the entry as it is where nothing of it goes. */
function remaining(said: string, gpus: readonly string[]): readonly string[] {
  const atoms = gpusNamed(said) ?? [];
  const kept = atoms.filter((atom) => !gpus.some((gpu) => isLiftedBy(atom, gpu)));
  return kept.length === atoms.length ? [said] : inRanges(kept);
}

/** Indices that follow one another as ranges: 0, 1 and 3 are `0-1` and `3`. */
function inRanges(indices: readonly string[]): readonly string[] {
  const ranges: { first: number; last: number }[] = [];
  for (const index of indices.map(Number)) {
    const open = ranges.at(-1);
    if (open !== undefined && open.last + 1 === index) open.last = index;
    else ranges.push({ first: index, last: index });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
}

type Pauses = boolean | readonly string[];

function pausesOf(host: HostFile): Pauses {
  return host.paused === true || [...atomsPaused(host)].sort();
}

function expected(host: HostFile, change: PauseChange): Pauses {
  if ('to' in change) return change.to === 'all' || [];
  if (host.paused === true) return true;
  const atoms = atomsPaused(host);
  if ('add' in change) return [...atoms, ...change.add.filter((gpu) => !isPaused(host, gpu))].sort();
  return atoms.filter((atom) => !change.remove.some((gpu) => isLiftedBy(atom, gpu))).sort();
}

function meaningOf(
  { vars, slots, memory, gpus, freeMemory, maxLoad, sharing, resources }: HostFile,
  pauses: Pauses,
): string {
  const texts = [...vars].map(([name, { text }]) => [name, text]);
  const allowed = gpus?.map(({ text }) => text) ?? null;
  return JSON.stringify([texts, slots, memory, allowed, freeMemory, maxLoad, sharing, [...resources], pauses]);
}
