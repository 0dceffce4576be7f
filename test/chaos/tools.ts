import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Fault, Late } from './round.ts';

/** What is loaded into the programs and shells of rounds. */
export interface Tools {
  /** A script for bash, which jobs source. */
  readonly job: string;
  /** What has a run meet a fault, in its environment. */
  readonly faulty: (fault: Fault) => Readonly<Record<string, string>>;
  /** What has keepers begin late, in the environment of their run. */
  readonly late: (how: Late) => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** Makes them, in a folder that all users may read. */
export async function makeTools(): Promise<Tools> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-chaos-'));
  chmodSync(folder, 0o755);
  const outfile = join(folder, 'fault-point.cjs');
  const entryPoints = [pathOf('fault-point.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20' });
  // Loaded as CommonJS, as the program is: the loader of modules alone would cost a tenth of a run.
  const loaded = `--require=${outfile}`;
  return {
    job: pathOf('job.sh'),
    faulty: (fault) => ({ NODE_OPTIONS: loaded, CHAOS_FAULT: JSON.stringify(fault) }),
    late: (how) => ({ BASH_ENV: pathOf('late.sh'), CHAOS_LATE: how }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
