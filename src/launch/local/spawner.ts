import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { shellWord } from '../../model/text/shell.ts';
import { isInPath } from '../../disk/program-path.ts';
import { spawnDirectly } from './direct-spawn.ts';
import type { Spawned, SpawnRequest } from './spawn-request.ts';

type Told = (spawned: Spawned) => void;

/**
 * Starts processes through a small one of its own, a bash. The fork of a large process copies its page tables, and Node waits on its
 * loop until the child has exec'd; the spawner is always small, and is waited for by nobody. It ends when this process does, and starts
 * nothing thereafter. What it has started is its child and lives on without it; whatever that writes to its descriptor 9, a line at a time, is heard here.
 */
export class Spawner {
  readonly #place: { readonly root: string };
  /** What it is started with, and so what each that it starts has but for what its request says. */
  readonly #env: NodeJS.ProcessEnv;
  readonly #hasSetsid: boolean;
  readonly #heard: (line: string) => void;
  readonly #pending = new Map<number, Told>();
  #child: ChildProcess | null = null;
  #requests = 0;

  /**
   * @param place where it is started; it may be moved.
   * @param base the environment that most of that has.
   * @param heard takes the lines that come from it.
   */
  constructor(place: { readonly root: string }, base: NodeJS.ProcessEnv, heard: (line: string) => void) {
    this.#place = place;
    this.#env = environmentOfSpawner(base);
    // It is part of util-linux, which a machine with bash and coreutils alone need not have.
    this.#hasSetsid = isInPath('setsid', base) || !isInPath('bash', base);
    this.#heard = heard;
  }

  /** `told` is called once, later. */
  spawn(request: SpawnRequest, told: Told): void {
    if (!this.#hasSetsid) {
      spawnDirectly(request, this.#place.root, told, this.#heard);
      return;
    }
    const child = (this.#child ??= this.#start());
    const number = (this.#requests += 1);
    this.#pending.set(number, told);
    const text = `${launchText(request, this.#env)}\necho "+${number} $!"`;
    child.stdin?.write(`${String(Buffer.byteLength(text)).padStart(LENGTH_DIGITS, '0')}${text}`);
  }

  /** Starts nothing more, and comes back when all that was requested is on its way; nobody is told of it. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#pending.clear();
    if (child === null) return;
    child.ref();
    child.stdin?.end();
    const isThere = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
    // One that is suspended, or is refused forks, would keep its requester from its end.
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    if (isThere) await once(child, 'exit');
    clearTimeout(patience);
    child.stdout?.destroy();
  }

  #start(): ChildProcess {
    const { root } = this.#place;
    const child = spawn('bash', ['--norc', '-c', PROGRAM, 'sweep-spawner', `${process.pid}`], {
      cwd: root,
      env: this.#env,
      // A Ctrl-C in the terminal is the runner's alone.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      const hasMoved = this.#place.root !== root;
      this.#gone(child, hasMoved ? { kind: 'unknown' } : { kind: 'refused', error });
    });
    // Where the system has no process or descriptor to give, it has no streams either.
    if (child.pid === undefined) return child;
    let hasStarted = false;
    let rest = '';
    // What it has started has its output, too, and may outlive it and this process: neither is waited for.
    child.unref();
    for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
    child.stdin.on('error', () => undefined);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      hasStarted = true;
      const lines = `${rest}${text}`.split('\n');
      rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
      for (const line of lines) this.#take(line);
    });
    child.on('exit', (code) => {
      const error = new Error(`bash, which starts the jobs, ended with exit code ${code} before it started any`);
      this.#gone(
        child,
        hasStarted || code === null || code === FORK_REFUSED ? { kind: 'unknown' } : { kind: 'refused', error },
      );
    });
    return child;
  }

  #take(line: string): void {
    const [, number, pid] = /^\+(\d+) (\d+)$/.exec(line) ?? [];
    if (number === undefined) return this.#heard(line);
    const told = this.#pending.get(Number(number));
    this.#pending.delete(Number(number));
    told?.({ kind: 'started', pid: Number(pid) });
  }

  #gone(child: ChildProcess, spawned: Spawned): void {
    if (this.#child !== child) return;
    this.#child = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const told of pending) told(spawned);
  }
}

/** What a bash exits with that the system has refused a fork, again and again. */
const FORK_REFUSED = 254;

/** For how long it may take to come to its end, in milliseconds. */
const PATIENCE = 2000;

/** Of what no newline ends. */
const LONGEST_LINE = 4096;

const LENGTH_DIGITS = 9;

/** Reads a length and as many bytes, which are a piece of shell; half a piece, of a runner that was killed, is not run. */
const PROGRAM = `while read -r -N ${LENGTH_DIGITS} length && read -r -N "$((10#$length))" launch; do eval "$launch"; done`;

/** Variables that would make a bash read other commands, give up waiting for them, or count bytes otherwise. */
const KEPT_FROM_SPAWNER = ['BASH_ENV', 'ENV', 'TMOUT'];

function environmentOfSpawner(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = Object.entries(base).filter(([name]) => !KEPT_FROM_SPAWNER.includes(name));
  return { ...Object.fromEntries(rest), LC_ALL: 'C' };
}

/**
 * A piece of shell that starts a process in the background. Bash has such a process ignore SIGINT and SIGQUIT; the trap takes that
 * back. As it leads no process group, setsid(1) does not fork, and its pid is that of the script.
 */
function launchText({ script, log, errors, env }: SpawnRequest, has: NodeJS.ProcessEnv): string {
  const changed = Object.entries(env).filter(([name, value]) => value !== has[name] || name === 'SHLVL');
  const exports = changed.map(([name, value = '']) => `${name}=${shellWord(value)}`);
  const gone = Object.keys(has).filter((name) => !(name in env));
  return [
    '(trap - INT QUIT',
    // Bash tries a fork that is refused again for some time: of a requester that has died meanwhile others no longer count what is planned.
    'read -r _ _ _ sweep_spawner_parent _ < "/proc/$$/stat" && [[ $sweep_spawner_parent != "$1" ]] && exit 1',
    ...(gone.length > 0 ? [`unset ${gone.join(' ')}`] : []),
    ...(exports.length > 0 ? [`export ${exports.join(' ')}`] : []),
    `exec setsid bash ${shellWord(script)} </dev/null 9>&1 >>${shellWord(log)} ${errors === undefined ? '2>&1' : `2>>${shellWord(errors)}`}) &`,
  ].join('\n');
}
