import type { ExitCode } from '../app/refusal.ts';
import { Command, InvalidArgumentError, Option } from './commander.ts';
import type { AskOptions } from './commands/ask.ts';
import type { SetOptions } from './commands/set.ts';
import type { UiOptions } from './commands/ui.ts';
import type { WatchOptions } from './commands/watch.ts';
import { example, gather, inState, placing, selecting, wholeNumber } from './options.ts';

type End = (code: ExitCode) => void;

function ofJobs(name: string): Command {
  return inState(selecting(placing(new Command(name))))
    .option('--sweep <sweep>', 'a sweep file, or the name of a sweep that has run; not needed when there is only one')
    .option('-y, --yes', 'do not ask, though it concerns more than one job')
    .option('--json', 'print one JSON document (schemas/request.schema.json)');
}

const JOBS = 'ids, labels, beginnings or patterns of them, or axis=value';

/** The commands that ask something of a run, or look on. `end` hears the exit code. */
export function controlCommands(end: End): Command[] {
  const simple = (
    name: 'kill' | 'hold' | 'release' | 'retry' | 'rerun' | 'top',
    description: string,
    line: string,
  ): Command =>
    ofJobs(name)
      .description(description)
      .argument('[job...]', JOBS)
      .addHelpText('after', example(line))
      .action(async (jobs: string[], options: AskOptions) => {
        const { askCommand } = await import('./commands/ask.ts');
        end(await askCommand({ do: name }, jobs, options));
      });
  const priority = ofJobs('priority')
    .description('set the priority of jobs for the present run; higher goes first')
    .argument('<n>', 'a whole number', (text) => {
      if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
      return Number(text);
    })
    .argument('[job...]', JOBS)
    .addHelpText('after', example('sweep priority 10 seed=42'))
    .action(async (number: number, jobs: string[], options: AskOptions) => {
      const { askCommand } = await import('./commands/ask.ts');
      end(await askCommand({ do: 'priority', priority: number }, jobs, options));
    });
  return [
    simple(
      'kill',
      'cancel jobs for good, also those that run: they do not run again before `sweep retry`',
      'sweep kill seed=42',
    ),
    simple('hold', 'keep jobs from starting until `sweep release`, over all runs', "sweep hold 'beam_*'"),
    simple('release', 'let held jobs start again', 'sweep release --waiting --yes'),
    simple(
      'retry',
      'have failed or cancelled jobs run again, with what was skipped because of them',
      'sweep retry --failed',
    ),
    simple(
      'rerun',
      'have jobs run once more, also those that have succeeded and are fresh; without a runner, in the next run',
      'sweep rerun seed=42 --yes',
    ),
    simple('top', 'put jobs first in the present run, in this order', 'sweep top seed=42'),
    priority,
    set(end),
    cancel(end),
    watch(end),
    ui(end),
  ];
}

function ui(end: End): Command {
  return placing(new Command('ui'))
    .description(
      'serve a live page of this project to the browsers of its user: sweeps, jobs, logs, results and GPUs, and what can be asked of them',
    )
    .argument('[sweep]', 'the sweep to show first: its file, or its name; without it, all of the project')
    .option(
      '--port <n>',
      'the port of 127.0.0.1 (default: one that is the same each time for this project)',
      wholeNumber(0),
    )
    .addOption(
      new Option(
        '--socket <path>',
        'listen at a socket that only you can connect to, for ssh -L, and at no port',
      ).conflicts(['port', 'open']),
    )
    .option('--allow-host <name>', 'answer also to this name, such as that of a proxy; may be repeated', gather)
    .option('--open', 'open it in the browser of this desktop: $BROWSER, else xdg-open')
    .addHelpText(
      'after',
      '\nThe address that it prints lets one browser in, once. Ctrl-C ends the page, and nothing else. docs/ui.md has the rest.',
    )
    .addHelpText('after', example('sweep ui\n  sweep ui beam --socket ~/.sweep-ui'))
    .action(async (sweep: string | undefined, options: UiOptions) => {
      const { uiCommand } = await import('./commands/ui.ts');
      end(await uiCommand(sweep, options));
    });
}

function watch(end: End): Command {
  return placing(new Command('watch'))
    .description(
      'show a run that another process drives, as sweep run does, until it has ended; q or Ctrl-C leaves it to go on',
    )
    .argument('[sweep]', 'a sweep file, or the name of a sweep; not needed when there is only one')
    .option('--json', 'print events as lines of JSON (schemas/event.schema.json)')
    .addHelpText('after', example('sweep watch beam'))
    .action(async (sweep: string | undefined, options: WatchOptions) => {
      const { watchCommand } = await import('./commands/watch.ts');
      end(await watchCommand(sweep, options));
    });
}

function set(end: End): Command {
  return placing(new Command('set'))
    .description('set what a run may use from now on: CPU slots, 0 to start nothing, and GPUs; what runs goes on')
    .argument('[word...]', 'slots=N and gpus=LIST, or =default, and the sweep where there are several')
    .option('--json', 'print one JSON document (schemas/request.schema.json)')
    .addHelpText('after', example('sweep set beam slots=3 gpus=0,1'))
    .action(async (words: string[], options: SetOptions) => {
      const { setCommand } = await import('./commands/set.ts');
      end(await setCommand(words, options));
    });
}

function cancel(end: End): Command {
  return placing(new Command('cancel'))
    .description('interrupt a run and its jobs; the next run does them again')
    .argument('[sweep]', 'a sweep file, or the name of a sweep; not needed when there is only one')
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print one JSON document (schemas/request.schema.json)')
    .addHelpText('after', example('sweep cancel beam --yes'))
    .action(async (sweep: string | undefined, options: AskOptions) => {
      const { cancelCommand } = await import('./commands/ask.ts');
      end(await cancelCommand(sweep, options));
    });
}
