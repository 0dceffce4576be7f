import { isAddedJob, isFollowedFile, type FollowedFile } from '../model/added-job.ts';
import type { Answer, Request } from '../model/request.ts';
import { jobId } from '../model/plan.ts';
import type { ProcessId } from '../model/process-id.ts';
import { isObject, listOf, mapOf, text } from '../model/text/json-shape.ts';

/** What server and client send each other: a line of JSON each, and nothing else. */
export const PROTOCOL = 1;

/** Bytes that a line may have. */
export const LONGEST_LINE = 1024 * 1024;

/** The first line of a server. */
export interface Greeting {
  readonly protocol: number;
  /** Of sweep, for people. */
  readonly version: string;
  readonly sweep: string;
}

/** A request as it is sent; `id` is made by the client, and is the same when it is sent again. */
export interface Asking {
  readonly id: string;
  readonly request: Request;
}

/** What a line of a client is: a request, one of a later version, or neither. */
export type ReadAsking =
  { readonly kind: 'asking'; readonly asking: Asking } | { readonly kind: 'unknown' | 'garbage' };

/** Reads what a client has sent, whatever that is. */
export function readAsking(line: string): ReadAsking {
  const fields = parseObject(line);
  const id = fields?.['id'];
  const request = parseFields(fields?.['request']);
  if (typeof id !== 'string' || id === '' || typeof request?.['do'] !== 'string') return { kind: 'garbage' };
  const known = requestOf(request);
  return known === null ? { kind: 'unknown' } : { kind: 'asking', asking: { id, request: known } };
}

/** Reads a greeting; null where it is none. */
export function readGreeting(line: string): Greeting | null {
  const { protocol, version, sweep } = parseObject(line) ?? {};
  if (typeof protocol !== 'number' || typeof version !== 'string' || typeof sweep !== 'string') return null;
  return { protocol, version, sweep };
}

/** Reads an answer; null where it is none. */
export function readAnswer(line: string): Answer | null {
  const { ok, jobs, message, invalid, again } = parseObject(line) ?? {};
  if (ok === true && isTextList(jobs)) return { ok, jobs: jobs.map(jobId) };
  if (ok !== false || typeof message !== 'string') return null;
  return { ok, message, ...(invalid === true ? { invalid } : {}), ...(again === true ? { again } : {}) };
}

export function lineOf(message: Greeting | Asking | Answer): string {
  return `${JSON.stringify(message)}\n`;
}

function requestOf(fields: Fields): Request | null {
  const { do: what, jobs, priority, slots, gpus, added, environment } = fields;
  switch (what) {
    case 'cancel':
      return { do: what };
    case 'hand-over': {
      const to = processOf(fields['to']);
      return to === null ? null : { do: what, to };
    }
    case 'kill':
    case 'hold':
    case 'top':
    case 'forget':
      return isTextList(jobs) ? { do: what, jobs: jobs.map(jobId) } : null;
    case 'release':
    case 'retry':
    case 'rerun':
      if (!isTextList(jobs)) return null;
      return { do: what, jobs: jobs.map(jobId), ...(isTextMap(environment) ? { environment } : {}) };
    case 'priority':
      if (!isTextList(jobs) || !Number.isSafeInteger(priority)) return null;
      return { do: what, jobs: jobs.map(jobId), priority: priority as number };
    case 'set':
      if (!isOptional(slots, isCount) || !isOptional(gpus, isText)) return null;
      return { do: what, ...(slots === undefined ? {} : { slots }), ...(gpus === undefined ? {} : { gpus }) };
    case 'add':
      if (!Array.isArray(added) || !added.every(isAddedJob)) return null;
      return environment === null || isTextMap(environment) ? { do: what, added, environment } : null;
    case 'follow':
      if (!isFollowedFile(fields['file']) || !isTextMap(environment)) return null;
      return { do: what, file: fields['file'] as FollowedFile, environment };
    default:
      return null;
  }
}

function processOf(value: unknown): ProcessId | null {
  const { pid, startTicks, bootId, pidNamespace, machineId } = parseFields(value) ?? {};
  const isWhole = isText(startTicks) && isText(bootId) && isText(pidNamespace) && isText(machineId);
  return isWhole && isCount(pid) ? { pid, startTicks, bootId, pidNamespace, machineId } : null;
}

function isOptional<T>(value: unknown, is: (value: unknown) => value is T): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(line: string): Fields | null {
  try {
    return parseFields(JSON.parse(line));
  } catch {
    return null;
  }
}

function parseFields(value: unknown): Fields | null {
  return isObject(value) ? value : null;
}

const isTextList = listOf(text) as (value: unknown) => value is readonly string[];
const isTextMap = mapOf(text) as (value: unknown) => value is Readonly<Record<string, string>>;
