import { watchFiles } from '../../host/system/file-watch.ts';
import { formatDiagnostics } from '../../report/diagnostics/diagnostics.ts';
import type { HostFile } from '../../language/host-file.ts';
import { Refusal } from '../refusal.ts';
import { hostFilePaths, loadHostFile } from './host-file.ts';

/** What a run needs to go by its host files while they change. */
export interface HostFileReader {
  /** The project root, absolute. */
  readonly root: string;
  /** The host file that the command names. */
  readonly named: string | undefined;
  /** Has a changed file count; answers, or throws as a Refusal, what is wrong with it. */
  readonly take: (hostFile: HostFile) => string | null;
  /** Hears what is wrong: then what the files said before goes on to count. */
  readonly say: (message: string) => void;
}

/** Goes by the host files from now on, until it is closed. */
export function followHostFile(reader: HostFileReader): { close(): void } {
  let said: string | null = null;
  return watchFiles(hostFilePaths(reader.root, reader.named), () => {
    const problem = takeChanged(reader);
    if (problem !== null && problem !== said) {
      for (const line of problem.split('\n')) reader.say(line);
      reader.say('the run goes by what the host file said before');
    }
    said = problem;
  });
}

function takeChanged({ root, named, take }: HostFileReader): string | null {
  const { host, diagnostics, sources } = loadHostFile(root, named);
  if (host === null) return formatDiagnostics(diagnostics, sources, { color: false }).trimEnd();
  try {
    return take(host);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
