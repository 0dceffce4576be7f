import { resolve } from 'node:path';
import { clock } from '../../host/system/clock.ts';
import { surveyHostFolder } from '../../host/leases/lease-survey.ts';
import type { MachineView } from '../../host/host.ts';
import { holdAsSeenBy, slotsOfUserAmong, wantsAsSeenBy } from '../../host/leases/other-runs.ts';
import type { Neighbours } from '../../model/sharing/neighbours.ts';
import type { JobId } from '../../model/plan.ts';
import { NO_POLICY } from '../../model/sharing/policy.ts';
import type { HostView } from '../../model/resources.ts';
import { tellHeld, tellReason } from '../../report/text/reasons.ts';
import { isHeld } from '../../report/status/kept-back.ts';
import { labelOf } from '../../report/text/phrases.ts';
import { explainWaiting } from '../../schedule/decide/explain.ts';
import { placesOf } from '../../schedule/queue/request.ts';
import { withoutMarked } from '../../schedule/decide/void-wants.ts';
import type { CurrentRun } from '../../schedule/state/state.ts';
import { NO_HOST_FILE } from '../../language/host-file.ts';
import { loadHostFile } from '../machine/host-file.ts';
import { MachineChoice } from '../machine/machine-choice.ts';
import { hostFor } from '../machine/machine.ts';
import { loadPolicy } from '../machine/policy.ts';
import { isAsItRan } from '../sweep/current-sweep.ts';
import { loadKnown, LOOKED_AT, sweepsHere, type Place } from '../sweep/known-sweep.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { statusNow, type SweepStatus } from './sweep-status.ts';

/**
 * Lines for people on why this job does not run now: what keeps it in its run, or else that somebody holds it; none if it runs or has
 * ended already.
 *
 * @param ran  Its sweep as it ran last.
 */
export async function whyItWaits(ran: StandingSweep, job: JobId, slow: () => void): Promise<readonly string[]> {
  const { state, runner } = ran.status;
  const record = state.byId.get(job);
  if (record === undefined) return [];
  if (runner === null || state.run === null || !record.todo)
    return isHeld(record) ? [tellHeld(null, record.heldFor)] : [];
  const machine = await machineOfRun(ran.sweep, state.run, slow);
  const host: HostView = { ...machine, neighbours: neighboursOf(runner) };
  const reasons = explainWaiting(state, host, record, clock.now().tick);
  const status = record.state.status;
  if (reasons.length === 0) return status === 'waiting' ? ['it is about to start'] : [];
  const lines = reasons.flatMap((reason) => tellReason(reason, (id) => labelOf(state, id)));
  return [`${status === 'waiting' ? 'waits' : status}:`, ...lines.map((line) => `  ${line}`)];
}

/** A sweep, and how it stands. */
export interface StandingSweep {
  readonly sweep: LoadedSweep;
  readonly status: SweepStatus;
}

/**
 * A sweep as it ran last, which is not read again where nothing has changed since; null where it has not run, or cannot be read any more.
 *
 * @param now  By its file as it is now.
 */
export async function asItRan(now: StandingSweep, place: Place): Promise<StandingSweep | null> {
  const known = sweepsHere(place).find(({ name }) => name === now.sweep.plan.sweep);
  if (known === undefined) return null;
  if (now.sweep.runFolder === known.runFolder && isAsItRan(now.sweep, known)) return now;
  const { sweep } = await loadKnown(known, place, LOOKED_AT);
  return sweep === null ? null : { sweep, status: statusNow(sweep.plan, known) };
}

/** The machine as the runner sees it: by what it was told when it began and later, and by the host files as they are now. */
async function machineOfRun(
  { plan, root }: LoadedSweep,
  { choice, setting }: CurrentRun,
  slow: () => void,
): Promise<MachineView> {
  const named = choice.hostFile === null ? undefined : resolve(choice.hostFile);
  const hostFile = loadHostFile(root, named).host ?? NO_HOST_FILE;
  const said = { slots: choice.slots ?? undefined, gpus: choice.gpus ?? undefined };
  const files = { hostFile, policy: loadPolicy().policy ?? NO_POLICY };
  const machine = await hostFor({ jobs: plan.jobs }, said, files, slow);
  new MachineChoice(machine, said, files).set(setting);
  const view = machine.view();
  machine.close();
  if (choice.on === undefined) return view;
  const most = hostFile.executors.get(choice.on)?.maxSubmitted ?? 0;
  return { ...view, resources: new Map([...view.resources, [placesOf(choice.on), most]]) };
}

/** What the other runs hold and want, as the run of process `pid` sees it. */
function neighboursOf(pid: number): Neighbours {
  const { runs, bookings, lately, failure } = surveyHostFolder();
  const own = runs.find((run) => run.process.pid === pid);
  const others = runs.filter((run) => run.process.pid !== pid);
  const uid = own?.name.uid ?? process.geteuid?.() ?? 0;
  const wants = others.flatMap((run) => wantsAsSeenBy(uid, run));
  return {
    self: own?.name ?? null,
    holds: others.flatMap((run) => run.holds.map((hold) => holdAsSeenBy(uid, run, hold))),
    wants: withoutMarked(wants, own?.voids ?? []),
    bookings,
    lately,
    slotsOfUser: slotsOfUserAmong(uid, runs),
    failure,
  };
}
