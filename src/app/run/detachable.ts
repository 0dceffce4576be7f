import { mayLeave } from '../../model/executor.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
import { isGlob } from '../../model/text/glob.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { RunSweepOptions } from '../control/run-flags.ts';
import type { ChosenExecutor } from '../machine/executors.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { invalid } from '../sweep/accept.ts';
import type { LoadedSweep } from '../sweep/load.ts';

/** What a job says that cannot be where it is to run. */
export interface Fault {
  readonly code: string;
  /** The key by which the file says it, as `explain` spells it. */
  readonly field: string;
  readonly isOf: (job: Job) => boolean;
  /** Why not, after the jobs that say it. */
  readonly problem: string;
  readonly hint: string;
}

const WITH_RUNNER = 'leave it out, or stay: `-d` in place of `--detach` has a runner see the jobs through';

const FAULTS: readonly Fault[] = [
  {
    code: 'detached-here',
    field: 'on',
    isOf: (job) => !mayLeave(job),
    problem: '`on: local`, and with --detach nobody stays here to run that',
    hint: '`--skip` or `--stage` leaves these jobs out; `sweep run` does them when the others have ended',
  },
  {
    code: 'detached-part',
    field: 'gpus',
    isOf: ({ request }) => request.share !== null,
    problem: 'a part of a GPU, which Slurm does not give out',
    hint: 'ask for whole GPUs',
  },
  {
    code: 'detached-same-gpu',
    field: 'chain.gpu',
    isOf: ({ needs }) => needs.some(({ sameGpus }) => sameGpus),
    problem: '`gpu: same`, and Slurm chooses the GPUs of each job anew',
    hint: 'leave it out',
  },
  {
    code: 'detached-escalate',
    field: 'retry.escalate.gpus',
    isOf: ({ retry }) => retry.escalate !== null,
    problem: '`retry.escalate`, and Slurm starts a job anew as it was submitted',
    hint: WITH_RUNNER,
  },
  {
    code: 'detached-retry',
    field: 'retry.on',
    isOf: ({ retry }) => retry.max > 0 && retry.on.includes('exit') !== retry.on.includes('oom'),
    problem: '`retry.on` with one of `exit` and `oom`, which a node cannot tell from each other',
    hint: 'name both, or neither',
  },
  {
    code: 'detached-limits',
    field: 'limits.1',
    isOf: ({ limits }) => limits.length > 1,
    problem: 'two limits, and Slurm keeps one for each job',
    hint: WITH_RUNNER,
  },
  {
    code: 'detached-begin',
    field: 'begin',
    isOf: ({ begin }) => begin !== null,
    problem: '`begin`, for which a runner waits',
    hint: WITH_RUNNER,
  },
  {
    code: 'detached-pattern',
    field: 'inputs',
    isOf: ({ lateInputs }) => lateInputs.some(isGlob),
    problem: '`inputs` that name by a pattern what another job makes, which a node does not read',
    hint: 'name the files, or their folder',
  },
];

const UNDRIVABLE: Fault = {
  code: 'driven-here',
  field: 'on',
  isOf: (job) => !mayLeave(job),
  problem: '`on: local`, which is this machine, and with --driver the runner is on a node',
  hint: '`--skip` or `--stage` leaves these jobs out; `sweep run` does them when the others have ended',
};

/** Jobs that are named; the rest by number. */
const NAMED = 2;

/** Refuses what cannot be left to Slurm alone: what the command says, what the file says of jobs that would start, and too many of them. */
export function refuseUndetachable(
  sweep: Pick<LoadedSweep, 'plan' | 'explain' | 'sources'>,
  jobs: readonly Job[],
  options: RunSweepOptions,
  { name, settings }: ChosenExecutor,
): void {
  const { plan, sources } = sweep;
  const said = optionsInVain(options);
  if (said.length > 0)
    throw new Refusal(
      EXIT.invalid,
      `${said.join(', ')}: with --detach nobody stays to see to that\nhint: leave it out, or stay: -d in place of --detach`,
    );
  const diagnostics = faultsIn(sweep, jobs, FAULTS);
  if (plan.snapshot !== undefined)
    diagnostics.push({
      ...{ severity: 'error', code: 'detached-snapshot', span: plan.snapshot.span },
      ...{
        message: '`snapshot`, and with --detach nobody stays to bring results home from the copy',
        hint: WITH_RUNNER,
      },
    });
  if (plan.onFailure !== 'continue')
    diagnostics.push({
      ...{ severity: 'error', code: 'detached-on-failure', span: null },
      ...{
        message: `\`on_failure: ${plan.onFailure}\`, and with --detach nobody stays to see to that`,
        hint: WITH_RUNNER,
      },
    });
  if (diagnostics.length > 0) throw invalid({ diagnostics, sources });
  if (jobs.length > settings.maxSubmitted)
    throw new Refusal(
      EXIT.invalid,
      `--detach would submit ${jobs.length} jobs at once, and \`${name}\` takes ${settings.maxSubmitted}\nhint: choose some with \`--only\` or \`--stage\`, raise \`max_submitted\` in the host file, or stay: -d in place of --detach`,
    );
}

/** Refuses what a runner that is itself a job of the cluster cannot do: what is to run on the machine where the command is given. */
export function refuseUndrivable(sweep: Pick<LoadedSweep, 'explain' | 'sources'>, jobs: readonly Job[]): void {
  refuseFaults(sweep, jobs, [UNDRIVABLE]);
}

/** Refuses jobs that have any of these faults. */
export function refuseFaults(
  sweep: Pick<LoadedSweep, 'explain' | 'sources'>,
  jobs: readonly Job[],
  faults: readonly Fault[],
): void {
  const diagnostics = faultsIn(sweep, jobs, faults);
  if (diagnostics.length > 0) throw invalid({ diagnostics, sources: sweep.sources });
}

/** What jobs say that cannot be, a kind each. */
function faultsIn(
  { explain }: Pick<LoadedSweep, 'explain'>,
  jobs: readonly Job[],
  faults: readonly Fault[],
): Diagnostic[] {
  return faults.flatMap(({ code, field, isOf, problem, hint }): Diagnostic[] => {
    const found = jobs.filter(isOf);
    const [first] = found;
    if (first === undefined) return [];
    const who = someOf(
      found.slice(0, NAMED).map(({ label }) => label),
      found.length,
    );
    const span = explain(first.id).find((origin) => origin.field === field)?.span ?? null;
    return [
      { severity: 'error', code, message: `${who} ${found.length === 1 ? 'has' : 'have'} ${problem}`, span, hint },
    ];
  });
}

/** Options of the command that only a runner can see to. */
function optionsInVain({ canary, failFast, maxFails, failAlike, begin }: RunSweepOptions): readonly string[] {
  const said: readonly (readonly [string, boolean])[] = [
    ['--canary', canary === true],
    ['--fail-fast', failFast === true],
    ['--max-fails', maxFails !== undefined],
    ['--fail-alike', failAlike !== undefined && failAlike !== 0],
    ['--begin', begin !== undefined],
  ];
  return said.flatMap(([option, isSaid]) => (isSaid ? [option] : []));
}
