import type { Diagnostic, Span } from '../model/diagnostic.ts';
import { isNull, type MapNode, type Node, type ScalarNode } from './tree/node.ts';
import { readTree } from './tree/read.ts';
import { IMPORTED, otherFile } from './tree/other-file.ts';
import { remarksOn } from './remarks.ts';
import { readSetting } from './setting.ts';
import { checkShape } from './shape/shape.ts';
import { foundIn } from './shape/words.ts';

/** A file that another one extends, or why there is none. */
export type LoadedFile =
  | { readonly ok: true; readonly file: string; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly hint?: string };

/**
 * Reads the file that `from` (as spans name it) calls `path`, and says how spans are to name it: one file has one name,
 * however it is reached.
 */
export type LoadFile = (path: string, from: string) => LoadedFile;

const NOT_INHERITED = /^(?:name|version|extends|x-.*)$/;

/** A sweep file and all that it builds on, each read and held against the schema by itself. */
export class Lineage {
  /** What is to be merged, in this order: a file comes after its bases, and once. What is malformed is broken. */
  readonly trees: MapNode[] = [];
  /** Those of the trees that are set beside the file. */
  readonly settings: MapNode[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly sources = new Map<string, string>();
  /** Whether no base is missing. */
  isComplete = true;
  /** Whether vars may be defined where the file is malformed. */
  mayHideVars = false;
  readonly #load: LoadFile;

  constructor(load: LoadFile) {
    this.#load = load;
  }

  /** Reads the file itself; null if there is nothing to go on with. */
  read(text: string, file: string): MapNode | null {
    const root = this.#readTree(text, file);
    const isRead = !this.diagnostics.some(({ severity }) => severity === 'error');
    const other = isRead ? otherFile(text, file, root?.kind === 'map') : null;
    if (other === null && root?.kind === 'map') return this.#add(root, [file]);
    if (other !== null) this.diagnostics.push(other);
    else if (isRead) this.#failShape(root, { file, start: 0, end: 0 });
    return null;
  }

  /** Puts what is set beside the file over it, and gives the name by which spans know it. It is not checked by itself. */
  set(setting: string): string {
    const { file, root, diagnostics } = readSetting(setting, this.#axes());
    this.sources.set(file, setting);
    this.diagnostics.push(...diagnostics, ...(root === null ? [] : remarksOn(root)));
    if (root !== null) this.trees.push(root);
    if (root !== null) this.settings.push(root);
    return file;
  }

  /** The axes that any of the files has. */
  #axes(): string[] {
    return this.trees.flatMap(({ entries }) => {
      const axes = entries.get('matrix')?.value;
      return axes?.kind === 'map' ? [...axes.entries.keys()] : [];
    });
  }

  #readTree(text: string, file: string): Node | null {
    this.sources.set(file, text);
    const { root, diagnostics } = readTree(text, file);
    this.diagnostics.push(...diagnostics);
    return root;
  }

  #failShape(root: Node | null, start: Span): void {
    const found = root === null || isNull(root) ? ', but this file is empty' : foundIn(root);
    const message = `a sweep file must be a map with a key \`command\`${found}`;
    const isLines = root?.kind === 'scalar' && root.style === 'plain' && root.text.includes(' ');
    const hint = isLines ? { hint: `if each line is a command: ${IMPORTED}` } : {};
    this.diagnostics.push({ severity: 'error', code: 'not-a-map', message, span: root?.span ?? start, ...hint });
  }

  /** Adds a tree after its bases; `open` are the files that led here, the last one its own. */
  #add(root: MapNode, open: readonly string[]): MapNode {
    const shape = checkShape(root);
    this.mayHideVars ||= shape.mayHideVars;
    for (const base of basesOf(shape.root)) this.#extend(base, open);
    this.diagnostics.push(...shape.diagnostics, ...remarksOn(root));
    this.trees.push(shape.root);
    return shape.root;
  }

  #extend(base: ScalarNode, open: readonly string[]): void {
    const loaded = this.#load(base.text, open.at(-1) ?? '');
    if (!loaded.ok) return this.#fail('unreadable-base', loaded.message, base.span, loaded.hint);
    const { file, text } = loaded;
    if (open.includes(file)) return this.#failCycle(file, base.span, open);
    if (this.sources.has(file)) return;
    const faults = this.diagnostics.length;
    const root = this.#readTree(text, file);
    if (root?.kind === 'map') {
      this.#add(root, [...open, file]);
      this.#leaveOutOwn();
    } else if (root !== null && !isNull(root)) {
      this.#fail('not-a-map', `a sweep file must be a map${foundIn(root)}`, root.span);
    } else if (this.diagnostics.length > faults) this.isComplete = false;
  }

  /** What a base says about itself alone is no part of what builds on it. */
  #leaveOutOwn(): void {
    const tree = this.trees.pop();
    if (tree === undefined) return;
    const entries = new Map([...tree.entries].filter(([key]) => !NOT_INHERITED.test(key)));
    this.trees.push({ ...tree, entries });
  }

  #failCycle(file: string, span: Span, open: readonly string[]): void {
    const loop = [...open.slice(open.indexOf(file)), file].join(' → ');
    const message = open.at(-1) === file ? `${file} extends itself` : `files extend each other in a circle: ${loop}`;
    this.#fail('extends-cycle', message, span);
  }

  #fail(code: string, message: string, span: Span, hint?: string): void {
    this.diagnostics.push({ severity: 'error', code, message, span, ...(hint === undefined ? {} : { hint }) });
    this.isComplete = false;
  }
}

function basesOf(root: MapNode): readonly ScalarNode[] {
  const bases = root.entries.get('extends')?.value;
  if (bases?.kind === 'list') return bases.items.filter((item) => item.kind === 'scalar');
  return bases?.kind === 'scalar' ? [bases] : [];
}
