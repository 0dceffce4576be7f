import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import { withConsequences } from './shape/broken.ts';
import { buildSpec } from './build.ts';
import { withLastWord } from './last-word.ts';
import { Lineage, type LoadFile } from './lineage.ts';
import { mergeSweeps } from './merge.ts';
import { defaultName, findMissing } from './missing.ts';
import type { MapNode, Node } from './tree/node.ts';
import { resolvedText } from './resolved.ts';
import { brokenPathsOf, checkShape, withBroken, type Shape } from './shape/shape.ts';
import type { Spec } from './spec.ts';
import { identityOf } from './shape/violations.ts';

export interface ParsedSpec {
  /** Null when there is nothing to go on with: the text is not YAML, or not a map. */
  readonly spec: Spec | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that spans point into: the file, its bases, and each setting as a file `--set KEY=VALUE`. */
  readonly sources: ReadonlyMap<string, string>;
  /**
   * The whole sweep as one YAML text that stands for the file and needs no other: bases and settings merged, its name
   * written out. Empty where something is wrong.
   */
  readonly resolved: string;
}

export interface ParseOptions {
  /** Reads what the file extends; without it nothing can be extended. */
  readonly load?: LoadFile | undefined;
  /** What is merged over the file, each as `KEY=VALUE`: keys joined by dots, a YAML value. */
  readonly set?: readonly string[] | undefined;
}

const LOADS_NOTHING: LoadFile = (path) => ({ ok: false, message: `${path} cannot be read here` });

/**
 * Reads a sweep file with all that it extends. Whatever is wrong with its shape is reported at once; what remains sound of
 * it is in the Spec, and `Spec.broken` names the rest, so that the sense of the sound part can still be looked into. `file`
 * is the file as people should read it; without a `name`, its stem names the sweep.
 */
export function parseSpec(text: string, file: string, options: ParseOptions = {}): ParsedSpec {
  const lineage = new Lineage(options.load ?? LOADS_NOTHING);
  const own = lineage.read(text, file);
  const { sources, diagnostics } = lineage;
  if (own === null) return { spec: null, diagnostics, sources, resolved: '' };
  const ownFiles = new Set([file, ...(options.set ?? []).map((setting) => lineage.set(setting))]);
  const isFromBase = ({ span }: Node) => !ownFiles.has(span.file);
  const whole = merged(lineage);
  const name = defaultName(own, whole.root, file);
  diagnostics.push(...whole.diagnostics, ...name.diagnostics);
  const broken = brokenIn(whole.root, lineage);
  const spec = {
    ...buildSpec(whole.root, { file, name: name.text, isFromBase }, malformedIn(whole.root)),
    isLibrary: !['command', 'stages'].some((key) => whole.root.entries.has(key) || broken.has(key)),
    broken: whole.mayHideVars ? new Set([...broken, 'vars']) : broken,
  };
  const resolved = hasErrors(diagnostics) ? '' : resolvedText(whole.root, spec, isFromBase);
  return { spec, diagnostics, sources, resolved };
}

/** A lineage as one tree, with what only the whole shows to be wrong. */
function merged(lineage: Lineage): Shape {
  const whole = lineage.trees.reduce((below, above) => mergeSweeps(below, above));
  const tree = withLastWord(whole, lineage.settings);
  const said = new Set(lineage.diagnostics.map(identityOf));
  const shape = lineage.trees.length === 1 ? null : checkShape(tree);
  const root = shape?.root ?? tree;
  const broken = brokenIn(root, lineage);
  const missing = findMissing(root, (key) => !broken.has(key));
  const news = [...(shape?.diagnostics ?? []), ...missing.diagnostics].filter((one) => !said.has(identityOf(one)));
  const mayHideVars = lineage.mayHideVars || shape?.mayHideVars === true;
  return { root: withBroken(root, missing.paths), diagnostics: news, mayHideVars };
}

function malformedIn(root: MapNode): ReadonlySet<string> {
  return new Set(brokenPathsOf(root).map((path) => path.join('.')));
}

function brokenIn(root: MapNode, { isComplete }: Lineage): ReadonlySet<string> {
  return withConsequences(new Set([...malformedIn(root), ...(isComplete ? [] : ['extends'])]));
}
