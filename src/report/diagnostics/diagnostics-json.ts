import type { Diagnostic } from '../../model/diagnostic.ts';
import { locateAlike, type CheckedFile, type Region } from './check-result.ts';

/** What `sweep check --format json` prints. */
export interface CheckJson {
  readonly version: 1;
  /** Every file that was checked; `jobs` is null if it is in error. */
  readonly files: readonly { readonly file: string; readonly jobs: number | null }[];
  readonly diagnostics: readonly DiagnosticJson[];
}

export interface DiagnosticJson extends PlaceJson {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly related: readonly (PlaceJson & { readonly message: string })[];
  /** How many are like this one, with it: where there are many, one stands for all. */
  readonly count: number;
  /** The first few of the others, if `count` is more than 1. */
  readonly examples: readonly (PlaceJson & { readonly message: string })[];
}

/** Lines and columns from 1, columns in code points, the end exclusive; null where the fault is with a file as a whole. */
export interface PlaceJson {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

/** What is wrong with files, for programs. */
export function checkJson(checked: readonly CheckedFile[]): CheckJson {
  return {
    version: 1,
    files: checked.map(({ file, jobs }) => ({ file, jobs })),
    diagnostics: locateAlike(checked).map(({ first: { diagnostic, file, region, related }, examples, count }) => ({
      severity: diagnostic.severity,
      code: diagnostic.code,
      message: diagnostic.message,
      hint: diagnostic.hint ?? null,
      ...placeJson(file, region),
      related: related.map((one) => ({ message: one.message, ...placeJson(one.file, one.region) })),
      count,
      examples: examples.map((one) => ({ message: one.diagnostic.message, ...placeJson(one.file, one.region) })),
    })),
  };
}

function placeJson(file: string, region: Region | null): PlaceJson {
  return {
    file,
    line: region?.start.line ?? null,
    column: region?.start.column ?? null,
    endLine: region?.end.line ?? null,
    endColumn: region?.end.column ?? null,
  };
}
