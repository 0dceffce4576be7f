import { lowerBound } from '../../src/run/lower-bound.ts';
import { firstFit } from './first-fit.ts';
import { median } from './measure.ts';
import { sweepRun } from './sweep-run.ts';
import { loadsOf, makespanOf, worstWait } from './timetable.ts';
import { workloads, type Knowledge, type Workload } from './workloads.ts';

const KNOWLEDGE: readonly Knowledge[] = ['exact', 'loose', 'learned'];

/** The median schedule is at most so many times as long as the bound. */
const MEDIAN_TO_BOUND = 1.1;

/** No schedule is more than so many times as long as that of first fit. */
const MOST_TO_FIRST_FIT = 1.02;

interface Measured {
  readonly workload: Workload;
  readonly knowledge: Knowledge;
  /** Hours. */
  readonly bound: number;
  readonly by: string;
  /** Makespans, as multiples of the bound. */
  readonly ours: number;
  readonly peer: number;
  /** The worst waits of wide jobs, in lengths of the longest job. */
  readonly wait: number;
  readonly peerWait: number;
}

/** Makespans against a lower bound and against first fit, a line each; then whether the targets hold. */
export async function scheduleTable(): Promise<string[]> {
  const rows: Measured[] = [];
  for (const workload of await workloads()) {
    for (const knowledge of KNOWLEDGE) rows.push(await measure(workload, knowledge));
  }
  return [HEAD, ...rows.map(lineOf), '', ...verdicts(rows)];
}

async function measure(workload: Workload, knowledge: Knowledge): Promise<Measured> {
  const { seconds: least, by } = lowerBound(loadsOf(workload), workload);
  const ours = await sweepRun(workload, knowledge);
  const peer = firstFit(workload);
  for (const schedule of [ours, peer]) {
    const beyond = makespanOf(schedule) / least;
    if (beyond < 1 - 1e-9) throw new Error(`${workload.name}: a schedule is shorter than its lower bound: ${beyond}`);
  }
  return {
    workload,
    knowledge,
    bound: least / 3600,
    by,
    ours: makespanOf(ours) / least,
    peer: makespanOf(peer) / least,
    wait: worstWait(workload, ours),
    peerWait: worstWait(workload, peer),
  };
}

const HEAD =
  'workload             GPUs  jobs  known     bound by     bound  ours/bound  first-fit/bound  ours/first-fit  wide waits  (first-fit)';

function lineOf({ workload, knowledge, bound, by, ours, peer, wait, peerWait }: Measured): string {
  return [
    workload.name.padEnd(19),
    String(workload.gpus).padStart(4),
    String(workload.plan.jobs.length).padStart(4),
    knowledge.padEnd(8),
    by.padEnd(5),
    `${bound.toFixed(1)} h`.padStart(10),
    ours.toFixed(3).padStart(10),
    peer.toFixed(3).padStart(15),
    (ours / peer).toFixed(3).padStart(14),
    wait.toFixed(2).padStart(10),
    peerWait.toFixed(2).padStart(11),
  ].join('  ');
}

function verdicts(rows: readonly Measured[]): string[] {
  const worst = rows.reduce((a, b) => (b.ours / b.peer > a.ours / a.peer ? b : a));
  const missed = rows.filter(({ ours, peer }) => ours / peer > MOST_TO_FIRST_FIT);
  const middle = (of: readonly Measured[]) => median(of.map(({ ours }) => ours));
  const each = KNOWLEDGE.map((one) => `${one} ${middle(rows.filter(({ knowledge }) => knowledge === one)).toFixed(3)}`);
  return [
    `median of ours/bound: ${middle(rows).toFixed(3)} (${each.join(', ')}); first fit ${median(rows.map(({ peer }) => peer)).toFixed(3)}: ` +
      holds(middle(rows) <= MEDIAN_TO_BOUND, `at most ${MEDIAN_TO_BOUND}`),
    `worst of ours/first-fit: ${(worst.ours / worst.peer).toFixed(3)} (${worst.workload.name} on ${worst.workload.gpus} GPUs, ${worst.knowledge}), ` +
      `${missed.length} of ${rows.length} beyond: ${holds(missed.length === 0, `at most ${MOST_TO_FIRST_FIT}`)}`,
    `worst wait of a wide job after its turn, in longest jobs: ${Math.max(...rows.map((row) => row.wait)).toFixed(2)}; first fit ${Math.max(...rows.map((row) => row.peerWait)).toFixed(2)}`,
  ];
}

function holds(does: boolean, target: string): string {
  return `target ${target} ${does ? 'holds' : 'MISSED'}`;
}
