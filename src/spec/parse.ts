import { basename, extname } from 'node:path/posix';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isNull } from './body.ts';
import { brokenKey, withConsequences } from './broken.ts';
import { buildSpec } from './build.ts';
import { validate } from './generated/validate.js';
import { nameHint } from './hints.ts';
import { walk, type MapNode, type Path } from './node.ts';
import { readTree } from './read.ts';
import { remarksOn } from './remarks.ts';
import type { Spec, Text } from './spec.ts';
import { plainValue } from './value.ts';
import { faultsOf } from './violations.ts';
import { foundIn } from './words.ts';

export interface ParsedSpec {
  /** Null when there is nothing to go on with: the text is not YAML, or not a map. */
  readonly spec: Spec | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a sweep file. Whatever is wrong with its shape is reported at once; what remains sound of it is in the Spec, and
 * `Spec.broken` names the rest, so that the sense of the sound part can still be looked into. `file` is the file as
 * people should read it; without a `name`, its stem names the sweep.
 */
export function parseSpec(text: string, file: string): ParsedSpec {
  const { root, diagnostics } = readTree(text, file);
  if (root?.kind !== 'map') {
    if (diagnostics.length > 0) return { spec: null, diagnostics };
    const span = root?.span ?? { file, start: 0, end: 0 };
    const found = root === null || isNull(root) ? ', but this file is empty' : foundIn(root);
    const message = `a sweep file must be a map with a key \`command\`${found}`;
    return { spec: null, diagnostics: [{ severity: 'error', code: 'not-a-map', message, span }] };
  }
  validate(plainValue(root));
  const faults = faultsOf(validate.errors ?? [], root);
  const malformed = new Set([...faults.paths, ...unreadablePaths(root)].map(brokenKey));
  const name = defaultName(root, file, malformed);
  const command = commandFault(root, withConsequences(malformed));
  if (command !== null) malformed.add('command');
  return {
    spec: { ...buildSpec(root, file, name.text, malformed), broken: withConsequences(malformed) },
    diagnostics: [...diagnostics, ...faults.diagnostics, ...name.diagnostics, ...(command ?? []), ...remarksOn(root)],
  };
}

function unreadablePaths(root: MapNode): Path[] {
  const paths: Path[] = [];
  walk(root, [], (node, path) => {
    if (node.kind === 'broken') paths.push(path);
  });
  return paths;
}

function commandFault(root: MapNode, broken: ReadonlySet<string>): readonly [Diagnostic] | null {
  if (broken.has('command')) return null;
  const entry = root.entries.get('command');
  if (entry !== undefined && !isNull(entry.value)) return null;
  const start = { ...root.span, end: root.span.start };
  const message = entry === undefined ? 'a sweep needs a `command`' : '`command` is empty';
  const hint = 'it says what each job runs, such as `command: python train.py --seed={{seed}}`';
  return [{ severity: 'error', code: 'missing-command', message, span: entry?.key.span ?? start, hint }];
}

/** The sweep's name after its file, which is an error where the file says no other and it cannot be one. */
function defaultName(
  root: MapNode,
  file: string,
  malformed: ReadonlySet<string>,
): { readonly text: Text; readonly diagnostics: readonly Diagnostic[] } {
  const stem = basename(file, extname(file));
  const span = { file, start: root.span.start, end: root.span.start };
  const text: Text = { text: stem, span, contentStart: null };
  if (validate({ name: stem }) || root.entries.has('name') || malformed.has('name')) return { text, diagnostics: [] };
  const hint = nameHint(stem);
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'bad-name',
    message: `\`${stem}\`, the name of this file, cannot name a sweep: such names have only lowercase letters, digits, \`_\`, \`.\` and \`-\``,
    span,
    hint: `${hint ?? 'write `name: …`'} into the file, or rename it`,
  };
  return { text, diagnostics: [diagnostic] };
}
