import { isGlob, parseGlob } from '../../model/text/glob.ts';
import type { Text } from '../../language/spec.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Paths } from '../keys/paths.ts';
import type { WantedFile, Wanting } from '../draft.ts';
import { isOpen } from '../template/placeholder.ts';
import type { Findings } from '../findings.ts';

type Asking = Pick<LooseJob, 'index'>;

/** Gathers the files that must be looked at before the plan is complete. */
export class WantedFiles {
  readonly #files = new Map<string, WantedFile & { readonly wantedBy: Wanting[] }>();
  readonly #globs = new Set<string>();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /**
   * Adds those paths of a job that `isLate` does not hold for: these come into being while the sweep runs. Where a var that the host
   * lacks is part of it nobody knows the path.
   */
  add(kind: WantedFile['kind'], { paths, texts }: Paths, job: Asking, isLate: (path: string) => boolean): void {
    if (paths.length === 0) return;
    for (const [index, path] of paths.entries()) {
      const text = texts[index];
      if (text === undefined || isOpen(path)) continue;
      if (kind === 'inputs' && isGlob(path)) this.#checkGlob(path, text);
      if (isLate(path) || paths.indexOf(path) < index) continue;
      this.#want(kind, path, text, job);
    }
  }

  list(): WantedFile[] {
    return [...this.#files.values()];
  }

  #checkGlob(path: string, { span }: Text): void {
    const key = `${path} ${span.file} ${span.start}`;
    if (this.#globs.has(key)) return;
    this.#globs.add(key);
    const glob = parseGlob(path);
    if (glob.ok) return;
    this.#findings.add({ severity: 'error', code: 'glob-too-large', message: glob.fault, span, hint: glob.hint });
  }

  #want(kind: WantedFile['kind'], path: string, text: Text, { index }: Asking): void {
    const key = `${kind} ${path}`;
    const known = this.#files.get(key);
    const wanting = { job: index, span: text.span };
    if (known === undefined) this.#files.set(key, { path, kind, wantedBy: [wanting] });
    else known.wantedBy.push(wanting);
  }
}
