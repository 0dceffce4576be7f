import { fileMeant } from '../../app/sweep/file-meant.ts';
import type { LoadOptions } from '../../app/sweep/load.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { renderScripts, writeScripts } from '../../app/render-scripts.ts';
import type { SelectionOptions } from '../../app/sweep/selection.ts';
import { count } from '../../report/text/phrases.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

export interface RenderOptions extends LoadOptions, SelectionOptions {
  /** The folder that the scripts are written to; without it they are printed. */
  readonly out?: string;
}

/** `sweep render FILE`: the wrapper script of every job, the same bytes that a run executes. */
export async function renderCommand(said: string, options: RenderOptions): Promise<ExitCode> {
  const scripts = await renderScripts(fileMeant(said, options), options, notices);
  if (options.out === undefined) {
    for (const job of scripts.jobs) print(scripts.scriptOf(job));
    return EXIT.done;
  }
  writeScripts(options.out, scripts);
  print(`${count(scripts.jobs.length, 'wrapper script')} in ${options.out}`);
  return EXIT.done;
}
