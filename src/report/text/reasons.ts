import type { Booking } from '../../model/sharing/booking.ts';
import { describeOutcome } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import { tellQuota } from '../../model/sharing/policy.ts';
import { gpuId } from '../../model/resources.ts';
import { spellSize } from '../../model/text/size.ts';
import { timeOfIso } from '../../model/text/begin-time.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { instant, WHOLE, type Moment, type Seconds } from '../../model/units.ts';
import type { HoursOfTwo } from '../../schedule/decide/fair-share.ts';
import type { GpuAvailability, Holder, Reason } from '../../schedule/decide/reason.ts';
import { someOf } from '../../model/text/some-of.ts';
import { visible } from './visible.ts';
import { dayAndTime, spanOfTime } from './clock-time.ts';
import { count } from './phrases.ts';

/** How people call a job. */
export type LabelOf = (job: JobId) => string;

/** Jobs that are named; the rest by number. */
const NAMED = 4;

/** Before when a job does not start, as people have said it, or by the clocks here. */
function tellBegin(said: string, wait: Seconds): string {
  const at = timeOfIso(said);
  return at === null ? visible(said) : dayAndTime(at, instant(at - wait * 1000));
}

/** A reason why a job does not start, as lines without a full stop: what it is, and then what stands behind it, indented. */
export function tellReason(reason: Reason, labelOf: LabelOf): readonly string[] {
  switch (reason.because) {
    case 'draining':
      return ['the run is coming to an end and starts nothing new'];
    case 'host-paused':
      return [`nothing starts on this host: ${visible(reason.why)}`];
    case 'scarcity':
      return [`the last job that was to start could not, and one is tried again soon: ${visible(reason.why)}`];
    case 'need':
      return [`it needs ${labelOf(reason.job)} ${NEEDS[reason.when]}, which is ${reason.status}`];
    case 'doomed':
      return [`it is about to be skipped, since ${labelOf(reason.job)} can no longer give it what it needs`];
    case 'backoff':
      return [`it is tried again in ${spellDuration(reason.wait)}, after ${visible(describeOutcome(reason.outcome))}`];
    case 'held':
      return [reason.what === 'class' ? tellHeld(reason.why, null) : tellHeld(null, reason.why)];
    case 'canary':
      return [`${labelOf(reason.job)} goes first, and the others of its class wait for its success`];
    case 'limit':
      return [
        `${visible(reason.limit.key)}: at most ${count(reason.limit.max, 'job')} at once`,
        ...listed(reason.holders.map(labelOf), 'runs'),
      ];
    case 'begin':
      return [`its \`begin\` is ${tellBegin(reason.said, reason.wait)}, in ${spellDuration(reason.wait)}`];
    case 'stagger':
      return [`the next job of ${reason.stage} may start in ${spellDuration(reason.wait)} (stagger)`];
    case 'inputs':
      return ['its inputs are being read'];
    case 'turn':
      return [
        `it is not its turn: of the jobs that ask for the same, ${labelOf(reason.first)} comes first` +
          (reason.longer ? ', since it and what waits for it take longer' : ''),
      ];
    case 'amount':
      return [
        `it asks for ${tellAmount(reason.name, reason.asked)}, and ${tellFree(reason.name, reason.free)}`,
        ...listed(holdersByName(reason.holders, labelOf), 'held by'),
      ];
    case 'quota': {
      const asked = `over ${tellQuota(reason.of, reason.most, reason.user)}`;
      const left = `of which ${reason.left} ${reason.left === 1 ? 'is' : 'are'} left`;
      return [
        visible(reason.left === 0 ? asked : `${asked}, ${left}`),
        ...listed(holdersByName(reason.holders, labelOf), 'held by'),
      ];
    }
    case 'probe':
      return [`the GPUs cannot be looked at: ${visible(reason.why)}`];
    case 'neighbours':
      return [`the other runs of this host cannot be heard: ${visible(reason.why)}`];
    case 'gpus':
      return [
        `it asks for ${reason.share === null ? count(reason.asked, 'GPU') : `${reason.share / WHOLE} of a GPU`}, and enough is free on ${reason.free === 0 ? 'none' : reason.free}`,
        ...reason.gpus.map((standing) => `  gpu ${gpuId(standing.gpu)}: ${tellStanding(standing, labelOf)}`),
      ];
    case 'packed':
      return ['nothing is kept for it meanwhile: others that fit go first (wide_jobs: pack)'];
    case 'reservation': {
      const when = reason.wait === null ? '' : `, which can begin in ${spellDuration(reason.wait)} at the latest`;
      return [
        `what it asks for is kept for ${tellHolder(reason.for, labelOf)}, which comes before it${when}`,
        ...(reason.lately === undefined ? [] : [tellLately(reason.lately)]),
      ];
    }
    default:
      return reason satisfies never;
  }
}

/** Why a job does not start that a person holds. */
const HELD = 'it is held until `sweep release`';

/**
 * Why a job is held.
 * @param ofClass  Why its class is; null where it is held by itself.
 * @param own  Why it is held by itself; null where a person has asked for that.
 */
export function tellHeld(ofClass: string | null, own: string | null): string {
  if (ofClass !== null) return `its class is held: ${visible(ofClass)}`;
  return own === null ? HELD : `${HELD}: ${visible(own)}`;
}

const NEEDS = { success: 'to succeed', always: 'to end', failure: 'to fail' } as const;

/** A job of this run, or of another: `beam of ada: greedy_s1`. */
function tellHolder(holder: Holder, labelOf: LabelOf): string {
  if (holder.whose === 'ours') return labelOf(holder.job);
  return visible(`${holder.job} (${holder.sweep} of ${holder.user})`);
}

/** Why a job of another user comes first who holds as many GPUs. */
function tellLately({ theirs, ours }: HoursOfTwo): string {
  return `  both users hold as many GPUs now; lately its user has used ${count(theirs, 'GPU-hour')}, and the user of this run ${ours}`;
}

/** What stands in the way of using a GPU. */
function tellStanding({ holders, barred, booked, closed }: GpuAvailability, labelOf: LabelOf): string {
  const parts = [
    ...(closed === undefined ? [] : [`given out ${closed.said}`]),
    ...(booked === undefined ? [] : [tellBooking(booked)]),
    ...(barred === null ? [] : [visible(barred)]),
    ...(holders.length === 0 ? [] : [`held by ${holdersByName(holders, labelOf).join(', ')}`]),
  ];
  return parts.length === 0 ? 'free' : parts.join('; ');
}

/** Who has reserved a GPU, and when: `reserved by alice, 2026-11-29 14:00 to 16:00: demo`. */
export function tellBooking({ user, from, until, why }: Pick<Booking, 'user' | 'why'> & BookedTime): string {
  return visible(`reserved by ${user}, ${spanOfTime(from.at, until.at)}${why === null ? '' : `: ${why}`}`);
}

/** When something is reserved. */
interface BookedTime {
  readonly from: Pick<Moment, 'at'>;
  readonly until: Pick<Moment, 'at'>;
}

function holdersByName(holders: readonly Holder[], labelOf: LabelOf): readonly string[] {
  return holders.map((holder) => tellHolder(holder, labelOf));
}

function listed(names: readonly string[], word: string): readonly string[] {
  if (names.length === 0) return [];
  return [`  ${word} ${someOf(names.slice(0, NAMED), names.length)}`];
}

function tellAmount(name: string, amount: number): string {
  if (name === 'memory') return `${spellSize(amount)} of memory`;
  if (name.startsWith('slots')) return count(amount, 'slot');
  if (name === 'nodes') return count(amount, 'node');
  return `${amount} of ${name.replace(/^resources\./, '')}`;
}

function tellFree(name: string, free: number): string {
  const whose = name === 'slots of all runs' ? ' for the runs of this user' : '';
  if (name === 'nodes') return 'only a cluster has them';
  if (free === 0) return `none is free${whose}`;
  if (name === 'memory') return `${spellSize(free)} ${free === 1 ? 'is' : 'are'} free`;
  return `${free} ${free === 1 ? 'is' : 'are'} free${whose}`;
}
