import type { MachineHost } from '../../host/host.ts';
import { mayLeave } from '../../model/executor.ts';
import { mayGetGpus, type Job, type Plan } from '../../model/plan.ts';
import type { Policy } from '../../model/sharing/policy.ts';
import { type ChosenExecutor, refuseUnfit, staying, unfitFor } from '../machine/executors.ts';
import type { MachineFlags } from '../machine/limits.ts';
import { hostFor, refuseUnmeetable, unmeetable } from '../machine/machine.ts';
import { refuseWithoutTerminals } from '../machine/terminals.ts';
import type { Notices } from '../notices.ts';
import { refuseLacking } from '../sweep/accept.ts';
import { missingSecrets } from '../sweep/secrets.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { acceptedCode } from './code-survey.ts';

/** The jobs that a run may come to. */
export interface Reach {
  readonly jobs: readonly Job[];
  /** Those of them that it would start; looked up only where one of `jobs` cannot run. */
  readonly starting: () => readonly Job[];
  /** All that may run, be it that it is left of an earlier run: whether the GPUs are looked at goes by these. */
  readonly plan: Pick<Plan, 'jobs' | 'isOpen'>;
}

const UNUSED_GPUS = '--gpus changes nothing: no job asks for a GPU; `gpus: 1` in the file gives one to each';

/**
 * The machine that the jobs of a run are to run on; whoever asks closes it. Refuses jobs that would be started and cannot be run: for files
 * code or secrets that they lack, for what they ask of the machine, for want of a terminal; with a cluster, for what that cannot be asked for.
 */
export async function machineForRun(
  sweep: LoadedSweep,
  { cluster, policy, ...said }: MachineFlags & { readonly cluster: ChosenExecutor | null; readonly policy: Policy },
  { jobs, starting, plan }: Reach,
  notices: Notices,
): Promise<MachineHost> {
  if (sweep.lacking(jobs).length + missingSecrets(sweep, jobs).length > 0)
    refuseLacking(sweep, starting(), notices, missingSecrets(sweep, starting()));
  await acceptedCode(sweep);
  const { hostFile } = sweep;
  if (cluster !== null) {
    const unfit = (some: readonly Job[]): readonly string[] => unfitFor(some.filter(mayLeave), cluster);
    if (unfit(jobs).length > 0) refuseUnfit(unfit(starting()));
  }
  const stay = (some: readonly Job[]): readonly Job[] => staying(some, cluster);
  const isSaid = said.gpus !== undefined && said.gpus !== 'none';
  if (isSaid && cluster === null && plan.isOpen !== true && !plan.jobs.some(mayGetGpus)) notices.say(UNUSED_GPUS);
  const machine = await hostFor({ ...plan, jobs: stay(plan.jobs) }, said, { hostFile, policy });
  try {
    if (unmeetable(stay(jobs), machine.view()).length > 0)
      refuseUnmeetable(unmeetable(stay(starting()), machine.view()));
    if (stay(jobs).some(({ tty }) => tty)) refuseWithoutTerminals(stay(starting()), process.env);
    return machine;
  } catch (error) {
    machine.close();
    throw error;
  }
}
