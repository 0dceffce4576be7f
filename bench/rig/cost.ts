import type { AttemptPlanned, Event } from '../../src/model/event.ts';
import type { JobId } from '../../src/model/plan.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { decide } from '../../src/schedule/decide/decide.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import { drive } from '../../src/run/loop.ts';
import { VirtualWorld } from '../../src/run/virtual-world.ts';
import { sketchPlan, type JobSketch } from '../../test/rig/plan.ts';
import { FakeWorld, gpus } from '../../test/rig/world.ts';
import { hostOf, open } from './sweep-run.ts';

const SIZES = [1_000, 10_000, 100_000];

/** The number of GPUs that jobs ask for, in turn: five classes of request. */
const WIDTHS = [0, 1, 1, 2, 4];

/**
 * The cost of scheduling per job, with instant jobs: from the first decision to the last event, in memory, each event
 * encoded for the journal. It must not grow with the number of jobs: nothing may look at all jobs for one event.
 */
export async function jobCosts(): Promise<string[]> {
  await microsecondsPerJob(SIZES[0]!);
  const costs: number[] = [];
  for (const size of SIZES) costs.push(await microsecondsPerJob(size));
  const growth = costs.at(-1)! / costs[0]!;
  return [
    ...SIZES.map((size, at) => `${String(size).padStart(7)} jobs: ${costs[at]!.toFixed(1)} µs a job`),
    `cost per job at ${SIZES.at(-1)} jobs against ${SIZES[0]}: ${growth.toFixed(2)} times`,
  ];
}

async function microsecondsPerJob(count: number): Promise<number> {
  const sketches = Array.from({ length: count }, (_, index): JobSketch => ({
    id: `job-${index}`,
    gpus: WIDTHS[index % WIDTHS.length]!,
    timeout: 3600,
    priority: index % 7 === 0 ? 1 : 0,
    needs: index % 3 === 0 ? [] : [{ on: `job-${index - 1}`, when: 'always', via: 'chain' }],
  }));
  const world = new FakeWorld({ slots: 16, gpus: gpus(8) }, () => ({ seconds: 0 }));
  const [state] = await world.open(sketchPlan(sketches));
  const began = process.hrtime.bigint();
  await drive(state, world);
  const took = microsecondsSince(began);
  if (state.counts.succeeded !== count) throw new Error(`only ${state.counts.succeeded} of ${count} jobs succeeded`);
  return took / count;
}

const WAITING = 100_000;
const MOST_MICROSECONDS = 50;

/** The cost of a decision while 100,000 jobs of five classes of request wait, on machines of 8 and of 64 GPUs. */
export function decisionCosts(): string[] {
  return [8, 64].flatMap((gpuCount) => {
    decisionCost(gpuCount, 2_000);
    const { calls, deciding, reducing, starts } = decisionCost(gpuCount, WAITING);
    const each = deciding / calls;
    const verdict = each < MOST_MICROSECONDS ? 'holds' : 'MISSED';
    return [
      `${WAITING} waiting jobs in 5 classes, ${gpuCount} GPUs: ${each.toFixed(1)} µs a decision over ${calls} (target ${MOST_MICROSECONDS}: ${verdict}), ` +
        `${((deciding + reducing) / starts).toFixed(1)} µs a job with its three events`,
    ];
  });
}

interface DecisionCost {
  readonly calls: number;
  readonly starts: number;
  /** Microseconds in `decide`, all together. */
  readonly deciding: number;
  /** The same in `reduce`. */
  readonly reducing: number;
}

/** Decides and reduces until a tenth of all jobs has run, so that the queue stays about as long. */
function decisionCost(gpuCount: number, waiting: number): DecisionCost {
  const plan = sketchPlan(
    Array.from({ length: waiting }, (_, at) => ({
      id: `job-${at}`,
      gpus: at % 5 === 4 ? 3 : (at % 5) * 2,
      timeout: 600 + (at % 5),
    })),
  );
  const host = hostOf(gpuCount, 2 * gpuCount);
  const state = initialState(plan);
  open(state, new VirtualWorld(host, () => ({}), { at: instant(0), tick: tick(0) }), plan);
  const running: JobId[] = [];
  const cost = { calls: 0, starts: 0, deciding: 0, reducing: 0 };
  for (let now = 0; cost.starts < waiting / 10;) {
    const before = process.hrtime.bigint();
    const decision = decide(state, host, tick(now));
    cost.deciding += microsecondsSince(before);
    cost.calls += 1;
    const moment = { at: instant(now), tick: tick(now) };
    const events: Event[] = [];
    if (decision?.do === 'start') {
      cost.starts += 1;
      running.push(decision.job);
      events.push(planned(decision.job, decision.allocation, moment));
      events.push({ ...moment, event: 'attempt-started', job: decision.job, attempt: 1, process: state.run!.runner });
    } else {
      now += 1000;
      const job = running.shift()!;
      events.push({
        ...moment,
        event: 'attempt-ended',
        job,
        attempt: 1,
        outcome: { cause: 'exit', code: 0 },
        seconds: seconds(60),
        endedAt: null,
        error: null,
      });
    }
    const then = process.hrtime.bigint();
    for (const event of events) reduce(state, event);
    cost.reducing += microsecondsSince(then);
  }
  return cost;
}

function planned(job: JobId, allocation: AttemptPlanned['allocation'], moment: Pick<Event, 'at' | 'tick'>): Event {
  const rest = { attempt: 1, token: 't', lateInputs: null, limit: seconds(600) };
  return {
    ...moment,
    ...rest,
    event: 'attempt-planned',
    job,
    allocation,
    fingerprint: '' as never,
    parts: {} as never,
  };
}

function microsecondsSince(began: bigint): number {
  return Number(process.hrtime.bigint() - began) / 1000;
}
