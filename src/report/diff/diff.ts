import type { FingerprintField, Job } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { differs, type ChangedJob, type Difference, type FieldChange, type GpuTime, type MovedJob } from './compare.ts';
import type { Change } from './hunks.ts';
import { type Look, styleFor, type Style } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import { wrapped } from '../text/wrap.ts';
import { count } from '../text/phrases.ts';

/** Jobs that change in the same way, and how. */
export interface ChangedAlike {
  readonly jobs: readonly Job[];
  readonly isStale: boolean;
  readonly fields: readonly ShownChange[];
  /** What they need that runs, where they are stale for no other reason. */
  readonly follows: readonly Job[];
}

/** What people are shown of a change: of long texts only the words that differ. */
export interface ShownChange extends Change {
  readonly field: string;
}

/** What a change does to a plan, for people: counts, jobs added and removed, what changes by groups that change alike. */
export function diffText(difference: Difference, { color, width }: Look): string {
  const style = styleFor(color);
  const fold = (text: string): string => wrapped(text, width);
  if (!differs(difference)) return `${fold(headline(difference))}\n`;
  const groups = changedAlike(difference.changed);
  const blocks = [
    [headline(difference), ...gpuTimeLine(difference), ...renamedLine(difference)].map(fold),
    difference.added.map((job) => style.green(fold(`+ ${visible(job.label)}`))),
    difference.removed.map((job) => style.red(fold(`- ${visible(job.label)}`))),
    difference.moved.map((one) => style.yellow(fold(`→ ${tellMoved(one)}`))),
    ...groups.map((group) => groupLines(group, style, fold)),
  ];
  const shown = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/** Of a job that is called otherwise, how, by what tells the two apart. */
function tellMoved({ job, was }: MovedJob): string {
  const [before, now] = was.label === job.label ? [was.id, job.id] : [was.label, job.label];
  return `${visible(before)} is ${visible(now)} now`;
}

/** What a change comes to, in one line. */
export function headline({ sweep, jobs, added, removed, moved, changed, unchanged }: Difference): string {
  const name = typeof sweep === 'string' ? sweep : `${sweep.before} → ${sweep.after}`;
  const stale = changed.filter(({ isStale }) => isStale).length;
  const total = jobs.before === jobs.after ? count(jobs.after, 'job') : `${jobs.before} → ${count(jobs.after, 'job')}`;
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(moved.length > 0 ? [`${moved.length} renamed`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(stale > 0 ? [`${count(stale, 'result')} stale`] : []),
    ...(unchanged === jobs.after && removed.length === 0 ? ['nothing changed'] : [`${unchanged} unchanged`]),
  ];
  return `${name}: ${total}, ${parts.join(', ')}`;
}

/** How the bound on GPU time changes; nothing where no job wants a GPU. */
export function gpuTimeLine({ gpuTime: { before, after } }: Difference): string[] {
  const isNone = ({ hours, unbounded }: GpuTime) => hours === 0 && unbounded === 0;
  if (isNone(before) && isNone(after)) return [];
  const [was, is] = [tellGpuTime(before), tellGpuTime(after)];
  return [`GPU time by the timeouts: ${was === is ? `${is}, as before` : `${was} → ${is}`}`];
}

/** A sweep of another name has a run folder of its own. */
export function renamedLine({ sweep }: Difference): string[] {
  if (typeof sweep === 'string') return [];
  return [`The name changes, and results are kept by name: every job of ${sweep.after} is new to it.`];
}

function tellGpuTime({ hours, unbounded }: GpuTime): string {
  const steps = hours < 1 ? 100 : 10;
  const sum = `${Math.ceil(hours * steps) / steps} GPU-hours`;
  return unbounded === 0 ? sum : `${sum} and ${count(unbounded, 'job')} without a bound`;
}

/** Jobs by what changes of them, in the order of the first of each. */
export function changedAlike(changed: readonly ChangedJob[]): ChangedAlike[] {
  const groups = new Map<
    string,
    { jobs: Job[]; isStale: boolean; fields: readonly ShownChange[]; follows: Set<Job> }
  >();
  for (const one of changed) {
    const fields = shownChanges(one);
    const key = JSON.stringify([one.isStale, fields, one.follows === null]);
    const known = groups.get(key) ?? { jobs: [], isStale: one.isStale, fields, follows: new Set() };
    known.jobs.push(one.job);
    if (one.follows !== null) known.follows.add(one.follows);
    groups.set(key, known);
  }
  return [...groups.values()].map((group) => ({ ...group, follows: [...group.follows] }));
}

/** That jobs run again for no other reason than what they need; nothing for others. */
export function followsLine({ follows }: ChangedAlike): string[] {
  if (follows.length === 0) return [];
  return [`will run again because ${tellLabels(follows)} ${follows.length === 1 ? 'does' : 'do'}`];
}

/** What decides the result of a job, and not just when and where it runs. */
export const DECISIVE: readonly FingerprintField[] = [
  'inputs',
  'needs',
  'template',
  'env',
  'command',
  'setup',
  'workdir',
];

/** What of a job differs; of one that is stale by what no field of it shows, why it is. */
export function shownChanges({
  fields,
  because,
  isStale,
}: Pick<ChangedJob, 'fields' | 'because' | 'isStale'>): ShownChange[] {
  const shown = fields.map(shownChange);
  const told = new Set(fields.map(({ field }) => partOf(field)));
  const silent = isStale ? because.filter((part) => DECISIVE.includes(part) && !told.has(part)) : [];
  return [...shown, ...silent.map((part) => ({ field: part, before: WITHIN[part], after: 'changed' }))];
}

/** The key of the language that a field is of. */
export function partOf(field: string): string {
  return field.split('.')[0] ?? '';
}

/** What has changed where the field itself reads the same. */
const WITHIN = {
  command: 'its exact text',
  setup: 'its exact text',
  workdir: 'where it is',
  env: 'its exact text',
  template: 'the text of the template',
  inputs: 'what is in the files',
  needs: 'what the jobs before it do',
} as const;

function shownChange({ field, hunks }: FieldChange): ShownChange {
  return { field, before: joined(hunks, 'before'), after: joined(hunks, 'after') };
}

function joined(hunks: readonly Change[], side: keyof Change): string {
  return hunks.map((hunk) => (hunk[side] === '' ? 'nothing' : hunk[side])).join(' … ');
}

const LABELS_TOLD = 5;

/** The labels of jobs, as many as can be read. */
export function tellLabels(jobs: readonly Job[], most = LABELS_TOLD): string {
  const told = jobs.slice(0, most).map((job) => visible(job.label));
  return someOf(told, jobs.length);
}

function groupLines(group: ChangedAlike, style: Style, fold: (text: string) => string): string[] {
  const { jobs, isStale, fields } = group;
  const what = jobs.length === 1 ? '' : `${count(jobs.length, 'job')}: `;
  const result = isStale ? '(stale)' : '(results stay)';
  const title = fold(`~ ${what}${tellLabels(jobs)} ${result}`);
  const painted = isStale ? style.yellow('stale') : style.dim('results stay');
  return [
    title.endsWith(result) ? `${title.slice(0, -result.length)}(${painted})` : title,
    ...fields.map(({ field, before, after }) => fold(`    ${field}: ${visible(before)} → ${visible(after)}`)),
    ...followsLine(group).map((line) => fold(`    ${line}`)),
  ];
}
