import type { Diagnostic } from '../model/diagnostic.ts';

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
  #errors = 0;

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

  /** All that was found, file by file, in the order of each. */
  list(): Diagnostic[] {
    const diagnostics = [...this.#findings.values()].map(({ diagnostic, cells }) =>
      cells === null ? diagnostic : { ...diagnostic, message: diagnostic.message + whichCells(cells) },
    );
    const files = [...new Set(diagnostics.map(({ span }) => span?.file))];
    const rank = ({ span }: Diagnostic) => (span === null ? -1 : files.indexOf(span.file));
    return diagnostics.sort((a, b) => rank(a) - rank(b) || (a.span?.start ?? -1) - (b.span?.start ?? -1));
  }

  /** The finding that speaks of cells, or null if the same was already found without looking at any. */
  #find(diagnostic: Diagnostic): Finding | null {
    const { code, span } = diagnostic;
    const key = `${code} ${span === null ? diagnostic.message : `${span.start} ${span.end} ${span.file}`}`;
    const known = this.#findings.get(key);
    if (known !== undefined) return known.cells === null ? null : known;
    const finding: Finding = { diagnostic, cells: null };
    this.#findings.set(key, finding);
    if (diagnostic.severity === 'error') this.#errors += 1;
    return finding;
  }
}

function whichCells({ first, count }: { first: string; count: number }): string {
  if (count === 1) return `, in the cell ${first}`;
  return `, in the cell ${first} and ${(count - 1).toLocaleString('en')} ${count === 2 ? 'other' : 'others'}`;
}
