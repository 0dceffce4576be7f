import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copiesFolder, FILES, filesOfCopy, treeOf } from '../../model/attempt.ts';
import type { Plan } from '../../model/plan.ts';
import { copyCode, digestOfCode } from '../../project/code-files.ts';
import { linkToProject } from '../../project/code-links.ts';
import { noteFiles } from '../../project/code-remains.ts';
import type { CodeCopy } from '../../run/world.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { acceptedCode, hiddenOf, surveyCode, tellCode, type CodeSurvey, type SweepWithCode } from './code-survey.ts';
import { nearPath } from './run-folder.ts';
import type { RunPlace } from './run-place.ts';

export interface CopyOptions {
  readonly plan: Plan;
  /** Read anew whenever it matters, since both folders may be moved. */
  readonly place: Pick<RunPlace, 'root' | 'runFolder'>;
  /** Tells people. */
  readonly say: (message: string) => void;
  /** Called when `now` has something else to answer. */
  readonly changed: () => void;
}

/** What a copy is called while it is made. */
const DRAFT = '.making-';
/** Characters of a digest that tell a copy from others. */
const NAME = 16;
/** How often it is tried to catch a moment in which nobody edits the code. */
const TRIES = 5;

type Standing = ReturnType<CodeCopy['now']>;

/** The copy of the code that the jobs of a run are started in, made once it is first asked for. */
export class CopyOfRun implements CodeCopy {
  readonly #options: CopyOptions;
  #standing: Standing | null = null;
  #making: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: CopyOptions) {
    this.#options = options;
  }

  now(): Standing {
    const standing = this.#standing;
    // Somebody may have removed it.
    if (standing?.is === 'made' && existsSync(treeOf(this.#options.place, standing.name))) return standing;
    if (standing?.is === 'being made') return standing;
    this.#standing = null;
    if (standing?.is === 'not made') return standing;
    this.#standing = { is: 'being made' };
    this.#making = this.#make();
    return this.#standing;
  }

  /** Its name; undefined as long as there is none. */
  get name(): string | undefined {
    return this.#standing?.is === 'made' ? this.#standing.name : undefined;
  }

  /** Comes back once nothing of it is being made any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#making;
  }

  async #make(): Promise<void> {
    try {
      this.#standing = await this.#made();
    } catch (error) {
      this.#standing = { is: 'not made', because: `the code cannot be copied: ${(error as Error).message}` };
    }
    if (!this.#isClosed) this.#options.changed();
  }

  async #made(): Promise<Standing> {
    const { plan, place } = this.#options;
    const sweep = { plan, root: place.root, runFolder: place.runFolder };
    const isOver = (): boolean => this.#isClosed;
    await sweepDrafts(place.runFolder);
    for (let tries = 0; tries < TRIES && !isOver(); tries += 1) {
      const survey = await surveyOf(sweep);
      const digest = await digestOfCode(place.root, survey.files, isOver);
      if (digest === null) continue;
      const { name, isThere } = await nameOf(sweep, survey, digest, isOver);
      if (!isThere) this.#tell(survey, name);
      if (!isThere && !(await copied(sweep, survey, { digest, name }, isOver))) continue;
      await linkToProject(place.root, treeOf(place, name), survey.layout, hiddenOf(sweep));
      return { is: 'made', name };
    }
    return { is: 'not made', because: `the code cannot be copied: ${RESTLESS}` };
  }

  #tell(survey: CodeSurvey, name: string): void {
    this.#options.say(
      `jobs run in a copy of the code (${tellCode(survey)}): ${nearPath(treeOf(this.#options.place, name))}`,
    );
  }
}

/** The copy that a run would have its jobs run in if it began now, whether or not it is there yet. Copies nothing; refuses what a run would. */
export async function copyForRun(sweep: LoadedSweep): Promise<string | null> {
  const never = (): boolean => false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const survey = await acceptedCode(sweep);
    if (survey === null) return null;
    try {
      const digest = await digestOfCode(sweep.root, survey.files, never);
      if (digest !== null) return (await nameOf(sweep, survey, digest, never)).name;
    } catch (error) {
      throw new Refusal(EXIT.unavailable, `the code cannot be copied: ${(error as Error).message}`);
    }
  }
  throw new Refusal(EXIT.unavailable, `the code cannot be copied: ${RESTLESS}`);
}

const RESTLESS = 'it changes all the time';

async function surveyOf(sweep: SweepWithCode): Promise<CodeSurvey> {
  const { snapshot } = sweep.plan;
  if (snapshot === undefined) throw new Error(`the sweep ${sweep.plan.sweep} asks for no copy of the code`);
  const surveyed = await surveyCode(sweep, snapshot);
  if (!surveyed.ok) throw new Error(surveyed.diagnostic.message);
  return surveyed.survey;
}

/** What a copy is called: by what it holds. One that a job has written over is left to the jobs that run in it. */
async function nameOf(
  sweep: SweepWithCode,
  { files }: CodeSurvey,
  digest: string,
  isOver: () => boolean,
): Promise<{ readonly name: string; readonly isThere: boolean }> {
  const short = digest.slice(0, NAME);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? short : `${short}-${number}`;
    const tree = treeOf(sweep, name);
    if (!existsSync(tree)) return { name, isThere: false };
    if (isOver() || (await digestOfCode(tree, files, isOver)) === digest) return { name, isThere: true };
  }
}

/** Copies the code; false where it has changed meanwhile, or this is over. */
async function copied(
  sweep: SweepWithCode,
  { files }: CodeSurvey,
  { digest, name }: { readonly digest: string; readonly name: string },
  isOver: () => boolean,
): Promise<boolean> {
  const folder = copiesFolder(sweep.runFolder);
  const draft = join(folder, `${DRAFT}${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    await copyCode(sweep.root, files, draft, isOver);
    if ((await digestOfCode(draft, files, isOver)) !== digest) return false;
    const list = filesOfCopy(sweep.runFolder, name);
    await rm(list, { force: true });
    await noteFiles(list, files);
    await rename(draft, treeOf(sweep, name));
    return true;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Removes what runners have left that were killed over it: whoever calls owns the run folder. */
async function sweepDrafts(runFolder: string): Promise<void> {
  const folder = copiesFolder(runFolder);
  if (!existsSync(folder)) return;
  const names = new Set(await readdir(folder));
  for (const name of names) {
    const isAlone = name.endsWith(FILES) && !names.has(name.slice(0, -FILES.length));
    if (isAlone || name.startsWith(DRAFT)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
