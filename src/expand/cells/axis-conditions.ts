import type { Axis as AxisSpec, Condition as ConditionSpec, Spec } from '../../language/spec.ts';
import type { Axis } from './axis.ts';
import { compileConditions, mayExist, type Conditions } from './condition.ts';
import type { Findings } from '../findings.ts';

/** In which cells each axis exists, by its index; null for those that exist in every cell. */
export type Existences = readonly (Conditions | null)[];

/** Makes the conditions of the axes ready. Each may only name axes before its own; what it may not is reported. */
export function existencesOf(spec: Spec, axes: readonly Axis[], findings: Findings): Existences {
  const byName = new Map(spec.axes.map((axis) => [axis.name.text, axis]));
  return axes.map((axis) => {
    const own = axis.table === null ? byName.get(axis.name) : undefined;
    if (own === undefined || (own.when === null && own.unless === null)) return null;
    const isInOrder = reportLaterAxes(own, axis, axes, findings);
    return isInOrder ? compileConditions(own, axes, mayExist, findings) : null;
  });
}

/** Whether the conditions of an axis name no axis from its own on. */
function reportLaterAxes({ when, unless }: AxisSpec, own: Axis, axes: readonly Axis[], findings: Findings): boolean {
  const entries = [when, unless].flatMap((condition: ConditionSpec | null) => condition?.entries ?? []);
  const later = entries.filter(({ axis }) => axes.findIndex(({ name }) => name === axis.text) >= own.index);
  for (const { axis } of later) {
    const message =
      axis.text === own.name
        ? `whether the axis \`${own.name}\` exists cannot depend on its own value`
        : `the axis \`${own.name}\` stands before \`${axis.text}\`, so its condition cannot name that`;
    findings.add({
      severity: 'error',
      code: 'later-axis',
      message,
      span: axis.span,
      ...(axis.text === own.name ? {} : { hint: `move \`${axis.text}\` up in the matrix` }),
    });
  }
  return later.length === 0;
}
