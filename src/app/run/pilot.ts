import type { PilotSettings } from '../../model/executor.ts';
import { mayLeave } from '../../model/executor.ts';
import { type Job, secretsOf } from '../../model/plan.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { NOTICE } from '../../launch/slurm/driver.ts';
import { isOfPilot } from '../../run/resume.ts';
import { runningHere } from '../../run/stop.ts';
import { count } from '../../report/text/phrases.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { ChosenExecutor } from '../machine/executors.ts';
import { refuseUnmeetable, unmeetableIn } from '../machine/machine.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { type Fault, refuseFaults } from './detachable.ts';

/** How large a pilot of a cluster is. Refuses one of which the host file does not say that, or that would have jobs go through `wrap`. */
export function pilotOf({ name, settings: { pilot, wrap } }: ChosenExecutor): PilotSettings {
  if (pilot === undefined)
    throw new Refusal(
      EXIT.invalid,
      `the host file does not say how large a pilot of \`${name}\` is\nhint: say it beside \`kind: slurm\`, as \`pilot: {cpus: 32, time: 4h}\``,
    );
  if (wrap !== null)
    throw new Refusal(
      EXIT.invalid,
      `\`${name}\` has \`wrap\`, which a pilot cannot put before its jobs\nhint: say it in the \`command\` of the sweep, or of an executor without it`,
    );
  return pilot;
}

/** Refuses jobs that a pilot can never run, or not whole. */
export function refuseUnpilotable(
  sweep: Pick<LoadedSweep, 'explain' | 'sources' | 'hostFile'>,
  jobs: readonly Job[],
  { cpus, gpus, memory, time }: PilotSettings,
): void {
  const most = seconds(time - NOTICE);
  const faults: readonly Fault[] = [
    {
      code: 'pilot-here',
      field: 'on',
      isOf: (job) => !mayLeave(job),
      problem: '`on: local`, which is this machine, and with --pilot all runs on a node',
      hint: '`--skip` or `--stage` leaves these jobs out; `sweep run` does them when the others have ended',
    },
    {
      code: 'pilot-timeout',
      field: 'timeout',
      isOf: ({ timeout }) => timeout !== null && timeout.after > most,
      problem: `a \`timeout\` of more than ${spellDuration(most)}, for which the pilot starts jobs`,
      hint: 'give `pilot` more `time` in the host file, or leave these jobs to the cluster without --pilot',
    },
    {
      code: 'pilot-secret',
      field: 'env',
      isOf: (job) => secretsOf([job]).size > 0,
      problem: 'a secret in `env`, which Slurm would keep with the environment of the pilot',
      hint: 'have the job read it from a file that only you can read',
    },
  ];
  refuseFaults(sweep, jobs, faults);
  const given = Array.from({ length: gpus }, () => ({ index: -1, uuid: '', memory: null }));
  const { resources } = sweep.hostFile;
  refuseUnmeetable(unmeetableIn(jobs, { slots: cpus, slotsOfUser: cpus, memory, resources, gpus: given }));
}

/** Refuses a pilot that no partition of its jobs would let run for so long. */
export function refuseLonger({ time }: PilotSettings, longest: Seconds | null, name: string): void {
  if (longest === null || longest >= time) return;
  throw new Refusal(
    EXIT.invalid,
    `a pilot has ${spellDuration(time)}, and \`${name}\` lets no job run for more than ${spellDuration(longest)}\nhint: give \`pilot\` less \`time\` in the host file`,
  );
}

/** Refuses a run of which jobs may still run on this machine, where no node could see to them. */
export function refuseLeftHere(state: RunState): void {
  const left = runningHere(state).length;
  if (left === 0 || isOfPilot(state)) return;
  throw new Refusal(
    EXIT.unavailable,
    `${count(left, 'job')} of the run before ${left === 1 ? 'runs' : 'run'} still, where no pilot could see to that\nhint: \`sweep run --on local\` does, and goes on with the others here; \`sweep kill\` ends them`,
  );
}
