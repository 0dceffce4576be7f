import type { Goal } from '../../model/metrics.ts';
import { nearest } from '../../model/text/nearest.ts';
import { keyOf } from './design.ts';
import { factorsOf } from './row-names.ts';
import type { Stat } from './statistics.ts';
import { axesOf, goalOf, metricsOf, metricsShown, type AxisValues, type Subject } from './subject.ts';
import type { Baseline, TableRequest } from './table.ts';

/** What is said of a table, in words that may be wrong. */
export interface TableFlags {
  readonly by?: readonly string[] | undefined;
  readonly pivot?: string | undefined;
  readonly metric?: readonly string[] | undefined;
  readonly stat?: Stat | undefined;
  readonly sort?: string | undefined;
  /** `AXIS=VALUE`. */
  readonly vs?: string | undefined;
  /** A metric, also as `METRIC:max` or `METRIC:min`; true for that of the first goal. */
  readonly best?: string | true | undefined;
  readonly stale?: boolean | undefined;
  readonly incomplete?: boolean | undefined;
}

/** What the best rows are the best in. */
export interface BestRequest {
  readonly metric: string;
  readonly goal: Goal;
}

export interface ReadRequest extends TableRequest {
  /** Null where no best rows are asked for. */
  readonly best: BestRequest | null;
  /** Metrics that are not shown since there are so many and none has been named. */
  readonly unshown: readonly string[];
}

/** A request, or what is wrong with it, each in a sentence. */
export type Requested =
  { readonly ok: true; readonly request: ReadRequest } | { readonly ok: false; readonly problems: readonly string[] };

/** As many names are listed where one is not known. */
const MOST_NAMED = 12;

/** What a command line asks of a table of these results. */
export function readRequest(subjects: readonly Subject[], flags: TableFlags): Requested {
  const axes = axesOf(subjects.flatMap(({ rows }) => rows));
  const metrics = metricsOf(subjects);
  const goals = subjects.flatMap((subject) => [...subject.goals.keys()]);
  const known = [...new Set([...metrics, ...goals])];
  const problems: string[] = [];
  const heard: Hearing = { axes, metrics: known, problems };
  const by = listed(flags.by, axes)?.map((axis) => axisSaid('--by', axis, heard)) ?? null;
  const pivot = flags.pivot === undefined ? null : axisSaid('--pivot', flags.pivot, heard);
  const vs = flags.vs === undefined ? null : baselineSaid(flags.vs, heard);
  const best = flags.best === undefined ? null : bestSaid(flags.best, subjects, heard);
  const sort = flags.sort === undefined ? null : metricSaid('--sort', flags.sort, heard);
  const chosen = listed(flags.metric, new Set(known))?.map((metric) => metricSaid('--metric', metric, heard));
  if (subjects.length > 1) problems.push(...unjoined(subjects, by ?? []), ...notOfSeveral(flags));
  if (problems.length > 0) return { ok: false, problems };
  const shown = chosen ?? metricsShown(subjects);
  const needed = [sort, best?.metric].filter((metric) => metric !== null && metric !== undefined);
  return {
    ok: true,
    request: {
      by,
      pivot,
      metrics: [...new Set([...shown, ...needed])],
      stat: flags.stat ?? 'mean',
      sort,
      vs,
      best,
      countsStale: flags.stale ?? false,
      countsIncomplete: flags.incomplete ?? false,
      unshown:
        chosen === undefined ? metrics.filter((metric) => !shown.includes(metric) && !needed.includes(metric)) : [],
    },
  };
}

/** The names in lists parted by commas; one that is known with its commas is one, and a list of nothing has none. */
function listed(
  lists: readonly string[] | undefined,
  known: { readonly has: (name: string) => boolean },
): readonly string[] | undefined {
  return lists?.flatMap((list) => (known.has(list) ? [list] : list === '' ? [] : list.split(',')));
}

/** What names are looked up in, and where mistakes are told. */
interface Hearing {
  readonly axes: AxisValues;
  readonly metrics: readonly string[];
  readonly problems: string[];
}

function axisSaid(option: string, said: string, { axes, problems }: Hearing): string {
  if (!axes.has(said))
    problems.push(`${option} ${said}: there is no axis \`${said}\`; ${closeTo(said, [...axes.keys()])}`);
  return said;
}

function metricSaid(option: string, said: string, { metrics, problems }: Hearing): string {
  if (!metrics.includes(said)) {
    const hint = metrics.length === 0 ? 'no job has left one yet' : closeTo(said, metrics);
    problems.push(`${option} ${said}: there is no metric \`${said}\`; ${hint}`);
  }
  return said;
}

function baselineSaid(said: string, { axes, problems }: Hearing): Baseline {
  const cut = said.indexOf('=');
  const baseline = { axis: said.slice(0, Math.max(0, cut)), value: said.slice(cut + 1) };
  const values = axes.get(baseline.axis);
  if (cut < 1) problems.push(`--vs ${said}: write AXIS=VALUE, such as method=greedy`);
  else if (values === undefined) {
    problems.push(`--vs ${said}: there is no axis \`${baseline.axis}\`; ${closeTo(baseline.axis, [...axes.keys()])}`);
  } else if (!values.has(keyOf([baseline.value]))) {
    const spelled = [...values.values()].filter((value) => value !== null);
    problems.push(`--vs ${said}: no job has ${baseline.axis} ${baseline.value}; ${closeTo(baseline.value, spelled)}`);
  }
  return baseline;
}

function bestSaid(said: string | true, subjects: readonly Subject[], heard: Hearing): BestRequest {
  const { problems } = heard;
  if (said === true) {
    const [first] = subjects.flatMap(({ goals }) => [...goals]);
    if (first !== undefined) return { metric: first[0], goal: first[1] };
    problems.push('--best: the sweep has no `goals`; name a metric, such as --best accuracy:max');
    return { metric: '', goal: 'max' };
  }
  const [, named, way] = /^(.+):(max|min)$/s.exec(said) ?? [];
  const metric = metricSaid('--best', heard.metrics.includes(said) ? said : (named ?? said), heard);
  const goal = way === undefined ? goalOf(subjects, metric) : (way as Goal);
  if (goal === null && heard.metrics.includes(metric)) {
    problems.push(`--best ${said}: nothing says whether more of it is better; write --best ${said}:max or ${said}:min`);
  }
  return { metric, goal: goal ?? 'max' };
}

/** Axes of a part of the sweeps that have several values there: each row of the others would stand beside all of them. */
function unjoined(subjects: readonly Subject[], by: readonly string[]): string[] {
  const own = subjects.map(({ rows }) => axesOf(rows));
  const several = subjects
    .flatMap(({ rows, replicates }, at) => factorsOf(rows, own[at] ?? new Map(), replicates))
    .filter((axis) => !by.includes(axis));
  return [...new Set(several)].flatMap((axis) => {
    const [without] = subjects.filter((_, at) => own[at]?.has(axis) === false);
    if (without === undefined) return [];
    const holder = subjects.find((_, at) => own[at]?.has(axis) === true)?.name ?? '';
    return [
      `the axis \`${axis}\` of ${holder} has several values, and ${without.name} does not have it: name it in --by, or choose one by --only ${axis}=…`,
    ];
  });
}

function notOfSeveral({ pivot, vs, best }: TableFlags): string[] {
  const said = [
    ...(pivot === undefined ? [] : ['--pivot']),
    ...(vs === undefined ? [] : ['--vs']),
    ...(best === undefined ? [] : ['--best']),
  ];
  return said.map((option) => `${option} is for one sweep: several are shown side by side, and compared to the first`);
}

function closeTo(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  if (close !== null) return `did you mean \`${close}\`?`;
  const shown = known.slice(0, MOST_NAMED).join(', ');
  const rest = known.length - MOST_NAMED;
  return known.length === 0 ? 'there is none' : `known: ${shown}${rest > 0 ? `, and ${rest} more` : ''}`;
}
