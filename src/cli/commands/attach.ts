import { attachJob, attachWhenItRuns, type Attached, type AttachOptions } from '../../app/jobs/attach-job.ts';
import type { FifoEnd } from '../../disk/fifo.ts';
import { EXIT } from '../../app/refusal.ts';
import { ShownOutput } from '../notices.ts';
import { takeAllKeys } from '../terminal/raw-terminal.ts';
import { detachFromTerminal } from '../terminal/terminal.ts';

/** Ctrl-], as telnet(1) has it. */
const LEAVE = 0x1d;

/** Bytes that may wait for a job that reads nothing; what comes beyond is dropped on a terminal, and waited with elsewhere. */
const ROOM = 64 * 1024;

/** Milliseconds between two looks whether there is room again. */
const PAUSE = 50;

/**
 * `sweep attach JOB`: shows the terminal of a job, and sends it what is typed, until Ctrl-] leaves it or the job ends; then exits as that
 * did. Where stdin is no terminal, what is read from it is passed on, and its end ends nothing.
 */
export async function attachCommand(said: string, options: AttachOptions): Promise<number> {
  const leaving = new AbortController();
  const shown = new ShownOutput();
  return attached(await attachJob(said, { ...options, leave: leaving.signal }, shown.notices), shown, leaving);
}

/** The same of a job that may not have begun yet, which is waited for; null where it has ended before anybody could attach to it. */
export async function attachOnceItRuns(said: string, options: AttachOptions): Promise<number | null> {
  const leaving = new AbortController();
  const shown = new ShownOutput();
  const job = await attachWhenItRuns(said, { ...options, leave: leaving.signal }, shown.notices);
  return job === null ? null : attached(job, shown, leaving);
}

async function attached({ id, keys, output }: Attached, shown: ShownOutput, leaving: AbortController): Promise<number> {
  const { notices } = shown;
  let leave: (code: number) => void = () => undefined;
  const left = new Promise<number>((resolve) => {
    leave = resolve;
  });
  const isTyped = process.stdin.isTTY;
  notices.say(`${id}: ${isTyped ? 'Ctrl-]' : 'Ctrl-C'} leaves it, and it goes on`);
  const stopListening = listenForEnds((code) => leave(code));
  const giveBack = isTyped ? takeAllKeys(process.stdin, process.stdout.isTTY ? process.stdout : null) : null;
  const stopPassing = pass(keys, isTyped, () => leave(EXIT.done));
  try {
    for (;;) {
      const next = await Promise.race([output.next(), left]);
      if (typeof next === 'number') {
        giveBack?.();
        notices.say(`${id} goes on`);
        return next;
      }
      if (next.done === true) return next.value?.exit ?? EXIT.done;
      if (!(await shown.show(next.value))) return EXIT.done;
    }
  } finally {
    leaving.abort();
    stopPassing();
    giveBack?.();
    stopListening();
    keys.close();
  }
}

/** Passes on what comes from stdin, but for Ctrl-] of a terminal, which leaves. Returns what ends that. */
function pass(keys: FifoEnd, isTyped: boolean, leave: () => void): () => void {
  const { stdin } = process;
  let timer: NodeJS.Timeout | null = null;
  const goOn = (): void => {
    timer = keys.waiting > ROOM ? setTimeout(goOn, PAUSE) : null;
    if (timer === null) stdin.resume();
  };
  const take = (bytes: Buffer): void => {
    const at = isTyped ? bytes.indexOf(LEAVE) : -1;
    if (!isTyped || keys.waiting <= ROOM) keys.write(at < 0 ? bytes : bytes.subarray(0, at));
    if (at >= 0) return leave();
    // Who types must be able to leave.
    if (isTyped || keys.waiting <= ROOM) return;
    stdin.pause();
    goOn();
  };
  stdin.on('data', take);
  // A terminal that has gone away is told of by SIGHUP.
  stdin.on('error', () => undefined);
  return () => {
    if (timer !== null) clearTimeout(timer);
    stdin.off('data', take);
    stdin.destroy();
  };
}

/** Hears of what ends this command and not the job, and what to exit with. Returns what ends that. */
function listenForEnds(end: (code: number) => void): () => void {
  const listeners = {
    SIGINT: () => end(EXIT.interrupted),
    SIGTERM: () => end(EXIT.terminated),
    SIGHUP: () => {
      detachFromTerminal();
      end(EXIT.done);
    },
  };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  };
}
