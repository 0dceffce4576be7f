import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leaseTextIn } from './leases.ts';
import { Project, type AtEnd, type Running } from './project.ts';
import { until } from './until.ts';

/** Several projects on one machine: their runs share a host folder, and a folder of marks, whosever they are. */
export class HostOfRuns {
  readonly first: Project;
  readonly marks: string;
  readonly #atEnd: AtEnd | undefined;

  /** @param atEnd when all is to be gone, if not at the end of the test. */
  constructor(atEnd?: AtEnd) {
    this.#atEnd = atEnd;
    this.first = new Project({}, atEnd);
    this.marks = this.first.path('marks');
    mkdirSync(this.marks);
    chmodSync(this.marks, 0o777);
    this.mark('log');
    chmodSync(this.first.root, 0o755);
    chmodSync(this.first.hostFolder, 0o1777);
  }

  /** A project with this sweep, and what else it has, of user `uid`. */
  project(
    sweep: string,
    { uid, files = {} }: { readonly uid?: number; readonly files?: Readonly<Record<string, string>> } = {},
  ): Project {
    const project = new Project({ ...files, 's.yaml': sweep }, this.#atEnd);
    const paths = ['.', '.git', 's.yaml', ...Object.keys(files)];
    if (uid !== undefined) for (const path of paths) chownSync(project.path(path), uid, uid);
    return project;
  }

  /** Starts a run of a project on the made-up GPUs of this host, as user `uid`. */
  run(
    project: Project,
    gpus: number,
    {
      args = [],
      uid,
      env = {},
    }: {
      readonly args?: readonly string[];
      readonly uid?: number;
      readonly env?: Readonly<Record<string, string>>;
    } = {},
  ): Running {
    const command = ['run', 's.yaml', '--gpus', `virtual:${gpus}`, '--slots', '8', ...args];
    // A user has a home of his own.
    return project.start(command, { ...this.environment, HOME: project.root, ...env }, uid);
  }

  get environment(): Readonly<Record<string, string>> {
    return { SWEEP_HOST_DIR: this.first.hostFolder, MARKS: this.marks };
  }

  /** The lines that jobs have written to a mark. */
  log(name = 'log'): string[] {
    return readFileSync(join(this.marks, name), 'utf8').split('\n').slice(0, -1);
  }

  /** Leaves a mark, to which all may write. */
  mark(name: string): void {
    writeFileSync(join(this.marks, name), '');
    chmodSync(join(this.marks, name), 0o666);
  }

  /** Waits until so many runs have told the others that they want something. */
  async wanting(runs: number): Promise<void> {
    await until(
      `${runs} runs that want something`,
      () => this.#leases().filter(({ wants }) => wants.length > 0).length === runs,
    );
  }

  #leases(): { readonly wants: readonly object[] }[] {
    const { hostFolder } = this.first;
    return readdirSync(hostFolder).flatMap((name) => {
      if (!name.endsWith('.json')) return [];
      try {
        return [JSON.parse(leaseTextIn(join(hostFolder, name))) as { wants: object[] }];
      } catch {
        return [];
      }
    });
  }
}
