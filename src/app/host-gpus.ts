import { lookAtAllGpus, type AllGpus } from '../host/gpus/all-gpus.ts';
import { chooseGpus, gpusBearing } from '../host/gpus/gpu-selection.ts';
import { GpuTimetable } from '../host/gpu-hours.ts';
import { FREE_MEMORY, pausesAmong } from '../host/host.ts';
import type { HostLimits } from '../host/host-limits.ts';
import { surveyHostFolder, type Survey, type SurveyedRun } from '../host/leases/lease-survey.ts';
import { clock } from '../host/system/clock.ts';
import { livingProcesses } from '../host/system/process.ts';
import { projectRoot } from '../project/project.ts';
import { objectionTo } from '../host/gpus/gpu-usage.ts';
import type { Booking } from '../model/sharing/booking.ts';
import type { ClaimedHold } from '../model/sharing/neighbours.ts';
import { gpuId, type Gpu, type GpuView } from '../model/resources.ts';
import { iso, type Tick, WHOLE } from '../model/units.ts';
import type { GpuJson, GpusJson, HolderJson, StrangerJson } from '../report/status/gpus.ts';
import { virtualIndex } from '../report/status/gpus.ts';
import { isClosed } from '../schedule/decide/bookings.ts';
import { sharesOf } from '../model/sharing/held-lately.ts';
import { visible } from '../report/text/visible.ts';
import { NO_HOST_FILE } from '../language/host-file.ts';
import { invalid, policyForLooking, sayPassedOver } from './sweep/accept.ts';
import { EXIT, Refusal } from './refusal.ts';
import { loadHostFile } from './machine/host-file.ts';
import { limitsOf } from './machine/limits.ts';
import { madeUpAmong } from './machine/made-up-gpus.ts';
import { DRIVER_IS_SLOW, gpusHidden } from './machine/machine.ts';
import type { Notices } from './notices.ts';

/** By what the GPUs of a host are judged. */
export interface HostGpusOptions {
  /** A host file to go by instead of this machine's. */
  readonly host?: string | undefined;
}

/** Every GPU of this host, and who holds it. Changes nothing. Refuses where the GPUs cannot be looked at. */
export async function hostGpus(options: HostGpusOptions, notices: Notices): Promise<GpusJson> {
  const { say } = notices;
  const limits = readLimits(options, notices);
  const look = await lookAtAllGpus(() => say(DRIVER_IS_SLOW));
  if (!look.ok) throw new Refusal(EXIT.unavailable, `the GPUs cannot be looked at: ${look.message}`);
  if (look.complaint !== null) say(`GPUs may be missing here: ${look.complaint}`);
  const hidden = gpusHidden();
  if (hidden !== null) say(hidden);
  const survey = surveyHostFolder();
  const { runs, failure } = survey;
  if (failure !== null) say(`what runs of this host hold cannot be told: ${failure}`);
  for (const line of missing(look.gpus, limits, runs)) say(line);
  const gpus = [...realGpus(look.gpus, limits, survey), ...virtualGpus(limits, survey)];
  return { version: 1, gpus, ...quotaIn(limits, runs) };
}

/** What the runs of this user may hold at once, and do. */
function quotaIn({ quota }: HostLimits, runs: readonly SurveyedRun[]): Pick<GpusJson, 'quota'> {
  if (quota === null) return {};
  const uid = process.geteuid?.();
  const own = runs.filter(({ name }) => name.uid === uid).flatMap(({ holds }) => holds);
  const sum = (amount: (hold: ClaimedHold) => number): number => own.reduce((all, hold) => all + amount(hold), 0);
  const gpus = sum((hold) => sharesOf(hold.gpus.length, hold.share)) / WHOLE;
  return { quota: { ...quota, held: { gpus, slots: sum(({ slots }) => slots) } } };
}

/** One that is named must be right; what is wrong of this machine's own is passed over. */
function readLimits({ host }: HostGpusOptions, notices: Notices): HostLimits {
  const loaded = loadHostFile(projectRoot(process.cwd()), host);
  if (loaded.host === null && host !== undefined) throw invalid(loaded);
  if (loaded.host === null) sayPassedOver({ passedOver: loaded.diagnostics, sources: loaded.sources }, notices);
  return limitsOf({}, loaded.host ?? NO_HOST_FILE, policyForLooking(notices));
}

/** The GPUs that are not there although the host file allows them, or although a job holds them, a sentence each. */
function missing(
  gpus: readonly Gpu[],
  { gpus: selection }: HostLimits,
  runs: readonly SurveyedRun[],
): readonly string[] {
  const chosen = selection?.kind === 'listed' ? chooseGpus(selection.wanted, gpus) : null;
  const refused = chosen?.ok === false ? [`no run can use the GPUs that the host file allows: ${chosen.message}`] : [];
  const shown = new Set(gpus.map(({ uuid }) => uuid));
  const held = runs.flatMap(({ name, holds }) => {
    const unknown = new Set(holds.flatMap(({ gpus: uuids }) => uuids.filter((uuid) => !shown.has(uuid))));
    return [...unknown]
      .filter((uuid) => virtualIndex(uuid) === null)
      .map((uuid) => visible(`${name.sweep} of ${name.user} holds ${uuid}, which no driver shows`));
  });
  return [...refused, ...held];
}

type SeenGpu = Extract<AllGpus, { readonly ok: true }>['gpus'][number];

function realGpus(gpus: readonly SeenGpu[], limits: HostLimits, survey: Told): readonly GpuJson[] {
  const { runs } = survey;
  const { gpus: selection, freeMemory, maxLoad } = limits;
  const thresholds = { freeMemory: freeMemory ?? FREE_MEMORY, maxLoad };
  const allowed = selection?.kind === 'listed' ? selection.wanted.flatMap((name) => gpusBearing(name, gpus)) : gpus;
  const halted = pausedAmong(gpus, limits);
  const isUsed = gpus.some(({ users }) => users.length > 0);
  const sessions = new Map(isUsed ? livingProcesses().map(({ pid, session }) => [pid, session]) : []);
  return new GpuTimetable().of(gpus, limits.hours, clock.now()).map((gpu) => {
    const stand = standing(gpu, survey);
    const objection = stand.holders.length > 0 ? null : objectionTo({ ...gpu, users: [] }, thresholds);
    return {
      ...stand,
      name: gpu.name,
      virtual: false,
      memory: gpu.memory,
      used: gpu.used,
      load: gpu.load,
      fault: gpu.fault,
      strangers: strangersOn(gpu, runs, sessions),
      objection: objection === null || objection.cause === 'fault' ? null : objection.because,
      paused: halted.has(gpu.uuid),
      allowed: selection?.kind !== 'none' && allowed.some(({ uuid }) => uuid === gpu.uuid),
      ...hoursOf(gpu),
    };
  });
}

/** Which are paused, by UUID. */
function pausedAmong(gpus: readonly Gpu[], { paused }: HostLimits): ReadonlySet<string> {
  if ('by' in paused) return new Set(gpus.map(({ uuid }) => uuid));
  return new Set(pausesAmong(gpus, paused).keys());
}

/** When it is given out, where that is not always. */
function hoursOf({ uuid, hours }: Pick<GpuView, 'uuid' | 'hours'>): Pick<GpuJson, 'hours'> {
  if (hours === undefined) return {};
  const { tick } = clock.now();
  return { hours: { said: hours.said, open: !isClosed({ uuid, hours }, tick) } };
}

/** The processes on a GPU that are not in the session of a job which holds it. */
function strangersOn(
  { uuid, users }: SeenGpu,
  runs: readonly SurveyedRun[],
  sessions: ReadonlyMap<number, number>,
): readonly StrangerJson[] {
  const holds = runs.flatMap((run) => run.holds).filter(({ gpus }) => gpus.includes(uuid));
  const isOfHolder = (pid: number): boolean => {
    const session = sessions.get(pid);
    return session !== undefined && holds.some(({ keeper }) => keeper?.pid === session);
  };
  return users
    .filter(({ pid }) => !isOfHolder(pid))
    .map(({ pid, owner, memory }) => ({ pid, user: owner?.user ?? null, program: owner?.program ?? null, memory }));
}

/** The made-up GPUs that rehearsals hold jobs on. */
function virtualGpus(limits: HostLimits, survey: Told): readonly GpuJson[] {
  const gpus = madeUpAmong(survey);
  const halted = pausedAmong(gpus, limits);
  return new GpuTimetable().of(gpus, limits.hours, clock.now()).map((gpu) => ({
    ...standing(gpu, survey),
    name: gpu.name,
    virtual: true,
    memory: null,
    used: null,
    load: null,
    fault: null,
    strangers: [],
    objection: null,
    paused: halted.has(gpu.uuid),
    allowed: true,
    ...hoursOf(gpu),
  }));
}

/** What the users of this host have told each other. */
type Told = Pick<Survey, 'runs' | 'bookings'>;

/** What the runs of this host say of a GPU, and who has reserved it. */
function standing(
  gpu: Pick<Gpu, 'index' | 'uuid' | 'instance'>,
  { runs, bookings }: Told,
): Pick<GpuJson, 'gpu' | 'uuid' | 'holders' | 'quarantined' | 'reservations'> {
  const uid = process.geteuid?.();
  const booked = bookings.filter(({ gpus }) => gpus.includes(gpu.uuid));
  const holders = runs.flatMap(({ name, holds }): HolderJson[] =>
    holds
      .filter(({ gpus }) => gpus.includes(gpu.uuid))
      .map(({ job, share, until }) => ({
        user: name.user,
        sweep: name.sweep,
        job,
        own: name.uid === uid,
        share: (share ?? WHOLE) / WHOLE,
        ...runInto(booked, name.uid, until),
      })),
  );
  const quarantined = runs.flatMap(({ name, quarantined: reasons }) => {
    const because = reasons[gpu.uuid];
    return because === undefined ? [] : [{ sweep: name.sweep, because }];
  });
  const reservations = booked.map(({ uid: owner, user, from, until, why }) => {
    return { user, own: owner === uid, from: iso(from.at), until: iso(until.at), why };
  });
  const reserved = reservations.length === 0 ? {} : { reservations };
  return { gpu: gpuId(gpu), uuid: gpu.uuid, holders, quarantined, ...reserved };
}

/** Whose reservation a job of this user may run into, that has ended by `until` at the latest; null for one without a bound. */
function runInto(booked: readonly Booking[], uid: number, until: Tick | null): Pick<HolderJson, 'mayRunInto'> {
  const other = booked.find((one) => one.uid !== uid && (until === null || until > one.from.tick));
  return other === undefined ? {} : { mayRunInto: other.user };
}
