import type { ReadStream } from 'node:tty';

/** What a program may have left a terminal in: its other screen, no cursor, a look, keys and pastes that are told otherwise, the mouse. */
const AS_USUAL =
  '\u001B[?1047l\u001B[?25h\u001B[0m\u001B[?1l\u001B>\u001B[?2004l\u001B[?1000l\u001B[?1002l\u001B[?1003l';

/**
 * Has every key of a terminal come as it is, Ctrl-C and Ctrl-Z too, until the function that it returns is called, which gives the terminal
 * back as it was. It is given back as well while this process is suspended from elsewhere, and when it ends however that comes.
 *
 * @param show  The same terminal, for what is written to it; null where that goes elsewhere.
 */
export function takeAllKeys(terminal: ReadStream, show: NodeJS.WriteStream | null): () => void {
  const give = (): void => {
    show?.write(AS_USUAL);
    if (!terminal.destroyed) terminal.setRawMode(false);
  };
  const suspend = (): void => {
    give();
    process.kill(process.pid, 'SIGSTOP');
  };
  const resume = (): void => {
    // After a SIGSTOP from elsewhere the shell has set it otherwise, and node does not know.
    terminal.setRawMode(false);
    terminal.setRawMode(true);
  };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resume);
  process.on('exit', give);
  terminal.setRawMode(true);
  return () => {
    process.off('SIGTSTP', suspend);
    process.off('SIGCONT', resume);
    process.off('exit', give);
    give();
  };
}
