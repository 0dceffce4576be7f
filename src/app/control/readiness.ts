import { closeSync, writeSync } from 'node:fs';
import type { ExitCode } from '../refusal.ts';

/** What a detached run tells the command that has started it, once. */
export type Readiness =
  /** Its `run-started` is written. */
  | { readonly ready: true; readonly pid: number }
  /** It has ended without: what its command exits with, and says. */
  | { readonly ready: false; readonly code: ExitCode; readonly text: string };

/** The end of a run for the command that waits for it to begin. */
export interface Notifier {
  /** Tells it, the first time that this is called; whoever waited no longer is no loss. */
  readonly tell: (readiness: Readiness) => void;
}

/** Tells by a line on a descriptor, which is closed then. */
export function notifierOn(descriptor: number): Notifier {
  let isTold = false;
  return {
    tell: (readiness) => {
      if (isTold) return;
      isTold = true;
      try {
        writeSync(descriptor, `${JSON.stringify(readiness)}\n`);
        closeSync(descriptor);
      } catch {
        // Nobody waits.
      }
    },
  };
}

/** Reads what `notifierOn` has written; null where it is not whole. */
export function readReadiness(text: string): Readiness | null {
  if (!text.endsWith('\n')) return null;
  try {
    return JSON.parse(text) as Readiness;
  } catch {
    return null;
  }
}
