import type { Diagnostic } from '../../model/diagnostic.ts';

/** The error that a text deserves which is a program, or what another one reads, and no sweep; null for any other. `isMap`: as YAML reads it. */
export function otherFile(source: string, file: string, isMap = false): OtherFile | null {
  const kind = !isMap && isProgram(source) ? programKind(source) : isGrid(source) ? GRID : null;
  return kind && { severity: 'error', code: 'not-a-map', ...kind, span: { file, start: 0, end: 0 } };
}

type OtherFile = Diagnostic & { readonly span: NonNullable<Diagnostic['span']> };
type Sentence = Pick<Diagnostic, 'message' | 'hint'>;

/** What a file deserves of which `sweep import` makes a sweep. */
export const IMPORTED = '`sweep import FILE` makes a sweep of it';

const GRID: Sentence = { message: 'this is a grid of W&B, not a sweep file', hint: IMPORTED };
const SLURM: Sentence = { message: 'this is a script for Slurm, not a sweep file', hint: IMPORTED };
const PROGRAM: Sentence = {
  message: 'this is a program, not a sweep file',
  hint: 'a sweep file has a `command` that starts it, such as `command: python train.py --seed={{seed}}`',
};

function programKind(source: string): Sentence {
  return /^#SBATCH\b/m.test(source) ? SLURM : PROGRAM;
}

/** Whether a text that is no sweep is a program: it begins as one in Python or for a shell does. */
function isProgram(source: string): boolean {
  const first = source.split('\n').find((line) => /^\s*(?:[^#\s]|#!)/.test(line)) ?? '';
  return /^(?:#!|import [\w., ]+$|from [\w.]+ import |def \w+\(|""")/.test(first.trimEnd());
}

function isGrid(source: string): boolean {
  return (
    /^parameters:/m.test(source) && /^(?:program|method):/m.test(source) && !/^(?:matrix|zip|stages):/m.test(source)
  );
}
