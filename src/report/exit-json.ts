import type { Outcome, StopReason } from '../model/outcome.ts';

/** How an attempt ended, for programs. */
export interface ExitJson {
  readonly cause: Outcome['cause'];
  /** The exit code; null where there was none. */
  readonly code: number | null;
  /** `timeout`: the limit that had passed, in seconds. */
  readonly after?: number;
  /** `oom`: whose memory ran out. */
  readonly of?: 'gpu' | 'host';
  /** `missing-output`: what was not made. */
  readonly paths?: readonly string[];
  /** `missing-output`: those of `paths` that are there with nothing in them. */
  readonly empty?: readonly string[];
  /** `missing-output`: those of `paths` that are as old as before the attempt. */
  readonly old?: readonly string[];
  /** `missing-output`: what those of `paths` are that are there and no file. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** `stopped`: who stopped it. */
  readonly reason?: StopReason;
  /** `spawn`: why it could not be started. */
  readonly message?: string;
}

export function exitJson(outcome: Outcome): ExitJson {
  switch (outcome.cause) {
    case 'exit':
      return { cause: 'exit', code: outcome.code };
    case 'timeout':
      return { cause: 'timeout', code: outcome.code, after: outcome.after };
    case 'oom':
      return { cause: 'oom', code: outcome.code, of: outcome.of };
    case 'missing-output':
      return { ...outcome, code: 0 };
    case 'stopped':
      return { cause: 'stopped', code: outcome.code, reason: outcome.reason };
    case 'spawn':
      return { cause: 'spawn', code: null, message: outcome.message };
    case 'lost':
      return { cause: 'lost', code: null };
    default:
      return outcome satisfies never;
  }
}
