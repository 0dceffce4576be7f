import type { Diagnostic, Span } from '../model/diagnostic.ts';
import type { JobId } from '../model/plan.ts';
import { isGlob, oddityOf } from '../model/text/glob.ts';
import type { FileFact, WantedFile, Wants } from './draft.ts';

/**
 * What jobs of a draft ask for that is not there: vars of the host, and files, by what was found of them (`facts`, by their paths).
 * Says nothing of what only other jobs ask for.
 *
 * @param jobs  Null for all jobs; then also what no job comes to use is told.
 */
export function lacking(
  draft: Wants,
  facts: ReadonlyMap<string, FileFact>,
  jobs: ReadonlySet<JobId> | null,
  { checkFiles }: { readonly checkFiles: boolean },
): Diagnostic[] {
  const vars = draft.absentVars.filter((one) => jobs === null || [...one.jobs].some((job) => jobs.has(job)));
  const absent = checkFiles ? draft.wanted.filter((file) => !isThere(file, facts.get(file.path))) : [];
  const folders = absent.filter(({ kind }) => kind === 'workdir' || kind === 'later-workdir');
  const files = absent
    .filter(({ kind, path }) => !isOfCommand(kind) || !folders.some((folder) => path.startsWith(folder.path)))
    .flatMap((file) => missing(file, facts.get(file.path), draft, jobs));
  return [...vars.flatMap((one) => one.diagnostics), ...files];
}

/** Whether a file is as those need it who ask for it. */
export function isThere({ kind }: WantedFile, fact: FileFact | undefined): boolean {
  const isRead = kind === 'inputs' || kind === 'template';
  return fact?.exists === true && (!isRead || fact.digest !== null);
}

function missing(
  { path, kind, wantedBy }: WantedFile,
  fact: FileFact | undefined,
  draft: Wants,
  jobs: ReadonlySet<JobId> | null,
): Diagnostic[] {
  const askers = wantedBy.flatMap(({ job: index, span }): Asker[] => {
    const job = draft.jobs[index];
    return job === undefined || jobs?.has(job.id) === false ? [] : [{ label: job.label, span }];
  });
  const [first] = askers;
  if (first === undefined) return [];
  const problem = fact?.fault ?? (fact?.exists === true ? 'cannot be read' : 'does not exist');
  const hint = fact?.exists !== true && isGlob(path) ? patternHint(kind, path) : null;
  // That a folder is meant shows by the slash; of a file it would say that it is one.
  const shown = fact?.exists !== true && fact?.fault !== undefined ? path.replace(/\/$/, '') : path;
  return [
    {
      severity: kind === 'later-workdir' || isOfCommand(kind) ? 'warning' : 'error',
      code: isOfCommand(kind) ? `missing-${kind}` : 'missing-file',
      message: `\`${shown}\` ${problem}; ${tellAskers(kind, first.label, askers.length, draft.isOpen ?? false)}`,
      span: first.span,
      ...hinting(fact?.hint ?? hint ?? HINTS[kind]),
    },
  ];
}

/** Whether only the words of a command ask for it. */
function isOfCommand(kind: WantedFile['kind']): kind is 'script' | 'output-folder' {
  return kind === 'script' || kind === 'output-folder';
}

/** What may be wrong with a pattern that names nothing. */
function patternHint(kind: WantedFile['kind'], path: string): string | null {
  switch (kind) {
    case 'inputs':
      return oddityOf(path);
    case 'requires':
      return '`requires` names paths and takes no patterns; `inputs` does';
    case 'workdir':
    case 'later-workdir':
    case 'template':
    case 'script':
    case 'output-folder':
      return null;
    default:
      return kind satisfies never;
  }
}

/** A job that asks for a file, and where the sweep file says so. */
interface Asker {
  readonly label: string;
  readonly span: Span;
}

function hinting(hint: string | undefined): Pick<Diagnostic, 'hint'> {
  return hint === undefined ? {} : { hint };
}

const HINTS: Readonly<Partial<Record<WantedFile['kind'], string>>> = {
  workdir: '`workdir` is relative to the project root, the nearest folder above the sweep file with `.git` or `.sweep`',
  'later-workdir': 'if a job before makes it, name what it makes in there in the `produces` of that job',
  script: 'jobs run in the project root, or in their `workdir`; what a job before makes stands in its `produces`',
  'output-folder': '`setup: mkdir -p FOLDER` makes it; what a job prints is kept without it, too: `sweep logs JOB`',
};

function tellAskers(kind: WantedFile['kind'], job: string, jobs: number, isOpen: boolean): string {
  const number = isOpen ? '' : ` ${(jobs - 1).toLocaleString('en')}`;
  const others = jobs === 1 ? '' : ` and${number} ${jobs === 2 && !isOpen ? 'other' : 'others'}`;
  switch (kind) {
    case 'requires':
      return `${job}${others} ${jobs === 1 ? 'requires' : 'require'} it`;
    case 'inputs':
      return `it is an input of ${job}${others}`;
    case 'workdir':
    case 'later-workdir':
      return `${job}${others} ${jobs === 1 ? 'runs' : 'run'} in it`;
    case 'script':
      return `${job}${others} ${jobs === 1 ? 'runs' : 'run'} it`;
    case 'output-folder':
      return `the shell of ${job}${others} writes into it`;
    case 'template':
      return `it is the template of ${job}${others}`;
    default:
      return kind satisfies never;
  }
}
