import { createHash } from 'node:crypto';
import type { Claims, ClaimedHold } from '../../model/sharing/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { bytes, seconds, share, tick } from '../../model/units.ts';
import * as read from './untrusted-json.ts';

/** What a run tells the others: its statement, and who says so. */
export interface Lease extends Claims {
  readonly runner: ProcessId;
  /** The name of the user, as the run itself says it. */
  readonly user: string;
}

const VERSION = 1;

/** The most of what runs may tell each other. */
export const MOST = {
  /** Of the text of a lease. */
  bytes: 1024 * 1024,
  count: 1e9,
  /** Milliseconds or seconds: a thousand years. */
  time: 32e12,
  /** Bytes: an exbibyte. */
  memory: 2 ** 60,
} as const;

/** How many wants of a run count: each costs whoever decides, and anybody may have written them. */
const MOST_WANTS = 64;

/**
 * Tells what a run says from whatever else it says of what it holds and wants. What it does not count of the wants of others does
 * not matter here: two runs that tell each other so would else go on for ever.
 */
export function serialOf(lease: Lease): string {
  return createHash('sha256')
    .update(writeLease({ ...lease, voids: [] }))
    .digest('hex')
    .slice(0, 32);
}

/** The JSON of a lease; the same for the same lease. */
export function writeLease(lease: Lease): string {
  const { runner, user, sweep, submitted, pending, slotsOfUser, wants, voids, quarantined } = lease;
  const holds = lease.holds.map((one) => writtenHold(one, runner));
  const body = {
    version: VERSION,
    runner,
    user,
    sweep,
    submitted,
    pending,
    slotsOfUser,
    holds,
    wants,
    voids,
    quarantined,
  };
  return `${JSON.stringify(body)}\n`;
}

/** A hold as it stands in the lease of this runner. */
export function holdText(hold: ClaimedHold, runner: ProcessId): string {
  return JSON.stringify(writtenHold(hold, runner));
}

function writtenHold(hold: ClaimedHold, runner: ProcessId): object {
  return { ...hold, keeper: hold.keeper && keeperText(hold.keeper, runner) };
}

/** A keeper is nearly always where its runner is, which then need not be said for each. */
function keeperText(keeper: ProcessId, runner: ProcessId): Partial<ProcessId> {
  const isWithRunner = PLACE.every((key) => keeper[key] === runner[key]);
  return isWithRunner ? { pid: keeper.pid, startTicks: keeper.startTicks } : keeper;
}

const PLACE = ['bootId', 'pidNamespace', 'machineId'] as const;

/** Reads what anybody may have written; a string says what is wrong with it. */
export function parseLease(text: string): Lease | string {
  try {
    return leaseOf(JSON.parse(text));
  } catch (error) {
    return error instanceof read.Malformed ? error.message : 'it is no JSON';
  }
}

function leaseOf(value: unknown): Lease {
  const top = read.object(value, 'it');
  const version = read.number({ least: 0, most: Infinity })(top('version'), 'version');
  if (version !== VERSION) throw new read.Malformed(`its version is ${version}, and this sweep knows ${VERSION}`);
  const runner = processId(top('runner'), 'runner');
  return {
    runner,
    user: read.text(top('user'), 'user'),
    sweep: read.text(top('sweep'), 'sweep'),
    submitted: tick(time(top('submitted'), 'submitted')),
    holds: read.list((one, at) => hold(one, at, runner))(top('holds'), 'holds'),
    wants: read.list(want)(top('wants'), 'wants').slice(0, MOST_WANTS),
    // Older runs tell neither this nor that.
    voids: read.list(read.text)(top('voids') ?? [], 'voids'),
    slotsOfUser: count(top('slotsOfUser') ?? 0, 'slotsOfUser'),
    quarantined: read.record(read.text)(top('quarantined'), 'quarantined'),
    pending: count(top('pending'), 'pending'),
  };
}

function hold(value: unknown, at: string, runner: ProcessId): ClaimedHold {
  const field = read.object(value, at);
  return {
    job: read.text(field('job'), `${at}.job`),
    attempt: count(field('attempt'), `${at}.attempt`),
    keeper: read.nullable((one, where) => processId(one, where, runner))(field('keeper'), `${at}.keeper`),
    // Older runs tell none.
    mark: read.nullable(read.text)(field('mark') ?? null, `${at}.mark`),
    gpus: uuids(field('gpus'), `${at}.gpus`),
    share: read.nullable(part)(field('share'), `${at}.share`),
    gpuMemory: read.nullable(memory)(field('gpuMemory'), `${at}.gpuMemory`),
    slots: count(field('slots'), `${at}.slots`),
    memory: read.nullable(memory)(field('memory'), `${at}.memory`),
    resources: read.record(amount)(field('resources'), `${at}.resources`),
    until: read.nullable((one, where) => tick(time(one, where)))(field('until'), `${at}.until`),
  };
}

function want(value: unknown, at: string): Lease['wants'][number] {
  const field = read.object(value, at);
  return {
    job: read.text(field('job'), `${at}.job`),
    jobs: count(field('jobs'), `${at}.jobs`),
    priority: priority(field('priority'), `${at}.priority`),
    gpus: count(field('gpus'), `${at}.gpus`),
    share: read.nullable(part)(field('share'), `${at}.share`),
    gpuMemory: read.nullable(memory)(field('gpuMemory'), `${at}.gpuMemory`),
    allowed: uuids(field('allowed'), `${at}.allowed`),
    // Older runs want GPUs alone, and only what nothing else keeps back.
    slots: count(field('slots') ?? 0, `${at}.slots`),
    memory: read.nullable(memory)(field('memory') ?? null, `${at}.memory`),
    resources: read.record(amount)(field('resources') ?? {}, `${at}.resources`),
    keptByUser: (field('keptByUser') ?? false) === true,
    bound: read.nullable((one, where) => seconds(time(one, where)))(field('bound'), `${at}.bound`),
  };
}

/** @param runner where the process is if it does not say. */
function processId(value: unknown, at: string, runner?: ProcessId): ProcessId {
  const field = read.object(value, at);
  const place = (key: (typeof PLACE)[number]): string => read.text(field(key) ?? runner?.[key], `${at}.${key}`);
  const startTicks = read.text(field('startTicks'), `${at}.startTicks`);
  if (!/^\d{1,15}$/.test(startTicks)) throw new read.Malformed(`${at}.startTicks is no count of clock ticks`);
  return {
    pid: pid(field('pid'), `${at}.pid`),
    startTicks,
    bootId: place('bootId'),
    pidNamespace: place('pidNamespace'),
    machineId: place('machineId'),
  };
}

const pid = read.integer({ least: 1, most: 2 ** 22 });
const count = read.integer({ least: 0, most: MOST.count });
const priority = read.number({ least: -Number.MAX_VALUE, most: Number.MAX_VALUE });
const amount = read.number({ least: 0, most: Number.MAX_VALUE });
const time = read.number({ least: 0, most: MOST.time });
const uuids = read.list(read.text);
const thousandths = read.integer({ least: 1, most: 999 });
const size = read.number({ least: 0, most: MOST.memory });

function part(value: unknown, at: string): NonNullable<ClaimedHold['share']> {
  return share(thousandths(value, at));
}

function memory(value: unknown, at: string): NonNullable<ClaimedHold['memory']> {
  return bytes(size(value, at));
}
