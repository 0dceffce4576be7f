import { execFile, spawnSync } from 'node:child_process';
import { cleanEnvironment } from './environment.ts';

/** What a command of Slurm comes to. */
export type CommandResult =
  | { readonly is: 'done'; readonly text: string }
  | { readonly is: 'refused'; readonly message: string }
  /** It did not come to an end in time: what has become of it is not known. */
  | { readonly is: 'unanswered' }
  /** There is no such command here. */
  | { readonly is: 'missing' };

/** Runs a command of Slurm, with these words and this on its standard input. */
export type RunSlurm = (words: readonly string[], input?: string) => Promise<CommandResult>;

/** Seconds after which a command is given up, and those that it has to go by itself. */
const PATIENCE = 20;
const GRACE = 2;

/** What timeout(1) exits with for a command that took too long, and that it could not find. */
const TOO_LONG = new Set([124, 137]);
const NOT_FOUND = 127;

/** The most bytes that a command may answer with: 200 for each of 300,000 tasks. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Runs commands of Slurm beside everything else, one process each, as timeout(1) lets it: so none outlives its time though this process is killed.
 *
 * @param folder  Where they are run.
 */
export function slurmCommands(base: NodeJS.ProcessEnv, folder: () => string): RunSlurm {
  const env = cleanEnvironment(base);
  return (words, input = '') =>
    new Promise((resolve) => {
      const child = execFile(
        'timeout',
        ['-k', String(GRACE), String(PATIENCE), ...words],
        { cwd: folder(), env, maxBuffer: LONGEST_ANSWER },
        (error, stdout, stderr) => resolve(resultOf(error, stdout, stderr)),
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
}

/** Runs a command of Slurm, and waits for it; null where it does not come to an answer. */
export type AskSlurm = (words: readonly string[]) => string | null;

/** The same as `slurmCommands`, for whoever has nothing else to do meanwhile. */
export function askSlurm(words: readonly string[]): string | null {
  const options = { env: cleanEnvironment(process.env), encoding: 'utf8', maxBuffer: LONGEST_ANSWER } as const;
  const { status, stdout } = spawnSync('timeout', ['-k', String(GRACE), String(PATIENCE), ...words], options);
  return status === 0 ? stdout : null;
}

function resultOf(error: Error | null, stdout: string, stderr: string): CommandResult {
  if (error === null) return { is: 'done', text: stdout };
  const { code } = error as { code?: number | string };
  if (code === 'ENOENT') return { is: 'missing' };
  if (typeof code !== 'number' || TOO_LONG.has(code)) return { is: 'unanswered' };
  return code === NOT_FOUND ? { is: 'missing' } : { is: 'refused', message: stderr };
}
