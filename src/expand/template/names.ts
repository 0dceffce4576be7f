import type { IncludedCell, JobBody, Spec } from '../../language/spec.ts';
import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { nearest } from '../../model/text/nearest.ts';
import type { Axis } from '../cells/axis.ts';
import { isBrokenStage, tellStages } from '../cells/stages.ts';
import type { Findings } from '../findings.ts';

/** The most names that a hint lists. */
const NAMES_TOLD = 12;

/** What every program reads as a number, and as nothing else. */
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Every name that a template of the sweep may use. */
export class Names {
  readonly #references = new Map<string, Reference>(BUILT_IN);
  readonly #stages: readonly string[];
  readonly #axes: readonly Axis[];
  readonly #included: readonly IncludedCell[];
  readonly #broken: ReadonlySet<string>;

  /** @param stages  Those that the file names. */
  constructor(
    axes: readonly Axis[],
    vars: ReadonlyMap<string, Span>,
    hostVars: ReadonlyMap<string, string>,
    stages: readonly string[],
    broken: ReadonlySet<string>,
    included: readonly IncludedCell[],
  ) {
    for (const stage of stages) {
      for (const field of NEEDED_FIELDS)
        this.#references.set(`${NEEDED}${stage}.${field}`, { kind: 'needs', stage, field });
    }
    for (const [name, value] of hostVars) this.#references.set(`host.${name}`, { kind: 'host', value });
    for (const name of vars.keys()) this.#references.set(name, { kind: 'var', name });
    for (const axis of axes) this.#references.set(axis.name, { kind: 'axis', axis: axis.index });
    this.#stages = stages;
    this.#broken = broken;
    this.#axes = axes;
    this.#included = included;
  }

  /** Whether something stands for numbers alone, whatever the cell. */
  areNumbers(of: Reference): boolean {
    if (of.kind !== 'axis') return of.kind === 'job' && of.field === 'index';
    const axis = this.#axes.find(({ index }) => index === of.axis);
    if (axis === undefined || axis.malformed || axis.unlisted) return false;
    const included = this.#included.flatMap(({ entries }) => entries.filter((one) => one.axis.text === axis.name));
    const texts = [...axis.values.flatMap((value) => value?.text ?? []), ...included.map(({ value }) => value.text)];
    return texts.every((text) => NUMBER.test(text));
  }

  /**
   * What a name stands for; null if there is nothing of that name, which is reported. A var that the host lacks is a matter of the
   * jobs that use it.
   */
  resolve(name: string, span: Span, findings: Findings): Reference | null {
    const reference = this.#references.get(name);
    if (reference !== undefined) return reference;
    if (this.#isBroken(name)) return null;
    const complaint: Diagnostic = { severity: 'error', span, ...this.#complaint(name) };
    if (name.startsWith('host.')) {
      findings.addOfHost(name, complaint);
      return { kind: 'host', value: null };
    }
    findings.add(complaint);
    return null;
  }

  #complaint(name: string): { code: string; message: string; hint?: string } {
    if (name.startsWith('host.')) return this.#hostComplaint(name);
    if (name.startsWith(NEEDED)) return this.#neededComplaint(name);
    const variable = /^env\.(\w+)$/.exec(name)?.[1];
    if (variable !== undefined) {
      const message = 'templates know nothing of the environment, which is another on each machine';
      return { code: 'unknown-name', message, hint: `where a shell reads it, write \`$${variable}\`` };
    }
    return {
      code: 'unknown-name',
      message: `there is no axis, var or other value named \`${name}\``,
      hint: this.#meant(name) ?? this.#known(),
    };
  }

  /** What it is a slip of, or calls as other programs do: `matrix.seed`, `params.seed`; `lr` for `optimizer.lr`. */
  #meant(name: string): string | null {
    const last = name.split('.').at(-1) ?? '';
    const isOwn = last !== name && ['axis', 'var'].includes(this.#references.get(last)?.kind ?? '');
    const whole = [...this.#references].filter(([known, { kind }]) => kind === 'axis' && known.endsWith(`.${name}`));
    const only = whole.length === 1 ? whole[0]?.[0] : undefined;
    const near = isOwn ? last : (only ?? nearest(name, this.#references.keys()));
    return near === null ? null : `did you mean \`${near}\`?`;
  }

  /** The names of the sweep's own, and how to make another. */
  #known(): string {
    const named = (kind: Reference['kind']) => [...this.#references].filter(([, one]) => one.kind === kind);
    const own = [...named('axis'), ...named('var')].map(([known]) => known);
    const told = own.slice(0, NAMES_TOLD).map((one) => `\`${one}\``);
    const names = own.length === 0 ? 'there are no axes and vars yet' : `the axes and vars are ${told.join(', ')}`;
    return `${names}${own.length > told.length ? ' and others' : ''}; a new one goes under \`matrix\` or \`vars\``;
  }

  #neededComplaint(name: string): { code: string; message: string; hint: string } {
    const [stage = '', field = ''] = name.slice(NEEDED.length).split('.');
    if (!this.#stages.includes(stage)) {
      const near = nearest(stage, this.#stages);
      const hint =
        this.#stages.length === 0
          ? 'a sweep with `stages` has jobs that need those of other stages'
          : `the stages are ${tellStages(this.#stages)}`;
      return {
        code: 'unknown-stage',
        message: `there is no stage \`${stage}\``,
        hint:
          near === null
            ? hint
            : `did you mean \`${NEEDED}${near}.${NEEDED_FIELDS.find((one) => one === field) ?? 'dirs'}\`?`,
      };
    }
    const near = nearest(field, NEEDED_FIELDS);
    const all = NEEDED_FIELDS.map((one) => `\`${NEEDED}${stage}.${one}\``).join(' and ');
    return {
      code: 'unknown-name',
      message: `of the jobs of \`${stage}\` that one needs there is no \`${field}\``,
      hint: near === null ? `there are ${all}` : `did you mean \`${NEEDED}${stage}.${near}\`?`,
    };
  }

  #isBroken(name: string): boolean {
    if (!name.startsWith(NEEDED)) return isBroken(name, this.#broken);
    const [stage = ''] = name.slice(NEEDED.length).split('.');
    return isBrokenStage(stage, this.#broken);
  }

  #hostComplaint(name: string): { code: string; message: string; hint: string } {
    const ofHost = [...this.#references].flatMap(([known, { kind }]) => (kind === 'host' ? [known] : []));
    const near = nearest(name, ofHost);
    const meant = near === null ? '' : `did you mean \`${near}\`? Otherwise `;
    return {
      code: 'unknown-name',
      message: `the host file has no var \`${name.slice('host.'.length)}\``,
      hint: `${meant}add it to the \`vars\` of .sweep-host.yaml`,
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
  return [
    spec.job,
    ...spec.axes.flatMap(({ values }) => (values.kind === 'map' ? values.items.map(({ body }) => body) : [])),
    ...spec.rules.map(({ body }) => body),
    ...(spec.stages ?? []).flatMap(({ job, rules }) => [job, ...rules.map(({ body }) => body)]),
  ];
}

/** Axes, vars and stages share one name space. */
export function reportNamesUsedTwice(
  spec: Spec,
  axes: readonly Axis[],
  vars: ReadonlyMap<string, Span>,
  findings: Findings,
): void {
  const known = new Map<string, { readonly what: string; readonly span: Span }>();
  const take = (name: string, what: string, span: Span | null): void => {
    const first = known.get(name);
    if (span === null) return;
    if (first === undefined) {
      known.set(name, { what, span });
      return;
    }
    findings.add({
      severity: 'error',
      code: 'name-used-twice',
      message: first.what === what ? `\`${name}\` is already ${what}` : `\`${name}\` is both ${first.what} and ${what}`,
      span,
      related: [{ message: first.what.replace(/^an? /, 'the '), span: first.span }],
    });
  };
  for (const { name, span } of axes) take(name, 'an axis', span);
  for (const [name, span] of vars) take(name, 'a var', span);
  for (const { name } of spec.stages ?? []) take(name.text, 'a stage', name.span);
}

/** What a name in a template stands for. */
export type Reference =
  | { readonly kind: 'axis'; readonly axis: number }
  | { readonly kind: 'var'; readonly name: string }
  | { readonly kind: 'job'; readonly field: JobField }
  | { readonly kind: 'sweep'; readonly field: SweepField }
  /** A var of the host file, with what it is there; null where there is none of that name. */
  | { readonly kind: 'host'; readonly value: string | null }
  /** A list of what the jobs of another stage have left that a job needs. */
  | { readonly kind: 'needs'; readonly stage: string; readonly field: NeededField };

/** The names of needed jobs begin so; then come the stage and the field. */
const NEEDED = 'needs.';
/** Their folders, and what they produce. */
export type NeededField = (typeof NEEDED_FIELDS)[number];
const NEEDED_FIELDS = ['dirs', 'produces'] as const;

/** The name of the sweep, and two absolute paths: of the project root, and of the folder that the sweep file is in. */
type SweepField = (typeof SWEEP_FIELDS)[number];
const SWEEP_FIELDS = ['name', 'root', 'dir'] as const;

export type JobField = (typeof JOB_FIELDS)[number];
const JOB_FIELDS = ['id', 'label', 'dir', 'stage', 'index', 'args', 'overrides'] as const;

/** The names that every template may use, besides axes and vars. */
const BUILT_IN: ReadonlyMap<string, Reference> = new Map<string, Reference>([
  ...SWEEP_FIELDS.map((field): [string, Reference] => [`sweep.${field}`, { kind: 'sweep', field }]),
  ...JOB_FIELDS.map((field): [string, Reference] => [`job.${field}`, { kind: 'job', field }]),
]);
