import type { Job } from '../../src/model/plan.ts';
import type { Sharing } from '../../src/model/resources.ts';
import { lowerBound } from '../../src/run/forecast/lower-bound.ts';
import { firstFit } from './first-fit.ts';
import { IS_SHORT, median } from './measure.ts';
import { sweepRun, type Setting } from './sweep-run.ts';
import { byPlan, loadsOf, makespanOf, type Timetable, worstWait } from './timetable.ts';
import { workloads, type Knowledge, type Workload } from './workloads.ts';

const KNOWLEDGE: readonly Knowledge[] = ['exact', 'loose', 'learned'];

/** As which a sweep is run: by the defaults, in the order of its plan, and with nothing kept for what does not fit. */
const SETTINGS = {
  longest: { order: 'longest', wideJobs: 'reserve' },
  plan: { order: 'plan', wideJobs: 'reserve' },
  pack: { order: 'longest', wideJobs: 'pack' },
} as const satisfies Record<string, Setting>;

const NAMES = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];

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
  readonly ours: Readonly<Record<keyof typeof SETTINGS, Quality>>;
  readonly peer: Quality;
}

/** Makespans against a lower bound and against first fit, a line each; then whether the targets hold. */
export async function scheduleTable(): Promise<string[]> {
  const rows: Measured[] = [];
  // The last are the quickest.
  const measured = IS_SHORT ? (await workloads()).slice(-1) : await workloads();
  for (const workload of measured) {
    for (const knowledge of KNOWLEDGE) rows.push(await measure(workload, knowledge));
  }
  return [
    HEAD,
    ...rows.map(lineOf),
    '',
    ...NAMES.flatMap((name) => verdicts(rows, name)),
    firstFitLine(rows),
    await sharingLine(measured),
  ];
}

async function measure(workload: Workload, knowledge: Knowledge): Promise<Measured> {
  const { seconds: least, by } = lowerBound(loadsOf(workload), workload);
  const qualityOf = (timetable: Timetable, queue: readonly Job[]): Quality => {
    const toBound = makespanOf(timetable) / least;
    if (toBound < 1 - 1e-9) throw new Error(`${workload.name}: a schedule is shorter than its lower bound: ${toBound}`);
    return { toBound, wait: worstWait(workload, timetable, queue) };
  };
  const ours = async (name: keyof typeof SETTINGS): Promise<Quality> => {
    const { timetable, queue } = await sweepRun(workload, knowledge, SETTINGS[name]);
    return qualityOf(timetable, queue);
  };
  return {
    workload,
    knowledge,
    bound: least / 3600,
    by,
    ours: { longest: await ours('longest'), plan: await ours('plan'), pack: await ours('pack') },
    peer: qualityOf(firstFit(workload), [...workload.plan.jobs].sort(byPlan)),
  };
}

const HEAD =
  'workload             GPUs  jobs  known     bound by     bound  longest/bound  plan/bound  pack/bound  first-fit/bound  longest/first-fit  plan/first-fit  pack/first-fit  wide waits: longest   plan   pack  first-fit';

function lineOf({ workload, knowledge, bound, by, ours: { longest, plan, pack }, peer }: Measured): string {
  return [
    workload.name.padEnd(19),
    String(workload.gpus).padStart(4),
    String(workload.plan.jobs.length).padStart(4),
    knowledge.padEnd(8),
    by.padEnd(5),
    `${bound.toFixed(1)} h`.padStart(10),
    longest.toBound.toFixed(3).padStart(13),
    plan.toBound.toFixed(3).padStart(10),
    pack.toBound.toFixed(3).padStart(10),
    peer.toBound.toFixed(3).padStart(15),
    (longest.toBound / peer.toBound).toFixed(3).padStart(17),
    (plan.toBound / peer.toBound).toFixed(3).padStart(14),
    (pack.toBound / peer.toBound).toFixed(3).padStart(14),
    longest.wait.toFixed(2).padStart(19),
    plan.wait.toFixed(2).padStart(5),
    pack.wait.toFixed(2).padStart(5),
    peer.wait.toFixed(2).padStart(9),
  ].join('  ');
}

function verdicts(rows: readonly Measured[], order: keyof typeof SETTINGS): string[] {
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

/** What it costs to give parts of GPUs where the most room is, where jobs ask for such parts; nobody here slows another down. */
async function sharingLine(measured: readonly Workload[]): Promise<string> {
  const ratios: string[] = [];
  for (const workload of measured.filter(({ plan }) => plan.jobs.some(({ request }) => request.share !== null))) {
    for (const knowledge of KNOWLEDGE) {
      const ours = async (sharing: Sharing): Promise<number> =>
        makespanOf((await sweepRun(workload, knowledge, { ...SETTINGS.longest, sharing })).timetable);
      ratios.push(
        `${((await ours('spread')) / (await ours('pack'))).toFixed(3)} (${workload.gpus} GPUs, ${knowledge})`,
      );
    }
  }
  return `parts of GPUs, spread to packed: ${ratios.join(', ')}`;
}

function firstFitLine(rows: readonly Measured[]): string {
  const wait = Math.max(...rows.map(({ peer }) => peer.wait)).toFixed(2);
  return `first fit: median to the bound ${median(rows.map(({ peer }) => peer.toBound)).toFixed(3)}, worst wait ${wait}`;
}

function holds(does: boolean, target: string): string {
  return `target ${target} ${does ? 'holds' : 'MISSED'}`;
}
