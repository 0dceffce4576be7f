import { fingerprint, textOfCommand, type Command, type Job, type JobId, type Need, type TimeLimit } from './plan.ts';
import type { ResourceRequest } from './resources.ts';
import { SHORT_COMMAND } from './text/command-labels.ts';
import {
  type Check,
  either,
  flag,
  listOf,
  mapOf,
  nothing,
  number,
  object,
  oneOf,
  optional,
  text,
} from './text/json-shape.ts';
import { seconds } from './units.ts';

/** A file each of whose lines is a job, also those that are to come: all that is recorded of it. */
export interface FollowedFile {
  /** Absolute. */
  readonly path: string;
  /** What its jobs are given that their lines do not say, as options of `sweep add` have it; folders are absolute. */
  readonly said: Readonly<Record<string, string>>;
  /** Each `NAME=VALUE`. */
  readonly env: readonly string[];
  /** What its jobs have of the environment of whoever asked for it, as `AddedJob` has it. */
  readonly kept: Readonly<Record<string, string>>;
  readonly inherited: Readonly<Record<string, string>>;
}

/** A line of such a file that a job stands for; `text` is a hash of it. */
export interface FollowedLine {
  readonly file: string;
  readonly text: string;
}

/** A job that somebody has added to a run by a command of its own: all that is recorded of it. Paths are absolute. */
export interface AddedJob {
  /** Empty for one that has not been given any: its command is shown then. */
  readonly label: string;
  readonly command: Command;
  readonly workdir: string;
  /** What it exports whichever runner starts it. */
  readonly env: Readonly<Record<string, string>>;
  /** Of what it inherits of its caller besides, which is kept in memory alone: a short hash of each value, by name. */
  readonly inherited: Readonly<Record<string, string>>;
  readonly request: Pick<ResourceRequest, 'slots' | 'gpus' | 'share' | 'gpuIds'>;
  readonly timeout: TimeLimit | null;
  readonly priority: number;
  readonly needs: readonly Pick<Need, 'job' | 'when'>[];
  /** The line of a followed file that it stands for; left out for any other, and in older journals. */
  readonly line?: FollowedLine;
  /** Why it is held from the first; left out where it is not, and in older journals. */
  readonly heldFor?: string;
  /** Before when it does not start, ISO 8601 in UTC; left out where nothing says, and in older journals. */
  readonly begin?: string;
  /** Whether it has a terminal of its own; left out where it has none, and in older journals. */
  readonly tty?: true;
  /** Whether a hook has added it, so that its end runs none; left out where none has, and in older journals. */
  readonly ofHook?: true;
}

/** What an added job is to the scheduler, as any other: the `index`th of its plan. */
export function jobOfAdded(id: JobId, added: AddedJob, index: number): Job {
  const definition = {
    // It is never defined anew, so that its result never gets stale.
    fingerprint: fingerprint(`added-${id}`),
    parts: { command: '', setup: '', workdir: '', env: '', template: '', inputs: '', needs: '' },
  };
  const { command, env, request, needs } = added;
  return {
    id,
    index,
    // Of its own, since nothing that one of them shows says anything of another.
    stage: id,
    label: added.label === '' ? commandText(command) : added.label,
    params: new Map(),
    unsaid: {},
    command,
    setup: null,
    workdir: added.workdir,
    env: new Map(Object.entries(env)),
    request: { ...request, nodes: 1, gpuMemory: null, memory: null, resources: new Map() },
    timeout: added.timeout,
    priority: added.priority,
    nice: 0,
    retry: { max: 0, on: [], backoff: seconds(0), factor: 1, escalate: null },
    needs: needs.map((need) => ({ ...need, via: 'stage', sameGpus: false })),
    moot: null,
    requires: [],
    produces: [],
    inputs: [],
    lateInputs: [],
    inputNames: [],
    inputDigests: [],
    template: null,
    split: false,
    compress: false,
    maxLog: null,
    on: null,
    tty: added.tty === true,
    allowFailure: false,
    limits: [],
    stagger: seconds(0),
    begin: added.begin ?? null,
    metrics: [],
    fingerprint: definition.fingerprint,
    fingerprintParts: definition.parts,
    definition,
  };
}

/** Whether something out of JSON is a file to be followed. */
export const isFollowedFile = object<FollowedFile>({
  path: text,
  said: mapOf(text),
  env: listOf(text),
  kept: mapOf(text),
  inherited: mapOf(text),
});

const isFollowedLine = object<FollowedLine>({ file: text, text });

const command = either(
  object<{ kind: string; text: string }>({ kind: oneOf('shell'), text }),
  object<{ kind: string; argv: readonly string[] }>({ kind: oneOf('argv'), argv: listOf(text) }),
);

const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const span: Check = (value) => number(value) && Number(value) >= 0;

const shape = object<AddedJob>({
  label: text,
  command,
  workdir: text,
  env: mapOf(text),
  inherited: mapOf(text),
  request: object<AddedJob['request']>({
    slots: count,
    gpus: count,
    share: either(count, nothing),
    gpuIds: either(listOf(text), nothing),
  }),
  timeout: either(nothing, object<TimeLimit>({ after: span, signal: text, grace: span })),
  priority: number,
  needs: listOf(object<AddedJob['needs'][number]>({ job: text, when: oneOf('success', 'always', 'failure') })),
  line: optional(isFollowedLine),
  heldFor: optional(text),
  begin: optional(text),
  tty: optional(flag),
  ofHook: optional(flag),
});

/** Whether something out of JSON is a job to be added. */
export function isAddedJob(value: unknown): value is AddedJob {
  return shape(value);
}

function commandText(command: Command): string {
  const text = textOfCommand(command).replaceAll(/\s+/g, ' ').trim();
  return text.length <= SHORT_COMMAND ? text : `${text.slice(0, SHORT_COMMAND - 1)}…`;
}
