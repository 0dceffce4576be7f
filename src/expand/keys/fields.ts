import type { Span } from '../../model/diagnostic.ts';
import { LOCAL } from '../../model/executor.ts';
import { beginTimesFor, parseBeginTime } from '../../model/text/begin-time.ts';
import { LONGEST_DURATION, parseDuration } from '../../model/text/duration.ts';
import { gpusNamed } from '../../model/text/gpu-name.ts';
import { parseInteger } from '../../model/text/integer.ts';
import { parseLogPattern } from '../../model/text/log-pattern.ts';
import { nearest } from '../../model/text/nearest.ts';
import type { FailureCause } from '../../model/outcome.ts';
import type { GpuCount } from '../../model/resources.ts';
import { LARGEST_SIZE, parseSize } from '../../model/text/size.ts';
import { seconds, share as thousandths, WHOLE, type Bytes, type Seconds } from '../../model/units.ts';
import { decimal } from '../../model/text/decimal.ts';

/** What the text of a job key says, or what is wrong with it. */
export type Reading<T> = { readonly value: T } | Misreading;

interface Misreading {
  readonly wrong: string;
  readonly hint?: string;
}

/** A job key whose text must be of a certain form. */
export interface Field<T> {
  /** As messages name it. */
  readonly key: string;
  readonly read: (text: string) => Reading<T>;
}

/** Shares of a GPU are counted in thousandths. */
const SHARE_DECIMALS = 3;

/** The signals that can announce the end of the time, without SIG. */
const SIGNALS = ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'ALRM', 'CONT', 'KILL'] as const;

const CAUSES: readonly FailureCause[] = ['exit', 'timeout', 'oom', 'missing-output', 'spawn', 'lost'];

export const gpus: Field<GpuCount> = {
  key: 'gpus',
  read(text) {
    const number = decimal(text);
    if (number === null || number.exponent >= 0 || number.mantissa < 0n) {
      const whole = integer(text, 0, 'a whole number of GPUs, 0 or more');
      return 'value' in whole ? { value: { gpus: whole.value, share: null } } : whole;
    }
    const share = Number(text);
    if (share >= 1) return { wrong: 'it must be a whole number of GPUs, or a fraction of one, below 1' };
    if (number.exponent < -SHARE_DECIMALS)
      return { wrong: `a fraction of a GPU has at most ${SHARE_DECIMALS} decimals` };
    return { value: { gpus: 0, share: thousandths(Math.round(share * WHOLE)) } };
  },
};

export const resource: Field<number> = {
  key: 'resources',
  read: (text) => integer(text, 0, 'a whole number, 0 or more'),
};

export const limitMax: Field<number> = {
  key: 'limits.max',
  read: (text) => integer(text, 1, 'a whole number, at least 1'),
};

export const metricsRegex: Field<string> = {
  key: 'metrics.regex',
  read(text) {
    const groups = namedGroups(text);
    if (groups === null) return { wrong: 'it is no regular expression as JavaScript has them' };
    if (groups.length > 0) return { value: text };
    return {
      wrong: 'no part of it has a name',
      hint: 'name the number to be found, such as `acc=(?<accuracy>\\S+)`',
    };
  },
};

export const metricsLog: Field<string> = {
  key: 'metrics.log',
  read(text) {
    const pattern = parseLogPattern(text);
    if (pattern.ok) return { value: text };
    return { wrong: pattern.fault, ...(pattern.hint === undefined ? {} : { hint: pattern.hint }) };
  },
};

export const metricsPick: Field<'last' | 'first'> = {
  key: 'metrics.pick',
  read: (text) => choice(text, ['last', 'first']),
};

export const timeoutAfter: Field<Seconds> = { key: 'timeout', read: (text) => duration(text, false) };

export const timeoutGrace: Field<Seconds> = { key: 'timeout.grace', read: (text) => duration(text, false) };

export const timeoutSignal: Field<string> = {
  key: 'timeout.signal',
  read: (text) => choice(text.toUpperCase().replace(/^SIG/, ''), SIGNALS),
};

export const retryMax: Field<number> = { key: 'retry', read: (text) => integer(text, 0, 'a whole number, 0 or more') };

export const retryOn: Field<FailureCause> = { key: 'retry.on', read: (text) => choice(text, CAUSES) };

export const retryBackoff: Field<Seconds> = { key: 'retry.backoff', read: (text) => duration(text, true) };

export const retryFactor: Field<number> = {
  key: 'retry.factor',
  read(text) {
    const factor = decimal(text) === null ? NaN : Number(text);
    return factor >= 1 && factor < Infinity ? { value: factor } : { wrong: 'it must be a number of at least 1' };
  },
};

export const escalateGpus: Field<GpuCount> = { key: 'retry.escalate.gpus', read: gpus.read };

export const escalateOtherGpu: Field<boolean> = { key: 'retry.escalate.other_gpu', read: flag };

export const escalateOn: Field<FailureCause> = { key: 'retry.escalate.on', read: (text) => choice(text, CAUSES) };

export const chainWhen: Field<'always' | 'success'> = {
  key: 'chain.when',
  read: (text) => choice(text, ['always', 'success']),
};

export const chainGpu: Field<'any' | 'same'> = { key: 'chain.gpu', read: (text) => choice(text, ['any', 'same']) };

/** Where a job runs whatever its run does with others. A cluster is a property of a machine, and so is named by the command. */
export function place(text: string): Reading<typeof LOCAL> {
  if (text === LOCAL) return { value: LOCAL };
  return { wrong: `it must be \`${LOCAL}\``, hint: 'a cluster is for the command to name: `sweep run --on NAME`' };
}

/** GPUs by index, range of indices, MIG instance or UUID, several with commas between: `0-3`, `0,2`, `1:0`, `GPU-8f3c…`. */
export const gpuIds: Field<readonly string[]> = {
  key: 'gpu_ids',
  read(text) {
    const ids = text.split(',').map((part) => gpusNamed(part.trim()));
    const flat = ids.every((part) => part !== null) ? ids.flat() : null;
    if (flat !== null) return { value: flat };
    return {
      wrong: 'it must name GPUs by index, range of indices, MIG instance or UUID',
      hint: 'such as 0, 0-3, 1:0 or GPU-8f3c1e2a-…; `nvidia-smi -L` lists them',
    };
  },
};

/** What to report when the text of a key cannot be read. */
export function wrongReading(
  { key }: Field<unknown>,
  text: string,
  { wrong, hint }: Misreading,
  span: Span,
): { code: string; message: string; span: Span; hint?: string } {
  return {
    code: `bad-${key.replaceAll(/[._]/g, '-')}`,
    message: `\`${key}\` is \`${text}\`; ${wrong}`,
    span,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** `true` or `false`, however spelled. */
export function flag(text: string): Reading<boolean> {
  const chosen = choice(text.toLowerCase(), ['true', 'false']);
  return 'value' in chosen ? { value: chosen.value === 'true' } : chosen;
}

/** A whole number of at least `least` and at most `most`; `form` is what a message says it must be. */
export function integer(text: string, least: number, form: string, most = Infinity): Reading<number> {
  const value = parseInteger(text);
  return value === null || value < least || value > most ? { wrong: `it must be ${form}` } : { value };
}

/** A duration; 0 only where `zero` says so. */
export function duration(text: string, zero: boolean): Reading<Seconds> {
  const value = parseDuration(text);
  if (value !== null && value > LONGEST_DURATION) return { wrong: 'it must be at most 36500d, a hundred years' };
  if (value !== null && (value > 0 || zero)) return { value: seconds(value) };
  if (value !== null) return { wrong: 'it must be more than 0', hint: 'leave it out, or write `null`, for no limit' };
  const clock = /^(\d+):(\d\d)(?::(\d\d))?$/.exec(text);
  if (clock === null) return { wrong: 'it must be a duration', hint: 'such as 90s, 15m, 24h, 3d or 1h30m' };
  const [hours, minutes, rest] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 ? `${rest}s` : ''];
  return { wrong: 'it must be a duration', hint: `write \`${parts.join('') || '0s'}\`` };
}

/** When to begin, as the file says it: when that is shows when a run begins. */
export function beginTime(text: string): Reading<string> {
  return parseBeginTime(text) === null ? { wrong: 'it must be a time', hint: beginTimesFor(text) } : { value: text };
}

/** The names of the groups of a regular expression; null if it is none. */
function namedGroups(pattern: string): readonly string[] | null {
  try {
    // With an empty alternative it matches anything, and a match tells its groups.
    return Object.keys(new RegExp(`(?:${pattern})|`).exec('')?.groups ?? {});
  } catch {
    return null;
  }
}

/** A size above 0. */
export function size(text: string): Reading<Bytes> {
  const value = parseSize(text);
  if (value !== null && value > LARGEST_SIZE) return { wrong: 'it must be at most 1PiB' };
  if (value !== null && value > 0) return { value };
  if (value !== null)
    return { wrong: 'it must be more than 0', hint: 'leave it out, or write `null`, to ask for none' };
  const unitless = /^\d+$/.test(text);
  return {
    wrong: unitless ? 'it must have a unit' : 'it must be a size',
    hint: unitless ? `such as \`${text}GiB\`` : 'such as 512MiB, 20GiB or 20GB',
  };
}

/** What may be kept of a log: less would leave nothing to judge a failure by. */
export function logSize(text: string): Reading<Bytes> {
  const reading = size(text);
  return 'value' in reading && reading.value < LEAST_LOG ? { wrong: 'it must be at least 1MiB' } : reading;
}

const LEAST_LOG = 1024 * 1024;

function choice<T extends string>(text: string, options: readonly T[]): Reading<T> {
  const found = options.find((option) => option === text);
  if (found !== undefined) return { value: found };
  const listed = options.map((option) => `\`${option}\``);
  const near = nearest(text, options);
  return {
    wrong: options.length === 2 ? `it must be ${listed.join(' or ')}` : `it must be one of ${listed.join(', ')}`,
    ...(near === null ? {} : { hint: `did you mean \`${near}\`?` }),
  };
}
