import { instant, type Seconds } from '../../model/units.ts';
import {
  HELD_OUTCOMES,
  type HeldOutcome,
  type UsageKey,
  type UsageRow,
  type UsageSum,
} from '../../model/sharing/usage.ts';
import { dayAndTime } from '../text/clock-time.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';

/** What `sweep usage --json` prints. Times are ISO 8601 in UTC. */
export interface UsageJson {
  readonly version: 1;
  readonly since: string;
  readonly until: string;
  readonly by: UsageKey;
  readonly total: UsageSumJson;
  /** GPU-seconds for which a job waited for GPUs that nobody held, by whole hours. */
  readonly idle: number;
  readonly rows: readonly UsageRowJson[];
}

/** The same for a page, with what people should know besides. */
export interface NotedUsage extends UsageJson {
  readonly notes: readonly string[];
}

/** GPU-seconds: in all, and what became of them. */
export interface UsageSumJson {
  readonly gpuSeconds: number;
  readonly useful: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly interrupted: number;
  readonly running: number;
  readonly unknown: number;
}

export interface UsageRowJson extends UsageSumJson {
  readonly key: string;
}

/** The field of a sum that has what became so of the time. */
export const USAGE_FIELDS = {
  useful: 'useful',
  failed: 'failed',
  'timed out': 'timedOut',
  interrupted: 'interrupted',
  running: 'running',
  unknown: 'unknown',
} as const satisfies Record<HeldOutcome, keyof UsageSumJson>;

/** A sum as programs read it. */
export function usageSumJson({ seconds, of }: UsageSum): UsageSumJson {
  const parts = HELD_OUTCOMES.map((outcome) => [USAGE_FIELDS[outcome], of[outcome]]);
  return { gpuSeconds: seconds, ...(Object.fromEntries(parts) as Omit<UsageSumJson, 'gpuSeconds'>) };
}

/** The same with its key. */
export function usageRowJson({ key, ...sum }: UsageRow): UsageRowJson {
  return { key, ...usageSumJson(sum) };
}

/** A line of comma-separated values a key, in GPU-hours; the first says what they are. */
export function usageCsv({ by, rows }: UsageJson): string {
  const fields = ['gpuSeconds', ...Object.values(USAGE_FIELDS)] as const;
  const head = [by, 'gpu_hours', ...HELD_OUTCOMES.map((outcome) => outcome.replace(' ', '_'))];
  const lines = rows.map((row) => [cellText(row.key), ...fields.map((field) => String(row[field] / AN_HOUR))]);
  return [head, ...lines].map((cells) => `${cells.join(',')}\n`).join('');
}

const AN_HOUR = 3600;

/** A cell as RFC 4180 has it. */
function cellText(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How many columns the longest bar has. */
const WIDEST_BAR = 40;

/** What becomes of GPU time, in the order in which a bar has it. */
export const BAR_ORDER = [
  'useful',
  'running',
  'failed',
  'timed out',
  'interrupted',
  'unknown',
] as const satisfies readonly HeldOutcome[];

/** What a part of a bar is drawn with, by what became of it. */
const BLOCKS: Readonly<Record<HeldOutcome, string>> = {
  useful: '█',
  running: '▓',
  failed: '▒',
  'timed out': '▒',
  interrupted: '░',
  unknown: '·',
};

const LEGEND: readonly (readonly [block: string, says: string, fields: readonly (keyof UsageSumJson)[]])[] = [
  ['█', 'useful', ['useful']],
  ['▓', 'running', ['running']],
  ['▒', 'failed or timed out', ['failed', 'timedOut']],
  ['░', 'interrupted', ['interrupted']],
  ['·', 'not known', ['unknown']],
];

/** GPU-hours for people: a row and a bar a key, and their sum. */
export function usageText({ since, until, by, total, idle, rows }: UsageJson, { color, width }: Look): string {
  const [from, now] = [since, until].map((time) => instant(Date.parse(time)));
  const when = from === undefined || now === undefined ? since : dayAndTime(from, now);
  const idled = idle === 0 ? [] : [`idle while jobs waited for them: ${spellHours(idle)}`];
  if (rows.length === 0) return [`no GPU was held since ${when}, as far as is known here`, ...idled, ''].join('\n');
  const style = styleFor(color);
  const columns: readonly Column[] = [
    { title: by, least: 12, cut: 'middle' },
    { title: 'GPU-hours', align: 'right' },
    { title: 'useful', align: 'right' },
    { title: '' },
  ];
  const most = Math.max(...rows.map(({ gpuSeconds }) => gpuSeconds));
  const cells = rows.map((row) => [row.key, spellHours(row.gpuSeconds), usefulPart(row), barOf(row, most)]);
  const sum = ['all', spellHours(total.gpuSeconds), usefulPart(total), ''];
  const shown = table(columns, [...cells, sum], width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  const legend = LEGEND.filter(([, , fields]) => fields.some((field) => total[field] > 0));
  const told = legend.map(([block, says]) => `${block} ${says}`).join('  ');
  return [`GPU-hours since ${when}`, ...shown, style.dim(told), ...idled, ''].join('\n');
}

/** How much of it was of use, in per cent; empty where it is nothing. */
export function usefulPart({ useful, gpuSeconds }: UsageSumJson): string {
  return gpuSeconds === 0 ? '' : `${Math.round((100 * useful) / gpuSeconds)}%`;
}

/** GPU-hours; below ten with two decimals, so that a rehearsal of minutes shows. */
export function spellHours(gpuSeconds: number): string {
  const hours = gpuSeconds / AN_HOUR;
  return hours.toFixed(hours < 10 ? 2 : 1);
}

/** As long as its part of the greatest; each of its parts begins where those before it end, rounded, so that they fill it. */
function barOf(row: UsageSumJson, most: number): string {
  let [bar, sum] = ['', 0];
  for (const outcome of BAR_ORDER) {
    sum += row[USAGE_FIELDS[outcome]];
    const end = Math.round((WIDEST_BAR * sum) / most);
    bar += BLOCKS[outcome].repeat(Math.max(0, end - bar.length));
  }
  return bar;
}

/** For how long back usage is told where nobody says. */
export const USUAL_SINCE = (7 * 86_400) as Seconds;
