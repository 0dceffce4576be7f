import { findFailures, type Failure, type Findings } from './failures.ts';
import type { OutputLine } from './log-lines.ts';

/** What an output tells of how its attempt came to fail. */
export interface Account extends Findings {
  readonly lines: readonly OutputLine[];
  /** The failure that ended it; null when the output names none, or went on for long after it. */
  readonly deciding: Failure | null;
  /** The index of the last exception that does not only report another failure; -1 when there is none. */
  readonly lastException: number;
}

/**
 * Finds the failure that ended an attempt: the last one, since whatever was caught came before. Those that only report
 * another one (launchers, parents of a process, peers of a rank) give way to what they report, and the root cause that
 * torchrun names goes before all.
 */
export function accountOf(lines: readonly OutputLine[]): Account {
  const findings = findFailures(lines);
  const root = elasticRoot(lines);
  const own = findings.failures.filter(({ text }) => !isReport(text));
  const deciding = rootFailure(root, own) ?? own.at(-1) ?? findings.failures.at(-1) ?? null;
  const exception = deciding?.kind === 'exception' ? deciding : own.findLast(({ kind }) => kind === 'exception');
  const account = { ...findings, lines, deciding, lastException: exception?.at ?? -1 };
  return deciding !== null && wentOn(account, deciding.at) ? { ...account, deciding: null } : account;
}

/** Types of exceptions that a parent raises for its child, and what a signal raises. */
const REPORTERS =
  /^(?:[\w.]+\.)?(?:ChildFailedError|CalledProcessError|ProcessExitedException|ProcessRaisedException|SignalException|BrokenProcessPool|KeyboardInterrupt|EngineDeadError)\b/;

const REPORTS = [
  /\bsee (?:the )?(?:root cause|stack trace|traceback|errors?|logs?) \(?above/i,
  /\bnon-?zero (?:exit )?(?:status|code)\b|\bexit(?:ed)? (?:with )?(?:exit )?(?:code|status)\b|\bexitcode\b|\bexited unexpectedly\b/i,
  /\bConnection (?:closed|reset) by (?:remote )?peer\b|\bncclRemoteError\b|\bremote process exited\b/,
  /^(?:srun|slurmstepd): error: .*(?:\bTerminated\b|\bKilled\b|\bCANCELLED\b)/,
];

/** Whether it tells only that something else failed. */
function isReport(text: string): boolean {
  return REPORTERS.test(text) || REPORTS.some((report) => report.test(text));
}

/** What launchers, trackers and interpreters say in parting. */
const PARTING = [
  /^[^\p{L}]*$/u,
  /^[│╭╰]/,
  /^wandb:/,
  /torch[./]distributed\b/,
  /\[launch\.py:\d+/,
  /^(?:Failures|Root Cause \(first observed failure\)):$|\bFAILED$|^<NO_OTHER_FAILURES>$/,
  /^Error executing job with overrides\b|^full_key: |\bHYDRA_FULL_ERROR\b/,
  /^(?:srun|slurmstepd|make(?:\[\d+\])?): /,
  /^Node\.js v|^exit status \d+$/,
  /\bresource_tracker\b|\bleaked \w+ objects\b|\bProducer process has been terminated\b/,
  /^\(core dumped\)$/,
  /^sweep: line \d+ of .* exited with \d+$/,
];

/** Whether the line belongs to the parting words of a launcher rather than to the job. */
export function isParting(text: string): boolean {
  return PARTING.some((parting) => parting.test(text));
}

/** Lines that a job may write after what ended it: a summary, the other ranks. */
const AFTERMATH = 30;

/** Whether the job wrote so much after a line that the line cannot tell of its end. */
export function wentOn({ lines, inTraceback }: Pick<Account, 'lines' | 'inTraceback'>, at: number): boolean {
  let own = 0;
  for (let index = at + 1; index < lines.length && own <= AFTERMATH; index += 1) {
    const text = lines[index]?.text ?? '';
    if (text !== '' && !/^\s/.test(text) && !inTraceback.has(index) && !isParting(text)) own += 1;
  }
  return own > AFTERMATH;
}

/** The process that torchrun saw fail first. */
interface ElasticRoot {
  readonly at: number;
  readonly rank: string | null;
  /** What torchrun says of its end if a signal ended it; else null. */
  readonly signal: string | null;
}

/** The fields below `Root Cause`. */
const ROOT_FIELDS = 8;

/** Read off the report of torch.distributed.elastic (torch/distributed/elastic/multiprocessing/errors). */
function elasticRoot(lines: readonly OutputLine[]): ElasticRoot | null {
  const at = lines.findLastIndex(({ text }) => text === 'Root Cause (first observed failure):');
  if (at < 0) return null;
  const fields = lines.slice(at + 1, at + 1 + ROOT_FIELDS).map(({ text }) => text);
  const field = (pattern: RegExp): string | null =>
    fields.map((text) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? null;
  return { at, rank: field(/^\s+rank\s*: (\d+)/), signal: field(/^\s+traceback\s*: (Signal \d+ .*)$/) };
}

function rootFailure(root: ElasticRoot | null, own: readonly Failure[]): Failure | null {
  if (root === null) return null;
  const { at, rank, signal } = root;
  if (signal !== null) return { kind: 'error', at, speaker: '', text: signal, raisedFrom: null };
  return own.findLast(({ speaker }) => speaker === `rank${rank ?? ''}`) ?? null;
}
