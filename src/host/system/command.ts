import type { execa } from 'execa';
import { isThere } from '../../disk/program-path.ts';
import { withoutTerminalCodes } from '../../model/text/terminal-codes.ts';

/** How a program that was run to its end, or to its limit, came out. */
export type CommandResult =
  | { readonly ok: true; readonly stdout: string; readonly stderr: string }
  | {
      readonly ok: false;
      /** `missing`: there is no such program; `limit`: it was killed for taking too long; `output`: it was, for writing too much. */
      readonly reason: 'missing' | 'limit' | 'output' | 'exit' | 'signal' | 'spawn';
      /** Its exit code; null unless `reason` is `exit`. */
      readonly code: number | null;
      readonly stdout: string;
      readonly stderr: string;
      /** What happened, for people, on one line. */
      readonly message: string;
      /**
       * Resolves when its process has gone. One that is stuck in the kernel outlives its KILL; whoever runs the same
       * program time and again waits for this, or such processes pile up.
       */
      readonly gone: Promise<void>;
    };

/** When a program is killed with its children though it has not ended. */
export interface CommandLimits {
  /** Milliseconds that it may take; 5,000 unless said. */
  readonly limit?: number;
  /** Its answer is no longer wanted once this is aborted. */
  readonly signal?: AbortSignal;
  /** The most that it may write to stdout and stderr each, in bytes; 64 MiB unless said. */
  readonly mostOutput?: number;
}

export interface CommandOptions extends CommandLimits {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** `latin1` for a character a byte, where what it writes need not be UTF-8. */
  readonly encoding?: 'utf8' | 'latin1';
}

const LIMIT = 5000;
const MOST_OUTPUT = 64 * 1024 * 1024;
/** Milliseconds without a word after which the output of a program that has ended is all there, whoever else still holds it. */
const QUIET = 100;

/**
 * Runs a program without a shell, with nothing on its stdin. Always answers, at the limit at the latest, whatever the
 * program or the children that hold its output do; never throws for what it does. Children that still hold its output when it has
 * ended and no more comes are killed.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  // Loaded when it is first needed: it takes longer to load than all the rest of a short command.
  const { execa } = await import('execa');
  const child = start(execa, file, args, options);
  child.once('exit', () => {
    endOutput(child);
  });
  return await endOrLimit(file, child, options);
}

type Child = ReturnType<typeof start>;

function start(run: typeof execa, file: string, args: readonly string[], options: CommandOptions) {
  return run(file, args, {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    maxBuffer: options.mostOutput ?? MOST_OUTPUT,
    encoding: options.encoding ?? 'utf8',
    stdin: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
    stripFinalNewline: false,
  });
}

/** Ends the output of a program that has ended as soon as nothing more comes, though children of its own may hold it. */
function endOutput(child: Child): void {
  let isQuiet = true;
  const hear = (): void => {
    isQuiet = false;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const listen = (): NodeJS.Timeout =>
    setTimeout(() => {
      // What has come while nobody had time to read it is read before this is called.
      setImmediate(() => {
        if (isOver) return;
        if (isQuiet) {
          child.stdout.destroy();
          child.stderr.destroy();
          killGroup(child);
        } else {
          isQuiet = true;
          timer = listen();
        }
      });
    }, QUIET);
  let isOver = false;
  let timer = listen();
  child.once('close', () => {
    isOver = true;
    clearTimeout(timer);
  });
}

async function endOrLimit(
  file: string,
  child: Child,
  { limit = LIMIT, signal }: CommandLimits,
): Promise<CommandResult> {
  let stopWaiting = (): void => undefined;
  const late = new Promise<null>((resolve) => {
    const giveUp = (): void => {
      resolve(null);
    };
    const timer = setTimeout(giveUp, limit);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted === true) giveUp();
    stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
  });
  const result = await Promise.race([child, late]);
  stopWaiting();
  if (result === null) return giveUp(file, child, limit);
  const { stdout, stderr } = result;
  if (!result.failed) return { ok: true, stdout, stderr };
  killGroup(child);
  return { ok: false, ...causeOf(file, result), stdout, stderr, gone: Promise.resolve() };
}

function giveUp(file: string, child: Child, limit: number): CommandResult {
  killGroup(child);
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
  child.catch(() => undefined);
  const message = `${file} did not end within ${limit / 1000} s`;
  return { ok: false, reason: 'limit', code: null, stdout: '', stderr: '', message, gone };
}

function causeOf(
  file: string,
  result: Awaited<Child>,
): Pick<Extract<CommandResult, { ok: false }>, 'reason' | 'code' | 'message'> {
  const said = firstLineOf(result.stderr) || firstLineOf(result.stdout);
  const also = said === '' ? '' : `: ${said}`;
  if (result.isMaxBuffer) return { reason: 'output', code: null, message: `${file} wrote too much` };
  if (result.exitCode !== undefined) {
    return { reason: 'exit', code: result.exitCode, message: `${file} exited with ${result.exitCode}${also}` };
  }
  if (result.signal !== undefined) {
    return { reason: 'signal', code: null, message: `${file} was killed by ${result.signal}${also}` };
  }
  // The system says so, too, of a folder of PATH that may not be searched, as after `su`, though no folder has the program.
  const isAbsent = result.code === 'ENOENT' || (result.code === 'EACCES' && !isThere(file, process.env));
  if (isAbsent) return { reason: 'missing', code: null, message: `${file} is not installed` };
  return { reason: 'spawn', code: null, message: `${file} cannot be run: ${result.shortMessage ?? 'no reason given'}` };
}

/** The first line in which a program says anything, without what would colour or move on a terminal; empty if there is none. */
export function firstLineOf(text: string): string {
  const plain = withoutTerminalCodes(text)
    .replaceAll('\t', ' ')
    .replace(/[^\P{Cc}\n]/gu, '');
  return plain.trim().split('\n', 1)[0]?.trim() ?? '';
}

/** The child leads a group of its own, so that its children go with it. */
function killGroup(child: Child): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has no member left.
  }
}

/**
 * Runs a program of which a look can do without. One that is stuck in the kernel is not joined by another of its kind:
 * each kind has a `BestEffort` of its own.
 */
export class BestEffort {
  readonly #limits: CommandLimits;
  #stuck = false;

  constructor(limits: CommandLimits = {}) {
    this.#limits = limits;
  }

  /** What it wrote to stdout; null when it failed, and at once while an earlier one is not gone. */
  async run(file: string, args: readonly string[]): Promise<string | null> {
    if (this.#stuck) return null;
    const result = await runCommand(file, args, this.#limits);
    if (result.ok) return result.stdout;
    this.#stuck = true;
    void result.gone.then(() => {
      this.#stuck = false;
    });
    return null;
  }
}
