import { jobId, type Need } from '../../model/plan.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { NeededJobs } from '../keys/subject.ts';
import { keyOn, type Cell } from '../cells/cell.ts';
import type { Findings } from '../findings.ts';
import type { Stage } from '../cells/stages.ts';
import type { NeededJob } from '../template/needed.ts';
import { placeholder } from '../template/placeholder.ts';

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
 * that both are over (absent equals only absent), and all of them if there is no such axis.
 */
export class StageJoins {
  /** In the order of the plan. */
  readonly stages: readonly Stage[];
  /** Null where they could not be made. */
  readonly #jobs = new Map<string, readonly LooseJob[] | null>();
  readonly #joins = new Map<Stage, readonly Join[]>();

  constructor(stages: readonly Stage[]) {
    this.stages = stages;
  }

  /** Takes in the jobs of a stage, each of which comes after all that it needs; null where some could not be made. */
  add({ name }: Stage, jobs: readonly LooseJob[] | null): void {
    this.#jobs.set(name, jobs);
  }

  jobsOf({ name }: Stage): readonly LooseJob[] {
    return this.#jobs.get(name) ?? [];
  }

  /** The joins of a stage with each that it needs, whose jobs have been taken in. */
  of(stage: Stage): readonly Join[] {
    const known = this.#joins.get(stage);
    if (known !== undefined) return known;
    const joins = stage.needs.map((need) => new Join(stage, need, this.stages, this.#jobs.get(need.stage) ?? []));
    this.#joins.set(stage, joins);
    return joins;
  }

  /** What templates of a stage can name of the jobs that its own need. */
  neededBy(stage: Stage): NeededJobs {
    return (name, cell) => {
      const join = this.of(stage).find(({ need }) => need.stage === name);
      if (join === undefined) return null;
      return this.#jobs.get(name) === null ? UNMADE : join.partnersOf(cell).jobs;
    };
  }
}

/** Stands for the jobs of a stage that could not be made, of which nothing more is to be said. */
const UNMADE: readonly NeededJob[] = [unmade(placeholder('job.dir'))];

function unmade(path: string): NeededJob {
  return { id: jobId(placeholder('job.id')), keys: { produces: { paths: [path] } }, produced: [path] };
}

/**
 * What each job needs of other stages. A need that has no partner in any cell is reported, and so are more needs than can be gone
 * through.
 */
export function joinStages(jobs: readonly LooseJob[], joined: StageJoins, findings: Findings): StageNeeds {
  const needs = jobs.map(() => NONE);
  const moot = new Map<number, string>();
  let count = 0;
  for (const stage of joined.stages.filter((one) => one.needs.length > 0)) {
    const joins = joined.of(stage);
    const lists = new Map<string, readonly Need[]>();
    for (const loose of joined.jobsOf(stage)) {
      const found = joins.map((join) => join.partnersOf(loose.cell));
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
  readonly jobs: LooseJob[];
  readonly needs: Need[];
  readonly number: number;
}

const NO_PARTNERS: Partners = { jobs: [], needs: [], number: 0 };

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
    for (const loose of needed) {
      const key = keyOn(loose.cell, this.#shared);
      const partners = this.#partners.get(key) ?? { jobs: [], needs: [], number: this.#partners.size + 1 };
      partners.jobs.push(loose);
      partners.needs.push({ job: loose.id, when: need.spec.when, via: 'stage', sameGpus: false });
      this.#partners.set(key, partners);
    }
  }

  partnersOf(cell: Cell): Partners {
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
