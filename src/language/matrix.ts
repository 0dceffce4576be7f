import { needed, part, readBody } from './body.ts';
import { axisValue, listOf, mapOf, scalar, type MapEntry, type MapNode, type Node } from './tree/node.ts';
import { PARTS_OF_AXIS, PARTS_OF_RANGE } from './shape/place.ts';
import type {
  Axis,
  AxisValues,
  ColumnValues,
  Condition,
  IncludedCell,
  Preset,
  Renaming,
  Sample,
  Text,
  ZipTable,
} from './spec.ts';

/** Reads conditions, and knows which of them come from a base. */
export type ReadCondition = (node: Node) => Condition;

/** An axis whose shape is right, in any of its forms. */
export function readAxis({ key, value }: MapEntry, readCondition: ReadCondition): Axis {
  const parts = hasParts(value) ? value.entries : null;
  const condition = (name: 'when' | 'unless'): Condition | null => {
    const node = parts?.get(name)?.value;
    return node === undefined ? null : readCondition(node);
  };
  const standard = parts?.get('default')?.value;
  const arg = parts?.get('arg')?.value;
  return {
    name: key,
    values: readValues(parts?.get('values')?.value ?? value),
    when: condition('when'),
    unless: condition('unless'),
    default: standard === undefined ? null : axisValue(standard),
    arg: arg === undefined ? null : scalar(arg),
  };
}

/** Whether an axis is written as `{values: …}` with what else is said about it. */
export function hasParts(axis: Node): axis is MapNode {
  if (axis.kind !== 'map') return false;
  return PARTS_OF_AXIS.some((key) => {
    const part = axis.entries.get(key)?.value;
    // A value named `arg` may have settings.
    return part !== undefined && (key !== 'arg' || part.kind === 'scalar');
  });
}

function readValues(node: Node): AxisValues {
  const { span } = node;
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(axisValue), span };
  const map = mapOf(node);
  if (isValueMap(map)) {
    const items = [...map.entries.values()].map(({ key, value }) => ({
      value: key,
      body: readBody(mapOf(value), () => false),
      span: value.span,
    }));
    return { kind: 'map', items, span };
  }
  const path = part(map, 'lines');
  if (path !== null) return { kind: 'lines', path, span };
  const pattern = part(map, 'glob');
  if (pattern !== null) return { kind: 'glob', pattern, span };
  return {
    kind: 'range',
    from: needed(map, 'from'),
    to: part(map, 'to'),
    count: part(map, 'count'),
    step: part(map, 'step'),
    scale: part(map, 'scale')?.text === 'log' ? 'log' : 'linear',
    span,
  };
}

/** Whether a map goes from each value to its settings: none of its keys is a part of a range. */
export function isValueMap(map: MapNode): boolean {
  return [...map.entries.values()].every(
    ({ key, value }) => value.kind === 'map' && !PARTS_OF_RANGE.includes(key.text),
  );
}

export function readTable(node: Node): ZipTable {
  const map = mapOf(node);
  const { span } = node;
  const path = map.entries.get('table')?.value;
  if (path?.kind === 'scalar') {
    const names = map.entries.get('columns')?.value;
    const columns = names === undefined ? [] : listOf(names).items.map(scalar);
    return { columns: columns.map((name) => ({ name, values: { kind: 'table', path, span } })), span };
  }
  return {
    columns: [...map.entries.values()].map(({ key, value }) => ({ name: key, values: readColumn(value) })),
    span,
  };
}

function readColumn(node: Node): ColumnValues {
  const { span } = node;
  if (node.kind === 'list') return { kind: 'list', items: node.items.map(axisValue), span };
  return { kind: 'lines', path: needed(mapOf(node), 'lines'), span };
}

export function readSample(node: Node): Sample {
  const map = mapOf(node);
  const over = map.entries.get('over')?.value;
  return {
    count: needed(map, 'count'),
    over: over === undefined ? null : listOf(over).items.map(scalar),
    span: map.span,
  };
}

export function readPreset({ key, value }: MapEntry): Preset {
  const { entries } = mapOf(value);
  const texts = (name: string): readonly Text[] => {
    const node = entries.get(name)?.value;
    if (node === undefined) return [];
    return node.kind === 'list' ? node.items.map(scalar) : [scalar(node)];
  };
  return { name: key, only: texts('only'), skip: texts('skip'), set: texts('set') };
}

export function readRenaming(node: Node): Renaming {
  const map = mapOf(node);
  const { span } = map;
  const [before, value] = ['was', 'value'].map((key) => map.entries.get(key)?.value);
  if (before === undefined) throw new Error('a renaming without `was` was let through');
  const was = axisValue(before);
  if (value !== undefined) return { of: 'value', axis: needed(map, 'axis'), value: axisValue(value), was, span };
  const axis = part(map, 'axis');
  return axis === null ? { of: 'stage', stage: needed(map, 'stage'), was, span } : { of: 'axis', axis, was, span };
}

export function readCell(node: Node): IncludedCell {
  const entries = [...mapOf(node).entries.values()].map(({ key, value }) => ({ axis: key, value: axisValue(value) }));
  return { entries, span: node.span };
}
