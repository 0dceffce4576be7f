import type { ExitCode } from '../app/refusal.ts';
import { BEGIN_TIMES } from '../model/text/begin-time.ts';
import { Command } from './commander.ts';
import type { AddOptions } from './commands/add.ts';
import { example, gather, placing, timeSaid } from './options.ts';

type End = (code: ExitCode) => void;

/** The commands that queue jobs no file has, and run them. `end` hears the exit code. */
export function addCommands(end: End): Command[] {
  return [add(end)];
}

/** What `sweep add` starts; people have no need of it. */
export function serveCommandHidden(end: End): Command {
  return placing(new Command('serve'))
    .description('run what is added under a name')
    .argument('<name>')
    .action(async (name: string, options: { readonly stateDir?: string }) => {
      const { serveCommand } = await import('./commands/add.ts');
      end(await serveCommand(name, options));
    });
}

function add(end: End): Command {
  return placing(new Command('add'))
    .description('queue a command now, without a file, and print its id; it runs when it is its turn')
    .argument('[command...]', 'a program and its arguments, or one line of shell in quotes')
    .option('--gpus <n>', 'GPUs that it is given, or a fraction of one such as 0.5 (default: 0)')
    .option('--gpu-ids <list>', 'only these GPUs: 0,2 or 0-3; as many as named, unless --gpus says otherwise')
    .option('--slots <n>', 'CPU slots that it takes (default: 1)')
    .option('--timeout <duration>', 'stop it after so long: 90s, 15m, 24h')
    .option('--label <text>', 'a name for people (default: its command)')
    .option('--after <ids>', 'start when these jobs have ended, however; may be repeated', gather)
    .option('--after-ok <ids>', 'start when these have succeeded; it is skipped if one has not', gather)
    .option('--after-fail <ids>', 'start when these have failed; it is skipped if one has not', gather)
    .option('--priority <n>', 'higher goes first (default: 0)')
    .option('--begin <time>', `do not start it before, ${BEGIN_TIMES}`, timeSaid)
    .option('--workdir <folder>', 'where it runs (default: here)')
    .option('--env <name=value>', 'a variable to set, or the name of one to keep on disk; may be repeated', gather)
    .option('--name <name>', 'the queue: a sweep of that name whose jobs are added (default: adhoc)')
    .option('--file <file>', 'a job for each line of a file, or of - for standard input')
    .option('--follow', 'with --file, also a job for each line that comes later, until `sweep cancel`')
    .option('--fg', 'wait for it: show its output and exit as it does')
    .option('--tty', 'give it a terminal of its own; with --fg, attach to that: Ctrl-] leaves, and the job goes on')
    .option('--forget', 'with --fg, leave nothing of it once it has ended')
    .option('--json', 'print one JSON document (schemas/added.schema.json)')
    .passThroughOptions()
    .addHelpText(
      'after',
      example("sweep add --gpus 1 -- python train.py --lr 0.1\n  sweep add 'make -j4 && ./bench | tee out.txt'"),
    )
    .action(async (words: string[], options: AddOptions) => {
      const { addCommand } = await import('./commands/add.ts');
      end((await addCommand(words, options)) as ExitCode);
    });
}
