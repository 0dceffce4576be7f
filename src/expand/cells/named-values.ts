import type { Scalar, Spec } from '../../language/spec.ts';

/** The values that the conditions of a sweep name on an axis, in the order of the file; those of a base may be of any sweep. */
export function valuesInConditions(spec: Spec, axis: string): Scalar[] {
  const stages = spec.stages ?? [];
  const rules = [...spec.axes, ...spec.rules, ...stages.flatMap((stage) => stage.rules)];
  const conditions = [
    ...rules.flatMap(({ when, unless }) => [when, unless]),
    ...[spec, ...stages].flatMap(({ exclude }) => exclude),
  ];
  const own = conditions.flatMap((condition) => condition ?? []).filter(({ fromBase }) => !fromBase);
  return own.flatMap(({ entries }) => entries.flatMap((entry) => (entry.axis.text === axis ? entry.values : [])));
}
