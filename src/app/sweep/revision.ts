import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { runCommand } from '../../host/system/command.ts';
import { readSweepFile, type ReadSweepFile } from '../../project/sweep-file.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** A sweep file on disk, or as a git revision has it. */
export interface SweepVersion {
  /** Where the file is, or was, on disk: relative to the working folder, or absolute. */
  readonly path: string;
  /** The text of a file of this version, by its path on disk. */
  readonly read: (path: string) => Promise<ReadSweepFile>;
}

/** Git may have to fetch what it is asked for. */
const GIT_LIMIT = 30_000;

/**
 * What an argument names: a file, or else `REVISION:PATH` as git understands it, the path from the top of the repository or,
 * with `./`, from the working folder. Refuses a revision that git does not know.
 */
export async function versionNamed(said: string): Promise<SweepVersion> {
  const colon = said.indexOf(':');
  if (existsSync(said) || colon < 1 || colon === said.length - 1) {
    return { path: said, read: (path) => Promise.resolve(readSweepFile(path)) };
  }
  const [revision, named] = [said.slice(0, colon), said.slice(colon + 1)];
  const top = (await git(['rev-parse', '--show-toplevel'])).trimEnd();
  await git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`],
    `git knows no revision \`${revision}\``,
  );
  const path = relative(process.cwd(), /^\.\.?\//.test(named) ? resolve(named) : resolve(top, named));
  return { path, read: (one) => readAtRevision(revision, one, top) };
}

/** The full name of the commit that git knows by `said` in the repository of the working folder. Refuses one that it does not know. */
export async function commitNamed(said: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${said}^{commit}`];
  return (await git(args, `git knows no commit \`${said}\``)).trimEnd();
}

async function readAtRevision(revision: string, path: string, top: string): Promise<ReadSweepFile> {
  const inRepository = relative(top, resolve(path));
  const result = await runCommand('git', ['show', '--end-of-options', `${revision}:${inRepository}`], {
    limit: GIT_LIMIT,
  });
  if (result.ok) return { ok: true, text: result.stdout.replace(/^\uFEFF/, '') };
  const message = `${inRepository} is not in ${revision}`;
  return { ok: false, diagnostic: { severity: 'error', code: 'unreadable-file', message, span: null } };
}

async function git(args: readonly string[], refusal?: string): Promise<string> {
  const result = await runCommand('git', args, { limit: GIT_LIMIT });
  if (result.ok) return result.stdout;
  const code = result.reason === 'exit' ? EXIT.invalid : EXIT.unavailable;
  throw new Refusal(code, result.reason === 'exit' && refusal !== undefined ? refusal : result.message);
}
