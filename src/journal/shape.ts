import type { Event, EventOf } from '../model/event.ts';
import type { Outcome, StopReason } from '../model/outcome.ts';

/** Whether a value out of JSON is what its place needs. */
type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const nothing: Check = (value) => value === null;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const flag: Check = (value) => typeof value === 'boolean';
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);

const process = object({ pid: number, startTicks: text, bootId: text, pidNamespace: text, machineId: text });

const STOP_REASONS = Object.keys({
  interrupt: true,
  terminate: true,
  cancel: true,
  'fail-fast': true,
  outside: true,
} satisfies Record<StopReason, true>);
const stopReason = oneOf(...STOP_REASONS);

const OUTCOMES: Readonly<Record<Outcome['cause'], Check>> = {
  exit: object({ code: number }),
  timeout: object({ after: number, code: number }),
  oom: object({ of: oneOf('gpu', 'host'), code: number }),
  'missing-output': object({ paths: listOf(text) }),
  stopped: object({ reason: stopReason, code: either(number, nothing) }),
  spawn: object({ message: text }),
  lost: object({}),
};

const outcome: Check = (value) => {
  const cause = isObject(value) ? value['cause'] : null;
  return typeof cause === 'string' && Object.hasOwn(OUTCOMES, cause) && OUTCOMES[cause as Outcome['cause']](value);
};

const allocation = object({
  slots: number,
  gpus: listOf(object({ index: number, uuid: text, instance: optional(number) })),
  share: optional(either(number, nothing)),
  gpuMemory: optional(either(number, nothing)),
  memory: optional(either(number, nothing)),
  resources: optional(mapOf(number)),
  limits: optional(listOf(text)),
});

const task = object({
  job: text,
  verdict: object({
    state: oneOf('new', 'stale', 'failed', 'interrupted', 'fresh', 'running'),
    because: either(text, nothing),
  }),
  blocked: optional(text),
  unchosen: optional(flag),
  outdated: optional(flag),
});

const attempt = { job: text, attempt: number };

/** For each kind of event the fields that a reader cannot do without, and those that it must be able to trust if they are there. */
const EVENTS: { readonly [Name in Event['event']]: { readonly [Field in keyof EventOf<Name>]?: Check } } = {
  'run-started': {
    runner: process,
    file: text,
    fresh: number,
    todo: listOf(task),
    slots: number,
    gpus: listOf(either(text, number)),
    code: either(nothing, object({ commit: text, dirty: either(text, nothing) })),
    caution: optional(object({ canary: flag, maxFails: either(number, nothing), failAlike: either(number, nothing) })),
    choice: optional(
      object({ slots: either(number, nothing), gpus: either(text, nothing), hostFile: either(text, nothing) }),
    ),
  },
  'attempt-planned': {
    ...attempt,
    allocation,
    token: text,
    fingerprint: text,
    parts: mapOf(text),
    inputs: optional(listOf(object({ name: text, digest: text }))),
    unsaid: optional(mapOf(text)),
    lateInputs: optional(either(text, nothing)),
    limit: either(number, nothing),
  },
  'attempt-started': { ...attempt, process },
  'attempt-stopping': { ...attempt, reason: stopReason },
  'attempt-ended': {
    ...attempt,
    outcome,
    seconds: either(number, nothing),
    endedAt: either(text, nothing),
    error: optional(either(text, nothing)),
  },
  'attempt-abandoned': attempt,
  'leftovers-killed': { ...attempt, pids: listOf(number) },
  'gpu-quarantined': { gpu: text, because: text, pid: either(number, nothing) },
  'gpu-released': { gpu: text },
  'backoff-ended': { job: text },
  'job-skipped': { job: text, because: text },
  'class-held': { class: text, because: text },
  draining: { reason: stopReason },
  'run-ended': { reason: oneOf('finished', ...STOP_REASONS), endedAt: optional(text) },
};

/** Whether an object out of JSON has the fields of the event that it names, each of its type. */
export function hasShapeOfEvent(fields: Readonly<Record<string, unknown>>): boolean {
  const { event } = fields;
  if (typeof event !== 'string' || !Object.hasOwn(EVENTS, event)) return false;
  const checks: Readonly<Record<string, Check | undefined>> = EVENTS[event as Event['event']];
  return Object.entries(checks).every(([name, check]) => check?.(fields[name]) ?? true);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
