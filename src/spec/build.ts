import { listOf, mapOf, readBody, scalar, type SweepKey } from './body.ts';
import { brokenKey } from './broken.ts';
import type { SweepFile } from './generated/sweep-file.ts';
import type { MapEntry, MapNode, Node } from './node.ts';
import type { Axis, AxisValues, Condition, IncludedCell, Rule, Spec, Text } from './spec.ts';

/**
 * The Spec of a file whose shape is right but for the keys in `malformed`, which are left out. `defaultName` is the
 * sweep's name if the file gives none.
 */
export function buildSpec(
  root: MapNode,
  file: string,
  defaultName: Text,
  malformed: ReadonlySet<string>,
): Omit<Spec, 'broken'> {
  return new SpecBuilder(root, malformed).build(file, defaultName);
}

class SpecBuilder {
  readonly #root: MapNode;
  readonly #malformed: ReadonlySet<string>;

  constructor(root: MapNode, malformed: ReadonlySet<string>) {
    this.#root = root;
    this.#malformed = malformed;
  }

  build(file: string, defaultName: Text): Omit<Spec, 'broken'> {
    const description = this.#entry('description');
    const replicates = this.#entry('replicates');
    const name = this.#entry('name');
    return {
      file,
      name: name === null ? defaultName : scalar(name),
      description: description === null ? null : scalar(description).text,
      axes: this.#entriesOf('matrix').map(readAxis),
      exclude: this.#itemsOf('exclude').map(([item]) => readCondition(item)),
      include: this.#itemsOf('include').map(([item]) => readCell(item)),
      replicates: replicates === null ? null : scalar(replicates),
      onFailure: this.#onFailure(),
      job: readBody(this.#root, (...path) => this.#isMalformed(path)),
      rules: this.#itemsOf('rules').map(([item, index]) => this.#readRule(item, index)),
    };
  }

  #onFailure(): Spec['onFailure'] {
    const node = this.#entry('on_failure');
    const chosen: NonNullable<SweepFile['on_failure']> =
      node === null ? 'continue' : (scalar(node).text as NonNullable<SweepFile['on_failure']>);
    return chosen;
  }

  #readRule(node: Node, index: string): Rule {
    const map = mapOf(node);
    const when = map.entries.get('when');
    const unless = map.entries.get('unless');
    return {
      when: when === undefined ? null : readCondition(when.value),
      unless: unless === undefined ? null : readCondition(unless.value),
      body: readBody(map, (...path) => this.#isMalformed(['rules', index, ...path])),
      span: map.span,
    };
  }

  #entry(key: SweepKey): Node | null {
    return this.#isMalformed([key]) ? null : (this.#root.entries.get(key)?.value ?? null);
  }

  #entriesOf(key: SweepKey): readonly MapEntry[] {
    const node = this.#entry(key);
    if (node === null) return [];
    return [...mapOf(node).entries.values()].filter((entry) => !this.#isMalformed([key, entry.key.text]));
  }

  #itemsOf(key: SweepKey): readonly (readonly [item: Node, index: string])[] {
    const node = this.#entry(key);
    if (node === null) return [];
    const items = listOf(node).items.map((item, index) => [item, String(index)] as const);
    return items.filter(([, index]) => !this.#isMalformed([key, index]));
  }

  #isMalformed(path: readonly (string | undefined)[]): boolean {
    return this.#malformed.has(brokenKey(path.filter((step) => step !== undefined)));
  }
}

function readAxis({ key, value }: MapEntry): Axis {
  const inner = value.kind === 'map' ? value.entries.get('values')?.value : undefined;
  return { name: key, values: readValues(inner ?? value) };
}

function readValues(node: Node): AxisValues {
  const { span } = node;
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(scalar), span };
  const part = (key: 'from' | 'to' | 'count' | 'step') => {
    const value = mapOf(node).entries.get(key)?.value;
    return value === undefined ? null : scalar(value);
  };
  const from = part('from');
  if (from === null) throw new Error('a range without `from` was let through');
  return { kind: 'range', from, to: part('to'), count: part('count'), step: part('step'), span };
}

function readCondition(node: Node): Condition {
  const entries = [...mapOf(node).entries.values()].map(({ key, value }) => ({
    axis: key,
    values: value.kind === 'list' ? value.items.map(scalar) : [scalar(value)],
  }));
  return { entries, span: node.span };
}

function readCell(node: Node): IncludedCell {
  const entries = [...mapOf(node).entries.values()].map(({ key, value }) => ({ axis: key, value: scalar(value) }));
  return { entries, span: node.span };
}
