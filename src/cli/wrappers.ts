import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jobFolder } from '../journal/folder.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Job } from '../model/plan.ts';
import { checkWrapper } from '../render/check.ts';
import { compileWrapper, type Wrapper } from '../render/wrapper.ts';
import { packageFolder } from './package.ts';

/** Where the jobs of a sweep belong, as their wrapper scripts say it. */
export interface WrapperPlace {
  readonly sweep: string;
  /** The project root, absolute. */
  readonly root: string;
  /** Absolute. */
  readonly runFolder: string;
}

/** The wrapper script of a job: what `render` writes and a run executes. Templates are compiled when first needed. */
export function wrapperScripts({ sweep, root, runFolder }: WrapperPlace): (job: Job) => string {
  const compiled = new Map<string | null, Wrapper>();
  return (job) => {
    let wrapper = compiled.get(job.template);
    if (wrapper === undefined) {
      wrapper = compileWrapper(templateText(root, job.template));
      compiled.set(job.template, wrapper);
    }
    return wrapper.render(job, { sweep, root, jobFolder: jobFolder(runFolder, job.id) });
  };
}

/** What is wrong with the wrapper templates of a sweep's own, by path relative to `root`; fills `sources` with their texts. */
export function checkTemplates(root: string, templates: Iterable<string>, sources: Map<string, string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const template of new Set(templates)) {
    const text = readIfThere(resolve(root, template));
    if (text === null) continue;
    sources.set(template, text);
    diagnostics.push(...checkWrapper(text, template));
  }
  return diagnostics;
}

function templateText(root: string, template: string | null): string {
  const path = template === null ? join(packageFolder(), 'templates', 'wrapper.sh.hbs') : resolve(root, template);
  return readFileSync(path, 'utf8');
}

/** A template that is not there is reported as a missing file. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
