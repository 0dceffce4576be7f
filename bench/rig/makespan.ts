import type { Job, QueueOrder } from '../../src/model/plan.ts';
import { lowerBound } from '../../src/run/lower-bound.ts';
import { firstFit } from './first-fit.ts';
import { median } from './measure.ts';
import { sweepRun } from './sweep-run.ts';
import { byPlan, loadsOf, makespanOf, type Timetable, worstWait } from './timetable.ts';
import { workloads, type Knowledge, type Workload } from './workloads.ts';

const KNOWLEDGE: readonly Knowledge[] = ['exact', 'loose', 'learned'];

const ORDERS: readonly QueueOrder[] = ['longest', 'plan'];

/** The median schedule is at most so many times as long as the bound. */
const MEDIAN_TO_BOUND = 1.1;

/** No schedule is more than so many times as long as that of first fit. */
const MOST_TO_FIRST_FIT = 1.02;

/** A schedule, held against the bound. */
interface Quality {
  /** Its makespan as a multiple of the bound. */
  readonly toBound: number;
  /** The worst wait of a wide job, in lengths of the longest job. */
  readonly wait: number;
}

interface Measured {
  readonly workload: Workload;
  readonly knowledge: Knowledge;
  /** Hours. */
  readonly bound: number;
  readonly by: string;
  readonly ours: Readonly<Record<QueueOrder, Quality>>;
  readonly peer: Quality;
}

/** Makespans against a lower bound and against first fit, a line each; then whether the targets hold. */
export async function scheduleTable(): Promise<string[]> {
  const rows: Measured[] = [];
  for (const workload of await workloads()) {
    for (const knowledge of KNOWLEDGE) rows.push(await measure(workload, knowledge));
  }
  return [HEAD, ...rows.map(lineOf), '', ...ORDERS.flatMap((order) => verdicts(rows, order)), firstFitLine(rows)];
}

async function measure(workload: Workload, knowledge: Knowledge): Promise<Measured> {
  const { seconds: least, by } = lowerBound(loadsOf(workload), workload);
  const qualityOf = (timetable: Timetable, queue: readonly Job[]): Quality => {
    const toBound = makespanOf(timetable) / least;
    if (toBound < 1 - 1e-9) throw new Error(`${workload.name}: a schedule is shorter than its lower bound: ${toBound}`);
    return { toBound, wait: worstWait(workload, timetable, queue) };
  };
  const ours = async (order: QueueOrder): Promise<Quality> => {
    const { timetable, queue } = await sweepRun(workload, knowledge, order);
    return qualityOf(timetable, queue);
  };
  return {
    workload,
    knowledge,
    bound: least / 3600,
    by,
    ours: { longest: await ours('longest'), plan: await ours('plan') },
    peer: qualityOf(firstFit(workload), [...workload.plan.jobs].sort(byPlan)),
  };
}

const HEAD =
  'workload             GPUs  jobs  known     bound by     bound  longest/bound  plan/bound  first-fit/bound  longest/first-fit  plan/first-fit  wide waits: longest   plan  first-fit';

function lineOf({ workload, knowledge, bound, by, ours: { longest, plan }, peer }: Measured): string {
  return [
    workload.name.padEnd(19),
    String(workload.gpus).padStart(4),
    String(workload.plan.jobs.length).padStart(4),
    knowledge.padEnd(8),
    by.padEnd(5),
    `${bound.toFixed(1)} h`.padStart(10),
    longest.toBound.toFixed(3).padStart(13),
    plan.toBound.toFixed(3).padStart(10),
    peer.toBound.toFixed(3).padStart(15),
    (longest.toBound / peer.toBound).toFixed(3).padStart(17),
    (plan.toBound / peer.toBound).toFixed(3).padStart(14),
    longest.wait.toFixed(2).padStart(19),
    plan.wait.toFixed(2).padStart(5),
    peer.wait.toFixed(2).padStart(9),
  ].join('  ');
}

function verdicts(rows: readonly Measured[], order: QueueOrder): string[] {
  const ratioOf = ({ ours, peer }: Measured) => ours[order].toBound / peer.toBound;
  const worst = rows.reduce((a, b) => (ratioOf(b) > ratioOf(a) ? b : a));
  const missed = rows.filter((row) => ratioOf(row) > MOST_TO_FIRST_FIT);
  const middle = (of: readonly Measured[]) => median(of.map(({ ours }) => ours[order].toBound));
  const each = KNOWLEDGE.map((one) => `${one} ${middle(rows.filter(({ knowledge }) => knowledge === one)).toFixed(3)}`);
  return [
    `${order}: median to the bound ${middle(rows).toFixed(3)} (${each.join(', ')}): ` +
      holds(middle(rows) <= MEDIAN_TO_BOUND, `at most ${MEDIAN_TO_BOUND}`),
    `${order}: worst to first fit ${ratioOf(worst).toFixed(3)} (${worst.workload.name} on ${worst.workload.gpus} GPUs, ${worst.knowledge}), ` +
      `${missed.length} of ${rows.length} beyond: ${holds(missed.length === 0, `at most ${MOST_TO_FIRST_FIT}`)}`,
    `${order}: worst wait of a wide job after its turn, in longest jobs: ${Math.max(...rows.map(({ ours }) => ours[order].wait)).toFixed(2)}`,
  ];
}

function firstFitLine(rows: readonly Measured[]): string {
  const wait = Math.max(...rows.map(({ peer }) => peer.wait)).toFixed(2);
  return `first fit: median to the bound ${median(rows.map(({ peer }) => peer.toBound)).toFixed(3)}, worst wait ${wait}`;
}

function holds(does: boolean, target: string): string {
  return `target ${target} ${does ? 'holds' : 'MISSED'}`;
}
