import type { Diagnostic } from '../model/diagnostic.ts';
import type { JobId } from '../model/plan.ts';

/** A var that the host lacks. */
export interface AbsentVar {
  /** One for each place that names it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those that cannot do without it; none where no job comes to use it. */
  readonly jobs: ReadonlySet<JobId>;
}

interface Finding {
  readonly diagnostic: Diagnostic;
  /** How many cells have made it; null if it is none of a cell. */
  cells: { readonly first: string; count: number } | null;
}

/**
 * Collects what is wrong. One mistake in one place is kept once, however many cells make it: the message then names
 * the first of them and how many more there are.
 */
export class Findings {
  readonly #findings = new Map<string, Finding>();
  readonly #absentVars = new Map<
    string,
    { readonly diagnostics: Map<string, Diagnostic>; readonly jobs: Set<JobId> }
  >();
  #errors = 0;
  /** Whether it is known how many cells there are. */
  areCellsCounted = true;

  get errors(): number {
    return this.#errors;
  }

  add(diagnostic: Diagnostic): void {
    this.#find(diagnostic);
  }

  addForCell(diagnostic: Diagnostic, cell: string): void {
    const finding = this.#find(diagnostic);
    if (finding === null) return;
    if (finding.cells === null) finding.cells = { first: cell, count: 1 };
    else finding.cells.count += 1;
  }

  /** Keeps what is to be said of a var, `host.<var>`, that the host lacks. */
  addOfHost(name: string, diagnostic: Diagnostic): void {
    this.#absentVar(name).diagnostics.set(keyOf(diagnostic), diagnostic);
  }

  /** Notes that a job cannot do without a var that the host lacks. */
  noteUse(name: string, job: JobId): void {
    this.#absentVar(name).jobs.add(job);
  }

  /** The vars that the host lacks, with the jobs that use them. */
  get absentVars(): AbsentVar[] {
    return [...this.#absentVars.values()].map(({ diagnostics, jobs }) => ({
      diagnostics: [...diagnostics.values()],
      jobs,
    }));
  }

  /** All that was found, file by file, in the order of each; `withHost`, also what the host lacks. */
  list({ withHost }: { readonly withHost: boolean }): Diagnostic[] {
    const found = [...this.#findings.values()].map(({ diagnostic, cells }) =>
      cells === null ? diagnostic : { ...diagnostic, message: diagnostic.message + this.#whichCells(cells) },
    );
    const diagnostics = withHost ? [...found, ...this.absentVars.flatMap((one) => one.diagnostics)] : found;
    const files = [...new Set(diagnostics.map(({ span }) => span?.file))];
    const rank = ({ span }: Diagnostic) => (span === null ? -1 : files.indexOf(span.file));
    return diagnostics.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? -1) - (b.span?.start ?? -1));
  }

  #whichCells({ first, count }: { first: string; count: number }): string {
    if (count === 1) return `, in the cell ${first}`;
    if (!this.areCellsCounted) return `, in the cell ${first} and others`;
    return `, in the cell ${first} and ${(count - 1).toLocaleString('en')} ${count === 2 ? 'other' : 'others'}`;
  }

  #absentVar(name: string): { readonly diagnostics: Map<string, Diagnostic>; readonly jobs: Set<JobId> } {
    const known = this.#absentVars.get(name) ?? { diagnostics: new Map(), jobs: new Set() };
    this.#absentVars.set(name, known);
    return known;
  }

  /** The finding that speaks of cells, or null if the same was already found without looking at any. */
  #find(diagnostic: Diagnostic): Finding | null {
    const key = keyOf(diagnostic);
    const known = this.#findings.get(key);
    if (known !== undefined) return known.cells === null ? null : known;
    const finding: Finding = { diagnostic, cells: null };
    this.#findings.set(key, finding);
    if (diagnostic.severity === 'error') this.#errors += 1;
    return finding;
  }
}

/** What only the same mistake in the same place has. */
function keyOf({ code, span, message }: Diagnostic): string {
  return `${code} ${span === null ? message : `${span.start} ${span.end} ${span.file}`}`;
}
