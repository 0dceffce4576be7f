import type { Span } from '../../model/diagnostic.ts';
import type { JobBody, Rule as RuleSpec, Spec } from '../../language/spec.ts';
import type { Axis } from '../cells/axis.ts';
import type { Cell } from '../cells/cell.ts';
import { allow, type Conditions } from '../cells/condition.ts';
import type { Stage } from '../cells/stages.ts';
import type { Value } from '../cells/value.ts';

/** A set of job keys of the file. */
export interface Layer {
  readonly body: JobBody;
  /** Where the file has it, as people are told: `rules[2]`; empty for the top level. */
  readonly place: string;
  readonly span: Span | null;
}

/** Gives the layer, if any, that one part of the file lays over a cell. */
type Source = (cell: Cell) => Layer | null;

/** A rule whose conditions are ready. */
export interface Rule {
  readonly spec: RuleSpec;
  /** Its place in the list of rules. */
  readonly index: number;
  readonly conditions: Conditions;
}

/**
 * The layers of job keys that hold for cells of one stage, in the order of merging: the top level, the bodies of values,
 * the top-level rules, the stage, its rules.
 */
export class LayerStack {
  readonly #sources: readonly Source[];

  constructor(spec: Spec, axes: readonly Axis[], stage: Stage, rules: readonly Rule[], stageRules: readonly Rule[]) {
    const top: Layer = { body: spec.job, place: '', span: null };
    const own = `stages.${stage.name}`;
    this.#sources = [
      () => top,
      ...sourcesOfValues(spec, axes, stage),
      ...rules.map((rule) => sourceOfRule(rule, 'rules')),
      ...(stage.spec === null ? [] : [sourceOfStage(stage.spec.job, own, stage.spec.span)]),
      ...stageRules.map((rule) => sourceOfRule(rule, `${own}.rules`)),
    ];
  }

  layersFor(cell: Cell): Layer[] {
    const layers: Layer[] = [];
    for (const source of this.#sources) {
      const layer = source(cell);
      if (layer !== null) layers.push(layer);
    }
    return layers;
  }
}

function sourceOfStage(body: JobBody, place: string, span: Span): Source {
  const layer: Layer = { body, place, span };
  return () => layer;
}

function sourceOfRule({ spec, index, conditions }: Rule, list: string): Source {
  const layer: Layer = { body: spec.body, place: `${list}[${index}]`, span: spec.span };
  return (cell) => (allow(conditions, cell) ? layer : null);
}

/** One for each axis whose values have bodies. That of `null` holds for the cells of the stage where the axis is absent. */
function sourcesOfValues(spec: Spec, axes: readonly Axis[], stage: Stage): Source[] {
  return spec.axes.flatMap(({ name, values }): Source[] => {
    const axis = axes.find((one) => one.name === name.text);
    if (values.kind !== 'map' || axis === undefined || !stage.over.includes(axis)) return [];
    const layers = new Map<Value | null, Layer>();
    for (const { value: scalar, body, span } of values.items) {
      const value = axis.find(scalar);
      if (value !== undefined) layers.set(value, { body, place: `matrix.${axis.name}.${scalar.text}`, span });
    }
    return [(cell) => layers.get(cell.values[axis.index] ?? null) ?? null];
  });
}
