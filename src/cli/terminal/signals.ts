import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { LET_GO } from '../../model/executor.ts';
import { detachFromTerminal } from './terminal.ts';

/** What the signals to a runner come down to. */
export interface SignalEars {
  readonly ask: (how: 'interrupt' | 'terminate') => void;
  /** The terminal has gone away; the run goes on. */
  readonly hangUp: () => void;
  /** Of a runner that is a job of a cluster: it is to leave its run to a later one, and by which signal. Left out for any other. */
  readonly letGo?: ((signal: NodeJS.Signals) => void) | undefined;
}

/** Listens for SIGINT, SIGTERM and SIGHUP, and of a job of a cluster for LET_GO, until the function that it returns is called. */
export function listenForSignals({ ask, hangUp, letGo }: SignalEars): () => void {
  const leaving: Partial<Record<NodeJS.Signals, () => void>> =
    letGo === undefined ? {} : { SIGTERM: () => letGo('SIGTERM'), [LET_GO]: () => letGo(LET_GO) };
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
    ...leaving,
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
