import { GPU_MASKS, GPU_ORDER } from '../../model/gpu-variables.ts';
import { HOOK_MARK, isOfHook, type HookOrder, type JobEnding, type RunEnding } from '../../model/hook.ts';
import { variableOfAxis } from '../../model/text/shell.ts';
import { withoutGpus } from '../environment.ts';

/** Characters of a text that a program wrote, or a person: a longer variable could keep the hook from its start. */
const LONGEST = 4096;

/** What a hook finds in its environment: that of its runner, and what it is told. It sees no GPU. */
export function environmentOfHook(
  base: NodeJS.ProcessEnv,
  { hook, sweep, about }: HookOrder,
  logOf: (ending: JobEnding) => string,
): NodeJS.ProcessEnv {
  // A runner may have been started by another's hook, or be a job.
  const inherited = withoutHook(base);
  const told = about.of === 'job' ? ofJob(about, logOf(about)) : ofRun(about);
  const masks = [...GPU_MASKS, GPU_ORDER].flatMap((name) =>
    base[name] === undefined ? [] : [[`${MASK_OF_RUNNER}${name}`, base[name]] as const],
  );
  const unseeing = withoutGpus(inherited);
  return { ...unseeing, ...Object.fromEntries(masks), [HOOK_MARK]: hook, SWEEP_NAME: sweep, ...told };
}

/** Before the name of a mask, what it is outside of the hook. */
const MASK_OF_RUNNER = 'SWEEP_OF_RUNNER_';

/** An environment without what a hook is told. */
export function withoutHook(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_HOOK.test(name)));
}

/** Lets this process, where a hook has started it, see the GPUs that the runner of that does, unless the hook has chosen others. */
export function seeGpusAgain(environment: NodeJS.ProcessEnv): void {
  if (!isOfHook(environment) || environment['CUDA_VISIBLE_DEVICES'] !== '') return;
  for (const name of [...GPU_MASKS, GPU_ORDER]) {
    const seen = environment[`${MASK_OF_RUNNER}${name}`];
    if (seen === undefined) Reflect.deleteProperty(environment, name);
    else environment[name] = seen;
  }
}

const OF_HOOK =
  /^SWEEP_(?:EVENT|NAME|JOB|LABEL|OUTCOME|CAUSE|ERROR|EXIT_CODE|ATTEMPT|LOG|NEEDS|SECONDS|SUCCEEDED|FAILED|SKIPPED|CANCELLED|LEFT|GPUS|GPU_COUNT|GPU_SHARE|PARAM_\w+|OF_RUNNER_\w+)$/;

function ofJob(ending: JobEnding, log: string): Readonly<Record<string, string>> {
  const { job, label, attempt, outcome, cause, exitCode, error, seconds, params } = ending;
  return {
    ...Object.fromEntries([...params].map(([axis, value]) => [variableOfAxis(axis), value])),
    SWEEP_JOB: job,
    SWEEP_LABEL: label.slice(0, LONGEST),
    SWEEP_ATTEMPT: String(attempt),
    SWEEP_OUTCOME: outcome,
    SWEEP_CAUSE: cause.slice(0, LONGEST),
    SWEEP_ERROR: (error ?? '').replaceAll('\0', '').slice(0, LONGEST),
    SWEEP_EXIT_CODE: exitCode === null ? '' : String(exitCode),
    SWEEP_SECONDS: seconds === null ? '' : String(Math.round(seconds)),
    SWEEP_LOG: log,
  };
}

function ofRun({ outcome, seconds, counts }: RunEnding): Readonly<Record<string, string>> {
  return {
    SWEEP_OUTCOME: outcome,
    SWEEP_SECONDS: String(Math.round(seconds)),
    SWEEP_SUCCEEDED: String(counts.succeeded),
    SWEEP_FAILED: String(counts.failed),
    SWEEP_SKIPPED: String(counts.skipped),
    SWEEP_CANCELLED: String(counts.cancelled),
    SWEEP_LEFT: String(counts.left),
  };
}
