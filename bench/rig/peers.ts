/** What starts the same jobs as `sweep run` does, so many at a time, each to the end of the last one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { run, SWEEP } from './measure.ts';

/** What there is to start. */
export interface Setting {
  /** Where the sweep lies. */
  readonly root: string;
  /** An empty place of this round's own. */
  readonly folder: string;
  /** The wrapper scripts. */
  readonly scripts: readonly string[];
  /** The same, each as `run.sh` in a folder of its own. */
  readonly attempts: readonly string[];
  /** How many run at a time. */
  readonly slots: number;
}

export interface Peer {
  readonly name: string;
  /** The programs without which it cannot be measured. */
  readonly needs: readonly string[];
  /** How many jobs it is given at the most, where a thousand take minutes. */
  readonly most?: number;
  /** Starts all and returns when all have ended: the seconds on a CPU that it used outside the children of this process. */
  readonly start: (setting: Setting) => number;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'sweep run',
    needs: [],
    start: ({ root, folder, slots }) => {
      run(root, process.execPath, [SWEEP, 'run', 'launch.yaml', '--slots', String(slots), '--state-dir', folder]);
      return 0;
    },
  },
  {
    name: 'keepers (the floor)',
    needs: ['perl'],
    start: ({ folder, attempts, slots }) => {
      piped(folder, attempts, 'perl', ['-e', KEEPERS, String(slots)]);
      return 0;
    },
  },
  {
    name: 'xargs, nothing recorded',
    needs: ['xargs'],
    start: ({ folder, scripts, slots }) => {
      piped(folder, scripts, 'xargs', ['-d', '\n', `-P${slots}`, '-n1', 'bash']);
      return 0;
    },
  },
  {
    name: 'task-spooler',
    needs: ['tsp'],
    start: ({ folder, scripts, slots }) => {
      const env = { ...process.env, TS_SOCKET: join(folder, 'socket'), TMPDIR: folder };
      const tsp = (...words: readonly string[]): void => {
        const { status, stderr } = spawnSync('tsp', words, { env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
        if (status !== 0) throw new Error(`tsp ${words.join(' ')}: ${stderr.toString()}`);
      };
      tsp('-S', String(slots));
      // One shell for all, since node's own spawn costs more than the program.
      piped(
        folder,
        scripts,
        'sh',
        [
          '-c',
          'while read -r script; do tsp timeout 3600 bash "$script"; done; while tsp -l | grep -qE "^[0-9]+ +(running|queued)"; do tsp -w; done',
        ],
        env,
      );
      const used = cpuOfServer(join(folder, 'socket'));
      tsp('-K');
      return used;
    },
  },
  {
    name: 'GNU parallel',
    needs: ['parallel'],
    start: ({ folder, scripts, slots }) => {
      piped(folder, scripts, 'parallel', ['--will-cite', `-j${slots}`, 'timeout', '3600', 'bash']);
      return 0;
    },
  },
  {
    name: 'make',
    needs: ['make'],
    start: ({ folder, scripts, slots }) => {
      const rules = scripts.map((script, index) => `j${index}:\n\t@timeout 3600 bash ${script}\n`);
      const all = `all: ${scripts.map((_, index) => `j${index}`).join(' ')}\n`;
      writeFileSync(join(folder, 'Makefile'), `${all}${rules.join('')}`);
      run(folder, 'make', ['-s', `-j${slots}`, 'all']);
      return 0;
    },
  },
  {
    name: 'snakemake',
    needs: ['snakemake'],
    most: 100,
    start: ({ folder, attempts, slots }) => {
      writeFileSync(join(folder, 'Snakefile'), snakefile(attempts.length));
      const { status, stderr } = spawnSync('snakemake', ['--jobs', String(slots), '--quiet'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      if (status !== 0) throw new Error(`snakemake ended with ${status ?? 'no status'}: ${stderr.toString()}`);
      return 0;
    },
  },
];

/** Starts each keeper in a session of its own, output to a file, as a runner does; as many at a time as its argument says, nothing recorded. */
const KEEPERS = `
use POSIX ();
my $slots = shift @ARGV;
my $running = 0;
while (my $script = <STDIN>) {
  chomp $script;
  if ($running == $slots) { wait; $running--; }
  my $pid = fork;
  if ($pid == 0) {
    POSIX::setsid();
    (my $folder = $script) =~ s{/run.sh$}{};
    open STDIN, "<", "/dev/null"; open STDOUT, ">", "$folder/out.log"; open STDERR, ">&", \\*STDOUT;
    $ENV{SWEEP_RUN} = $script; $ENV{SWEEP_DIR} = $folder; $ENV{SWEEP_TOKEN} = "none"; $ENV{SWEEP_ATTEMPT} = 1;
    exec "bash", $script;
  }
  $running++;
}
while (wait > 0) { die "a job failed" if $?; }
`;

function snakefile(jobs: number): string {
  return `rule all:
    input: expand("done/{n}", n=range(${jobs}))
rule one:
    output: touch("done/{n}")
    shell: "timeout 3600 bash {wildcards.n}/run.sh"
`;
}

/** Runs a program to its end with the paths as its lines. */
function piped(
  folder: string,
  paths: readonly string[],
  file: string,
  words: readonly string[],
  env = process.env,
): void {
  const input = paths.map((path) => `${path}\n`).join('');
  const { status, stderr, error } = spawnSync(file, words, {
    input,
    cwd: folder,
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  if (status !== 0) throw error ?? new Error(`${file} ended with ${status ?? 'no status'}: ${stderr.toString()}`);
}

/** Seconds on a CPU of the process that listens on a socket, and of what it has waited for. 0 where that is not to be found. */
function cpuOfServer(socket: string): number {
  const { stdout } = spawnSync('sh', ['-c', 'ps -eo pid=,args= | grep "[t]sp" | head -50'], { encoding: 'utf8' });
  for (const pid of stdout.split('\n').map((line) => Number.parseInt(line, 10))) {
    if (!Number.isFinite(pid)) continue;
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`TS_SOCKET=${socket}\0`)) continue;
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
  return 0;
}
