import { GpuProbe, SLOW_AFTER } from '../host/gpus/gpu-probe.ts';
import { surveyHostFolder, type SurveyedRun } from '../host/leases/lease-survey.ts';
import { gpuId } from '../model/resources.ts';
import { virtualIndex } from '../report/status/gpus.ts';
import { inQueueOrder, type GpuIdOf, type HostRun } from '../report/status/host-status.ts';
import { count } from '../report/text/phrases.ts';
import { EXIT, Refusal } from './refusal.ts';
import type { Notices } from './notices.ts';

/** Files that do not count: anybody can put any number of them there. */
const MOST_NAMED = 10;

/** The runs of a host. */
export interface HostRuns {
  /** In the order in which they take their turns. */
  readonly runs: readonly HostRun[];
  /** What people call the GPUs that they hold. Asks the driver, if there is any need. */
  readonly gpuIds: () => Promise<GpuIdOf>;
}

/** All runs of this host, whoever's. Changes nothing. Refuses where they cannot be told. */
export function hostRuns(notices: Notices): HostRuns {
  const { runs, failure, folder, ignored, lately } = surveyHostFolder();
  if (failure !== null) throw new Refusal(EXIT.unavailable, `the runs of this host cannot be told: ${failure}`);
  const { say } = notices;
  for (const { name, because } of ignored.slice(0, MOST_NAMED)) say(`${folder}/${name} is ignored: ${because}`);
  const more = ignored.length - MOST_NAMED;
  if (more > 0) say(`${count(more, 'more file')} in ${folder} ${more === 1 ? 'is' : 'are'} ignored`);
  return { runs: inQueueOrder(runs.map(asShown), lately), gpuIds: () => idsOf(runs, notices) };
}

function asShown({ name, runner, holds, wants, pending }: SurveyedRun): HostRun {
  return { name, runner, holds, wants, pending, own: name.uid === process.geteuid?.() };
}

/** What people call the GPUs that are held. Runs tell only their UUIDs, so the driver is asked for the rest, if there is any. */
async function idsOf(runs: readonly SurveyedRun[], { say }: Notices): Promise<GpuIdOf> {
  const held = runs.flatMap(({ holds }) => holds.flatMap(({ gpus }) => gpus));
  const look = held.some((uuid) => virtualIndex(uuid) === null)
    ? await new GpuProbe({ limit: SLOW_AFTER }).look()
    : null;
  if (look?.ok === false) say(`which GPUs the runs hold cannot be told: ${look.message}`);
  const ids = new Map((look?.ok === true ? look.gpus : []).map((gpu) => [gpu.uuid, gpuId(gpu)]));
  return (uuid) => ids.get(uuid) ?? null;
}
