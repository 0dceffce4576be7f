import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import { digestOfInput } from '../model/input.ts';
import type { Job, Plan } from '../model/plan.ts';
import { isGlob, oddityOf } from '../model/text/glob.ts';
import type { Draft, DraftJob, FileFact, WantedFile } from './draft.ts';
import { Fingerprints } from './fingerprint.ts';
import { spellPlaceholders } from './keys/evaluate.ts';

export interface Sealed {
  /** Null if files are missing. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Completes a draft with what was found of the files that it wants (`facts`, by their paths): takes the jobs'
 * fingerprints, and with `checkFiles` reports each file that is missing.
 */
export function seal(
  draft: Draft,
  facts: ReadonlyMap<string, FileFact>,
  options: { readonly checkFiles: boolean },
): Sealed {
  const diagnostics = options.checkFiles ? missingFiles(draft.wanted, facts) : [];
  if (hasErrors(diagnostics)) return { plan: null, diagnostics };
  const fingerprints = new Fingerprints(facts);
  const { sweep, description, onFailure, replicates } = draft;
  const jobs = draft.jobs.map((drafted) => {
    return { ...drafted.job, ...inputsOf(drafted, facts), ...fingerprints.take(drafted) };
  });
  return { plan: { sweep, description, onFailure, replicates, jobs }, diagnostics };
}

/** What is remembered of a job's inputs, to be held against what they hold at other times and places. */
function inputsOf(
  { job, essence }: DraftJob,
  facts: ReadonlyMap<string, FileFact>,
): Pick<Job, 'inputNames' | 'inputDigests'> {
  if (job.inputs.length === 0) return NO_INPUTS;
  return {
    inputNames: essence.inputs.map(spellPlaceholders),
    inputDigests: job.inputs.map((path) => (job.lateInputs.includes(path) ? null : digestOfInput(facts.get(path)))),
  };
}

const NO_INPUTS = { inputNames: [], inputDigests: [] };

function missingFiles(wanted: readonly WantedFile[], facts: ReadonlyMap<string, FileFact>): Diagnostic[] {
  return wanted.flatMap((file): Diagnostic[] => {
    const fact = facts.get(file.path);
    const isRead = file.kind === 'inputs' || file.kind === 'template';
    const isReadable = !isRead || (fact?.digest ?? null) !== null;
    if (fact?.exists === true && isReadable) return [];
    const problem = fact?.exists === true ? (fact.fault ?? 'cannot be read') : 'does not exist';
    const hint = fact?.exists !== true && file.kind === 'inputs' && isGlob(file.path) ? oddityOf(file.path) : null;
    return [
      {
        severity: file.kind === 'later-workdir' ? 'warning' : 'error',
        code: 'missing-file',
        message: `\`${file.path}\` ${problem}; ${wantedBy(file)}`,
        span: file.span,
        ...hinting(hint ?? HINTS[file.kind]),
      },
    ];
  });
}

function hinting(hint: string | undefined): Pick<Diagnostic, 'hint'> {
  return hint === undefined ? {} : { hint };
}

const HINTS: Readonly<Partial<Record<WantedFile['kind'], string>>> = {
  workdir: '`workdir` is relative to the project root, the nearest folder above the sweep file with `.git` or `.sweep`',
  'later-workdir': 'if a job before makes it, name what it makes in there in the `produces` of that job',
};

function wantedBy({ kind, job, jobs }: WantedFile): string {
  const others = jobs === 1 ? '' : ` and ${(jobs - 1).toLocaleString('en')} ${jobs === 2 ? 'other' : 'others'}`;
  switch (kind) {
    case 'requires':
      return `${job}${others} ${jobs === 1 ? 'requires' : 'require'} it`;
    case 'inputs':
      return `it is an input of ${job}${others}`;
    case 'workdir':
    case 'later-workdir':
      return `${job}${others} ${jobs === 1 ? 'runs' : 'run'} in it`;
    case 'template':
      return `it is the template of ${job}${others}`;
    default:
      return kind satisfies never;
  }
}
