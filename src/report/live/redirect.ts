import type { WriteStream } from 'node:tty';

/**
 * Hands whatever is written to `stream` to `write` instead, at once: nothing is held back, so nothing is lost however
 * the process ends. `write` says whether there is room for more, as that of the stream does.
 *
 * @returns Gives the stream back.
 */
export function redirect(stream: WriteStream, write: (text: string) => boolean): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const hasRoom = write(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk));
    const done = rest.find((one) => typeof one === 'function');
    if (done !== undefined) process.nextTick(done);
    return hasRoom;
  };
  return () => {
    if (own === undefined) Reflect.deleteProperty(stream, 'write');
    else Object.defineProperty(stream, 'write', own);
  };
}
