import type { ExitCode } from '../app/refusal.ts';
import { Command, Option } from './commander.ts';
import type { GpusOptions } from './commands/gpus.ts';
import type { JsonFlag, ReserveFlags } from './commands/reserve.ts';
import type { UsageFlags, UsageFormat } from './commands/usage.ts';
import { USAGE_KEYS } from '../model/sharing/usage.ts';
import { BEGIN_TIMES } from '../model/text/begin-time.ts';
import { duration, example, oneOf, placing, timeSaid } from './options.ts';
import { unknownCommand } from './unknown-command.ts';

type End = (code: ExitCode) => void;

const USAGE_FORMATS: readonly UsageFormat[] = ['text', 'csv', 'json'];

/** The commands about what the users of a host share. `end` hears the exit code. */
export function hostCommands(end: End): Command[] {
  return [gpus(end), reserve(end), usage(end)];
}

function gpus(end: End): Command {
  const ids = 'GPUs by index, range, `1:0` for a MIG instance, or UUID; without any, the whole host';
  const pause = new Command('pause')
    .description('have runs of this user start nothing more on GPUs; what runs there goes on')
    .argument('[id...]', ids)
    .addHelpText('after', example('sweep gpus pause 2'))
    .action(async (said: string[]) => {
      const { pauseGpus } = await import('./commands/gpus.ts');
      end(await pauseGpus(said));
    });
  const resume = new Command('resume')
    .description('lift the pause of GPUs')
    .argument('[id...]', ids)
    .addHelpText('after', example('sweep gpus resume 2'))
    .action(async (said: string[]) => {
      const { resumeGpus } = await import('./commands/gpus.ts');
      end(await resumeGpus(said));
    });
  const command = new Command('gpus')
    .description('show each GPU of this host: memory, load, who holds it, what is paused or in quarantine')
    .option('--json', 'print one JSON document (schemas/gpus.schema.json)')
    .option('--host <file>', 'go by this host file, and not by that of this machine')
    .addHelpText('after', example('sweep gpus'))
    .action(async (options: GpusOptions, { args: [word] }: Command) => {
      if (word !== undefined) unknownCommand(command, word);
      const { gpusCommand } = await import('./commands/gpus.ts');
      end(await gpusCommand(options));
    });
  return command.addCommand(pause).addCommand(resume);
}

function reserve(end: End): Command {
  const json = 'print one JSON document (schemas/reservations.schema.json)';
  const list = new Command('list')
    .description('show what is reserved on this host, by whom, and for when')
    .option('--json', json)
    .addHelpText('after', example('sweep reserve list'))
    .action(async (options: JsonFlag) => {
      const { reserveListCommand } = await import('./commands/reserve.ts');
      end(await reserveListCommand(options));
    });
  const cancel = new Command('cancel')
    .description('give reservations of yours back, and show what is left')
    .argument('[id...]', 'ids, or their beginnings; without any, all of yours')
    .option('--json', json)
    .addHelpText('after', example('sweep reserve cancel 3f9a'))
    .action(async (ids: string[], options: JsonFlag) => {
      const { reserveCancelCommand } = await import('./commands/reserve.ts');
      end(await reserveCancelCommand(ids, options));
    });
  const command = new Command('reserve')
    .description('have GPUs of this host given to your runs alone for a time')
    .option('--gpus <list>', 'how many (2), or which: 0,1 or 0-3 or UUIDs; virtual:N to rehearse')
    .option('--from <time>', `from when on, ${BEGIN_TIMES} (default: now)`, timeSaid)
    .option('--for <duration>', 'for how long, such as 2h', duration)
    .option('--why <text>', 'what for, as others are told')
    .option('--json', json)
    .addHelpText('after', example('sweep reserve --gpus 2 --from 14:00 --for 2h --why demo'))
    .action(async (flags: ReserveFlags, { args: [word] }: Command) => {
      if (word !== undefined) unknownCommand(command, word);
      const { reserveCommand } = await import('./commands/reserve.ts');
      end(await reserveCommand(flags));
    });
  return command.addCommand(list).addCommand(cancel);
}

function usage(end: End): Command {
  return placing(new Command('usage'))
    .description(
      'show for how long GPUs were held, by the runs of this project and all that run now, and what became of that',
    )
    .option('--since <duration>', 'how long back (default: 7d)', duration)
    .addOption(new Option('--by <key>', 'a row for each of these (default: sweep)').choices(USAGE_KEYS))
    .addOption(oneOf('how to show it: csv is in GPU-hours', USAGE_FORMATS, 'text'))
    .addOption(new Option('--json', 'the same as --format json (schemas/usage.schema.json)').conflicts('format'))
    .addHelpText('after', example('sweep usage --since 30d --by day'))
    .action(async (flags: UsageFlags) => {
      const { usageCommand } = await import('./commands/usage.ts');
      end(usageCommand(flags));
    });
}
