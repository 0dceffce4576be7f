import { agentFiles, writeAgentFiles, type AgentFile } from '../../app/write/agent-files.ts';
import { writeFirstSweep } from '../../app/write/first-sweep.ts';
import { importSweep, type ImportOptions, TITLE } from '../../app/write/import-sweep.ts';
import { writeNewSweep, type NewSweepOptions } from '../../app/write/new-sweep.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { shellWord } from '../../model/text/shell.ts';
import { count } from '../../report/text/phrases.ts';
import { confirm } from '../confirm.ts';
import { print, say } from '../terminal/terminal.ts';
import { nextOfPlan, showPlan } from './plan.ts';

/** `sweep init [DIR]`: writes a first sweep, and says what to do with it. */
export function initCommand(dir: string | undefined): ExitCode {
  const file = writeFirstSweep(dir);
  const word = shellWord(file);
  print(`Wrote ${file}. Next:

  sweep check ${word}    is anything wrong with it?
  sweep plan ${word}     what would run, and why?
  sweep run ${word}      run it`);
  return EXIT.done;
}

export interface InitOptions {
  /** Tell agents of sweep, instead of writing a sweep. */
  readonly agents?: boolean;
  readonly yes?: boolean;
}

/** `sweep init --agents [DIR]`: tells the programs of coding agents of sweep, once what that changes has been shown. */
export async function initAgentsCommand(dir: string | undefined, options: InitOptions): Promise<ExitCode> {
  const { files, leftAlone } = agentFiles(dir ?? '');
  const changed = files.filter(({ before, after }) => before !== after);
  for (const line of leftAlone) say(line);
  if (changed.length > 0) {
    await confirm(changed.map(tellChange).join('\n'), options);
    writeAgentFiles(changed);
  }
  for (const { path, before, after } of files) {
    print(before === after ? `${path} says so already` : `${before === null ? 'Wrote' : 'Changed'} ${path}`);
  }
  return leftAlone.length === 0 ? EXIT.done : EXIT.failed;
}

/** The lines that come into a file, each after a plus, and those that go, after a minus. */
function tellChange({ path, before, after }: AgentFile): string {
  const [old, young] = [(before ?? '').split('\n'), after.split('\n')];
  const [was, is] = [new Set(old), new Set(young)];
  const gone = old.filter((line) => !is.has(line)).map((line) => `  - ${line}`);
  const come = young.filter((line) => !was.has(line)).map((line) => `  + ${line}`);
  return [`${path}${before === null ? ' (new)' : ''}`, ...gone, ...come].join('\n');
}

/** `sweep new COMMAND NAME=VALUES…`: writes the sweep that this means, and shows its plan. `program` is what stands behind a `--`. */
export async function newCommand(
  words: readonly string[],
  program: readonly string[] | null,
  options: NewSweepOptions,
): Promise<ExitCode> {
  const { file, notes } = await writeNewSweep({ words, program }, options);
  print(`Wrote ${file}, which plans this:`);
  const planned = await showPlan(file, {});
  if (notes.length > 0) print(['', ...notes].join('\n'));
  print(nextOfPlan(planned, options.file === undefined ? undefined : file));
  return EXIT.done;
}

/** `sweep import FILE`: writes a sweep from what people have, and says what of that could not be known. */
export async function importCommand(path: string, options: ImportOptions): Promise<ExitCode> {
  const { from, file, text, jobs, notes } = await importSweep(path, options);
  const found = count(jobs, 'job');
  if (file === null) {
    print(text.trimEnd());
    for (const line of [`${found} from ${from}`, ...told(notes)]) say(line);
    return EXIT.done;
  }
  const word = options.output === undefined ? '' : ` ${shellWord(file)}`;
  print([`Wrote ${file}: ${found} from ${from}.`, ...told(notes), '', `Next: \`sweep plan${word}\``].join('\n'));
  return EXIT.done;
}

function told(notes: readonly string[]): readonly string[] {
  return notes.length === 0 ? [] : ['', `${TITLE}:`, ...notes.map((note) => `  ${note}`)];
}
