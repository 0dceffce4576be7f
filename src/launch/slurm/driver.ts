import { LET_GO, type PilotSettings, type SlurmSettings } from '../../model/executor.ts';
import { shellWord } from '../../model/text/shell.ts';
import { type Stage, stageOf } from './answers.ts';
import { newJobName } from './arrays.ts';
import { inMebibytes, requestWords } from './request.ts';

/** A runner that is to be a job of the cluster that it gives jobs to. */
export interface Driver {
  /** Which no other job has. */
  readonly name: string;
  readonly minutes: number;
  /** The absolute paths of its batch script and of the file that takes what it prints. */
  readonly script: string;
  readonly log: string;
  /** That it is a pilot, within which its jobs run; left out where they are tasks of the cluster. */
  readonly pilot?: PilotSettings;
}

/** Whether it gives its jobs to the cluster, or has them run within it. */
export type DriverKind = 'runner' | 'pilot';

/** What the controller says of it. */
export interface DriverRow {
  readonly id: string;
  readonly stage: Stage;
  /** Where it runs; empty while it waits. */
  readonly nodes: string;
}

/** MiB for a runner. */
const MEMORY = 1024;

/** Seconds before the end of its time at which it is told to let go of its run. */
export const NOTICE = 300;

/** A name for the job of a runner. */
export function newDriverName(sweep: string, kind: DriverKind): string {
  return newJobName(`${sweep}.${kind}`);
}

/** Whether a runner of this name has its jobs run within it. */
export function isPilot(name: string): boolean {
  return /\.pilot\.[0-9a-f]{16}$/.test(name);
}

/** The sweep whose runner a job of this name is; null where it is none. */
export function sweepOfDriver(name: string): string | null {
  return /^(.+)\.(?:runner|pilot)\.[0-9a-f]{16}$/.exec(name)?.[1] ?? null;
}

/** The words that have it queued. What the host file says of a runner counts instead of what it says of jobs, among which is a pilot. */
export function driverWords({ name, minutes, script, log, pilot }: Driver, settings: SlurmSettings): readonly string[] {
  const asksForMemory = settings.driver.some((word) => /^--mem(?:-per-cpu)?=/.test(word));
  const words =
    pilot === undefined
      ? [
          ...requestWords({ minutes, nodes: 1, cpus: 1, gpus: 0, memory: asksForMemory ? null : MEMORY }, settings),
          ...settings.driver,
        ]
      : requestWords({ minutes, nodes: 1, ...pilot, memory: inMebibytes(pilot.memory) }, settings);
  return [
    'sbatch',
    ...words,
    ...['--parsable', '--export=ALL', '--propagate=NONE', '--open-mode=append', '--chdir=/', '--requeue'],
    `--signal=B:${LET_GO.replace('SIG', '')}@${NOTICE}`,
    `--job-name=${name}`,
    `--output=${log.replaceAll('%', '%%')}`,
    script,
  ];
}

/** The batch script of a runner, which becomes it, so that Slurm signals nothing else. */
export function driverScript(sweep: string, folder: string, command: readonly string[]): string {
  return `#!/bin/bash -l
# the runner of ${sweep.replaceAll('\n', ' ')}
cd ${shellWord(folder)} || exit 1
exec ${command.map(shellWord).join(' ')}
`;
}

const ROW_FORMAT = '%A|%T|%N';

/** The words that ask for the jobs of this name, ended ones included. */
export function driverQuestion(name: string): readonly string[] {
  const user = `--user=${process.geteuid?.() ?? 0}`;
  return ['squeue', '--noheader', '--states=all', user, `--name=${name}`, `--format=${ROW_FORMAT}`];
}

/** What an answer to that tells: the job that has not come to its end, else one that has; null where there is none. */
export function driverRow(text: string): DriverRow | null {
  const rows = text.split('\n').flatMap((line): DriverRow[] => {
    const [id = '', state, nodes = ''] = line.trim().split('|');
    return state === undefined ? [] : [{ id, stage: stageOf(state), nodes }];
  });
  return rows.find(({ stage }) => stage !== 'over') ?? rows[0] ?? null;
}
