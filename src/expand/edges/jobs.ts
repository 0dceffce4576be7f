import { assemble, type LooseJob } from '../keys/assemble.ts';
import { draw, type Blueprint } from '../keys/blueprint.ts';
import type { Cell } from '../cells/cell.ts';
import { reportCycles } from '../keys/cycles.ts';
import type { StageContext } from '../keys/subject.ts';
import { Identities } from '../cells/identity.ts';
import { mergeBodies } from '../keys/merge.ts';
import { type Sketch, Sketcher, sketchOf } from './sketches.ts';
import type { Layer, LayerStack } from '../keys/layers.ts';

/** The jobs of a stage; where some could not be made, sketches of all. */
export type StageJobs =
  | { readonly jobs: readonly LooseJob[]; readonly sketches: null }
  | { readonly jobs: null; readonly sketches: readonly Sketch[] };

/** The jobs of all cells of a stage, in order, the first at index `from` of the plan. What could not be made is reported. */
export function jobsOf(cells: readonly Cell[], stack: LayerStack, sweep: StageContext, from: number): StageJobs {
  const identities = new Identities(sweep.stage.name, sweep.axes);
  const blueprints = new Blueprints(sweep);
  const sketcher = new Sketcher(sweep);
  const jobs: LooseJob[] = [];
  const unmade: Sketch[] = [];
  for (const [place, cell] of cells.entries()) {
    const blueprint = blueprints.under(stack.layersFor(cell));
    const subject = { cell, id: identities.idOf(cell), index: from + place };
    const job = blueprint === null ? null : assemble(sweep, { ...subject, body: blueprint.body }, blueprint);
    if (job !== null) jobs.push(job);
    else unmade.push(sketcher.sketch(subject, blueprint));
  }
  reportSharedIdentities(jobs, sweep);
  if (unmade.length === 0) return { jobs, sketches: null };
  return { jobs: null, sketches: [...jobs.map((job) => sketchOf(job, sweep)), ...unmade].sort(inOrder) };
}

/** The same jobs as sketches. */
export function sketchesOf(stage: StageJobs, sweep: Pick<StageContext, 'stage'>): readonly Sketch[] {
  return stage.jobs === null ? stage.sketches : stage.jobs.map((job) => sketchOf(job, sweep));
}

function inOrder(one: Sketch, other: Sketch): number {
  return one.index - other.index;
}

/** Where an axis is absent in one cell and has its default in another, nothing else might tell the two apart. */
function reportSharedIdentities(jobs: readonly LooseJob[], { axes, findings }: StageContext): void {
  const defaulted = axes.filter((axis) => axis.hasDefault);
  if (defaulted.length === 0) return;
  const known = new Map<string, LooseJob>();
  for (const one of jobs) {
    const first = known.get(one.id);
    known.set(one.id, first ?? one);
    const axis = defaulted.find(
      ({ index }) => first !== undefined && first.cell.values[index] !== one.cell.values[index],
    );
    if (axis === undefined) continue;
    findings.add({
      severity: 'error',
      code: 'shared-identity',
      message: `the axis \`${axis.name}\` is absent in one cell and has its default in another that is the same otherwise: both would be the job ${one.id}`,
      span: axis.span,
      hint: 'take the `default` away, or the absence',
    });
  }
}

/** One blueprint for each set of layers that holds for some cell. */
class Blueprints {
  readonly #sweep: StageContext;
  readonly #drawn = new Map<string, Blueprint | null>();
  readonly #numbers = new Map<Layer, number>();

  constructor(sweep: StageContext) {
    this.#sweep = sweep;
  }

  /** Null if vars of it need themselves, which is reported. */
  under(layers: readonly Layer[]): Blueprint | null {
    let key = '';
    for (const layer of layers) key += `${this.#numberOf(layer)},`;
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const body = mergeBodies(layers.map((layer) => layer.body));
    const { compiler, findings } = this.#sweep;
    const blueprint = reportCycles(body, compiler, findings) ? null : draw(body, this.#sweep);
    this.#drawn.set(key, blueprint);
    return blueprint;
  }

  #numberOf(layer: Layer): number {
    const known = this.#numbers.get(layer);
    if (known !== undefined) return known;
    this.#numbers.set(layer, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
