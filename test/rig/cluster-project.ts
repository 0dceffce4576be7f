import { chmodSync, mkdirSync } from 'node:fs';
import { Project, type Ended, type Running } from './project.ts';
import type { Slurm } from './slurm.ts';

/** A host file that names a cluster, which is asked often. */
export const CLUSTER_HOST = `executors:
  cluster: { kind: slurm, time: 10m, poll: 1s, latency: 3s, sbatch: [--comment=tests] }
`;

/** A project whose host file has a real cluster. */
export class ClusterProject extends Project {
  readonly #slurm: Slurm;
  #environment: Readonly<Record<string, string>> = {};

  constructor(slurm: Slurm, sweep: string, host = CLUSTER_HOST) {
    super({ 'sweep.yaml': `name: s\n${sweep}`, '.sweep-host.yaml': host });
    this.#slurm = slurm;
  }

  run(...words: readonly string[]): Running {
    return this.start(['run', 'sweep.yaml', ...words], { ...this.#slurm.environment, ...this.#environment });
  }

  onCluster(...words: readonly string[]): Promise<Ended> {
    return this.run('--on', 'cluster', ...words).ended;
  }

  /** Has another command stand in the place of sbatch, in the folder `bin`: lines of bash, which find what it is given. */
  replaceSbatch(lines: string): void {
    mkdirSync(this.path('bin'), { recursive: true });
    this.write('bin/sbatch', `#!/bin/bash\ncd ${this.path('bin')}\n${lines}\n`);
    chmodSync(this.path('bin/sbatch'), 0o755);
    this.#environment = { PATH: `${this.path('bin')}:${this.#slurm.environment['PATH'] ?? ''}` };
  }

  /** Has sbatch be itself again. */
  restoreSbatch(): void {
    this.#environment = {};
  }
}

/** The lines of a text that are not empty. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
