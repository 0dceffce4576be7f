import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jobFolder } from '../../journal/folder.ts';
import type { WantedFile } from '../../expand/draft.ts';
import { treeOf } from '../../model/attempt.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Job } from '../../model/plan.ts';
import { checkWrapper } from '../../render/check.ts';
import type { WrapperContext } from '../../render/names.ts';
import { compileWrapper, type Wrapper } from '../../render/wrapper.ts';
import { readBounded } from '../../disk/plain-file.ts';
import { readFault } from '../../disk/read-fault.ts';
import { encodingFault } from '../../project/encoding.ts';
import { LARGEST_TEMPLATE } from '../../project/facts.ts';
import { packageFolder } from './package.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** Where the jobs of a sweep belong, as their wrapper scripts say it. */
export interface WrapperPlace {
  readonly sweep: string;
  /** The project root, absolute. */
  readonly root: string;
  /** Absolute. */
  readonly runFolder: string;
}

/** The wrapper script of a job that runs in this copy of the code, else in the project: what `render` writes and a run executes. `place` is read anew for each. */
export function wrapperScripts(place: WrapperPlace): (job: Job, snapshot?: string) => string {
  const wrapperOf = wrappersOf(place);
  return (job, snapshot) => wrapperOf(job, snapshot).render(job, contextOf(job, place, snapshot));
}

/** The second half of a job's wrapper script, without the keeper: for scripts that run jobs by themselves. */
export function jobScripts(place: WrapperPlace): (job: Job) => string {
  const wrapperOf = wrappersOf(place);
  return (job) => wrapperOf(job, undefined).renderJob(job, contextOf(job, place, undefined));
}

/** Templates are compiled when first needed, anew for each copy of the code, which may hold others. */
function wrappersOf(place: WrapperPlace): (job: Job, snapshot: string | undefined) => Wrapper {
  const compiled = new Map<string, Wrapper>();
  return ({ template }, snapshot) => {
    const key = template === null ? '' : `${snapshot ?? ''}\0${template}`;
    let wrapper = compiled.get(key);
    if (wrapper === undefined) {
      wrapper = compileWrapper(templateText(folderWithCode(place, snapshot), template));
      compiled.set(key, wrapper);
    }
    return wrapper;
  };
}

/** The copy is not there yet where a script is only shown: then it is as the project is. */
function folderWithCode(place: WrapperPlace, snapshot: string | undefined): string {
  const tree = treeOf(place, snapshot);
  return existsSync(tree) ? tree : place.root;
}

function contextOf(job: Job, place: WrapperPlace, snapshot: string | undefined): WrapperContext {
  const { sweep, root, runFolder } = place;
  const copy = snapshot === undefined ? {} : { tree: treeOf(place, snapshot) };
  return { sweep, root, ...copy, jobFolder: jobFolder(runFolder, job.id) };
}

/** What is wrong with the wrapper templates among the files that a sweep wants, by path relative to `root`; fills `sources` with their texts. */
export function checkTemplates(
  root: string,
  wanted: readonly WantedFile[],
  sources: Map<string, string>,
): Diagnostic[] {
  const templates = new Map(wanted.flatMap((one) => (one.kind === 'template' ? [[one.path, one]] : [])));
  return [...templates].flatMap(([path, { wantedBy }]): Diagnostic[] => {
    const read = readBounded(resolve(root, path), LARGEST_TEMPLATE.bytes);
    const span = wantedBy[0]?.span ?? null;
    if (!read.ok) {
      // One that is not there, may not be read, is too large or is a pipe or a device is reported as a missing file.
      const isTold = read.why !== 'error' || read.error.code !== 'EISDIR';
      const message = `\`${path}\` ${readFault(read, LARGEST_TEMPLATE.spelled, 'a wrapper template')}`;
      return isTold ? [] : [{ severity: 'error', code: 'bad-template', message, span }];
    }
    const fault = encodingFault(read.bytes);
    if (fault !== null) {
      const message = `the wrapper template \`${path}\` ${fault}`;
      return [{ severity: 'error', code: 'not-utf8', message, span, hint: 'save it as UTF-8' }];
    }
    const text = read.bytes.toString('utf8');
    sources.set(path, text);
    return checkWrapper(text, path);
  });
}

function templateText(root: string, template: string | null): string {
  const path = template === null ? join(packageFolder(), 'templates', 'wrapper.sh.hbs') : resolve(root, template);
  const read = readBounded(path, LARGEST_TEMPLATE.bytes);
  if (read.ok) return read.bytes.toString('utf8');
  throw new Refusal(EXIT.unavailable, `the wrapper template ${path} ${readFault(read, LARGEST_TEMPLATE.spelled)}`);
}
