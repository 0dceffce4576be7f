import { isAbsolute, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Job, Snapshot } from '../../model/plan.ts';
import { isGlob } from '../../model/text/glob.ts';
import { spellSize } from '../../model/text/size.ts';
import { lookAtCode, type CodeFile } from '../../project/code-files.ts';
import { bytesOf, layOut, readable, type CodeLayout } from '../../project/code-layout.ts';
import { count } from '../../report/text/phrases.ts';
import { invalid } from '../sweep/accept.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { gitFiles } from './git-files.ts';

/** What a sweep says of the copy that its jobs run in, and where it is. */
export type SweepWithCode = Pick<LoadedSweep, 'plan' | 'root' | 'runFolder'>;

/** The code of a project as it is now. */
export interface CodeSurvey {
  readonly layout: CodeLayout;
  readonly files: readonly CodeFile[];
  readonly bytes: number;
}

export type CodeSurveyed =
  { readonly ok: true; readonly survey: CodeSurvey } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** More than this is data, and no code. Bytes. */
const MOST_BYTES = 1024 ** 3;

/** What a copy of the code would hold now, or why there can be none. Copies nothing. */
export async function surveyCode(sweep: SweepWithCode, snapshot: Snapshot): Promise<CodeSurveyed> {
  const { root } = sweep;
  const listed = await gitFiles(root);
  if (!listed.ok) return refused(snapshot, listed);
  const outside = {
    link: snapshot.link.map(bytesOf),
    results: [...new Set(resultsOf(sweep.plan.jobs, root))].map(bytesOf),
    hidden: hiddenOf(sweep),
  };
  const found = await lookedAt(root, listed.files);
  if ('problem' in found) return refused(snapshot, { problem: found.problem, isOutside: false });
  const layout = layOut(
    found.map(({ path }) => path),
    outside,
  );
  const code = new Set(layout.code);
  const files = found.filter(({ path }) => code.has(path));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (files.length === 0) {
    const message = `git has no files in ${root}, so that there is no code to copy`;
    return { ok: false, diagnostic: { severity: 'error', code: 'no-code', message, span: snapshot.span } };
  }
  if (bytes > MOST_BYTES) return { ok: false, diagnostic: tooLarge(files, bytes, snapshot) };
  return { ok: true, survey: { layout, files, bytes } };
}

async function lookedAt(
  root: string,
  paths: readonly string[],
): Promise<readonly CodeFile[] | { readonly problem: string }> {
  try {
    return await lookAtCode(root, paths);
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** Where sweep keeps its own files, within the project. */
export function hiddenOf({ root, runFolder }: Pick<LoadedSweep, 'root' | 'runFolder'>): readonly string[] {
  const own = within(root, runFolder);
  return [bytesOf('.sweep'), ...(own === null ? [] : [bytesOf(own)])];
}

/** The paths within the project that jobs leave results at, relative to its root. */
export function resultsOf(jobs: readonly Pick<Job, 'produces' | 'metrics'>[], root: string): readonly string[] {
  return jobs.flatMap(({ produces, metrics }) => {
    // What a glob will match is not known before: it is found in the copy, and goes to the project with all that is left there.
    const named = metrics.flatMap((source) => (source.kind === 'file' && !isGlob(source.path) ? [source.path] : []));
    return [...produces, ...named].flatMap((path) => within(root, path) ?? []);
  });
}

/** A path relative to the project root; null where it does not lie below it. */
export function within(root: string, path: string): string | null {
  const inside = relative(root, resolve(root, path));
  return inside === '' || inside === '..' || inside.startsWith('../') || isAbsolute(inside) ? null : inside;
}

/** The survey of a sweep whose jobs run in a copy of the code; null where they do not. Refuses where there can be none. */
export async function acceptedCode(sweep: SweepWithCode & Pick<LoadedSweep, 'sources'>): Promise<CodeSurvey | null> {
  const { snapshot } = sweep.plan;
  if (snapshot === undefined) return null;
  const surveyed = await surveyCode(sweep, snapshot);
  if (surveyed.ok) return surveyed.survey;
  throw invalid({ diagnostics: [surveyed.diagnostic], sources: sweep.sources });
}

/** The code of a project, for people. */
export function tellCode({ files, bytes }: CodeSurvey): string {
  return `${count(files.length, 'file')}, ${spellSize(bytes)}`;
}

function refused(
  { span }: Snapshot,
  { problem, isOutside }: { readonly problem: string; readonly isOutside: boolean },
): CodeSurveyed {
  const message = isOutside
    ? '`snapshot` copies what git tracks or does not ignore, and this project is in no git repository'
    : `\`snapshot\` copies what git tracks or does not ignore, and git cannot tell: ${problem}`;
  const hint = isOutside ? 'make it one with `git init`, or leave `snapshot` out' : undefined;
  return {
    ok: false,
    diagnostic: { severity: 'error', code: 'no-repository', message, span, ...(hint === undefined ? {} : { hint }) },
  };
}

function tooLarge(files: readonly CodeFile[], bytes: number, { span }: Snapshot): Diagnostic {
  const largest = largestOf(files).map(([path, size]) => `${readable(path)} (${spellSize(size)})`);
  return {
    severity: 'error',
    code: 'code-too-large',
    message: `what \`snapshot\` would copy has ${spellSize(bytes)}, more than the ${spellSize(MOST_BYTES)} allowed; the largest: ${largest.join(', ')}`,
    span,
    hint: 'have git ignore what is no code, or name it at `link`: jobs then find it in the project itself',
  };
}

/** How many are named. */
const NAMED = 3;

/**
 * The files and folders that take most of the room, the largest first. A folder stands for what is in it, unless one thing in it takes
 * most of that.
 */
export function largestOf(files: readonly CodeFile[]): readonly (readonly [path: string, bytes: number])[] {
  let sizes = sizesIn('', files);
  for (;;) {
    const [largest] = sizes;
    if (largest?.[0].endsWith('/') !== true) break;
    const inner = sizesIn(largest[0], files);
    if ((inner[0]?.[1] ?? 0) * 2 < largest[1]) break;
    sizes = [...inner, ...sizes.slice(1)].sort((a, b) => b[1] - a[1]);
  }
  return sizes.slice(0, NAMED);
}

/** The size of each thing in a folder, whose name ends in a slash, as those of folders do; the largest first. */
function sizesIn(folder: string, files: readonly CodeFile[]): [path: string, bytes: number][] {
  const sizes = new Map<string, number>();
  for (const { path, bytes } of files) {
    if (!path.startsWith(folder)) continue;
    const end = path.indexOf('/', folder.length) + 1;
    const name = end === 0 ? path : path.slice(0, end);
    sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  }
  return [...sizes].sort((a, b) => b[1] - a[1]);
}
