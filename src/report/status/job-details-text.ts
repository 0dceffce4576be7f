import type { AttemptMetrics } from '../../model/metrics.ts';
import { describeOutcome } from '../../model/outcome.ts';
import type { FingerprintField, Job, Need } from '../../model/plan.ts';
import { timeOfIso } from '../../model/text/begin-time.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { spellSize } from '../../model/text/size.ts';
import { iso, type Instant } from '../../model/units.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { Acceptance, AttemptRecord } from '../../schedule/state/state.ts';
import { dayAndTime } from '../text/clock-time.ts';
import { count, isInterrupted, labelOf, paintStatus, placeOfAttempt, spellWhole, statusWord } from '../text/phrases.ts';
import { codeFacts, type Fact, gpuFacts, originFacts } from '../text/provenance.ts';
import { requestText } from '../text/stage-groups.ts';
import { type Style, styleFor } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import type { JobDetails } from './job-details.ts';
import { timeTaken } from './status.ts';

/** All that is known of a job, for people: what it is, what it needs, and each of its attempts, the newest last. */
export function jobDetailsText(details: JobDetails, color: boolean): string {
  const { state, record } = details;
  const style = styleFor(color);
  const { job, past } = record;
  const title = `${style.bold(labelOf(state, record.id))}  ${style.dim(visible(record.id))}`;
  const status = paintStatus(record.state.status, statusWord(state, record), style);
  const sections = [
    [title, `  ${status}${tellReason(details)}`],
    lines(job === null ? [['sweep', `${state.plan.sweep}, which it has left`]] : definition(job, details), style),
    ...past.map((attempt, at) => attemptLines(attempt, past[at + 1], details, style)),
  ];
  return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function tellReason({ state, record }: JobDetails): string {
  const now = record.state;
  if (now.status === 'skipped') return ` for want of ${labelOf(state, now.because)}`;
  if (now.status === 'held') return `, ${now.because === null ? 'until `sweep release`' : visible(now.because)}`;
  if (now.status === 'cancelled' && record.cancelled !== null) return ', until `sweep retry`';
  const accepted = acceptanceOf(record);
  if (accepted !== null) return `, ${tellAccepted(accepted)} ${clockTime(accepted.at.at)}`;
  return record.held ? ', and held' : '';
}

function tellAccepted({ because }: Acceptance): string {
  return because === 'output' ? 'accepted as done' : 'accepted though changed';
}

function definition(job: Job, details: JobDetails): readonly Fact[] {
  const { state, record, folder } = details;
  const { command, setup, env, inputNames, produces, requires, retry } = job;
  const params = [...job.params].map(([axis, { text }]) => `${axis}=${text}`).join(', ');
  const found = acceptanceOf(record)?.found ?? null;
  return [
    ['sweep', isOfStage(job, details) ? `${state.plan.sweep}, stage ${job.stage}` : state.plan.sweep],
    ['params', params],
    ['setup', setup ?? ''],
    ['command', command.kind === 'shell' ? command.text : JSON.stringify(command.argv)],
    ['workdir', job.workdir],
    ['env', [...env.keys()].join(', ')],
    ['asks for', tellDemand(job)],
    ['begin', tellBegin(job, details.now.at)],
    ['priority', job.priority === 0 ? '' : String(job.priority)],
    ['retries', retry.max === 0 ? '' : String(retry.max)],
    ['needs', job.needs.map((need) => tellNeed(need, details)).join('\n')],
    ['requires', requires.join('\n')],
    ['inputs', inputNames.join('\n')],
    ['produces', produces.join('\n')],
    ['folder', folder],
    ['metrics', tellMetrics(found)],
    ['note', found?.problem ?? ''],
    ['renamed', record.movedFrom === null ? '' : `it was ${record.movedFrom}`],
    ['fingerprint', job.fingerprint.slice(0, FINGERPRINT)],
  ];
}

/** Before when it does not start, as its file says; of what was added by hand when that is, by the clocks here. */
function tellBegin({ begin }: Job, now: Instant): string {
  const at = begin === null ? null : timeOfIso(begin);
  return at === null ? (begin ?? '') : dayAndTime(at, now);
}

/** What was added by hand is of no stage. */
function isOfStage({ stage }: Job, { state }: JobDetails): boolean {
  return stage !== '' && state.plan.isOpen !== true;
}

function tellDemand(job: Job): string {
  const { nodes, slots, memory, gpuMemory, resources } = job.request;
  const onEach = nodes === 1 ? '' : ' on each';
  const parts = [
    requestText(job),
    gpuMemory === null ? '' : `${spellSize(gpuMemory)} of each GPU's memory`,
    slots === 1 ? '' : `${count(slots, 'slot')}${onEach}`,
    memory === null ? '' : `${spellSize(memory)} of memory${onEach}`,
    ...[...resources].map(([name, amount]) => `${amount} of ${name}`),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Characters of a fingerprint that tell it from others. */
const FINGERPRINT = 12;

function tellNeed({ job, when }: Need, { state }: JobDetails): string {
  const record = findRecord(state, job);
  return `${labelOf(state, job)} (${when}): ${record === undefined ? 'unknown' : statusWord(state, record)}`;
}

/** @param next  The attempt that came after it: what both came from is told once, of the later one. */
function attemptLines(
  attempt: AttemptRecord,
  next: AttemptRecord | undefined,
  details: JobDetails,
  style: Style,
): string[] {
  const { attempt: number, because, planned, start, end, inputs, snapshot } = attempt;
  const { record, now, copyAt, filesOf } = details;
  const { log, stderr, script } = filesOf(number);
  const ran = timeTaken(attempt, now);
  const isFinal = !isInterrupted(record) || attempt !== record.past.at(-1);
  const outcome = end === null ? 'goes on' : visible(describeOutcome(end.outcome, isFinal));
  const told: readonly Fact[] = [
    ['reason', because ?? ''],
    ['started', clockTime((start?.at ?? planned).at)],
    ['ended', end === null ? '' : clockTime(end.at.at)],
    ['took', ran === null ? '' : end === null ? `${spellWhole(ran)} so far` : spellDuration(ran)],
    ['on', placeOfAttempt(attempt)],
    ['pid', start === null ? '' : String(start.process.pid)],
    ['error', end?.error ?? ''],
    ['metrics', tellMetrics(attempt.metrics)],
    ['note', attempt.metrics?.problem ?? ''],
    ['inputs', (inputs ?? []).map(({ name, digest }) => `${name}  ${digest.slice(0, FINGERPRINT)}`).join('\n')],
    ['defined', tellOther(attempt, record.job)],
    ...provenance(attempt, next, details),
    ['code in', snapshot === null ? '' : copyAt(snapshot)],
    ['log', log],
    ['stderr', stderr ?? ''],
    ['script', script],
  ];
  return [`${style.bold(`attempt ${number}`)}  ${outcome}`, ...lines(told, style)];
}

/** What an attempt came from, as its run has recorded that. */
function provenance(
  { attempt, allocation }: AttemptRecord,
  next: AttemptRecord | undefined,
  { from, diffAt }: JobDetails,
): readonly Fact[] {
  const made = from.get(attempt);
  if (made === undefined) return [];
  const { code, origin } = made;
  const isToldLater = next !== undefined && from.get(next.attempt)?.origin === origin;
  const held = new Set(allocation.gpus.map(({ uuid }) => uuid));
  return [
    ...gpuFacts(
      (origin?.machine.gpus ?? []).filter(({ uuid }) => held.has(uuid)),
      origin?.machine.drivers ?? {},
    ),
    ...(code === null ? [] : codeFacts(code, diffAt)),
    ...(origin === null || isToldLater ? [] : originFacts(origin)),
  ];
}

/** That a job is defined otherwise now than it was for an attempt; empty where it is not, or that cannot be told. */
function tellOther({ fingerprint, parts, inputs }: AttemptRecord, job: Job | null): string {
  // Older journals have one fingerprint of definition and inputs.
  if (job === null || inputs === null || job.definition.fingerprint === fingerprint) return '';
  const { parts: now } = job.definition;
  const names = Object.keys({ ...now, ...parts }) as FingerprintField[];
  const changed = names.filter((name) => now[name] !== parts[name]);
  return `otherwise than above (${changed.join(', ')}); its script is as it was`;
}

/** So many numbers are shown; the rest is for programs. */
const MOST_METRICS = 20;

/** What an attempt has left, a name a line; empty where that is nothing. */
function tellMetrics(left: AttemptMetrics | null): string {
  const told = left === null ? [] : Object.entries({ ...left.metrics, ...left.texts });
  const shown = told.slice(0, MOST_METRICS).map(([name, value]) => `${name}  ${value}`);
  const more = told.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`and ${more} more, which --json tells`])].join('\n');
}

/** Lines under their titles in one column; what is empty is left out. */
function lines(told: readonly Fact[], style: Style): string[] {
  const shown = told.filter(([, text]) => text !== '');
  const width = Math.max(...shown.map(([title]) => title.length)) + 2;
  return shown.flatMap(([title, text]) =>
    text
      .trimEnd()
      .split('\n')
      .map((line, at) => `  ${style.dim((at === 0 ? title : '').padEnd(width))}${visible(line)}`),
  );
}

/** A time of day in UTC, to the second. */
function clockTime(at: Instant): string {
  return iso(at)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
