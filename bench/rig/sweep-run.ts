import { instant, seconds, tick, elapsed } from '../../src/model/units.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import type { HostView, Sharing } from '../../src/model/resources.ts';
import { begin } from '../../src/run/begin.ts';
import { drive } from '../../src/run/loop.ts';
import { NO_PROCESS, VirtualWorld } from '../../src/run/forecast/virtual-world.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { precedes } from '../../src/schedule/queue/precedence.ts';
import type { JobRecord, RunState } from '../../src/schedule/state/state.ts';
import type { Job, Plan } from '../../src/model/plan.ts';
import { gpus as someGpus } from '../../test/rig/world.ts';
import { random } from './random.ts';
import type { Timetable } from './timetable.ts';
import { planWith, type Knowledge, type Workload } from './workloads.ts';

const BEGINNING = { at: instant(0), tick: tick(0) };

/** A machine that nobody else uses. */
export function hostOf(gpus: number, slots: number, sharing: Sharing = 'pack'): HostView {
  return {
    slots,
    slotsOfUser: Infinity,
    memory: null,
    resources: new Map(),
    gpus: someGpus(gpus),
    sharing,
    probeFailure: null,
    paused: null,
    neighbours: ALONE,
  };
}

/** What a run has made of a workload. */
export interface Schedule {
  readonly timetable: Timetable;
  /** All jobs, in the order in which they were to start. */
  readonly queue: readonly Job[];
}

/** What a sweep says of the order of its jobs. */
export type Setting = Pick<Plan, 'order' | 'wideJobs'> & { readonly sharing?: Sharing };

/** Runs a workload by the real loop and scheduler in a virtual world. */
export async function sweepRun(workload: Workload, knowledge: Knowledge, setting: Setting): Promise<Schedule> {
  const { took, gpus, slots } = workload;
  const { sharing, ...said } = setting;
  const plan = { ...planWith(workload, knowledge), ...said };
  const state = initialState(plan);
  if (knowledge === 'learned') rememberEarlierRun(state, workload);
  const course = ({ job }: { readonly job: { readonly id: string } }) => ({ seconds: took.get(job.id as never) ?? 0 });
  const world = new VirtualWorld(hostOf(gpus, slots, sharing), course, BEGINNING);
  open(state, world, plan);
  await drive(state, world);
  const { succeeded } = state.counts;
  if (succeeded !== plan.jobs.length) throw new Error(`only ${succeeded} of ${plan.jobs.length} jobs succeeded`);
  const timetable = new Map(
    world.spells.map(({ job, began, ended }) => [
      job,
      { from: elapsed(BEGINNING.tick, began), to: elapsed(BEGINNING.tick, ended ?? began) },
    ]),
  );
  return { timetable, queue: queueOf(state) };
}

/** As the run has put them in order when it began. */
function queueOf({ records }: RunState): readonly Job[] {
  const placeOf = ({ job, remaining }: JobRecord) => ({ ...job!, place: 0, remaining, cellBound: null });
  return records.map(placeOf).sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Begins a run of which every job is new, from a sweep file that is said relative to its project, here or on a cluster. */
export function open(
  state: RunState,
  world: VirtualWorld,
  plan: Plan,
  { file = 'bench.yaml', on }: { readonly file?: string; readonly on?: string } = {},
): void {
  const verdict = { state: 'new', because: null } as const;
  const verdicts = new Map(plan.jobs.map((job) => [job.id, verdict]));
  const tasks = plan.jobs.map((job) => ({ job: job.id, verdict }));
  begin(
    state,
    world,
    { verdicts, selected: null, tasks, unchosen: [] },
    {
      runner: NO_PROCESS,
      file,
      set: [],
      code: null,
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null, ...(on === undefined ? {} : { on }) },
      continues: false,
      begins: null,
    },
  );
}

/** Every job has run once before, and took about as long. */
function rememberEarlierRun(state: RunState, { took }: Workload): void {
  const chance = random(7);
  for (const record of state.records) {
    const before = (took.get(record.id) ?? 0) * (0.9 + 0.2 * chance.uniform());
    state.durations.record(record, seconds(before));
  }
}
