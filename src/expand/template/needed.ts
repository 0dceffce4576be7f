import { isAbsolute, relative, resolve } from 'node:path/posix';
import type { JobId } from '../../model/plan.ts';
import type { Insertion } from './compile.ts';
import type { NeededField } from './names.ts';
import { placeholder } from './placeholder.ts';
import type { UnfitValue } from './unfit-values.ts';

/** A job that another one needs, as far as the templates of that can name it. */
export interface NeededJob {
  readonly id: JobId;
  readonly keys: { readonly produces: { readonly paths: readonly string[] } };
  /** What it produces, as it counts in a fingerprint. */
  readonly produced: readonly string[];
}

/** Where the job is that names what it needs. */
interface Place {
  readonly root: string;
  readonly runFolder: string;
  /** Relative to the project root. */
  readonly workdir: string;
}

/**
 * What `needs.<stage>.<field>` lists: folders by their absolute paths, and what is produced by paths as they lead there from the folder that
 * the job runs in, which may be that of a copy of the project.
 */
export function neededItems(jobs: readonly NeededJob[], field: NeededField, place: Place): readonly string[] {
  switch (field) {
    case 'dirs':
      return jobs.map(({ id }) => `${place.runFolder}/jobs/${id}`);
    case 'produces':
      return jobs.flatMap(({ keys }) => keys.produces.paths.map((path) => fromWorkdir(path, place)));
    default:
      return field satisfies never;
  }
}

/** What stands for the same in a fingerprint: which jobs these are counts, and where they are does not. */
export function symbolsOfNeeded(jobs: readonly NeededJob[], field: NeededField, place: Place): readonly string[] {
  switch (field) {
    case 'dirs':
      return jobs.map(({ id }) => placeholder(`job.dir of ${id}`));
    case 'produces':
      return jobs.flatMap(({ id, produced }) =>
        produced.map((path) => fromWorkdir(path.replaceAll(/\0(job\.[^\0]*)\0/g, placeholder(`$1 of ${id}`)), place)),
      );
    default:
      return field satisfies never;
  }
}

/** One that begins with what is not known yet is as good as absolute. */
function fromWorkdir(path: string, { root, workdir }: Place): string {
  if (workdir === '.' || isAbsolute(path) || path.startsWith('\0')) return path;
  return relative(resolve(root, workdir), resolve(root, path)) || '.';
}

/** The item of a list of needed jobs that has no other: that may stand wherever a text may. */
export function soleItem(value: readonly string[], { of }: Insertion): string | null {
  const [only, more] = value;
  return of.kind === 'needs' && only !== undefined && more === undefined ? only : null;
}

/** What needed jobs have left where one text is meant, and there is none of it or several. */
export function severalNeeded({ length }: readonly string[], { name, span }: Insertion): UnfitValue {
  return {
    code: 'list-in-text',
    message: `\`${name}\` is ${length === 0 ? 'an empty list' : `a list of ${length.toLocaleString('en')}`} here, where one text is meant`,
    span,
    hint: 'in a command, and as an item of a list, each is a word of its own; `$SWEEP_NEEDS` names a file that has them all',
  };
}

/** More of them than a text can have. */
export function tooManyNeeded({ span }: Insertion, most: number): UnfitValue {
  const message = `this makes a text of more than ${most.toLocaleString('en')} characters`;
  return { code: 'too-long', message, span, hint: 'read them from the file that `$SWEEP_NEEDS` names' };
}

/** The stage of jobs that the job does not wait for. */
export function unneededStage(stage: string, own: string, { span }: Insertion): UnfitValue {
  const isOwn = stage === own;
  return {
    code: 'unneeded-stage',
    message: isOwn ? `no job needs one of its own stage, \`${stage}\`` : `\`${own}\` does not need \`${stage}\``,
    span,
    hint: isOwn
      ? 'name a stage that goes before it'
      : `add \`${stage}\` to the \`needs\` of \`${own}\`, or name it only in a stage that needs it`,
  };
}
