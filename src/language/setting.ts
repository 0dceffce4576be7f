import type { Diagnostic } from '../model/diagnostic.ts';
import type { MapNode, Node, ScalarNode } from './tree/node.ts';
import { PARTS_OF_AXIS, PARTS_OF_RANGE } from './shape/place.ts';
import { readTree } from './tree/read.ts';

/** What is set beside a sweep file, as a tree to be merged over it. */
export interface SettingTree {
  /** How spans name it. */
  readonly file: string;
  /** Null when there is no telling what is meant. */
  readonly root: MapNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `KEY=VALUE`, whose key is a path of keys joined by dots and whose value is YAML. Spans point into this very text,
 * as that of a file `--set KEY=VALUE`. `axes` are those of the file, whose names may have dots.
 */
export function readSetting(setting: string, axes: readonly string[] = []): SettingTree {
  const file = `--set ${setting}`;
  const equals = setting.indexOf('=');
  const key = equals === -1 ? setting : setting.slice(0, equals);
  const fail = (message: string, hint: string): SettingTree => {
    const span = { file, start: 0, end: key.length };
    return { file, root: null, diagnostics: [{ severity: 'error', code: 'bad-setting', message, span, hint }] };
  };
  if (equals === -1) return fail(`\`${setting}\` sets nothing`, 'write `KEY=VALUE`, such as `gpus=2`');
  const steps = stepsOf(key, axes);
  if (steps.includes('')) return fail(`\`${key}\` is no key`, 'join keys by dots, such as `matrix.seed=[1, 2]`');
  if (key === 'extends') return fail('`extends` can only be set in a file', 'write a file that extends both');
  const padding = ' '.repeat(equals + 1);
  const { root, diagnostics } = readTree(padding + setting.slice(equals + 1), file);
  const isBroken = root === null && diagnostics.length > 0;
  const end = { file, start: setting.length, end: setting.length };
  const value: Node = root ?? (isBroken ? { kind: 'broken', span: end } : nothing(end));
  return { file, root: nested(steps, value, file, 0), diagnostics };
}

/** The keys of the path. What follows `matrix` is the name of an axis that there is, else all up to what a part of one is called. */
function stepsOf(key: string, axes: readonly string[]): string[] {
  const steps = key.split('.');
  const [place, ...rest] = steps;
  if (place !== 'matrix') return steps;
  const known = rest.findLastIndex((_, last) => axes.includes(rest.slice(0, last + 1).join('.')));
  const parts = rest.findIndex((step, at) => at > 0 && [...PARTS_OF_AXIS, ...PARTS_OF_RANGE].includes(step));
  const length = known >= 0 ? known + 1 : parts < 0 ? rest.length : parts;
  return rest.length === 0 ? steps : [place, rest.slice(0, length).join('.'), ...rest.slice(length)];
}

function nested([step = '', ...rest]: readonly string[], value: Node, file: string, start: number): MapNode {
  const span = { file, start, end: start + step.length };
  const key = { kind: 'scalar', type: 'string', value: step, style: 'plain', text: step, span } as const;
  const inner = rest.length === 0 ? value : nested(rest, value, file, span.end + 1);
  const entries = new Map([[step, { key: { ...key, contentStart: start }, value: inner }]]);
  return { kind: 'map', entries, span: { file, start, end: inner.span.end } };
}

function nothing(span: Node['span']): ScalarNode {
  return { kind: 'scalar', type: 'null', value: null, style: 'plain', text: '', span, contentStart: null };
}
