import type { Diagnostic } from '../model/diagnostic.ts';
import { NO_POLICY, type HoursOfGpus, type Policy, type Quota } from '../model/sharing/policy.ts';
import { parseDuration } from '../model/text/duration.ts';
import { gpusNamed } from '../model/text/gpu-name.ts';
import { parseInteger } from '../model/text/integer.ts';
import type { Seconds } from '../model/units.ts';
import { textOrTexts } from './body.ts';
import { validate } from './generated/validate-policy.js';
import { wrongGpu } from './host-file.ts';
import { brokenPathsOf } from './shape/shape.ts';
import { faultsOf } from './shape/violations.ts';
import { foundIn } from './shape/words.ts';
import { isNull, listOf, mapOf, plainValue, scalar, type MapNode, type Node, type ScalarNode } from './tree/node.ts';
import { readTree } from './tree/read.ts';

export interface ParsedPolicy {
  /** Null if there are errors. */
  readonly policy: Policy | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The users whose quotas it lays down, as it names them, with where it does. */
  readonly users: readonly Pick<ScalarNode, 'text' | 'span'>[];
}

/** Reads a policy file. Whatever is wrong with it is reported at once; an empty one lays nothing down. */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const { root, diagnostics } = readTree(text, file);
  return { ...policyIn(root, diagnostics), users: root?.kind === 'map' ? usersIn(root) : [] };
}

function policyIn(root: Node | null, diagnostics: readonly Diagnostic[]): Omit<ParsedPolicy, 'users'> {
  if (diagnostics.length > 0) return { policy: null, diagnostics };
  if (root === null || isNull(root)) return { policy: NO_POLICY, diagnostics };
  if (root.kind !== 'map') {
    const message = `a policy file must be a map${foundIn(root)}`;
    return { policy: null, diagnostics: [{ severity: 'error', code: 'not-a-map', message, span: root.span }] };
  }
  validate(plainValue(root));
  const faults = faultsOf(validate.errors ?? [], root, 'a policy file');
  const isSound = faults.diagnostics.length === 0 && brokenPathsOf(root).length === 0;
  if (!isSound) return { policy: null, diagnostics: faults.diagnostics };
  const wrong = hoursIn(root).flatMap(wrongHours);
  return { policy: wrong.length === 0 ? readPolicy(root) : null, diagnostics: wrong };
}

function usersIn({ entries }: MapNode): ParsedPolicy['users'] {
  const quotas = entries.get('quotas')?.value;
  return quotas?.kind === 'map' ? [...quotas.entries.values()].map(({ key }) => key) : [];
}

function readPolicy(root: MapNode): Policy {
  const quotas = root.entries.get('quotas')?.value;
  const reserve = root.entries.get('reserve')?.value;
  return {
    quotas: new Map(entriesOf(quotas).map(([user, node]) => [user, readQuota(node)])),
    hours: hoursIn(root).map(readHours),
    reserve: { max: duration(reserve, 'max'), ahead: duration(reserve, 'ahead') },
  };
}

function entriesOf(node: Node | undefined): readonly (readonly [key: string, value: Node])[] {
  return node === undefined ? [] : [...mapOf(node).entries].map(([key, { value }]) => [key, value]);
}

/** What is not said is left out: `null` says that there is no limit. */
function readQuota(node: Node): Partial<Quota> {
  return Object.fromEntries(entriesOf(node).map(([key, value]) => [key, parseInteger(scalar(value).text)]));
}

function hoursIn({ entries }: MapNode): readonly MapNode[] {
  const hours = entries.get('hours')?.value;
  return hours === undefined ? [] : listOf(hours).items.map(mapOf);
}

function readHours(node: MapNode): HoursOfGpus {
  return {
    gpus: textOrTexts(partOf(node, 'gpus')).flatMap(({ text }) => gpusNamed(text) ?? []),
    from: minutesOf(partOf(node, 'from')),
    to: minutesOf(partOf(node, 'to')),
  };
}

/** What the schema cannot tell. */
function wrongHours(node: MapNode): Diagnostic[] {
  const [from, to] = [partOf(node, 'from'), partOf(node, 'to')];
  const gpus = textOrTexts(partOf(node, 'gpus')).flatMap(wrongGpu);
  if (minutesOf(from) !== minutesOf(to)) return gpus;
  const message = `\`to\` is the same time as \`from\`, \`${scalar(to).text}\``;
  const hint = 'leave the item out, if these GPUs are given out at all times';
  return [...gpus, { severity: 'error', code: 'wrong-value', message, span: to.span, hint }];
}

/** @throws Error where it is missing: the schema requires it. */
function partOf({ entries }: MapNode, key: string): Node {
  const value = entries.get(key)?.value;
  if (value === undefined) throw new Error(`hours without \`${key}\` are no hours`);
  return value;
}

function minutesOf(node: Node): number {
  const [hours = 0, minutes = 0] = scalar(node).text.split(':').map(Number);
  return 60 * hours + minutes;
}

function duration(node: Node | undefined, key: string): Seconds | null {
  const value = node === undefined ? undefined : mapOf(node).entries.get(key)?.value;
  return value === undefined ? null : parseDuration(scalar(value).text);
}
