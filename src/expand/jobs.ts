import type { Rule as RuleSpec, Spec } from '../spec/spec.ts';
import { assemble, type LooseJob } from './assemble.ts';
import { draw, type Blueprint } from './blueprint.ts';
import type { Cell } from './cell.ts';
import { applies, type Rule } from './condition.ts';
import { reportCycles } from './cycles.ts';
import type { SweepContext } from './evaluate.ts';
import { Identities } from './identity.ts';
import { mergeBodies } from './merge.ts';

/**
 * The jobs of all cells, in order. Null if some could not be made, which is reported.
 */
export function jobsOf(
  spec: Spec,
  cells: readonly Cell[],
  rules: readonly Rule[],
  sweep: SweepContext,
  fileFolder: string,
): LooseJob[] | null {
  const identities = new Identities(sweep.stage, sweep.axes);
  const blueprints = new Blueprints(spec, sweep, fileFolder);
  const jobs: LooseJob[] = [];
  for (const [index, cell] of cells.entries()) {
    const blueprint = blueprints.under(rules.filter((rule) => applies(rule, cell)));
    if (blueprint === null) continue;
    const subject = { cell, body: blueprint.body, id: identities.idOf(cell), index };
    const job = assemble(sweep, subject, blueprint);
    if (job !== null) jobs.push(job);
  }
  return jobs.length === cells.length ? jobs : null;
}

/** One blueprint for each set of rules that applies to some cell. */
class Blueprints {
  readonly #spec: Spec;
  readonly #sweep: SweepContext;
  readonly #fileFolder: string;
  readonly #drawn = new Map<string, Blueprint | null>();
  readonly #numbers: ReadonlyMap<RuleSpec, number>;

  constructor(spec: Spec, sweep: SweepContext, fileFolder: string) {
    this.#spec = spec;
    this.#sweep = sweep;
    this.#fileFolder = fileFolder;
    this.#numbers = new Map(spec.rules.map((rule, number) => [rule, number]));
  }

  /** Null if vars of it need themselves, which is reported. */
  under(rules: readonly Rule[]): Blueprint | null {
    const key = rules.map((rule) => this.#numbers.get(rule.spec)).join(',');
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const body = mergeBodies([this.#spec.job, ...rules.map((rule) => rule.spec.body)]);
    const { compiler, findings } = this.#sweep;
    const blueprint = reportCycles(body, compiler, findings) ? null : draw(body, this.#sweep, this.#fileFolder);
    this.#drawn.set(key, blueprint);
    return blueprint;
  }
}
