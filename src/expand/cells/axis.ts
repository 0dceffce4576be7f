import type { Span } from '../../model/diagnostic.ts';
import type { Axis as AxisSpec, AxisValues, IncludedCell, Scalar, Spec, Text, ZipTable } from '../../language/spec.ts';
import { variableOfAxis } from '../../model/text/shell.ts';
import type { Findings } from '../findings.ts';
import { unfitArgument } from './argument.ts';
import { valuesListed, valuesOfColumn, type ListingLookup } from './listing.ts';
import { valuesInConditions } from './named-values.ts';
import { valuesOfRange } from './range.ts';
import { canonicalOf, unlistedValue, valueOf, type Value } from './value.ts';

const IN_MATRIX = 'matrix.';

/** An axis with all values that any cell of the sweep has on it. */
export class Axis {
  readonly name: string;
  /** Where it is named; null for one that is malformed in the file, which has been reported: only its name is known. */
  readonly span: Span | null;
  /** Its place in the file's order. */
  readonly index: number;
  /** The zip table that it is a column of; null for an axis of the matrix. */
  readonly table: ZipTable | null;
  /** What the product goes over, in the order of the file; null is absence. The rows of a column may repeat a value. */
  readonly values: (Value | null)[] = [];
  /** Where each of these stands; of a column alone. */
  readonly places: Span[] = [];
  /** The canonical form of the value that identity leaves out; null for none. */
  readonly #default: string | null;
  /** How `job.args` spells it: an option, or `flag`; null for `--name`. */
  readonly arg: string | null;
  readonly #isConditional: boolean;
  readonly #known = new Map<string | null, { readonly value: Value | null; readonly span: Span }>();

  constructor(name: string, span: Span | null, index: number, origin: AxisOrigin = {}) {
    this.name = name;
    this.span = span;
    this.index = index;
    this.table = origin.table ?? null;
    this.#default = origin.default === undefined ? null : canonicalOf(origin.default);
    this.#isConditional = origin.isConditional ?? false;
    this.arg = origin.arg?.text ?? null;
  }

  /** Whether identity, id and label leave this value of it out. */
  isDefault(value: Value): boolean {
    return value.canonical === this.#default;
  }

  /** Whether some cells may lack it. */
  get mayBeAbsent(): boolean {
    return this.#isConditional || this.#known.has(null);
  }

  /** Whether it has a value that identity leaves out. */
  get hasDefault(): boolean {
    return this.#default !== null;
  }

  /** Whether its values are not known. */
  get malformed(): boolean {
    return this.span === null;
  }

  /** How many different values there are on it, absence not counted. */
  get size(): number {
    return this.#known.size - (this.#known.has(null) ? 1 : 0);
  }

  /** Whether the file or pattern that lists its values gave none, which has been reported: it may have any. */
  unlisted = false;
  /** Whether some value is spelled otherwise than canonically. */
  respelled = false;

  /** The value that equals this scalar, made if there is none yet. */
  intern(scalar: Scalar): Value | null {
    const key = keyOf(scalar);
    const known = this.#known.get(key);
    if (known !== undefined) return known.value;
    const value = valueOf(scalar, this.size);
    this.#known.set(key, { value, span: scalar.span });
    if (value !== null && value.text !== value.canonical) this.respelled = true;
    return value;
  }

  /** Gives it, for want of its list, the values that the file names elsewhere and one that stands for all others. */
  leaveUnlisted(named: readonly Scalar[]): void {
    this.unlisted = true;
    const value = unlistedValue(this.name, this.size);
    this.#known.set(value.canonical, { value, span: this.span as Span });
    this.values.push(value, ...new Set(named.flatMap((scalar) => this.intern(scalar) ?? [])));
  }

  /** The value that equals this scalar, null for absence; undefined if no cell has it. */
  find(scalar: Scalar): Value | null | undefined {
    return this.#known.get(keyOf(scalar))?.value;
  }

  /** Where the value that equals this scalar stands first. */
  whereabouts(scalar: Scalar): Span | null {
    return this.#known.get(keyOf(scalar))?.span ?? null;
  }

  /** All different values in canonical form, absence not counted. */
  canonicalValues(): string[] {
    return [...this.#known.keys()].filter((key) => key !== null);
  }

  /** The texts of all values, for suggestions. */
  spellings(): string[] {
    return [...this.#known.values()].flatMap(({ value }) => (value === null ? [] : [value.text]));
  }
}

interface AxisOrigin {
  readonly table?: ZipTable;
  readonly default?: Scalar;
  readonly isConditional?: boolean;
  readonly arg?: Text;
}

function keyOf(scalar: Scalar): string | null {
  return scalar.type === 'null' ? null : canonicalOf(scalar);
}

/**
 * The axes of the matrix with their values, then the columns of the zip tables; without either, the axes that the
 * included cells name. No axis has more than `limit` values.
 */
export function axesOf(spec: Spec, limit: number, lookup: ListingLookup, findings: Findings): Axis[] {
  const axes = spec.axes.map((axis, index) => axisOf(axis, index, limit, lookup, findings));
  for (const [index, { values }] of spec.axes.entries()) {
    const axis = axes[index];
    const isListed = values.kind === 'lines' || values.kind === 'glob';
    if (!isListed || axis?.values.length !== 0) continue;
    axis.leaveUnlisted(valuesInConditions(spec, axis.name));
    findings.areCellsCounted = false;
  }
  for (const key of spec.broken) {
    const name = key.startsWith(IN_MATRIX) ? key.slice(IN_MATRIX.length) : undefined;
    if (name !== undefined && axes.every((axis) => axis.name !== name)) axes.push(new Axis(name, null, axes.length));
  }
  for (const table of spec.zip) {
    for (const column of table.columns) {
      const { name } = column;
      const axis = new Axis(name.text, name.span, axes.length, { table });
      axes.push(axis);
      for (const item of valuesOfColumn(column, limit, lookup, findings)) {
        reportUnusable(axis, item, findings);
        axis.values.push(axis.intern(item));
        axis.places.push(item.span);
      }
      if (axis.values.length > 0) continue;
      axis.leaveUnlisted(valuesInConditions(spec, axis.name));
      findings.areCellsCounted = false;
    }
  }
  if (axes.length === 0) return axesOfIncludes(spec.include);
  reportNamesThatDifferByCase(axes, findings);
  return axes;
}

function axisOf(spec: AxisSpec, index: number, limit: number, lookup: ListingLookup, findings: Findings): Axis {
  const isConditional = spec.when !== null || spec.unless !== null;
  const origin = {
    isConditional,
    ...(spec.default === null ? {} : { default: spec.default }),
    ...(spec.arg === null ? {} : { arg: spec.arg }),
  };
  const axis = new Axis(spec.name.text, spec.name.span, index, origin);
  const items = itemsOf(spec.values, limit, lookup, findings);
  if (items.length === 0 && (spec.values.kind === 'list' || spec.values.kind === 'map')) {
    const message = `the axis \`${axis.name}\` has no values, so there are no cells`;
    findings.add({ severity: 'error', code: 'no-cells', message, span: spec.values.span });
  }
  for (const item of items) {
    const first = axis.whereabouts(item);
    if (first === null) {
      reportUnusable(axis, item, findings);
      axis.values.push(axis.intern(item));
    } else {
      reportDuplicate(axis, item, first, findings);
    }
  }
  return axis;
}

function itemsOf(values: AxisValues, limit: number, lookup: ListingLookup, findings: Findings): readonly Scalar[] {
  switch (values.kind) {
    case 'list':
      return values.items;
    case 'map':
      return values.items.map(({ value }) => value);
    case 'range':
      return valuesOfRange(values, limit, findings);
    case 'lines':
    case 'glob':
      return valuesListed(values, limit, lookup, findings);
    default:
      return values satisfies never;
  }
}

function axesOfIncludes(include: readonly IncludedCell[]): Axis[] {
  const axes = new Map<string, Axis>();
  for (const { axis } of include.flatMap((cell) => cell.entries)) {
    if (!axes.has(axis.text)) axes.set(axis.text, new Axis(axis.text, axis.span, axes.size));
  }
  return [...axes.values()];
}

function reportDuplicate(axis: Axis, item: Scalar, first: Span, findings: Findings): void {
  const value = axis.find(item);
  const spelling =
    value === null || value === undefined || value.text === item.text ? '' : ` (there spelled \`${value.text}\`)`;
  findings.add({
    severity: 'error',
    code: 'duplicate-value',
    message: `the axis \`${axis.name}\` already has the value \`${item.text}\`${spelling}`,
    span: item.span,
    ...(first === item.span ? {} : { related: [{ message: 'it stands here first', span: first }] }),
  });
}

/**
 * Reports a value that no job can be given as `SWEEP_PARAM_<AXIS>`: one that is too long, or has control characters, which no
 * file name, no log line and no table can show; and one of a flag that is neither true nor false.
 */
export function reportUnusable({ name, arg }: Axis, item: Scalar, findings: Findings): void {
  if (arg === 'flag' && item.type !== 'null' && !/^(?:true|false)$/i.test(item.text)) {
    const message = `\`${name}\` is a flag, so its values are true and false, not \`${item.text}\``;
    findings.add({ severity: 'error', code: 'flag-not-boolean', message, span: item.span });
  }
  const variable = variableOfAxis(name);
  const unfit = unfitArgument(`\`${variable}\` with this value`, `${variable}=${item.text}`, item.span);
  if (unfit !== null) findings.add({ severity: 'error', ...unfit });
  const found = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.exec(item.text)?.[0];
  if (found === undefined) return;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  findings.add({
    severity: 'error',
    code: 'control-character',
    message: `an axis value holds the control character U+${code}`,
    span: item.span,
    hint: 'of control characters, only newline and tab are allowed',
  });
}

/** Jobs get each axis as `SWEEP_PARAM_<AXIS>`. */
function reportNamesThatDifferByCase(axes: readonly Axis[], findings: Findings): void {
  const seen = new Map<string, Axis>();
  for (const axis of axes) {
    const variable = variableOfAxis(axis.name);
    const first = seen.get(variable);
    if (first === undefined) seen.set(variable, axis);
    if (first === undefined || first.name === axis.name || first.span === null || axis.span === null) continue;
    const alike = first.name.toUpperCase() === axis.name.toUpperCase() ? 'differ only by case' : 'are alike to a job';
    findings.add({
      severity: 'error',
      code: 'axes-differ-by-case',
      message: `the axes \`${first.name}\` and \`${axis.name}\` ${alike}`,
      span: axis.span,
      hint: `jobs would get both as ${variable}`,
      related: [{ message: 'the other one', span: first.span }],
    });
  }
}
