import { spawn } from 'node:child_process';
import { closeSync, readFileSync, readdirSync } from 'node:fs';
import { environmentOf } from '../../src/launch/environment.ts';
import { attemptFolder, makeAttemptFolder, type AttemptFolder } from '../../src/launch/folder.ts';
import type { LaunchOrder } from '../../src/model/attempt.ts';
import type { Site } from './attempts.ts';

/** A keeper whose runner hears of its end, and does nothing else. */
export interface Kept {
  readonly pid: number;
  readonly folder: AttemptFolder;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export function keep(site: Site, order: LaunchOrder): Kept {
  const folder = attemptFolder(site.runFolder, order.job.id, order.attempt);
  const env = environmentOf(process.env, order, folder);
  const log = makeAttemptFolder(folder, site.script(order.job));
  const child = spawn('bash', [folder.script], {
    ...{ cwd: site.root, detached: true, env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  return { pid: child.pid!, folder, exited };
}

/** The files of an attempt whose runner died before it spawned the keeper. */
export function layOut(site: Site, { job, attempt }: LaunchOrder): AttemptFolder {
  const folder = attemptFolder(site.runFolder, job.id, attempt);
  closeSync(makeAttemptFolder(folder, site.script(job)));
  return folder;
}

/** What starts a keeper and then `ends`: in a shell, which knows neither the token nor the log of the attempt itself. */
export type Parent = (site: Site, env: NodeJS.ProcessEnv, log: string) => void;

/** Is killed, as a runner may be. */
const DIES: Parent = (site, env, log) => {
  shell(site, `${START} & kill -KILL $$`, env, log);
};

/** Turns into a program that never reaps its children. */
export const NEVER_REAPS: Parent = (site, env, log) => {
  shell(site, `${START} & exec sleep 300`, env, log);
};

/** An init of its own, to whom every orphan comes, and who never reaps any: prctl(PR_SET_CHILD_SUBREAPER). */
export const NEVER_REAPS_ORPHANS: Parent = (site, env, log) => {
  const subreaper = `syscall(${PRCTL[process.arch] ?? 0}, 36, 1, 0, 0, 0) == 0 or die; fork or exec @ARGV; sleep 300`;
  const starts = `exec perl -e '${subreaper}' bash -c '${START}'`;
  shell(site, starts, env, log);
};

/** The number of prctl(2), by the architecture. */
export const PRCTL: Readonly<Record<string, number>> = { x64: 157, arm64: 167 };

const START = 'SWEEP_TOKEN="$TOKEN" exec setsid bash "$SWEEP_RUN" >> "$LOG" 2>&1';

function shell(site: Site, command: string, { SWEEP_TOKEN: token, ...env }: NodeJS.ProcessEnv, log: string): void {
  const options = { cwd: site.root, env: { ...env, TOKEN: token, LOG: log }, detached: true, stdio: 'ignore' } as const;
  const parent = spawn('bash', ['-c', command], options);
  parent.unref();
  site.helper(parent.pid!);
}

/** Starts the keeper of an attempt, whose runner is not there to hear of its end. */
export function keepWithoutRunner(site: Site, order: LaunchOrder, parent = DIES): AttemptFolder {
  const folder = layOut(site, order);
  parent(site, environmentOf(process.env, order, folder), folder.log);
  return folder;
}

/** A process as /proc/PID/stat shows it. */
export interface Seen {
  readonly pid: number;
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** Zombies included. */
function seeAll(): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => see(Number(name)) ?? []);
}

export function see(pid: number): Seen | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = '', parent, group, session] = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const name = line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'));
    return { pid, name, state, parent: Number(parent), group: Number(group), session: Number(session) };
  } catch {
    return null;
  }
}

/** The only child of `pid`, once there is one with this name. */
export function childOf(pid: number, name: string): Seen | undefined {
  return seeAll().find((one) => one.parent === pid && one.name === name);
}
