import type { Job, ParamValue } from '../../model/plan.ts';
import type { Difference, GpuTime } from './compare.ts';
import type { Change } from './hunks.ts';

/** What `sweep diff --format json` prints. */
export interface DiffJson {
  readonly version: 1;
  readonly sweep: Change;
  readonly jobs: { readonly before: number; readonly after: number };
  readonly added: readonly DiffJobJson[];
  /** Their results are kept, as orphans. */
  readonly removed: readonly DiffJobJson[];
  /** What is called otherwise, with its id before: its result moves along. What else changes of it is in `changed` besides. */
  readonly moved: readonly (DiffJobJson & { readonly was: string })[];
  readonly changed: readonly (DiffJobJson & {
    /** Whether a result from before is no longer good. */
    readonly stale: boolean;
    /** What decides the result and differs: `command`, `inputs`, `needs` and so on. */
    readonly because: readonly string[];
    /** The id of the job that it needs that is new or runs again, where it is stale for no other reason; else null. */
    readonly follows: string | null;
    /** In full; null for what is not there. */
    readonly fields: readonly {
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
    }[];
  })[];
  readonly unchanged: number;
  /** The sum over all jobs of GPUs times timeout; `unbounded` jobs have no timeout and are not in it. */
  readonly gpuHours: { readonly before: GpuTime; readonly after: GpuTime };
}

export interface DiffJobJson {
  readonly id: string;
  readonly label: string;
  readonly stage: string;
  readonly params: Readonly<Record<string, ParamValue['json']>>;
}

/** What a change does to a plan, for programs. */
export function diffJson({ sweep, jobs, added, removed, moved, changed, unchanged, gpuTime }: Difference): DiffJson {
  return {
    version: 1,
    sweep: typeof sweep === 'string' ? { before: sweep, after: sweep } : sweep,
    jobs,
    added: added.map(jobJson),
    removed: removed.map(jobJson),
    moved: moved.map(({ job, was }) => ({ ...jobJson(job), was: was.id })),
    changed: changed.map(({ job, isStale, because, fields, follows }) => ({
      ...jobJson(job),
      stale: isStale,
      because,
      follows: follows?.id ?? null,
      fields: fields.map(({ field, before, after }) => ({ field, before: orNull(before), after: orNull(after) })),
    })),
    unchanged,
    gpuHours: gpuTime,
  };
}

function jobJson({ id, label, stage, params }: Job): DiffJobJson {
  return { id, label, stage, params: Object.fromEntries([...params].map(([axis, { json }]) => [axis, json])) };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
