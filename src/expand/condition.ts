import type { Condition as ConditionSpec, ConditionEntry, Rule as RuleSpec, Scalar, Text } from '../spec/spec.ts';
import { nearest } from '../model/nearest.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import type { Findings } from './findings.ts';
import type { Value } from './value.ts';

/** A condition, made ready to be tested against many cells. */
export class Condition {
  readonly spec: ConditionSpec;
  readonly #tests: readonly EntryTest[];
  /** Whether any cell tested so far has met it. */
  met = false;
  /** Whether some entry lists a value that no cell has; that is warned about on its own. */
  readonly hasUnknownValues: boolean;

  constructor(spec: ConditionSpec, tests: readonly EntryTest[]) {
    this.spec = spec;
    this.#tests = tests;
    this.hasUnknownValues = tests.some((test) => test.hasUnknownValues);
  }

  /** Whether all entries hold for the cell. */
  holds(cell: Cell): boolean {
    for (const { axis, accepts, acceptsAbsence } of this.#tests) {
      const value = cell.values[axis];
      if (value === null || value === undefined ? !acceptsAbsence : !accepts[value.index]) return false;
    }
    this.met = true;
    return true;
  }
}

interface EntryTest {
  readonly axis: number;
  /** By the index of the value. */
  readonly accepts: readonly boolean[];
  readonly acceptsAbsence: boolean;
  readonly hasUnknownValues: boolean;
}

/** Tells whether any cell that the condition is for has a value. */
export type Exists = (axis: Axis, value: Value | null) => boolean;

/**
 * Makes a condition ready; null if it names an axis that is not there, which is reported, or one that is malformed. A listed value that no cell
 * can have is warned about.
 */
export function compileCondition(
  spec: ConditionSpec,
  axes: readonly Axis[],
  exists: Exists,
  findings: Findings,
): Condition | null {
  const tests = spec.entries.map((entry) => {
    const axis = axisNamed(entry.axis, axes, findings);
    return axis === null || axis.malformed ? null : testOf(entry, axis, exists, findings);
  });
  return tests.every((test) => test !== null) ? new Condition(spec, tests) : null;
}

function testOf(entry: ConditionEntry, axis: Axis, exists: Exists, findings: Findings): EntryTest {
  const accepts = Array.from({ length: axis.size }, () => false);
  let acceptsAbsence = false;
  let hasUnknownValues = false;
  for (const scalar of entry.values) {
    const value = axis.find(scalar);
    if (value === undefined || !exists(axis, value)) {
      hasUnknownValues = true;
      warnOfUnknownValue(scalar, axis, findings);
    } else if (value === null) acceptsAbsence = true;
    else accepts[value.index] = true;
  }
  return { axis: axis.index, accepts, acceptsAbsence, hasUnknownValues };
}

/** The axis of that name; null if there is none, which is reported. */
export function axisNamed(name: Text, axes: readonly Axis[], findings: Findings): Axis | null {
  const axis = axes.find((candidate) => candidate.name === name.text);
  if (axis !== undefined) return axis;
  const near = nearest(
    name.text,
    axes.map((candidate) => candidate.name),
  );
  findings.add({
    severity: 'error',
    code: 'unknown-axis',
    message: `there is no axis \`${name.text}\``,
    span: name.span,
    ...(near === null ? {} : { hint: `did you mean \`${near}\`?` }),
  });
  return null;
}

function warnOfUnknownValue(scalar: Scalar, axis: Axis, findings: Findings): void {
  const near = nearest(scalar.text, axis.spellings());
  const message =
    scalar.type === 'null'
      ? `the axis \`${axis.name}\` is never absent, so this matches no cell`
      : `no cell has the value \`${scalar.text}\` on the axis \`${axis.name}\``;
  findings.add({
    severity: 'warning',
    code: 'unmatched-value',
    message,
    span: scalar.span,
    ...(near === null || scalar.type === 'null' ? {} : { hint: `did you mean \`${near}\`?` }),
  });
}

/** Warns if no cell has met the condition, unless it lists values that no cell has, which says it already. */
export function warnIfNeverMet(condition: Condition, findings: Findings): void {
  if (condition.met || condition.hasUnknownValues) return;
  findings.add({
    severity: 'warning',
    code: 'unmatched-condition',
    message: 'this condition matches no cell',
    span: condition.spec.span,
  });
}

/** A rule whose conditions are ready. */
export interface Rule {
  readonly spec: RuleSpec;
  readonly when: Condition | null;
  readonly unless: Condition | null;
}

/** Whether a rule applies to a cell. Both conditions are tested, so that each learns whether it is ever met. */
export function applies(rule: Rule, cell: Cell): boolean {
  const when = rule.when === null || rule.when.holds(cell);
  const unless = rule.unless?.holds(cell) ?? false;
  return when && !unless;
}
