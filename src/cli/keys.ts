import type { ReadStream } from 'node:tty';

const CTRL_C = '\u0003';
const CTRL_Z = '\u001A';

/**
 * Hears of keys as they are pressed, until the function that it returns is called, which gives the terminal back as it was. Ctrl-C is a
 * key like any other meanwhile; Ctrl-Z suspends this process as ever.
 */
export function listenForKeys(terminal: ReadStream, press: (key: 'q' | 'Ctrl-C') => void): () => void {
  const take = (bytes: Buffer): void => {
    for (const key of bytes.toString('latin1')) {
      if (key === 'q' || key === CTRL_C) press(key === 'q' ? key : 'Ctrl-C');
      if (key === CTRL_Z) suspend();
    }
  };
  const suspend = (): void => {
    terminal.setRawMode(false);
    process.once('SIGCONT', () => terminal.setRawMode(true));
    process.kill(process.pid, 'SIGTSTP');
  };
  terminal.setRawMode(true);
  terminal.on('data', take);
  // A terminal that has gone away is told of by SIGHUP.
  terminal.on('error', () => undefined);
  return () => {
    terminal.off('data', take);
    terminal.pause();
    if (!terminal.destroyed) terminal.setRawMode(false);
  };
}
