import type { AttemptPlanned, Event } from '../../src/model/event.ts';
import { jobId, type Job, type JobId, type Need, type Plan } from '../../src/model/plan.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { VirtualWorld } from '../../src/run/forecast/virtual-world.ts';
import { decide } from '../../src/schedule/decide/decide.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { sketchPlan } from '../../test/rig/plan.ts';
import { IS_SHORT } from './measure.ts';
import { hostOf, open } from './sweep-run.ts';

const SIZES = IS_SHORT ? [100, 1_000] : [1_000, 10_000, 100_000, 1_000_000];
const GPUS = 8;

/** How many jobs are started for each figure: a tenth of all at the most in one run, so that about as many wait all the time. */
const STARTS = IS_SHORT ? 100 : 5_000;

/** Microseconds of decisions that a job may cost, the vain ones included. */
const MOST_DECIDING = 20;

/** What a plan is like: how many different requests it has, and what waits for what. */
interface Shape {
  readonly name: string;
  readonly classes: (jobs: number) => number;
  /** The jobs that one waits for, by index. */
  readonly needs: (index: number) => readonly number[];
  /** A job of the most costs at the most so many times what one of the fewest does. */
  readonly mostGrowth: number;
}

const NOTHING: readonly number[] = [];

const SHAPES: readonly Shape[] = [
  { name: '1 request', classes: () => 1, needs: () => NOTHING, mostGrowth: 2 },
  { name: '5 requests', classes: () => 5, needs: () => NOTHING, mostGrowth: 2 },
  { name: '50 requests', classes: () => 50, needs: () => NOTHING, mostGrowth: 2 },
  { name: 'each another', classes: (jobs) => jobs, needs: () => NOTHING, mostGrowth: 3 },
  {
    name: 'chains of 10',
    classes: () => 5,
    needs: (index) => (index % 10 === 0 ? NOTHING : [index - 1]),
    mostGrowth: 2,
  },
  {
    name: 'fan-in of 1,000',
    classes: () => 5,
    needs: (index) => (index % 1001 === 1000 ? Array.from({ length: 1000 }, (_, at) => index - 1000 + at) : NOTHING),
    mostGrowth: 2,
  },
];

/** Microseconds on a CPU for each job that is started. */
interface Cost {
  /** In decisions, the vain ones included. */
  readonly deciding: number;
  /** In taking in its three events. */
  readonly reducing: number;
}

/** What a started job costs the scheduler while so many wait: two lines for each kind of plan as soon as they are known, then the verdict. */
export function* decisionCosts(): Iterable<string> {
  yield ['µs a job, of'.padEnd(26), ...SIZES.map((size) => size.toLocaleString('en').padStart(12)), '   growth'].join(
    '',
  );
  const verdicts: string[] = [];
  for (const shape of SHAPES) {
    // The first one pays for the compiler.
    costOf(shape, SIZES[0]!);
    const costs = SIZES.map((size) => costOf(shape, size));
    const growth = (of: keyof Cost): number => costs.at(-1)![of] / costs[0]![of];
    for (const of of ['deciding', 'reducing'] as const) {
      const cells = costs.map((cost) => cost[of].toFixed(1).padStart(12));
      yield `${shape.name.padEnd(17)}${of}${cells.join(' ').padStart(12 * SIZES.length + SIZES.length)}${growth(of).toFixed(2).padStart(9)}`;
    }
    const isMet = costs.at(-1)!.deciding <= MOST_DECIDING && growth('deciding') <= shape.mostGrowth;
    verdicts.push(`${shape.name} ${isMet ? 'holds' : 'MISSED'}`);
  }
  if (IS_SHORT) return;
  yield `target ${MOST_DECIDING} µs of deciding, 2 times at the most (3 where each is another): ${verdicts.join(', ')}`;
}

function costOf(shape: Shape, jobs: number): Cost {
  const starts = Math.min(STARTS, Math.ceil(jobs / 10));
  const runs = Array.from({ length: Math.ceil(STARTS / starts) }, () => costOfRun(shape, jobs, starts));
  const mean = (of: keyof Cost): number => runs.reduce((sum, run) => sum + run[of], 0) / runs.length;
  return { deciding: mean('deciding'), reducing: mean('reducing') };
}

/** Decides and takes in what comes of it until so many have started. */
function costOfRun(shape: Shape, jobs: number, starts: number): Cost {
  const plan = planOf(shape, jobs);
  const host = hostOf(GPUS, 2 * GPUS);
  const state = initialState(plan);
  open(state, new VirtualWorld(host, () => ({}), { at: instant(0), tick: tick(0) }), plan);
  const running: JobId[] = [];
  let [deciding, reducing] = [0, 0];
  const before = process.cpuUsage();
  for (let now = 0, started = 0; started < starts;) {
    const began = performance.now();
    const decision = decide(state, host, tick(now));
    deciding += performance.now() - began;
    if (decision?.do === 'start') running.push(decision.job);
    if (decision?.do === 'start') started += 1;
    else now += 1000;
    const events = decision?.do === 'start' ? beginning(state, decision, now) : [ending(running.shift()!, now)];
    const then = performance.now();
    for (const event of events) reduce(state, event);
    reducing += performance.now() - then;
  }
  // The clock on the wall tells only how the time on the CPU is shared out: others may be at work on this machine.
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / starts / (deciding + reducing);
  return { deciding: each * deciding, reducing: each * reducing };
}

/** Jobs of up to four GPUs that have in common what they can: a million of them are to fit into memory. */
function planOf({ classes, needs }: Shape, jobs: number): Plan {
  const kinds = classes(jobs);
  const widths = kinds === 1 ? [1] : [0, 1, 1, 2, 4];
  const plan = sketchPlan(widths.map((gpus, at) => ({ id: `kind-${at}`, gpus })));
  const need = (index: number): Need => ({
    job: jobId(`job-${index}`),
    when: 'success',
    via: 'stage',
    sameGpus: false,
  });
  const made = Array.from({ length: jobs }, (_, index): Job => {
    // Of a prime, so that each part of the plan has jobs of all kinds.
    const kind = (index * 7919) % kinds;
    return {
      ...plan.jobs[kind % widths.length]!,
      id: jobId(`job-${index}`),
      index,
      timeout: { after: seconds(600 + kind), signal: 'TERM', grace: seconds(0) },
      needs: needs(index).map(need),
    };
  });
  return { ...plan, jobs: made };
}

function beginning(state: RunState, start: Pick<AttemptPlanned, 'job' | 'allocation'>, now: number): readonly Event[] {
  const { job, allocation } = start;
  const moment = { at: instant(now), tick: tick(now) };
  return [
    {
      ...moment,
      event: 'attempt-planned',
      job,
      attempt: 1,
      allocation,
      token: 't',
      lateInputs: null,
      limit: seconds(600),
      fingerprint: '' as never,
      parts: {} as never,
    },
    { ...moment, event: 'attempt-started', job, attempt: 1, process: state.run!.runner },
  ];
}

function ending(job: JobId, now: number): Event {
  return {
    at: instant(now),
    tick: tick(now),
    event: 'attempt-ended',
    job,
    attempt: 1,
    outcome: { cause: 'exit', code: 0 },
    seconds: seconds(60),
    endedAt: null,
    error: null,
  };
}
