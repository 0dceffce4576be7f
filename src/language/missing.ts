import { basename, extname } from 'node:path/posix';
import type { Diagnostic, Span } from '../model/diagnostic.ts';
import { validate } from './generated/validate.js';
import { LONGEST_NAME, nameHint } from './shape/value-hints.ts';
import { hasParts } from './matrix.ts';
import { isNull, type MapEntry, type MapNode, type Path } from './tree/node.ts';
import type { Text } from './spec.ts';

/** What a sweep lacks, bases and all. */
export interface Missing {
  readonly diagnostics: readonly Diagnostic[];
  /** Keys that are of no use because of it. */
  readonly paths: readonly Path[];
}

/**
 * Finds what only the whole sweep can show to be missing: a command for each job, values for each axis, something to drop
 * for each `null`. `isKnown` tells whether nothing malformed could hold what a top-level key says.
 */
export function findMissing(root: MapNode, isKnown: (key: string) => boolean): Missing {
  const lacks: readonly (readonly [needed: string, lacks: readonly Lack[]])[] = [
    ['command', missingCommands(root)],
    ['stages', entriesOf(root, 'stages').flatMap(missingStage)],
    ['matrix', entriesOf(root, 'matrix').flatMap(missingValues)],
  ];
  const told = lacks.flatMap(([needed, found]) => (isKnown(needed) ? found : []));
  const diagnostics = told.map(({ path: _, ...sentence }): Diagnostic => ({ severity: 'error', ...sentence }));
  return { diagnostics, paths: lacks.flatMap(([, found]) => found.map(({ path }) => path)) };
}

interface Lack {
  readonly path: Path;
  readonly span: Span;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function missingCommands(root: MapNode): Lack[] {
  const top = root.entries.get('command');
  const hasNone = top === undefined || isNull(top.value);
  const stages = entriesOf(root, 'stages');
  if (hasNone && root.entries.has('stages')) return stages.flatMap(missingCommandOf);
  if (top !== undefined && hasNone)
    return [lackOfCommand(['command'], top.key.span, '`command` is empty', COMMAND_HINT)];
  return stages.filter(({ value }) => value.kind === 'map' && hasEmptyCommand(value)).flatMap(missingCommandOf);
}

function hasEmptyCommand({ entries }: MapNode): boolean {
  const own = entries.get('command');
  return own !== undefined && isNull(own.value);
}

function missingCommandOf({ key, value }: MapEntry): Lack[] {
  if (value.kind !== 'map') return [];
  const own = value.entries.get('command');
  if (own !== undefined && !isNull(own.value)) return [];
  const message = `the stage \`${key.text}\` has no \`command\``;
  const hint = 'give it one, or set one at the top level for all stages';
  return [lackOfCommand(['stages', key.text, 'command'], (own ?? { key }).key.span, message, hint)];
}

function lackOfCommand(path: Path, span: Span, message: string, hint: string): Lack {
  return { path, span, code: 'missing-command', message, hint };
}

function missingStage({ key, value }: MapEntry): Lack[] {
  if (!isNull(value)) return [];
  const message = `the stage \`${key.text}\` is empty`;
  const hint = 'give it a `command`, or `{}` if the top level has one';
  return [{ path: ['stages', key.text], span: key.span, code: 'nothing-to-drop', message, hint }];
}

function missingValues({ key, value }: MapEntry): Lack[] {
  const lack = { path: ['matrix', key.text], span: value.span, hint: 'give it values, such as `[1, 2]`' };
  if (isNull(value)) {
    const message = `the axis \`${key.text}\` is empty`;
    return [{ ...lack, span: key.span, code: 'nothing-to-drop', message }];
  }
  if (!hasParts(value) || value.entries.has('values')) return [];
  return [{ ...lack, code: 'missing-key', message: `\`matrix.${key.text}\` needs \`values\`` }];
}

const COMMAND_HINT = 'it says what each job runs, such as `command: python train.py --seed={{seed}}`';

function entriesOf(root: MapNode, key: string): MapEntry[] {
  const node = root.entries.get(key)?.value;
  return node?.kind === 'map' ? [...node.entries.values()] : [];
}

/**
 * The sweep's name after its file, which is an error where the whole tree says no other and it cannot be one. It stands
 * where the tree of the file itself begins.
 */
export function defaultName(
  own: MapNode,
  root: MapNode,
  file: string,
): { readonly text: Text; readonly diagnostics: readonly Diagnostic[] } {
  const stem = basename(file, extname(file));
  const span = { file, start: own.span.start, end: own.span.start };
  const text: Text = { text: stem, span, contentStart: null };
  if (validate({ name: stem }) || root.entries.has('name')) return { text, diagnostics: [] };
  const hint = nameHint(stem);
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'bad-name',
    message: `\`${stem}\`, the name of this file, cannot name a sweep: such names have only lowercase letters, digits, \`_\`, \`.\` and \`-\`${stem.length > LONGEST_NAME ? `, at most ${LONGEST_NAME}` : ''}`,
    span,
    hint: `${hint ?? 'write `name: …`'} into the file, or rename it`,
  };
  return { text, diagnostics: [diagnostic] };
}
