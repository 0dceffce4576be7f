import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isLiving, processesWith } from './living.ts';
import { textOf, until } from './until.ts';

const execute = promisify(execFile);

/** What a cluster of a test is made of. */
export interface SlurmOptions {
  readonly nodes?: number;
  readonly cpus?: number;
  readonly gpus?: number;
  /** Further lines of its configuration; of a key the last one counts. */
  readonly lines?: readonly string[];
}

/** Daemons of Slurm are not in the PATH of everybody. */
const PATH = `/usr/sbin:/sbin:${process.env['PATH'] ?? ''}`;

/**
 * A real cluster whose controller and nodes are processes of this machine: `slurmctld`, a `slurmd` for each node, and `munged` between them,
 * as Debian packages them. All that it writes is in one folder, and nothing of the system is used or changed. GPUs are made up.
 */
export class Slurm {
  readonly #folder: string;
  readonly #nodes: readonly string[];

  private constructor(folder: string, nodes: readonly string[]) {
    this.#folder = folder;
    this.#nodes = nodes;
  }

  /** Comes back when all its nodes are idle. */
  static async start(options: SlurmOptions = {}): Promise<Slurm> {
    // A socket has a short path, whatever the temporary folder is.
    const folder = mkdtempSync('/tmp/sweep-slurm-');
    const nodes = Array.from({ length: options.nodes ?? 1 }, (_, at) => `n${at + 1}`);
    const slurm = new Slurm(folder, nodes);
    try {
      await slurm.#configure(options);
      await slurm.#run('munged', [
        ...[
          '--force',
          '--num-threads=2',
          `--key-file=${slurm.#at('munge.key')}`,
          `--socket=${slurm.#at('munge.sock')}`,
        ],
        ...[`--pid-file=${slurm.#at('munged.pid')}`, `--log-file=${slurm.#at('munged.log')}`],
        `--seed-file=${slurm.#at('munge.seed')}`,
      ]);
      await slurm.startController();
      for (const node of nodes) await slurm.startNode(node);
      await slurm.becomesIdle();
      return slurm;
    } catch (error) {
      const log = textOf(slurm.#at('slurmctld.log')) ?? '';
      await slurm.stop();
      throw new Error(`no cluster: ${log.slice(-2000)}`, { cause: error });
    }
  }

  /** What its commands find it by, and a PATH that has them. */
  get environment(): Readonly<Record<string, string>> {
    return { SLURM_CONF: this.#at('slurm.conf'), PATH };
  }

  async startController(): Promise<void> {
    await this.#run('slurmctld', []);
    await until('the controller', async () => (await this.says('scontrol', 'ping').catch(() => '')).includes(' UP'));
  }

  /** Kills the controller, which thus saves nothing more. */
  async killController(): Promise<void> {
    await this.#kill('slurmctld.pid');
  }

  async startNode(node: string): Promise<void> {
    await this.#run('slurmd', ['-N', node]);
  }

  async killNode(node: string): Promise<void> {
    await this.#kill(`slurmd.${node}.pid`);
  }

  /** What a command of Slurm prints. */
  async says(command: string, ...words: readonly string[]): Promise<string> {
    const env = { ...process.env, ...this.environment };
    return (await execute(command, words, { env, timeout: 60_000 })).stdout;
  }

  /** Waits until all nodes are there and have nothing to do, also after the controller has been started again. */
  async becomesIdle(): Promise<void> {
    await until('idle nodes', async () => {
      const states = await this.says('sinfo', '--noheader', '--Node', '--states=idle', '--format=%N').catch(() => '');
      return states.split('\n').filter((line) => line !== '').length === this.#nodes.length;
    });
  }

  /** The tasks in its queue that have not come to an end: name, state. */
  async queue(): Promise<readonly string[]> {
    const rows = await this.says('squeue', '--noheader', '--array', '--format=%K %T');
    return rows.split('\n').filter((line) => line !== '');
  }

  /** Lets start at once what waits to be started anew, as it does by itself after some minutes. */
  async hurry(): Promise<void> {
    const rows = await this.says('squeue', '--noheader', '--array', '--states=PENDING', '--format=%A %r %S');
    for (const row of rows.split('\n')) {
      const [id = '', reason, begin = ''] = row.trim().split(' ');
      // A node takes a task for the one that it has just ended where both are of the same second: "Job credential revoked".
      const isFar = Date.parse(begin) - Date.now() > 10_000;
      if (reason === 'BeginTime' && isFar)
        await this.says('scontrol', 'update', `jobid=${id}`, 'StartTime=now+2').catch(() => '');
    }
  }

  /** Ends all of it, with the jobs that run on it. */
  async stop(): Promise<void> {
    await this.#kill('slurmctld.pid');
    for (const node of this.#nodes) await this.#kill(`slurmd.${node}.pid`);
    for (const pid of processesWith('SLURM_CONF', this.#at('slurm.conf'))) end(pid, 'SIGKILL');
    await this.#kill('munged.pid');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 });
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  async #run(command: string, words: readonly string[]): Promise<void> {
    const env = { ...process.env, ...this.environment };
    const log = this.#at(`${command}.out`);
    // The daemon keeps what it is given for its output, so that a pipe would be waited for.
    await execute('bash', ['-c', 'exec "$@" </dev/null >>"$0" 2>&1', log, command, ...words], { env });
  }

  async #kill(file: string): Promise<void> {
    const pid = Number(textOf(this.#at(file)) ?? 0);
    if (pid === 0) return;
    end(pid, 'SIGKILL');
    await until(`the end of ${file}`, () => !isLiving(pid));
    rmSync(this.#at(file), { force: true });
  }

  async #configure({ cpus = 8, gpus = 2, lines = [] }: SlurmOptions): Promise<void> {
    const ports = await freePorts(this.#nodes.length + 1);
    const user = userInfo().username;
    mkdirSync(this.#at('state'));
    for (const node of this.#nodes) mkdirSync(this.#at(`spool.${node}`));
    writeFileSync(this.#at('munge.key'), execFileSync('head', ['-c', '256', '/dev/urandom']), { mode: 0o600 });
    const gres = gpus > 0 ? ` Gres=gpu:${gpus}` : '';
    const nodes = this.#nodes.map(
      (node, at) =>
        `NodeName=${node} NodeHostname=${node} NodeAddr=127.0.0.1 Port=${ports[at + 1]} CPUs=${cpus} RealMemory=4096${gres} State=UNKNOWN`,
    );
    const configuration = [
      `ClusterName=${this.#folder.replace(/.*-/, 'c').toLowerCase()}`,
      `SlurmctldHost=${hostname()}(127.0.0.1)`,
      `SlurmctldPort=${ports[0]}`,
      ...[`SlurmUser=${user}`, `SlurmdUser=${user}`, 'AuthType=auth/munge', 'CredType=cred/munge'],
      `AuthInfo=socket=${this.#at('munge.sock')}`,
      `StateSaveLocation=${this.#at('state')}`,
      `SlurmdSpoolDir=${this.#at('spool.%n')}`,
      `SlurmctldPidFile=${this.#at('slurmctld.pid')}`,
      `SlurmdPidFile=${this.#at('slurmd.%n.pid')}`,
      `SlurmctldLogFile=${this.#at('slurmctld.log')}`,
      `SlurmdLogFile=${this.#at('slurmd.%n.log')}`,
      ...['ProctrackType=proctrack/linuxproc', 'TaskPlugin=task/none', 'JobAcctGatherType=jobacct_gather/none'],
      ...['MpiDefault=none', 'SwitchType=switch/none', 'AccountingStorageType=accounting_storage/none'],
      ...['SelectType=select/cons_tres', 'SelectTypeParameters=CR_Core_Memory', 'DefMemPerCPU=16'],
      ...['SlurmdParameters=config_overrides', 'PriorityType=priority/basic', 'SchedulerType=sched/backfill'],
      'SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=1,bf_interval=1',
      ...['ReturnToService=2', 'KillWait=2', 'InactiveLimit=0', 'SlurmdTimeout=30', 'MessageTimeout=10'],
      ...(gpus > 0 ? ['GresTypes=gpu'] : []),
      ...nodes,
      'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE DefaultTime=60 State=UP',
      ...lines,
    ];
    writeFileSync(this.#at('slurm.conf'), `${configuration.join('\n')}\n`);
    // What is no device is refused; a link to one is taken.
    for (let at = 0; at < gpus; at += 1) symlinkSync('/dev/null', this.#at(`nvidia${at}`));
    const devices = `Name=gpu File=${this.#at(`nvidia[0-${gpus - 1}]`)} Flags=nvidia_gpu_env`;
    writeFileSync(this.#at('gres.conf'), gpus > 0 ? `NodeName=${this.#nodes.join(',')} ${devices}\n` : '');
  }
}

/** Ports that nobody listened on a moment ago. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer().on('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone by itself.
  }
}
