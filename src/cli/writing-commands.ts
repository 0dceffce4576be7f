import type { ImportOptions } from '../app/write/import-sweep.ts';
import type { NewSweepOptions } from '../app/write/new-sweep.ts';
import type { ExitCode } from '../app/refusal.ts';
import type { InitOptions } from './commands/write.ts';
import { Command } from './commander.ts';
import { example } from './options.ts';

type End = (code: ExitCode) => void;

/** The commands that write sweep files. `end` hears the exit code. */
export function writingCommands(end: End): Command[] {
  return [newSweep(end), importSweep(end), init(end)];
}

function newSweep(end: End): Command {
  return new Command('new')
    .description('make a sweep file of a command and the values to run it with, and show its plan')
    .argument(
      '[command-or-values...]',
      'a command in quotes, and NAME=VALUES for each of its {{NAME}}: lr=0.1,0.01 seed=1..5 rate=0..1..0.1; a command without quotes stands behind --; that of a multirun of Hydra needs no values',
    )
    .option('-f, --file <file>', 'the file to write (default: sweep.yaml)')
    .option('--name <name>', 'the name of the sweep (default: as the file or the script)')
    .option('--gpus <n>', 'GPUs of a job, or a fraction of one such as 0.5 (default: 0)')
    .option('--slots <n>', 'CPU slots of a job (default: 1)')
    .option('--timeout <duration>', 'stop a job after so long: 90s, 15m, 24h')
    .option('--retry <n>', 'how often a failed job is tried again (default: 0)')
    .addHelpText(
      'after',
      example(
        "sweep new 'python train.py --lr {{lr}} --seed {{seed}}' lr=1e-3,1e-4 seed=1..5 --gpus 1\n  sweep new lr=1e-3,1e-4 -- python train.py --lr {{lr}}\n  sweep new 'python train.py -m lr=0.1,0.01 seed=range(1,5)'",
      ),
    )
    .action(async (words: readonly string[], options: NewSweepOptions) => {
      const { newCommand } = await import('./commands/write.ts');
      const dashes = process.argv.indexOf('--');
      const program = dashes === -1 ? null : process.argv.slice(dashes + 1);
      const before = words.slice(0, words.length - (program?.length ?? 0));
      end(await newCommand(before, program, options));
    });
}

function importSweep(end: End): Command {
  return new Command('import')
    .description('write a sweep file from what you have, and say line by line what could not be known')
    .argument(
      '<file>',
      'command lines, one for each job: a file of jobs, what a script prints in its dry run, or of GPU Job Scheduler; a script for sbatch, mostly of an array; or a grid of W&B, in YAML or JSON; - for standard input',
    )
    .option('-o, --output <file>', 'the file to write, or - to print it (default: sweep.yaml)')
    .option('--name <name>', 'the name of the sweep (default: as the file or the script)')
    .option('--dry-run', 'print the file instead of writing it')
    .addHelpText(
      'after',
      example(
        'sweep import jobs.txt\n  sweep import train.sbatch\n  ./submit.sh --dry-run | sweep import - -o sweeps/beam.yaml',
      ),
    )
    .action(async (path: string, options: ImportOptions) => {
      const { importCommand } = await import('./commands/write.ts');
      end(await importCommand(path, options));
    });
}

function init(end: End): Command {
  return new Command('init')
    .description('write a commented first sweep that runs as it is')
    .argument('[dir]', 'the folder to write it to (default: this one)')
    .option(
      '--agents',
      'instead, tell coding agents of sweep, by AGENTS.md and the files in which their programs look for MCP servers; shows it, and asks',
    )
    .option('-y, --yes', 'with --agents, do not ask')
    .addHelpText('after', example('sweep init experiments\n  sweep init --agents'))
    .action(async (dir: string | undefined, options: InitOptions) => {
      const { initCommand, initAgentsCommand } = await import('./commands/write.ts');
      end(options.agents === true ? await initAgentsCommand(dir, options) : initCommand(dir));
    });
}
