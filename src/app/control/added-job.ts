import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { gpuIds, gpus, integer, timeoutAfter, type Reading } from '../../expand/keys/fields.ts';
import { clock } from '../../host/system/clock.ts';
import { GPU_ORDER, isGpuMask } from '../../model/gpu-variables.ts';
import type { AddedJob } from '../../model/added-job.ts';
import { HOOK_MARK } from '../../model/hook.ts';
import { jobId, type Command, type Need } from '../../model/plan.ts';
import { NO_GPUS } from '../../model/resources.ts';
import { beginTimesFor, instantOf, parseBeginTime, timeOfIso } from '../../model/text/begin-time.ts';
import { DEFAULT_GRACE } from '../../model/text/shell.ts';
import { iso } from '../../model/units.ts';
import { refuseWithoutTerminals } from '../machine/terminals.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { CallerEnvironment } from './caller.ts';

/** What is said of jobs to be added, as the command line has it. */
export interface AddedJobOptions {
  readonly gpus?: string | undefined;
  readonly gpuIds?: string | undefined;
  readonly slots?: string | undefined;
  readonly timeout?: string | undefined;
  readonly label?: string | undefined;
  /** Before when it does not start, as `parseBeginTime` or `timeOfIso` reads it. */
  readonly begin?: string | undefined;
  readonly priority?: string | undefined;
  /** It is given a terminal of its own. */
  readonly tty?: boolean | undefined;
  readonly workdir?: string | undefined;
  /** Each `NAME=VALUE`, or `NAME` for the value that this process has. */
  readonly env?: readonly string[] | undefined;
  /** Ids of jobs that must have ended, succeeded, failed. */
  readonly after?: readonly string[] | undefined;
  readonly afterOk?: readonly string[] | undefined;
  readonly afterFail?: readonly string[] | undefined;
}

const LONGEST_LABEL = 200;

/** What of a job is the same for every command that one call adds. Refuses what cannot be. */
export function addedJobs(
  options: AddedJobOptions,
  { kept, inherited }: CallerEnvironment,
  environment: NodeJS.ProcessEnv,
): (command: Command) => AddedJob {
  const ids = options.gpuIds === undefined ? null : read('--gpu-ids', options.gpuIds, gpuIds.read);
  const usual = ids === null ? NO_GPUS : { gpus: ids.length, share: null };
  const count = options.gpus === undefined ? usual : read('--gpus', options.gpus, gpus.read);
  const after = options.timeout === undefined ? null : read('--timeout', options.timeout, timeoutAfter.read);
  const mark = environment[HOOK_MARK];
  const ofHook = mark === undefined ? {} : { ofHook: true as const };
  // What it adds itself is of the hook, too, whichever runner starts it.
  const marked = mark === undefined ? kept : { ...kept, [HOOK_MARK]: mark };
  const env = { ...marked, ...environmentSaid(options.env ?? [], environment, count.gpus > 0 || count.share !== null) };
  if (options.tty === true) refuseWithoutTerminals([{ tty: true }], environment);
  const shared = {
    label: labelSaid(options.label ?? ''),
    workdir: workdirSaid(options.workdir ?? '.'),
    env,
    inherited: Object.fromEntries(Object.entries(inherited).filter(([name]) => !(name in env))),
    request: { ...count, gpuIds: ids, slots: read('--slots', options.slots ?? '1', wholeNumber) },
    timeout: after === null ? null : { after, signal: 'TERM', grace: DEFAULT_GRACE },
    priority: prioritySaid(options.priority ?? '0'),
    needs: [
      ...needs(options.after, 'always'),
      ...needs(options.afterOk, 'success'),
      ...needs(options.afterFail, 'failure'),
    ],
    ...(options.begin === undefined ? {} : { begin: beginSaid(options.begin) }),
    ...(options.tty === true ? { tty: true as const } : {}),
  };
  return (command) => ({ ...shared, command, ...ofHook });
}

/** What words of a command line come to: a single one is a line of shell, several are a program and its arguments. */
export function commandSaid(words: readonly string[]): Command {
  const [only = ''] = words;
  return words.length === 1 ? { kind: 'shell', text: only } : { kind: 'argv', argv: words };
}

function read<T>(option: string, text: string, reader: (text: string) => Reading<T>): T {
  const reading = reader(text);
  if ('value' in reading) return reading.value;
  const hint = reading.hint === undefined ? '' : `\nhint: ${reading.hint}`;
  throw new Refusal(EXIT.invalid, `${option} ${text}: ${reading.wrong}${hint}`);
}

function wholeNumber(text: string): Reading<number> {
  return integer(text, 0, 'a whole number, 0 or more');
}

function prioritySaid(text: string): number {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw new Refusal(EXIT.invalid, `--priority ${text}: it must be a whole number`);
  return Number(text);
}

/** When that is, by the clocks of this machine now, ISO 8601 in UTC. */
export function beginSaid(text: string): string {
  const begin = parseBeginTime(text);
  const at = begin === null ? timeOfIso(text) : instantOf(begin, clock.now().at);
  if (at === null) throw new Refusal(EXIT.invalid, `--begin ${text}: it must be a time, ${beginTimesFor(text)}`);
  return iso(at);
}

function labelSaid(label: string): string {
  if (label.length <= LONGEST_LABEL && !/[\n\r]/.test(label)) return label;
  throw new Refusal(EXIT.invalid, `--label: it must be one line of at most ${LONGEST_LABEL} characters`);
}

function workdirSaid(path: string): string {
  const workdir = resolve(path);
  if (statSync(workdir, { throwIfNoEntry: false })?.isDirectory() === true) return workdir;
  throw new Refusal(EXIT.invalid, `--workdir: ${workdir} is no folder`);
}

function environmentSaid(
  said: readonly string[],
  environment: NodeJS.ProcessEnv,
  getsGpus: boolean,
): Readonly<Record<string, string>> {
  const pairs = said.map((one) => {
    const [, name = '', value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(one) ?? [];
    if (name === '') throw new Refusal(EXIT.invalid, `--env ${one}: it must be NAME=VALUE, or NAME`);
    if (getsGpus && (isGpuMask(name) || name === GPU_ORDER)) {
      throw new Refusal(EXIT.invalid, `--env ${name}: which GPUs the job sees is set by the run\nhint: say --gpu-ids`);
    }
    const given = value ?? environment[name];
    if (given === undefined) throw new Refusal(EXIT.invalid, `--env ${name}: there is no such variable here`);
    return [name, given] as const;
  });
  return Object.fromEntries(pairs);
}

function needs(ids: readonly string[] | undefined, when: Need['when']): AddedJob['needs'] {
  return (ids ?? []).flatMap((some) => some.split(',')).map((id) => ({ job: jobId(id), when }));
}
