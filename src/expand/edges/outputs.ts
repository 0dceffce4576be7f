import { dirname } from 'node:path/posix';
import { globRoot, isGlob, parseGlob } from '../../model/text/glob.ts';
import type { Need } from '../../model/plan.ts';
import { Ancestors } from './ancestors.ts';
import type { Chains } from './chain.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Findings } from '../findings.ts';
import { areLinked, reportShared } from './shared-paths.ts';

type Producing = Pick<LooseJob, 'id' | 'label'> & { readonly keys: Pick<LooseJob['keys'], 'produces'> };

/** Who produces what, and for whom. */
export class Outputs {
  readonly #jobs: readonly Producing[];
  readonly #needs: readonly (readonly Need[])[];
  /** Made when something that is produced is first asked for: most sweeps produce nothing that they name. */
  #ancestors: Ancestors | null = null;
  /** The jobs that produce a path, by their indexes. */
  readonly #producers = new Map<string, number[]>();
  /** The produced paths that lie in a folder, at any depth; made when first asked for. */
  #within: ReadonlyMap<string, readonly string[]> | null = null;
  /** The produced paths that a path or glob stands for, as found so far. */
  readonly #found = new Map<string, readonly string[]>();

  constructor(jobs: readonly Producing[], needs: readonly (readonly Need[])[]) {
    this.#jobs = jobs;
    this.#needs = needs;
    for (const [index, { keys }] of jobs.entries()) {
      const { paths } = keys.produces;
      if (paths.length === 0) continue;
      for (const path of new Set(paths)) {
        const producers = this.#producers.get(path);
        if (producers === undefined) this.#producers.set(path, [index]);
        else producers.push(index);
      }
    }
  }

  /** Whether a job that this one needs, however indirectly, produces what the path or glob stands for. */
  precede(index: number, path: string): boolean {
    if (this.#producers.size === 0 || this.#needs[index]?.length === 0) return false;
    const produced = this.#pathsFor(path);
    if (produced.length === 0) return false;
    const ancestors = (this.#ancestors ??= this.#findAncestors());
    return produced.some((one) => ancestors.include(index, this.#producers.get(one) ?? []));
  }

  /** Whether any job produces what the path or glob stands for. */
  make(path: string): boolean {
    return this.#pathsFor(path).length > 0;
  }

  /** Reports the paths that several jobs produce, unless these are links of one chain. */
  reportShared(chains: Chains['chains'], findings: Findings): void {
    reportShared(this.#jobs, this.#producers, findings, {
      textOf: ({ keys: { produces } }, path) => produces.texts[produces.paths.indexOf(path)],
      areAtOdds: (one, other) => !areLinked(chains, one, other),
      ...{ severity: 'error', code: 'shared-output' },
      tell: (path, one, other) => `\`${path}\` is produced by both ${one} and ${other}`,
      hint: 'name the axes in the path that tell the jobs apart',
    });
  }

  #findAncestors(): Ancestors {
    const ids = this.#jobs.map(({ id }) => id);
    return new Ancestors(ids, this.#needs);
  }

  #pathsFor(path: string): readonly string[] {
    const known = this.#found.get(path);
    if (known !== undefined) return known;
    const found = this.#search(path);
    this.#found.set(path, found);
    return found;
  }

  /** The path itself, what lies in it, and what it lies in; of a glob also what it matches. */
  #search(path: string): readonly string[] {
    const within = (this.#within ??= this.#byFolder());
    const upwards = [path, ...foldersOf(path)].filter((produced) => this.#producers.has(produced));
    return [...upwards, ...(within.get(path) ?? []), ...(isGlob(path) ? this.#matching(path, within) : [])];
  }

  #matching(pattern: string, within: ReadonlyMap<string, readonly string[]>): readonly string[] {
    const parsed = parseGlob(pattern);
    if (!parsed.ok) return [];
    return (within.get(globRoot(pattern)) ?? []).filter((path) => parsed.glob.matches(path));
  }

  #byFolder(): ReadonlyMap<string, readonly string[]> {
    const within = new Map<string, string[]>();
    for (const path of this.#producers.keys()) {
      for (const folder of foldersOf(path)) {
        const paths = within.get(folder);
        if (paths === undefined) within.set(folder, [path]);
        else paths.push(path);
      }
    }
    return within;
  }
}

/** The folders that a path lies in, the innermost first; `.` for the project root. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== folders.at(-1); folder = dirname(folder)) folders.push(folder);
  return folders;
}
