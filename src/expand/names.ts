import type { Span } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { JobBody, Spec } from '../spec/spec.ts';
import type { Axis } from './axis.ts';
import type { Findings } from './findings.ts';
import { BUILT_IN, type Reference } from './reference.ts';

/** Every name that a template of the sweep may use. */
export class Names {
  readonly #references = new Map<string, Reference>(BUILT_IN);
  readonly #broken: ReadonlySet<string>;

  constructor(axes: readonly Axis[], vars: ReadonlyMap<string, Span>, broken: ReadonlySet<string>) {
    for (const name of vars.keys()) this.#references.set(name, { kind: 'var', name });
    for (const axis of axes) this.#references.set(axis.name, { kind: 'axis', axis: axis.index });
    this.#broken = broken;
  }

  /** What a name stands for; null if there is nothing of that name, which is reported. */
  resolve(name: string, span: Span, findings: Findings): Reference | null {
    const reference = this.#references.get(name);
    if (reference !== undefined) return reference;
    if (isBroken(name, this.#broken)) return null;
    findings.add({ severity: 'error', span, ...this.#complaint(name) });
    return null;
  }

  #complaint(name: string): { code: string; message: string; hint?: string } {
    if (name === 'host' || name.startsWith('host.')) {
      return { code: 'not-supported-yet', message: `\`${name}\` is not supported yet` };
    }
    const near = nearest(name, this.#references.keys());
    return {
      code: 'unknown-name',
      message: `there is no axis, var or other value named \`${name}\``,
      ...(near === null ? {} : { hint: `did you mean \`${near}\`?` }),
    };
  }
}

/** Whether the name may be of something that is there but malformed, which the reading of the file has reported. */
function isBroken(name: string, broken: ReadonlySet<string>): boolean {
  return ['matrix', 'include', 'vars', `vars.${name}`].some((key) => broken.has(key));
}

/** Where each var is first defined, in any layer. */
export function varsDefined(spec: Spec): Map<string, Span> {
  const vars = new Map<string, Span>();
  for (const { vars: layer } of bodiesOf(spec)) {
    for (const { name } of layer?.value ?? []) if (!vars.has(name.text)) vars.set(name.text, name.span);
  }
  return vars;
}

/** The layers of job keys, in the order of merging. */
export function bodiesOf(spec: Spec): JobBody[] {
  return [spec.job, ...spec.rules.map((rule) => rule.body)];
}

/** Axes and vars share one name space. */
export function reportNamesUsedTwice(axes: readonly Axis[], vars: ReadonlyMap<string, Span>, findings: Findings): void {
  for (const axis of axes) {
    const span = vars.get(axis.name);
    if (span === undefined || axis.span === null) continue;
    findings.add({
      severity: 'error',
      code: 'name-used-twice',
      message: `\`${axis.name}\` is both an axis and a var`,
      span,
      related: [{ message: 'the axis', span: axis.span }],
    });
  }
}
