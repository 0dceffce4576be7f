import type { Text, VarText } from '../../language/spec.ts';
import type { Axis } from '../cells/axis.ts';
import type { Compiler, Template } from '../template/compile.ts';
import type { Body } from './merge.ts';
import type { Reference } from '../template/names.ts';

/** What the text of a template depends on. */
export interface Reach {
  /** The indexes of the axes on whose values it depends; null where it is each job's own. */
  readonly axes: ReadonlySet<number> | null;
  /** Whether a fingerprint sees another text than the job does. */
  readonly symbolic: boolean;
}

const NO_AXES: ReadonlySet<number> = new Set();
export const NOTHING: Reach = { axes: NO_AXES, symbolic: false };
/** The reach of what cannot be made: whatever of it is made for a cell, it is made for that alone. */
export const UNMADE: Reach = { axes: null, symbolic: false };

/** Follows templates through the vars of one body, which must have no cycle. */
export class Reaches {
  readonly #axes: readonly Axis[];
  readonly #body: Body;
  readonly #compiler: Compiler;
  readonly #vars = new Map<string, Reach>();

  constructor(axes: readonly Axis[], body: Body, compiler: Compiler) {
    this.#axes = axes;
    this.#body = body;
    this.#compiler = compiler;
  }

  of(templates: readonly Template[]): Reach {
    let reach = NOTHING;
    for (const { parts } of templates) {
      for (const part of parts) if (typeof part !== 'string') reach = union(reach, this.#reference(part.of));
    }
    return reach;
  }

  #reference(reference: Reference): Reach {
    switch (reference.kind) {
      case 'axis':
        return { axes: new Set([reference.axis]), symbolic: this.#axes[reference.axis]?.respelled ?? false };
      case 'var':
        return this.#var(reference.name);
      case 'sweep':
      case 'host':
        return { axes: NO_AXES, symbolic: true };
      case 'job':
      case 'needs':
        return { axes: null, symbolic: true };
      default:
        return reference satisfies never;
    }
  }

  #var(name: string): Reach {
    const known = this.#vars.get(name);
    if (known !== undefined) return known;
    const value = this.#body.vars.get(name)?.value;
    const templates = value === undefined ? [] : textsOfVar(value).map((text) => this.#compiler.compile(text, 'plain'));
    const reach = this.of(templates.filter((template) => template !== null));
    this.#vars.set(name, reach);
    return reach;
  }
}

/** The templates that a var is made of. */
export function textsOfVar(value: VarText): readonly Text[] {
  return value.kind === 'text' ? [value.text] : value.items;
}

/** The reach of two things together. */
export function union(a: Reach, b: Reach): Reach {
  const axes = a.axes === null || b.axes === null ? null : new Set([...a.axes, ...b.axes]);
  return { axes, symbolic: a.symbolic || b.symbolic };
}
