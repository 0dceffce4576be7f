import type { Text } from '../../language/spec.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Paths } from '../keys/blueprint.ts';
import type { WantedFile } from '../draft.ts';

/** Gathers the files that must be looked at before the plan is complete. */
export class WantedFiles {
  readonly #files = new Map<string, { readonly file: Omit<WantedFile, 'jobs'>; jobs: number }>();

  /** Adds those paths of a job that `isLate` does not hold for: these come into being while the sweep runs. */
  add(kind: WantedFile['kind'], { paths, texts }: Paths, loose: LooseJob, isLate: (path: string) => boolean): void {
    for (const [index, path] of paths.entries()) {
      const text = texts[index];
      if (text === undefined || isLate(path) || paths.indexOf(path) < index) continue;
      this.#want(kind, path, text, loose);
    }
  }

  list(): WantedFile[] {
    return [...this.#files.values()].map(({ file, jobs }) => ({ ...file, jobs }));
  }

  #want(kind: WantedFile['kind'], path: string, text: Text, { job }: LooseJob): void {
    const key = `${kind} ${path}`;
    const known = this.#files.get(key);
    if (known === undefined) this.#files.set(key, { file: { path, kind, span: text.span, job: job.label }, jobs: 1 });
    else known.jobs += 1;
  }
}
