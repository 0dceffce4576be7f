import { groupBy } from '../../model/group-by.ts';
import type { Need } from '../../model/plan.ts';
import type { LooseJob } from '../keys/assemble.ts';
import { keyOn } from '../cells/cell.ts';
import type { Findings } from '../findings.ts';
import type { Stage } from '../cells/stages.ts';

/** More needs than this no schedule goes through in good time. */
const MOST_NEEDS = 5_000_000;

/** How the needs of stages join their jobs. */
export interface StageNeeds {
  /** What each job needs of other stages, by its index; one list for all jobs of a stage that need the same. */
  readonly needs: readonly (readonly Need[])[];
  /** By the index of a job: the stage whose failure it needs although it has no partner there. */
  readonly moot: ReadonlyMap<number, string>;
}

type StageNeed = Stage['needs'][number];

const NONE: readonly Need[] = [];

/**
 * Joins stages on the axes that they share: a job needs those jobs of a needed stage that agree with it on every axis
 * that both are over (absent equals only absent), and all of them if there is no such axis. A need that has no partner
 * in any cell is reported, and so are more needs than can be gone through.
 */
export function joinStages(jobs: readonly LooseJob[], stages: readonly Stage[], findings: Findings): StageNeeds {
  const byStage = groupBy(jobs, ({ stage }) => stage);
  const needs = jobs.map(() => NONE);
  const moot = new Map<number, string>();
  let count = 0;
  for (const stage of stages.filter((one) => one.needs.length > 0)) {
    const joins = stage.needs.map((need) => new Join(stage, need, stages, byStage.get(need.stage) ?? []));
    const lists = new Map<string, readonly Need[]>();
    for (const loose of byStage.get(stage.name) ?? []) {
      const found = joins.map((join) => join.partnersOf(loose));
      const key = found.map(({ number }) => number).join();
      const list = lists.get(key) ?? found.flatMap(({ needs: partners }) => partners);
      lists.set(key, list);
      needs[loose.index] = list;
      count += list.length;
      const lacking = stage.needs.find(({ spec }, index) => spec.when === 'failure' && found[index] === NO_PARTNERS);
      if (lacking !== undefined) moot.set(loose.index, lacking.stage);
    }
    for (const join of joins) if (!join.met) reportWithoutPartner(stage, join.need, findings);
    if (count > MOST_NEEDS) reportTooMany(stage, count, findings);
  }
  return { needs: count > MOST_NEEDS ? jobs.map(() => NONE) : needs, moot };
}

/** The jobs of a needed stage that belong to one combination of the shared axes. */
interface Partners {
  readonly needs: Need[];
  readonly number: number;
}

const NO_PARTNERS: Partners = { needs: [], number: 0 };

class Join {
  readonly need: StageNeed;
  /** Whether any job has a partner. */
  met = false;
  readonly #shared: Stage['over'];
  readonly #partners = new Map<string, Partners>();

  constructor({ over }: Stage, need: StageNeed, stages: readonly Stage[], needed: readonly LooseJob[]) {
    const other = stages.find(({ name }) => name === need.stage)?.over ?? [];
    this.need = need;
    this.#shared = over.filter((axis) => other.includes(axis));
    for (const { cell, id } of needed) {
      const key = keyOn(cell, this.#shared);
      const partners = this.#partners.get(key) ?? { needs: [], number: this.#partners.size + 1 };
      partners.needs.push({ job: id, when: need.spec.when, via: 'stage', sameGpus: false });
      this.#partners.set(key, partners);
    }
  }

  partnersOf({ cell }: LooseJob): Partners {
    const partners = this.#partners.get(keyOn(cell, this.#shared));
    if (partners === undefined) return NO_PARTNERS;
    this.met = true;
    return partners;
  }
}

function reportWithoutPartner(stage: Stage, { stage: needed, spec }: StageNeed, findings: Findings): void {
  findings.add({
    severity: 'error',
    code: 'unmatched-need',
    message: `no job of \`${stage.name}\` agrees with a job of \`${needed}\` on the axes that both have, so this need joins nothing`,
    span: spec.stage.span,
  });
}

function reportTooMany(stage: Stage, count: number, findings: Findings): void {
  findings.add({
    severity: 'error',
    code: 'too-many-needs',
    message: `the jobs of \`${stage.name}\` would wait for ${count.toLocaleString('en')} jobs in all, more than the ${MOST_NEEDS.toLocaleString('en')} that can be kept track of`,
    span: stage.spec?.needs[0]?.stage.span ?? null,
    hint: 'put a stage with `over: []` between the two, which all of them wait for',
  });
}
