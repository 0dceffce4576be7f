import { watchFiles } from '../../host/system/file-watch.ts';
import { formatDiagnostics } from '../../report/diagnostics/diagnostics.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { Policy } from '../../model/sharing/policy.ts';
import type { Findings } from '../notices.ts';
import { Refusal } from '../refusal.ts';
import { hostFilePaths, loadHostFile } from './host-file.ts';
import { loadPolicy, policyPath } from './policy.ts';

/** Goes by what files say while they change. */
interface Reader<T> {
  /** Has what changed files say count; answers, or throws as a Refusal, what is wrong with it. */
  readonly take: (said: T) => string | null;
  /** Hears what is wrong: then what the files said before goes on to count. */
  readonly say: (message: string) => void;
}

/** What a run needs to go by its host files while they change. */
export interface HostFileReader extends Reader<HostFile> {
  /** The project root, absolute. */
  readonly root: string;
  /** The host file that the command names. */
  readonly named: string | undefined;
}

/** Goes by the host files from now on, until it is closed. */
export function followHostFile({ root, named, take, say }: HostFileReader): { close(): void } {
  return follow(hostFilePaths(root, named), 'the host file', say, () => {
    const { host, ...found } = loadHostFile(root, named);
    return host === null ? tellFaults(found) : take(host);
  });
}

/** Goes by what is laid down for this host from now on, until it is closed. */
export function followPolicy({ take, say }: Reader<Policy>): { close(): void } {
  return follow([policyPath()], 'the policy', say, () => {
    const { policy, ignored, ...found } = loadPolicy();
    if (ignored !== null) say(ignored);
    return policy === null ? tellFaults(found) : take(policy);
  });
}

function follow(
  paths: readonly string[],
  what: string,
  say: (message: string) => void,
  takeChanged: () => string | null,
): { close(): void } {
  let said: string | null = null;
  return watchFiles(paths, () => {
    const problem = unlessRefused(takeChanged);
    if (problem !== null && problem !== said) {
      for (const line of problem.split('\n')) say(line);
      say(`the run goes by what ${what} said before`);
    }
    said = problem;
  });
}

function tellFaults({ diagnostics, sources }: Findings): string {
  return formatDiagnostics(diagnostics, sources, { color: false }).trimEnd();
}

/** What is wrong; null for nothing. */
function unlessRefused(takeChanged: () => string | null): string | null {
  try {
    return takeChanged();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
