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
