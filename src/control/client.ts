import { connect } from 'node:net';
import type { Answer } from '../model/request.ts';
import { readLines } from './lines.ts';
import { lineOf, LONGEST_LINE, PROTOCOL, readAnswer, readGreeting, type Asking } from './protocol.ts';

/** What comes of asking a runner. */
export type Asked =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Nobody listens there, or not any more: what was asked may have been done, and is worth asking again. */
  | { readonly kind: 'gone' }
  /** It would come to nothing again: `message` says why. */
  | { readonly kind: 'refused'; readonly message: string };

/** Asks the runner that listens at `address`, and waits for its answer for `patience` milliseconds. */
export function askRunner(address: string, asking: Asking, patience: number): Promise<Asked> {
  const line = lineOf(asking);
  if (Buffer.byteLength(line) > LONGEST_LINE) {
    return Promise.resolve({ kind: 'refused', message: 'that is too much for one request' });
  }
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (asked: Asked): void => {
      socket.destroy();
      resolve(asked);
    };
    let isGreeted = false;
    socket.setTimeout(patience, () => end({ kind: 'gone' }));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isForbidden = error.code === 'EACCES' || error.code === 'EPERM';
      end(
        isForbidden
          ? { kind: 'refused', message: 'it is run by another user, and only they can do that' }
          : { kind: 'gone' },
      );
    });
    socket.on('close', () => end({ kind: 'gone' }));
    readLines(socket, (said) => {
      if (isGreeted) {
        const answer = readAnswer(said);
        return end(
          answer === null ? { kind: 'refused', message: 'its runner gives no answer' } : { kind: 'answered', answer },
        );
      }
      isGreeted = true;
      const greeting = readGreeting(said);
      if (greeting === null) return end({ kind: 'refused', message: 'what listens there is no runner of sweep' });
      if (greeting.protocol !== PROTOCOL) {
        return end({ kind: 'refused', message: `its runner is sweep ${greeting.version}, which is asked otherwise` });
      }
      socket.write(line);
    });
  });
}
