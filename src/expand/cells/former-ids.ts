import type { Spec } from '../../language/spec.ts';
import type { JobId } from '../../model/plan.ts';
import type { Findings } from '../findings.ts';
import type { Axis } from './axis.ts';
import type { Cell } from './cell.ts';
import { Identities, type NamedAxis } from './identity.ts';
import { ABSENCE, type Renamings } from './renamings.ts';
import type { Stage } from './stages.ts';
import type { Value } from './value.ts';

/** The cells of a stage with the ids of their jobs. */
interface CellsOfStage {
  readonly stage: Pick<Stage, 'name' | 'over'>;
  readonly jobs: readonly { readonly cell: Cell; readonly id: JobId }[];
}

/** So many ids are thought of at the most that jobs may have had: more take longer than people wait for a plan. */
const MOST_FORMER = 1_000_000;

/**
 * The ids that jobs have had under former names of their stage, their axes and their values, in each combination, since these may have been
 * renamed one after another; by each the id of today. One that is still a job's is none of them. Too many are reported.
 */
export function formerIdsOf(
  { moved }: Pick<Spec, 'moved'>,
  axes: readonly Axis[],
  stages: readonly CellsOfStage[],
  renamings: Renamings,
  findings: Findings,
): ReadonlyMap<JobId, JobId> {
  const former = new Map<JobId, JobId>();
  const number = stages.reduce((sum, one) => sum + numberOfFormer(one, renamings), 0);
  if (number > MOST_FORMER) {
    findings.add({
      severity: 'error',
      code: 'too-many-moves',
      message: `by \`moved\`, jobs may have had ${number.toLocaleString('en')} other ids, more than ${MOST_FORMER.toLocaleString('en')}`,
      span: moved[0]?.span ?? null,
      hint: 'take out the entries that all results have followed',
    });
    return former;
  }
  const present = new Set(stages.flatMap(({ jobs }) => jobs.map(({ id }) => id)));
  for (const { stage, jobs } of stages) {
    const identities = namingsOf(stage, axes, renamings);
    for (const { cell, id } of jobs) {
      for (const valued of cellsBefore(cell, stage.over, renamings)) {
        for (const naming of identities) {
          const was = naming.idOf(valued);
          if (!present.has(was) && !former.has(was)) former.set(was, id);
        }
      }
    }
  }
  return former;
}

function numberOfFormer({ stage, jobs }: CellsOfStage, { stages, axes, values }: Renamings): number {
  const names = [stages.get(stage.name), ...stage.over.map(({ name }) => axes.get(name))];
  const longest = stage.over.map((axis) =>
    Math.max(0, ...[...(values.get(axis)?.values() ?? [])].map((one) => one.length)),
  );
  const each = [...names.map((list) => list?.length ?? 0), ...longest].reduce((product, one) => product * (one + 1), 1);
  return (each - 1) * jobs.length;
}

/** One for each combination of names that the stage and its axes have and have had. */
function namingsOf({ name, over }: CellsOfStage['stage'], axes: readonly Axis[], renamings: Renamings): Identities[] {
  const isOfStage = new Set(over);
  const choices = axes.map((axis): NamedAxis[] => {
    const before = isOfStage.has(axis) ? (renamings.axes.get(axis.name) ?? []) : [];
    return [
      axis,
      ...before.map((was) => ({ name: was, index: axis.index, isDefault: (value: Value) => axis.isDefault(value) })),
    ];
  });
  const named = combinations(choices);
  return [name, ...(renamings.stages.get(name) ?? [])].flatMap((stage) =>
    named.map((row) => new Identities(stage, row)),
  );
}

/** The cell as it is, and as it was with each combination of former values. */
function cellsBefore(cell: Cell, over: readonly Axis[], { values }: Renamings): readonly Cell[] {
  if (values.size === 0) return [cell];
  const isOfStage = new Set(over.map(({ index }) => index));
  const pasts = new Map([...values].map(([axis, past]) => [axis.index, past]));
  const choices = cell.values.map((value, index) => {
    const past = isOfStage.has(index) ? pasts.get(index)?.get(value?.canonical ?? ABSENCE) : undefined;
    return [value, ...(past ?? [])];
  });
  return combinations(choices).map((row) => ({ values: row }));
}

/** All rows that have one of each list. */
function combinations<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}
