import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { detachFromTerminal } from './terminal.ts';

/** What the signals to a runner come down to. */
export interface SignalEars {
  readonly ask: (how: 'interrupt' | 'terminate') => void;
  /** The terminal has gone away; the run goes on. */
  readonly hangUp: () => void;
}

/** Listens for SIGINT, SIGTERM and SIGHUP until the function that it returns is called. */
export function listenForSignals({ ask, hangUp }: SignalEars): () => void {
  const listeners = {
    SIGINT: () => {
      ask('interrupt');
    },
    SIGTERM: () => {
      ask('terminate');
    },
    SIGHUP: () => {
      hangUp();
      detachFromTerminal();
    },
  };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  };
}

/** Whoever only looks on, until a signal or a person has it leave. */
export interface Leaving {
  /** Is aborted by then. */
  readonly left: AbortSignal;
  /** Leaves, to exit with this code. */
  readonly leaveWith: (code: ExitCode) => () => void;
  /** What to exit with. */
  readonly code: () => ExitCode;
  /** Listens to no signal any more. */
  readonly ignore: () => void;
}

/** Has SIGINT, SIGTERM and SIGHUP leave, after the last of which nothing is written to the terminal, and it exits with `hungUp`. */
export function leaveBySignals(hungUp: ExitCode, hangUp: () => void = () => undefined): Leaving {
  const leave = new AbortController();
  let code: ExitCode = EXIT.done;
  const leaveWith = (left: ExitCode) => (): void => {
    code = left;
    leave.abort();
  };
  const listeners = {
    SIGINT: leaveWith(EXIT.interrupted),
    SIGTERM: leaveWith(EXIT.terminated),
    SIGHUP: () => {
      hangUp();
      detachFromTerminal();
      leaveWith(hungUp)();
    },
  };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  const ignore = (): void => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  };
  return { left: leave.signal, leaveWith, code: () => code, ignore };
}
