import type { JobKeyForms } from '../../language/spec.ts';
import type { JobKeyWith } from '../../model/job-keys.ts';
import type { Span } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
import type { ResourceRequest } from '../../model/resources.ts';
import { seconds } from '../../model/units.ts';
import { beginTime, duration, type Field, flag, integer, logSize, place, size } from './fields.ts';
import type { Body } from './merge.ts';
import { type Part, type PartMaker, together } from './part.ts';

/** A job key that is one field of a job, and says it in one text. */
interface PlainKey<T> extends Field<T> {
  readonly key: Exclude<JobKeyWith<'merge', 'replace'>, keyof JobKeyForms>;
  /** Where no layer sets it. */
  readonly fallback: T;
}

/** By the field of the job that each is. */
export const PLAIN_OF_JOB = {
  priority: { key: 'priority', read: (text) => integer(text, -Infinity, 'a whole number'), fallback: 0 },
  nice: { key: 'nice', read: (text) => integer(text, -20, 'a whole number from -20 to 19', 19), fallback: 0 },
  stagger: { key: 'stagger', read: (text) => duration(text, true), fallback: seconds(0) },
  begin: { key: 'begin', read: beginTime, fallback: null },
  split: { key: 'split', read: flag, fallback: false },
  compress: { key: 'compress', read: flag, fallback: false },
  maxLog: { key: 'max_log', read: logSize, fallback: null },
  tty: { key: 'tty', read: flag, fallback: false },
  on: { key: 'on', read: place, fallback: null },
  allowFailure: { key: 'allow_failure', read: flag, fallback: false },
} satisfies { readonly [F in keyof Job]?: PlainKey<Job[F]> };

/** By the field of the job's resource request that each is. */
export const PLAIN_OF_REQUEST = {
  nodes: { key: 'nodes', read: (text) => integer(text, 1, 'a whole number, at least 1'), fallback: 1 },
  slots: { key: 'slots', read: (text) => integer(text, 1, 'a whole number, at least 1'), fallback: 1 },
  gpuMemory: { key: 'gpu_memory', read: size, fallback: null },
  memory: { key: 'memory', read: size, fallback: null },
} satisfies { readonly [F in keyof ResourceRequest]?: PlainKey<ResourceRequest[F]> };

export type PlainOfJob = Pick<Job, keyof typeof PLAIN_OF_JOB>;
export type PlainOfRequest = Pick<ResourceRequest, keyof typeof PLAIN_OF_REQUEST>;

/** What a body says at the plain keys of a job. */
export function plainOfJob(maker: PartMaker, body: Body): Part<PlainOfJob> {
  return plainPart<PlainOfJob>(PLAIN_OF_JOB, maker, body);
}

/** What a body says at the plain keys of its request. */
export function plainOfRequest(maker: PartMaker, body: Body): Part<PlainOfRequest> {
  return plainPart<PlainOfRequest>(PLAIN_OF_REQUEST, maker, body);
}

/** What to report where the stderr of a job is to be kept apart that has a terminal. */
export function splitTerminal(
  { split, tty }: Pick<PlainOfJob, 'split' | 'tty'>,
  body: Body,
): { code: string; message: string; span: Span; hint: string }[] {
  const said = body.tty?.value ?? null;
  if (!split || !tty || said === null) return [];
  const message = 'a job with `tty` writes all to its terminal, and so has no stderr for `split` to keep apart';
  return [{ code: 'split-terminal', message, span: said.span, hint: 'leave one of them out' }];
}

/** What to report where a job is to be spread over nodes that is to run on one machine. */
export function spreadHere(
  { plain: { on }, request: { nodes } }: { readonly plain: PlainOfJob; readonly request: ResourceRequest },
  body: Body,
): { code: string; message: string; span: Span; hint: string }[] {
  const said = body.nodes?.value ?? null;
  if (nodes === 1 || on === null || said === null) return [];
  const message = `a job with \`on: ${on}\` runs on one machine, and \`nodes\` asks for ${nodes}`;
  return [{ code: 'spread-here', message, span: said.span, hint: 'leave one of them out' }];
}

function plainPart<T extends object>(
  keys: { readonly [F in keyof T]: PlainKey<T[F]> },
  maker: PartMaker,
  body: Body,
): Part<T> {
  const parts: Record<string, Part<unknown>> = {};
  for (const [field, key] of Object.entries<PlainKey<unknown>>(keys)) {
    parts[field] = maker.field(body[key.key]?.value ?? null, key, key.fallback);
  }
  return together<T>(parts as { readonly [F in keyof T]: Part<T[F]> });
}
