import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { isJobKey } from '../../model/job-keys.ts';
import { nearest } from '../../model/text/nearest.ts';
import { type MapNode, type Node, nodeAt, type Path } from '../tree/node.ts';
import { badName } from './bad-name.ts';
import { hintFor } from './value-hints.ts';
import { PARTS_OF_AXIS, PARTS_OF_RANGE, placeOf } from './place.ts';
import type { Violation } from './violation.ts';
import { keyMeantBy } from './other-words.ts';
import { choice, foundIn, list, placeName, subject } from './words.ts';

/** What the violations of the schema come to. */
export interface Faults {
  readonly diagnostics: readonly Diagnostic[];
  /** Where the file is malformed, down to the key or value; and keys that a misspelled one was probably meant to be. */
  readonly paths: readonly Path[];
}

/**
 * One sentence for each fault that `violations` tell of, however many keywords of the schema it fails. `whole` is what
 * they call the thing whose root it is.
 */
export function faultsOf(violations: readonly Violation[], root: Node, whole: Whole = 'a sweep'): Faults {
  const faults = new FaultList(root, whole, violations);
  for (const [pointer, group] of byPlace(violations)) faults.add(pointer, group);
  return faults;
}

function byPlace(violations: readonly Violation[]): ReadonlyMap<string, Violation[]> {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) {
    const group = groups.get(violation.instancePath);
    if (group === undefined) groups.set(violation.instancePath, [violation]);
    else group.push(violation);
  }
  return groups;
}

type Whole = 'a sweep' | 'a host file' | 'a policy file';

/** Keywords that say what a value must be, the most telling first. */
const VALUE_KEYWORDS = [
  'type',
  'const',
  'enum',
  'minItems',
  'minProperties',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'not',
];

type Sentence = Omit<Diagnostic, 'severity' | 'span'>;

class FaultList implements Faults {
  readonly diagnostics: Diagnostic[] = [];
  readonly paths: Path[] = [];
  readonly #root: Node;
  readonly #whole: Whole;
  readonly #said = new Set<string>();
  /** Whether a key that may be an axis stands beside `matrix`: an empty one then has that for an explanation. */
  readonly #misplacedAxes: boolean;

  constructor(root: Node, whole: Whole, violations: readonly Violation[]) {
    this.#root = root;
    this.#whole = whole;
    this.#misplacedAxes = violations.some(({ instancePath, keyword, params }) => {
      if (instancePath !== '' || keyword !== 'additionalProperties') return false;
      const node = nodeAt(root, [String(params['additionalProperty'])]);
      return node !== null && mayBeAxis(node);
    });
  }

  add(pointer: string, violations: readonly Violation[]): void {
    const path = pathOf(pointer);
    const node = nodeAt(this.#root, path);
    if (node === null || node.kind === 'broken') return;
    if (pointer === '/matrix' && isEmpty(node) && this.#misplacedAxes) {
      this.paths.push(path);
      return;
    }
    if (node.kind === 'map') this.#addKeys(path, node, violations);
    const telling = VALUE_KEYWORDS.map((keyword) => firstOf(violations, keyword)).find((one) => one !== null);
    if (telling != null && this.#addKeyAsAxis(path, node)) return;
    if (telling != null) this.#say(path, node.span, describeValue(telling, path, node));
    const beside = violations.find(({ keyword }) => keyword === 'false schema');
    if (beside !== undefined) this.#addBeside(path);
  }

  /** A key of jobs that is indented as if it were an axis. Says whether that is what it is. */
  #addKeyAsAxis(path: Path, { kind }: Node): boolean {
    const [place, key, more] = path;
    if (place !== 'matrix' || key === undefined || more !== undefined || kind !== 'scalar' || !isJobKey(key))
      return false;
    const axes = nodeAt(this.#root, ['matrix']);
    const entry = axes?.kind === 'map' ? axes.entries.get(key) : undefined;
    if (entry === undefined) return false;
    const message = `\`${key}\` stands under \`matrix\`, as if it were an axis`;
    this.#say(path, entry.key.span, { code: 'misplaced-key', message, hint: 'begin its line in the first column' });
    return true;
  }

  #addKeys(path: Path, map: MapNode, violations: readonly Violation[]): void {
    for (const { keyword, params, parentSchema } of violations) {
      if (keyword === 'additionalProperties') {
        this.#addUnknownKey(
          path,
          map,
          String(params['additionalProperty']),
          Object.keys(parentSchema.properties ?? {}),
        );
      }
      if (keyword === 'propertyNames') this.#addBadName(path, map, String(params['propertyName']));
    }
    const missing = violations.filter(({ keyword }) => keyword === 'required');
    const all = missing.filter(({ schemaPath }) => !schemaPath.includes('/anyOf/'));
    const any = missing.filter(({ schemaPath }) => schemaPath.includes('/anyOf/'));
    const needs = [list(all.map(missingKey), 'and'), choice(any.map(missingKey))].filter((words) => words !== '');
    if (needs.length === 0 || this.#hasUnknownKey(path)) return;
    this.#say(path, map.span, { code: 'missing-key', message: `${subject(path)} needs ${needs.join(' and ')}` });
  }

  /** Whether a key of this very map was already found to be none, which may be the one that is missing. */
  #hasUnknownKey(path: Path): boolean {
    return this.paths.some((fault) => fault.length === path.length + 1 && path.every((step, at) => fault[at] === step));
  }

  #addUnknownKey(path: Path, map: MapNode, key: string, known: readonly string[]): void {
    const entry = map.entries.get(key);
    if (entry === undefined) return;
    const meant = keyMeantBy(key, known) ?? nearest(key, known);
    const isAxis =
      meant === null &&
      path.length === 0 &&
      this.#whole === 'a sweep' &&
      mayBeAxis(entry.value) &&
      misplacedKey(path, key) === null;
    const hint = meant === null ? (isAxis ? { hint: AXIS_HINT } : {}) : { hint: `did you mean \`${meant}\`?` };
    this.#say([...path, key], entry.key.span, { ...this.#unknownKey(path, key, known), ...hint });
    if (meant !== null && !map.entries.has(meant)) this.paths.push([...path, meant]);
    if (isAxis) this.paths.push(['matrix', key]);
  }

  #unknownKey(path: Path, key: string, known: readonly string[]): Sentence {
    const misplaced = this.#whole === 'a sweep' ? misplacedKey(path, key) : null;
    if (misplaced !== null) return misplaced;
    const place = path.length === 0 ? this.#whole : placeName(path);
    const keys = list(
      known.map((one) => `\`${one}\``),
      'and',
    );
    const few = known.length > 0 && known.length <= 12 ? { hint: `its keys are ${keys}` } : {};
    return { code: 'unknown-key', message: `\`${key}\` is not a key of ${place}`, ...few };
  }

  #addBadName(path: Path, map: MapNode, name: string): void {
    const entry = map.entries.get(name);
    if (entry !== undefined) this.#say([...path, name], entry.key.span, badName(path, name));
  }

  /** A key that what stands beside it forbids. */
  #addBeside(path: Path): void {
    const parent = nodeAt(this.#root, path.slice(0, -1));
    const key = path.at(-1) ?? '';
    const entry = parent?.kind === 'map' ? parent.entries.get(key) : undefined;
    if (parent?.kind !== 'map' || entry === undefined) return;
    const other = [...PARTS_OF_AXIS, 'lines', 'glob'].find((part) => parent.entries.has(part)) ?? 'scale';
    const hint =
      other === 'values' ? 'write a range under `values`, or in its place' : 'write the range under `values`';
    this.#say(path, entry.key.span, {
      code: 'misplaced-key',
      message: `\`${key}\` cannot stand beside \`${other}\``,
      ...(PARTS_OF_AXIS.includes(other) ? { hint } : {}),
    });
  }

  #say(path: Path, span: Span, sentence: Sentence): void {
    this.paths.push(path);
    const identity = identityOf({ span, ...sentence });
    if (this.#said.has(identity)) return;
    this.#said.add(identity);
    this.diagnostics.push({ severity: 'error', span, ...sentence });
  }
}

const AXIS_HINT = 'an axis stands under `matrix`, indented';

/** Whether a value is one that an axis has: a list of values, or a range. */
function mayBeAxis(node: Node): boolean {
  if (node.kind === 'list') return node.items.every(({ kind }) => kind === 'scalar');
  return node.kind === 'map' && ['values', ...PARTS_OF_RANGE].some((part) => node.entries.has(part));
}

function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && node.text.trim() === '';
}

function describeValue(violation: Violation, path: Path, node: Node): Sentence {
  const { keyword, schema } = violation;
  if (keyword === 'minItems' || keyword === 'minProperties') {
    return { code: 'empty', message: `${subject(path)} is empty; it must be ${expectation(violation)}` };
  }
  if (keyword === 'not' && node.kind === 'map') {
    const keys = (schema as { required: readonly string[] }).required.map((key) => `\`${key}\``);
    return { code: 'misplaced-key', message: `${subject(path)} cannot have ${list(keys, 'and')} at once` };
  }
  const expected = expectation(violation);
  const hint = hintFor(violation, node);
  return {
    code: keyword === 'type' ? 'wrong-type' : 'wrong-value',
    message: `${subject(path)} must be ${expected}${foundIn(node)}`,
    ...(hint === null ? {} : { hint }),
  };
}

function expectation({ keyword, schema, parentSchema }: Violation): string {
  if (keyword === 'enum') return choice((schema as readonly string[]).map((value) => `\`${value}\``));
  return parentSchema.title ?? 'something else';
}

/** What to say of a key that the language has, but not there; null for any other. */
function misplacedKey(path: Path, key: string): Sentence | null {
  const place = placeOf(path);
  if ((place === 'rule' || place === 'value') && isJobKey(key)) {
    const where = place === 'rule' ? 'in a rule' : 'for one value';
    const hint = path[0] === 'stages' ? 'set it in the stage itself' : 'set it at the top level';
    return { code: 'misplaced-key', message: `\`${key}\` cannot be set ${where}`, hint };
  }
  if (place === 'stage' && TOP_KEYS.includes(key)) {
    return { code: 'misplaced-key', message: `\`${key}\` cannot be set in a stage`, hint: 'set it at the top level' };
  }
  if (place === 'sweep' && (key === 'over' || key === 'needs')) {
    return { code: 'misplaced-key', message: `\`${key}\` is a key of a stage`, hint: 'put it into one under `stages`' };
  }
  if (place === 'sweep' && (key === 'when' || key === 'unless')) {
    return { code: 'misplaced-key', message: `\`${key}\` is a key of a rule`, hint: 'put it into an item of `rules`' };
  }
  return null;
}

/** Keys that only the whole sweep has. */
const TOP_KEYS = [
  'extends',
  'matrix',
  'zip',
  'include',
  'sample',
  'presets',
  'moved',
  'replicates',
  'stages',
  'on_failure',
  'order',
  'wide_jobs',
  'hooks',
  'goals',
  'snapshot',
];

/** What two diagnostics have in common when the second says nothing new. */
export function identityOf({ span, code }: Pick<Diagnostic, 'span' | 'code'>): string {
  return span === null ? code : `${span.start} ${span.end} ${code} ${span.file}`;
}

/** Of a keyword's violations at one place, that of the schema which tells what it expects. */
function firstOf(violations: readonly Violation[], keyword: string): Violation | null {
  const found = violations.filter((one) => one.keyword === keyword && one.propertyName === undefined);
  return found.find(({ parentSchema }) => parentSchema.title !== undefined) ?? found[0] ?? null;
}

function missingKey({ params }: Violation): string {
  return `\`${String(params['missingProperty'])}\``;
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
