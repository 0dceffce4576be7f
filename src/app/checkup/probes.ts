import { userInfo } from 'node:os';
import { readKernelFile } from '../../disk/kernel-file.ts';
import { readBoundedText } from '../../disk/plain-file.ts';
import { isInPath } from '../../disk/program-path.ts';
import { GpuProbe } from '../../host/gpus/gpu-probe.ts';
import type { GpuLook } from '../../host/gpus/gpu-sample.ts';
import { runCommand, type CommandResult } from '../../host/system/command.ts';
import { type RunSlurm, slurmCommands } from '../../launch/slurm/commands.ts';
import { machineInWords } from './machine.ts';

/** What was answered, and after how many seconds. */
export interface Timed<T> {
  readonly answer: T;
  readonly seconds: number;
}

/** All that a checkup asks of the machine: replaced by tests. */
export interface Probes {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number };
  /** Of Node: `20.9.0`. */
  readonly nodeVersion: string;
  /** Of the machine, in words. */
  readonly machine: () => Promise<string>;
  /** Milliseconds since 1970, by this machine. */
  readonly now: () => number;
  /** Whether there is such a program in PATH. */
  readonly has: (program: string) => boolean;
  /** Runs a program, which is killed when it takes too long. */
  readonly run: (file: string, args: readonly string[]) => Promise<CommandResult>;
  /** Runs a command of Slurm, which has some twenty seconds. */
  readonly slurm: RunSlurm;
  /** What stands in a file of the kernel's or of the system's settings; null where it cannot be read. */
  readonly text: (path: string) => string | null;
  readonly gpus: () => Promise<Timed<GpuLook>>;
}

/** Milliseconds that a program may take to answer; of a driver without persistence mode that is no long time. */
const LONGEST = 5000;
const LONGEST_OF_DRIVER = 20_000;

/** What a file of settings holds at the most, in bytes. */
const MOST_BYTES = 1024 * 1024;

/** Those that ask this machine. */
export function machineProbes(): Probes {
  return {
    environment: process.env,
    has: (program) => isInPath(program, process.env),
    user: account(),
    nodeVersion: process.versions.node,
    machine: machineInWords,
    now: Date.now,
    run: (file, args) => runCommand(file, args, { limit: LONGEST, mostOutput: MOST_BYTES, env: { LC_ALL: 'C' } }),
    slurm: slurmCommands(process.env, () => '/'),
    text: (path) => {
      try {
        const isOfKernel = path.startsWith('/proc/') || path.startsWith('/sys/');
        return isOfKernel ? readKernelFile(path, 'utf8') : readBoundedText(path, MOST_BYTES);
      } catch {
        return null;
      }
    },
    gpus: async () => {
      const began = performance.now();
      const answer = await new GpuProbe({ limit: LONGEST_OF_DRIVER }).look();
      return { answer, seconds: (performance.now() - began) / 1000 };
    },
  };
}

/** An account need not be in the list of users, as in containers. */
function account(): Probes['user'] {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid };
  } catch {
    const uid = process.getuid?.() ?? 0;
    return { name: String(uid), uid, gid: process.getgid?.() ?? uid };
  }
}
