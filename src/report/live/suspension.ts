/** What is to be done where a process is suspended, and goes on. */
export interface Suspension {
  /** Ctrl-Z suspends it in a moment; where no shell could have it go on, the system does not. */
  readonly before: () => void;
  /** It goes on after `before`. */
  readonly after: () => void;
  /** It goes on, and had been suspended by what cannot be heard of before. */
  readonly unforeseen: () => void;
}

/** Listens for Ctrl-Z and for what lets the process go on, until the function that it returns is called. */
export function onSuspension({ before, after, unforeseen }: Suspension): () => void {
  let isOver = false;
  let isForeseen = false;
  const suspend = (): void => {
    before();
    isForeseen = true;
    // Asked for once more and not listened to, it does what the system has it do.
    process.off('SIGTSTP', suspend);
    process.kill(process.pid, 'SIGTSTP');
    setImmediate(() => {
      if (!isOver) process.on('SIGTSTP', suspend);
    });
  };
  const goOn = (): void => {
    if (isForeseen) after();
    else unforeseen();
    isForeseen = false;
  };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', goOn);
  return () => {
    isOver = true;
    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', goOn);
  };
}
