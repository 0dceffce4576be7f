import { dirname } from 'node:path/posix';
import { globRoot, isGlob, parseGlob } from '../../model/text/glob.ts';
import type { Need } from '../../model/plan.ts';
import type { Text } from '../../language/spec.ts';
import { Ancestors } from './ancestors.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Findings } from '../findings.ts';

/** Who produces what, and for whom. */
export class Outputs {
  readonly #jobs: readonly LooseJob[];
  readonly #ancestors: Ancestors;
  /** The jobs that produce a path, by their indexes. */
  readonly #producers = new Map<string, number[]>();
  /** The produced paths that lie in a folder, at any depth; made when first asked for. */
  #within: ReadonlyMap<string, readonly string[]> | null = null;
  /** The produced paths that a path or glob stands for, as found so far. */
  readonly #found = new Map<string, readonly string[]>();

  constructor(jobs: readonly LooseJob[], needs: readonly (readonly Need[])[]) {
    const ids = jobs.map(({ id }) => id);
    this.#jobs = jobs;
    this.#ancestors = new Ancestors(ids, needs);
    for (const [index, { keys }] of jobs.entries()) {
      for (const path of new Set(keys.produces.paths)) {
        const producers = this.#producers.get(path);
        if (producers === undefined) this.#producers.set(path, [index]);
        else producers.push(index);
      }
    }
  }

  /** Whether a job that this one needs, however indirectly, produces what the path or glob stands for. */
  precede(index: number, path: string): boolean {
    if (!this.#ancestors.hasAny(index)) return false;
    return this.#pathsFor(path).some((produced) => this.#ancestors.include(index, this.#producers.get(produced) ?? []));
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
      const text = other?.keys.produces.texts[other.keys.produces.paths.indexOf(path)];
      if (one === undefined || other === undefined || text === undefined) continue;
      const clash = clashes.get(text);
      const message = `\`${path}\` is produced by both ${one.label} and ${other.label}`;
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
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== folders.at(-1); folder = dirname(folder)) folders.push(folder);
  return folders;
}
