import { dirname } from 'node:path/posix';
import type { Need } from '../model/plan.ts';
import type { Text } from '../spec/spec.ts';
import type { LooseJob } from './assemble.ts';
import type { Findings } from './findings.ts';
import { globMatcher, globRoot, isGlob } from './glob.ts';

/** The jobs that produce a path, by their indexes. */
type Producers = readonly number[];

/** Who produces what, and for whom. */
export class Outputs {
  readonly #jobs: readonly LooseJob[];
  readonly #needs: readonly (readonly number[])[];
  readonly #producers = new Map<string, number[]>();
  /** The produced paths that lie in a folder, at any depth; made when first asked for. */
  #within: ReadonlyMap<string, readonly string[]> | null = null;
  /** The produced paths that a path or glob stands for, as found so far. */
  readonly #found = new Map<string, readonly string[]>();

  constructor(jobs: readonly LooseJob[], needs: readonly (readonly Need[])[]) {
    const indexes = new Map(jobs.map(({ job }, index) => [job.id, index]));
    this.#jobs = jobs;
    this.#needs = needs.map((list) => list.flatMap((need) => indexes.get(need.job) ?? []));
    for (const [index, { job }] of jobs.entries()) {
      for (const path of new Set(job.produces)) {
        const producers = this.#producers.get(path);
        if (producers === undefined) this.#producers.set(path, [index]);
        else producers.push(index);
      }
    }
  }

  /** Whether a job that this one needs, however indirectly, produces what the path or glob stands for. */
  precede(index: number, path: string): boolean {
    if (this.#needs[index]?.length === 0) return false;
    return this.#pathsFor(path).some((produced) => this.#reaches(index, this.#producers.get(produced) ?? []));
  }

  /** Reports the paths that several jobs produce, unless these are links of one chain. */
  reportShared(chains: readonly (string | null)[], findings: Findings): void {
    const clashes = new Map<Text, { readonly message: string; others: number }>();
    for (const [path, producers] of this.#producers) {
      const first = producers[0] ?? 0;
      const second = producers.find(
        (index) => index !== first && (chains[index] === null || chains[index] !== chains[first]),
      );
      const [one, other] = [this.#jobs[first], second === undefined ? undefined : this.#jobs[second]];
      const text = other?.keys.produces.texts[other.job.produces.indexOf(path)];
      if (one === undefined || other === undefined || text === undefined) continue;
      const clash = clashes.get(text);
      const message = `\`${path}\` is produced by both ${one.job.label} and ${other.job.label}`;
      if (clash === undefined) clashes.set(text, { message, others: 0 });
      else clash.others += 1;
    }
    for (const [text, { message, others }] of clashes) {
      const paths = others === 1 ? 'so is one other path' : `so are ${others.toLocaleString('en')} other paths`;
      const more = others === 0 ? '' : `; ${paths} by several jobs`;
      findings.add({
        severity: 'error',
        code: 'shared-output',
        message: message + more,
        span: text.span,
        hint: 'name the axes in the path that tell the jobs apart',
      });
    }
  }

  #pathsFor(path: string): readonly string[] {
    const known = this.#found.get(path);
    if (known !== undefined) return known;
    const found = this.#search(path);
    this.#found.set(path, found);
    return found;
  }

  /** The path itself, what lies in it, and what it lies in; of a glob, what it matches. */
  #search(path: string): readonly string[] {
    const within = (this.#within ??= this.#byFolder());
    if (isGlob(path)) return (within.get(globRoot(path)) ?? []).filter(globMatcher(path));
    const upwards = [path, ...foldersOf(path)].filter((produced) => this.#producers.has(produced));
    return [...upwards, ...(within.get(path) ?? [])];
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

  /** Whether one of the producers is among the jobs that `index` needs, however indirectly. */
  #reaches(index: number, producers: Producers): boolean {
    const targets = new Set(producers);
    const first = producers[0] ?? Infinity;
    const open = [...(this.#needs[index] ?? [])];
    const seen = new Set<number>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (targets.has(next)) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      // A job stands after all that it needs, so none before the first producer leads to one.
      if (next > first) open.push(...(this.#needs[next] ?? []));
    }
    return false;
  }
}

/** The folders that a path lies in, the innermost first; `.` for the project root. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== folders.at(-1); folder = dirname(folder)) folders.push(folder);
  return folders;
}
