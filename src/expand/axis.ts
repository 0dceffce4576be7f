import type { Span } from '../model/diagnostic.ts';
import type { Axis as AxisSpec, IncludedCell, Scalar, Spec } from '../spec/spec.ts';
import type { Findings } from './findings.ts';
import { valuesOfRange } from './range.ts';
import { canonical, valueOf, type Value } from './value.ts';

const IN_MATRIX = 'matrix.';

/** An axis with all values that any cell of the sweep has on it. */
export class Axis {
  readonly name: string;
  /** Where it is named; null for one that is malformed in the file, which has been reported: only its name is known. */
  readonly span: Span | null;
  /** Its place in the file's order. */
  readonly index: number;
  /** What the product goes over, in the order of the file; null is absence. */
  readonly values: (Value | null)[] = [];
  readonly #known = new Map<string | null, { readonly value: Value | null; readonly span: Span }>();

  constructor(name: string, span: Span | null, index: number) {
    this.name = name;
    this.span = span;
    this.index = index;
  }

  /** Whether its values are not known. */
  get malformed(): boolean {
    return this.span === null;
  }

  /** How many different values there are on it, absence not counted. */
  get size(): number {
    return this.#known.size - (this.#known.has(null) ? 1 : 0);
  }

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

  /** The value that equals this scalar, null for absence; undefined if no cell has it. */
  find(scalar: Scalar): Value | null | undefined {
    return this.#known.get(keyOf(scalar))?.value;
  }

  /** Where the value that equals this scalar stands first. */
  whereabouts(scalar: Scalar): Span | null {
    return this.#known.get(keyOf(scalar))?.span ?? null;
  }

  /** The texts of all values, for suggestions. */
  spellings(): string[] {
    return [...this.#known.values()].flatMap(({ value }) => (value === null ? [] : [value.text]));
  }
}

function keyOf(scalar: Scalar): string | null {
  return scalar.type === 'null' ? null : canonical(scalar.text);
}

/**
 * The axes of the matrix with their values; without a matrix, the axes that the included cells name. No axis has more
 * than `limit` values.
 */
export function axesOf(spec: Spec, limit: number, findings: Findings): Axis[] {
  const axes = spec.axes.map((axis, index) => axisOf(axis, index, limit, findings));
  for (const key of spec.broken) {
    if (key.startsWith(IN_MATRIX)) axes.push(new Axis(key.slice(IN_MATRIX.length), null, axes.length));
  }
  if (axes.length === 0) return axesOfIncludes(spec.include);
  reportNamesThatDifferByCase(axes, findings);
  return axes;
}

function axisOf(spec: AxisSpec, index: number, limit: number, findings: Findings): Axis {
  const axis = new Axis(spec.name.text, spec.name.span, index);
  const { values } = spec;
  const items = values.kind === 'list' ? values.items : valuesOfRange(values, limit, findings);
  if (values.kind === 'list' && items.length === 0) {
    const message = `the axis \`${axis.name}\` has no values, so there are no cells`;
    findings.add({ severity: 'error', code: 'no-cells', message, span: values.span });
  }
  for (const item of items) {
    const first = axis.whereabouts(item);
    if (first === null) {
      reportControlCharacters(item, findings);
      axis.values.push(axis.intern(item));
    } else {
      reportDuplicate(axis, item, first, findings);
    }
  }
  return axis;
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
    related: [{ message: 'it stands here first', span: first }],
  });
}

/** Reports a value with control characters: no file name, no log line and no table can show them. */
export function reportControlCharacters(item: Scalar, findings: Findings): void {
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
    const upper = axis.name.toUpperCase();
    const first = seen.get(upper);
    if (first === undefined) seen.set(upper, axis);
    if (first === undefined || first.span === null || axis.span === null) continue;
    findings.add({
      severity: 'error',
      code: 'axes-differ-by-case',
      message: `the axes \`${first.name}\` and \`${axis.name}\` differ only by case`,
      span: axis.span,
      hint: `jobs would get both as SWEEP_PARAM_${upper}`,
      related: [{ message: 'the other one', span: first.span }],
    });
  }
}
