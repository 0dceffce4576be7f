import type { Goal } from '../model/metrics.ts';
import { hookTexts, needed, part, readBody, textOrTexts, type SweepKey } from './body.ts';
import { brokenKey } from './shape/broken.ts';
import type { SweepFile } from './generated/sweep-file.ts';
import { readAxis, readCell, readPreset, readRenaming, readSample, readTable, type ReadCondition } from './matrix.ts';
import {
  axisValue,
  isNull,
  listOf,
  mapOf,
  scalar,
  type MapEntry,
  type MapNode,
  type Node,
  type Path,
} from './tree/node.ts';
import type { JobBody, Rule, SnapshotText, Spec, Stage, StageNeed, Text } from './spec.ts';

/** What the tree of a sweep does not say itself. */
export interface Origin {
  /** The file, as spans name it. */
  readonly file: string;
  /** The sweep's name if the tree gives none. */
  readonly name: Text;
  /** Whether a part of the tree comes from a base. */
  readonly isFromBase: (node: Node) => boolean;
}

/** The Spec of a tree whose shape is right but for the keys in `malformed`, which are left out. */
export function buildSpec(
  root: MapNode,
  origin: Origin,
  malformed: ReadonlySet<string>,
): Omit<Spec, 'broken' | 'isLibrary'> {
  return new SpecBuilder(root, origin, malformed).build();
}

class SpecBuilder {
  readonly #root: MapNode;
  readonly #origin: Origin;
  readonly #malformed: ReadonlySet<string>;

  constructor(root: MapNode, origin: Origin, malformed: ReadonlySet<string>) {
    this.#root = root;
    this.#origin = origin;
    this.#malformed = malformed;
  }

  build(): Omit<Spec, 'broken' | 'isLibrary'> {
    const description = this.#entry('description');
    const replicates = this.#entry('replicates');
    const name = this.#entry('name');
    const sample = this.#entry('sample');
    const readCondition = this.#condition;
    return {
      file: this.#origin.file,
      name: name === null ? this.#origin.name : scalar(name),
      description: description === null ? null : scalar(description).text,
      axes: this.#entriesOf('matrix').map((entry) => readAxis(entry, readCondition)),
      zip: this.#items(this.#root, [], 'zip').map(([item]) => readTable(item)),
      exclude: this.#items(this.#root, [], 'exclude').map(([item]) => readCondition(item)),
      include: this.#items(this.#root, [], 'include').map(([item]) => readCell(item)),
      sample: sample === null ? null : readSample(sample),
      stages: this.#entry('stages') === null ? null : this.#entriesOf('stages').map((entry) => this.#readStage(entry)),
      presets: this.#entriesOf('presets').flatMap((entry) => (entry.value.kind === 'map' ? readPreset(entry) : [])),
      moved: this.#items(this.#root, [], 'moved').map(([item]) => readRenaming(item)),
      replicates: replicates === null ? null : scalar(replicates),
      onFailure: this.#chosen('on_failure', 'continue'),
      order: this.#chosen('order', 'longest'),
      wideJobs: this.#chosen('wide_jobs', 'reserve'),
      hooks: hookTexts(this.#entriesOf('hooks')),
      goals: this.#entriesOf('goals').map(readGoal),
      snapshot: this.#snapshot(),
      job: this.#body(this.#root, []),
      rules: this.#rules(this.#root, []),
    };
  }

  /** A word of those that the schema lists for a key. */
  #chosen<Key extends 'on_failure' | 'order' | 'wide_jobs'>(
    key: Key,
    otherwise: NonNullable<SweepFile[Key]>,
  ): NonNullable<SweepFile[Key]> {
    const node = this.#entry(key);
    return node === null ? otherwise : (scalar(node).text as NonNullable<SweepFile[Key]>);
  }

  #snapshot(): SnapshotText | null {
    const node = this.#entry('snapshot');
    if (node === null || (node.kind === 'scalar' && !/^true$/i.test(node.text))) return null;
    const link = node.kind === 'map' ? this.#items(node, ['snapshot'], 'link').map(([item]) => scalar(item)) : [];
    return { link, span: node.span };
  }

  #readStage({ key, value }: MapEntry): Stage {
    const map = mapOf(value);
    const path = ['stages', key.text];
    const over = this.#partOf(map, path, 'over');
    const needs = this.#partOf(map, path, 'needs');
    return {
      name: key,
      over: over === null ? null : textOrTexts(over),
      needs: needs === null ? [] : (needs.kind === 'list' ? needs.items : [needs]).map(readNeed),
      exclude: this.#items(map, path, 'exclude').map(([item]) => this.#condition(item)),
      job: this.#body(map, path),
      rules: this.#rules(map, path),
      span: map.span,
    };
  }

  #rules(map: MapNode, path: Path): Rule[] {
    return this.#items(map, path, 'rules').map(([item, index]) => {
      const rule = mapOf(item);
      const when = rule.entries.get('when');
      const unless = rule.entries.get('unless');
      return {
        when: when === undefined ? null : this.#condition(when.value),
        unless: unless === undefined ? null : this.#condition(unless.value),
        body: this.#body(rule, [...path, 'rules', index]),
        span: rule.span,
      };
    });
  }

  #body(map: MapNode, path: Path): JobBody {
    return readBody(map, (key, name) => this.#isMalformed(name === undefined ? [...path, key] : [...path, key, name]));
  }

  readonly #condition: ReadCondition = (node) => {
    const entries = [...mapOf(node).entries.values()].map(({ key, value }) => ({
      axis: key,
      values: value.kind === 'list' ? value.items.map(axisValue) : [scalar(value)],
    }));
    return { entries, fromBase: this.#origin.isFromBase(node), span: node.span };
  };

  #entry(key: SweepKey): Node | null {
    return this.#partOf(this.#root, [], key);
  }

  #entriesOf(key: SweepKey): readonly MapEntry[] {
    const node = this.#entry(key);
    if (node === null) return [];
    return [...mapOf(node).entries.values()].filter((entry) => !this.#isMalformed([key, entry.key.text]));
  }

  #items(map: MapNode, path: Path, key: string): readonly (readonly [item: Node, index: string])[] {
    const node = this.#partOf(map, path, key);
    if (node === null) return [];
    const items = listOf(node).items.map((item, index) => [item, String(index)] as const);
    return items.filter(([, index]) => !this.#isMalformed([...path, key, index]));
  }

  #partOf(map: MapNode, path: Path, key: string): Node | null {
    return this.#isMalformed([...path, key]) ? null : (map.entries.get(key)?.value ?? null);
  }

  #isMalformed(path: Path): boolean {
    return this.#malformed.has(brokenKey(path));
  }
}

function readGoal({ key, value }: MapEntry): Spec['goals'][number] {
  return { name: key, value: isNull(value) ? null : (scalar(value).text as Goal) };
}

function readNeed(node: Node): StageNeed {
  const { span } = node;
  if (node.kind !== 'map') return { stage: scalar(node), when: 'success', span };
  const when = (part(node, 'when')?.text ?? 'success') as StageNeed['when'];
  return { stage: needed(node, 'stage'), when, span };
}
