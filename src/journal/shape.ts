import { isAddedJob, isFollowedFile, type FollowedLine } from '../model/added-job.ts';
import type { AcceptedResult, Event, EventOf, FoundNumbers, Move } from '../model/event.ts';
import type { ArrayTask } from '../model/executor.ts';
import type { InputRecord } from '../model/input.ts';
import type { CurveSummary } from '../model/metrics.ts';
import type { Outcome, StopReason } from '../model/outcome.ts';
import { HOOK_NAMES } from '../model/plan.ts';
import type { RunSet } from '../model/request.ts';
import type { ProcessId } from '../model/process-id.ts';
import type {
  CodeVersion,
  FailurePolicy,
  GpuFacts,
  MachineFacts,
  MachineOptions,
  RunOrigin,
  Task,
  Untracked,
} from '../model/run-start.ts';
import type { Begins } from '../model/text/begin-time.ts';
import type { Allocation, GpuRef } from '../model/resources.ts';
import type { Moment } from '../model/units.ts';
import {
  type Check,
  either,
  type Fields,
  flag,
  isObject,
  listOf,
  mapOf,
  nothing,
  number,
  object,
  oneOf,
  optional,
  text,
} from '../model/text/json-shape.ts';
import type { Verdict } from '../model/verdict.ts';

/** What a folder of the run folder is called by: it leads to no other folder, and steers no terminal. */
const name: Check = (value) => {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') return false;
  // Character by character: every line has one, and a pattern takes several times as long.
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 0x20 || code === SLASH || (code >= 0x7f && code < 0xa0)) return false;
  }
  return true;
};

const SLASH = 0x2f;

const process = object<ProcessId>({ pid: number, startTicks: text, bootId: text, pidNamespace: text, machineId: text });

const STOP_REASONS = Object.keys({
  interrupt: true,
  terminate: true,
  cancel: true,
  'fail-fast': true,
  outside: true,
} satisfies Record<StopReason, true>);
const stopReason = oneOf(...STOP_REASONS);

type OutcomeOf<Cause> = Omit<Extract<Outcome, { readonly cause: Cause }>, 'cause'>;

const OUTCOMES: { readonly [Cause in Outcome['cause']]: Fields<OutcomeOf<Cause>> } = {
  exit: { code: number },
  timeout: { after: number, code: number },
  oom: { of: oneOf('gpu', 'host'), code: number },
  'missing-output': {
    paths: listOf(text),
    empty: optional(listOf(text)),
    old: optional(listOf(text)),
    kinds: optional(mapOf(text)),
  },
  stopped: { reason: stopReason, code: either(number, nothing) },
  spawn: { message: text },
  lost: {},
};

const CHECKS_OF_OUTCOMES = checksByName(OUTCOMES);

const outcome: Check = (value) => {
  const cause = isObject(value) ? value['cause'] : null;
  if (typeof cause !== 'string') return false;
  return CHECKS_OF_OUTCOMES.get(cause)?.(value) ?? false;
};

const allocation = object<Allocation>({
  slots: number,
  gpus: listOf(object<GpuRef>({ index: number, uuid: text, instance: optional(number) })),
  share: optional(either(number, nothing)),
  gpuMemory: optional(either(number, nothing)),
  memory: optional(either(number, nothing)),
  resources: optional(mapOf(number)),
  limits: optional(listOf(text)),
});

const task = object<Task>({
  job: name,
  verdict: object<Verdict>({
    state: oneOf('new', 'stale', 'failed', 'interrupted', 'cancelled', 'fresh', 'running'),
    because: either(text, nothing),
  }),
  blocked: optional(name),
  unchosen: optional(flag),
  asked: optional(flag),
  outdated: optional(flag),
  outdatedBy: optional(text),
});

const code = object<CodeVersion>({
  commit: text,
  dirty: either(text, nothing),
  branch: optional(text),
  untracked: optional(object<Untracked>({ count: number, names: listOf(text) })),
});

const origin = object<RunOrigin>({
  user: text,
  command: listOf(text),
  environment: listOf(text),
  sweep: text,
  node: text,
  machine: object<MachineFacts>({
    host: text,
    system: text,
    cpus: number,
    processor: text,
    memory: number,
    gpus: listOf(
      object<GpuFacts>({ gpu: either(text, number), uuid: text, name: text, memory: either(number, nothing) }),
    ),
    drivers: mapOf(text),
  }),
});

const jsonNumber = either(number, oneOf('NaN', 'Infinity', '-Infinity'));

const attempt = { job: name, attempt: number };

const inputs = listOf(object<InputRecord>({ name: text, digest: text }));

const ofHook = { hook: oneOf(...HOOK_NAMES), job: optional(name), attempt: optional(number) };

const asked = { request: text, jobs: listOf(name) };

/** What is found by way of numbers. */
const numbers = { metrics: mapOf(jsonNumber), texts: mapOf(text), problem: optional(text) };

/** Each field of each kind of event. Those that the first journals of this version do not have yet are optional. */
const EVENTS: { readonly [Name in Event['event']]: Fields<Omit<EventOf<Name>, keyof Moment | 'event'>> } = {
  'run-started': {
    runner: process,
    file: text,
    set: optional(listOf(text)),
    fresh: number,
    todo: listOf(task),
    left: optional(listOf(name)),
    unchosen: optional(listOf(name)),
    slots: number,
    gpus: listOf(either(text, number)),
    code: either(nothing, code),
    origin: optional(origin),
    caution: optional(
      object<FailurePolicy>({ canary: flag, maxFails: either(number, nothing), failAlike: either(number, nothing) }),
    ),
    choice: optional(
      object<MachineOptions>({
        slots: either(number, nothing),
        gpus: either(text, nothing),
        hostFile: either(text, nothing),
        on: optional(text),
        detached: optional(flag),
        driver: optional(text),
      }),
    ),
    continues: optional(flag),
    hooks: optional(listOf(oneOf(...HOOK_NAMES))),
    begins: optional(object<Begins>({ all: either(text, nothing), at: mapOf(text) })),
  },
  'attempt-planned': {
    ...attempt,
    allocation,
    token: text,
    fingerprint: text,
    parts: mapOf(text),
    inputs: optional(inputs),
    unsaid: optional(mapOf(text)),
    lateInputs: optional(either(text, nothing)),
    snapshot: optional(name),
    limit: either(number, nothing),
    on: optional(object<ArrayTask>({ executor: name, array: name, index: number, detached: optional(flag) })),
  },
  'array-submitted': { executor: name, array: name, id: text, cluster: text, tasks: number },
  'attempt-started': { ...attempt, process, inputs: optional(inputs) },
  'attempt-stopping': { ...attempt, reason: stopReason },
  'attempt-ended': {
    ...attempt,
    outcome,
    seconds: either(number, nothing),
    endedAt: either(text, nothing),
    error: optional(either(text, nothing)),
  },
  'attempt-exited': attempt,
  'metrics-read': {
    ...attempt,
    ...numbers,
    curves: mapOf(object<CurveSummary>({ count: number, min: jsonNumber, max: jsonNumber, last: jsonNumber })),
  },
  'attempt-abandoned': { ...attempt, because: optional(text), taken: optional(text) },
  'leftovers-killed': { ...attempt, pids: listOf(number) },
  'gpu-quarantined': { gpu: text, because: text, pid: either(number, nothing) },
  'gpu-released': { gpu: text },
  'backoff-ended': { job: name },
  'begin-reached': { begin: text },
  'job-skipped': { job: name, because: name },
  'class-held': { class: text, because: text },
  draining: { reason: stopReason },
  'run-ended': { reason: oneOf('finished', 'handed-over', ...STOP_REASONS), endedAt: optional(text) },
  'hook-started': ofHook,
  'hook-failed': { ...ofHook, because: text },
  'jobs-moved': { moves: listOf(object<Move>({ job: name, was: name })) },
  'jobs-accepted': {
    accepted: listOf(
      object<AcceptedResult>({
        job: name,
        because: oneOf('output', 'change', 'needs'),
        fingerprint: text,
        parts: mapOf(text),
        inputs,
        unsaid: optional(mapOf(text)),
      }),
    ),
  },
  'accepted-read': { found: listOf(object<FoundNumbers>({ job: name, ...numbers })) },
  'jobs-cancelled': { ...asked, definitions: mapOf(text) },
  'jobs-held': { ...asked, because: optional(text) },
  'jobs-released': asked,
  'jobs-retried': asked,
  'jobs-rerun': asked,
  'priority-set': { ...asked, priority: number },
  'moved-first': asked,
  'run-set': {
    ...asked,
    slots: either(number, nothing),
    gpus: either(text, nothing),
    of: object<RunSet['of']>({ slots: number, gpus: listOf(either(text, number)) }),
  },
  'job-added': { ...asked, added: listOf(isAddedJob) },
  'jobs-forgotten': {
    ...asked,
    greatest: optional(number),
    lines: optional(listOf(object<FollowedLine & { times: number }>({ file: text, text, times: number }))),
  },
  'file-followed': { ...asked, file: isFollowedFile },
};

const CHECKS_OF_EVENTS = checksByName(EVENTS);

/** Whether an object out of JSON has the fields of the event that it names, each of its type. */
export function hasShapeOfEvent(fields: Readonly<Record<string, unknown>>): boolean {
  const { event } = fields;
  return typeof event === 'string' && (CHECKS_OF_EVENTS.get(event)?.(fields) ?? false);
}

function checksByName(fields: Readonly<Record<string, Fields<object>>>): ReadonlyMap<string, Check> {
  return new Map(Object.entries(fields).map(([name, one]) => [name, object<object>(one)]));
}
