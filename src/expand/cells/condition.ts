import type { Condition as ConditionSpec, ConditionEntry, Scalar, Text } from '../../language/spec.ts';
import { nearest } from '../../model/text/nearest.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import type { Findings } from '../findings.ts';
import type { Value } from './value.ts';

/** A condition, made ready to be tested against many cells. */
export class Condition {
  readonly spec: ConditionSpec;
  readonly #tests: readonly EntryTest[];
  /** Whether any cell tested so far has met it. */
  met = false;
  /** Whether it is to be warned of if no cell meets it: not where an entry lists a value that no cell has, which is warned of on its own. */
  readonly isExpected: boolean;

  constructor(spec: ConditionSpec, tests: readonly EntryTest[], isGuess: boolean) {
    this.spec = spec;
    this.#tests = tests;
    this.isExpected = !isGuess && !spec.fromBase && !tests.some((test) => test.hasUnknownValues);
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

/** Stands for an axis that the sweep lacks: no cell has a value at this index. */
const NO_AXIS = -1;

/** Tells whether any cell that the condition is for has a value. */
export type Exists = (axis: Axis, value: Value | null) => boolean;

/** Before the cells are known: every value of an axis, and absence where it may be absent. */
export const mayExist: Exists = (axis, value) => value !== null || axis.mayBeAbsent;

/**
 * Makes a condition ready; null if it names an axis that is not there, which is reported, or one that is malformed. A
 * listed value that no cell can have is warned about. A condition that comes from a base may name axes that this sweep
 * lacks, which are absent to it, and values that no cell has.
 */
export function compileCondition(
  spec: ConditionSpec,
  axes: readonly Axis[],
  exists: Exists,
  findings: Findings,
): Condition | null {
  // Which cells there are is not known for certain then.
  const isGuess = axes.some(({ unlisted }) => unlisted);
  const tests = spec.entries.map((entry) => {
    if (spec.fromBase && axes.every(({ name }) => name !== entry.axis.text)) return testOfAbsence(entry);
    const axis = axisNamed(entry.axis, axes, findings);
    return axis === null || axis.malformed ? null : testOf(entry, axis, exists, spec.fromBase ? null : findings);
  });
  return tests.every((test) => test !== null) ? new Condition(spec, tests, isGuess) : null;
}

/** What a condition says of an axis that no cell has. */
function testOfAbsence({ values }: ConditionEntry): EntryTest {
  const acceptsAbsence = values.some(({ type }) => type === 'null');
  return { axis: NO_AXIS, accepts: [], acceptsAbsence, hasUnknownValues: false };
}

function testOf(entry: ConditionEntry, axis: Axis, exists: Exists, findings: Findings | null): EntryTest {
  const accepts = Array.from({ length: axis.size }, () => false);
  let acceptsAbsence = false;
  let hasUnknownValues = false;
  for (const scalar of entry.values) {
    const value = scalar.type === 'null' ? null : axis.find(scalar);
    if (value === undefined || !exists(axis, value)) {
      hasUnknownValues = true;
      if (findings !== null && !axis.unlisted) warnOfUnknownValue(scalar, axis, findings);
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
  const known = axis.spellings();
  const near = nearest(scalar.text, known);
  const message =
    scalar.type === 'null'
      ? `the axis \`${axis.name}\` is never absent, so this matches no cell`
      : `no cell has the value \`${scalar.text}\` on the axis \`${axis.name}\``;
  findings.add({
    severity: 'warning',
    code: 'unmatched-value',
    message,
    span: scalar.span,
    ...(scalar.type === 'null'
      ? {}
      : hintFor(operatorHint(scalar.text, known) ?? (near === null ? null : `did you mean \`${near}\`?`))),
  });
}

function hintFor(hint: string | null): { readonly hint?: string } {
  return hint === null ? {} : { hint };
}

/** What to write in place of an operator, which a condition has none of. */
function operatorHint(text: string, known: readonly string[]): string | null {
  const either = text.split(/\s*(?:\bor\b|\|\|?|,)\s*/);
  if (either.length > 1 && either.every((part) => known.includes(part))) return `write \`[${either.join(', ')}]\``;
  const [, other] = /^(?:!=?|<>|not\s)\s*(.+)$/.exec(text) ?? [];
  if (other !== undefined && known.includes(other))
    return 'a condition names values: for all but some, `when` and `unless` change places';
  return /^(?:[<>]=?\s*\S+|\*|\S+\.\.\S+)$/.test(text)
    ? 'a condition names values: list those that are meant, such as `[1, 2]`'
    : null;
}

/** Warns if no cell has met the condition, where one is expected to. */
export function warnIfNeverMet(condition: Condition, findings: Findings): void {
  if (condition.met || !condition.isExpected) return;
  findings.add({
    severity: 'warning',
    code: 'unmatched-condition',
    message: 'this condition matches no cell',
    span: condition.spec.span,
  });
}

/** The two conditions under which something holds. */
export interface Conditions {
  readonly when: Condition | null;
  readonly unless: Condition | null;
}

/** Makes the conditions of a rule or an axis ready; null if they make no sense, which is reported. */
export function compileConditions(
  spec: { readonly when: ConditionSpec | null; readonly unless: ConditionSpec | null },
  axes: readonly Axis[],
  exists: Exists,
  findings: Findings,
): Conditions | null {
  const when = spec.when === null ? null : compileCondition(spec.when, axes, exists, findings);
  const unless = spec.unless === null ? null : compileCondition(spec.unless, axes, exists, findings);
  const isSound = (spec.when === null) === (when === null) && (spec.unless === null) === (unless === null);
  return isSound ? { when, unless } : null;
}

/** Whether both conditions allow a cell. Both are tested, so that each learns whether it is ever met. */
export function allow(conditions: Conditions, cell: Cell): boolean {
  const when = conditions.when === null || conditions.when.holds(cell);
  const unless = conditions.unless?.holds(cell) ?? false;
  return when && !unless;
}

/** Warns of those that no cell has met. */
export function warnIfNeverAllowing({ when, unless }: Conditions, findings: Findings): void {
  if (when !== null) warnIfNeverMet(when, findings);
  if (unless !== null) warnIfNeverMet(unless, findings);
}
