import { Command, Option } from './commander.ts';
import type { CheckFormat, CheckOptions } from './commands/check.ts';
import type { DiffFormat, DiffOptions } from './commands/diff.ts';
import type { DoctorFlags } from './commands/doctor.ts';
import type { McpOptions } from './commands/mcp.ts';
import type { PlanFormat, PlanOptions } from './commands/plan.ts';
import type { RenderOptions } from './commands/render.ts';
import type { RunFlags } from './commands/run.ts';
import type { StatusFormat, StatusOptions } from './commands/status.ts';
import type { ExitCode } from '../app/refusal.ts';
import {
  beginning,
  executor,
  reading,
  selecting,
  choosingPart,
  choosingHost,
  placing,
  running,
  oneOf,
  example,
  wholeNumber,
} from './options.ts';
import { addCommands, serveCommandHidden } from './add-command.ts';
import { complete, completion } from './completion-commands.ts';
import { controlCommands } from './control-commands.ts';
import { hostCommands } from './host-commands.ts';
import { jobCommands } from './job-commands.ts';
import { unknownCommand } from './unknown-command.ts';
import { packageVersion } from '../app/sweep/package.ts';
import { writingCommands } from './writing-commands.ts';

/**
 * The command line. Each command loads its own code when it is chosen, so that none pays for another's packages. `end`
 * hears the exit code.
 */
export function buildProgram(end: (code: number) => void): Command {
  const program = new Command('sweep')
    .description('Declarative experiment sweeps: one YAML file, checked, planned, run and resumed.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('(sweep --help lists the commands)')
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('after', EXIT_CODES)
    .allowExcessArguments()
    .action(async (_: unknown, { args: [word] }: Command) => {
      if (word !== undefined) unknownCommand(program, word);
      const { bareCommand } = await import('./commands/plan.ts');
      end(await bareCommand());
    });
  for (const command of [
    ...writingCommands(end),
    check(end),
    plan(end),
    diff(end),
    render(end),
    run(end),
    resume(end),
    status(end),
    ...hostCommands(end),
    doctor(end),
    ...jobCommands(end),
    ...controlCommands(end),
    ...addCommands(end),
    mcp(end),
    completion(end),
    help(program),
  ]) {
    adopt(command, program);
  }
  program.addCommand(serveCommandHidden(end).copyInheritedSettings(program), { hidden: true });
  program.addCommand(complete(program).copyInheritedSettings(program), { hidden: true });
  return program;
}

/** Puts a command under another, from which it has its settings, and those below it; after a mistake it names its own help. */
function adopt(command: Command, above: Command): void {
  above.addCommand(command);
  inherit(command, [above.name()]);
}

/** Commands to which a command of another program is given. */
const TAKES_COMMANDS = new Set(['sweep new', 'sweep add']);

function inherit(command: Command, above: readonly string[]): void {
  const words = [...above, command.name()];
  if (command.parent !== null) command.copyInheritedSettings(command.parent);
  const apart = TAKES_COMMANDS.has(words.join(' '))
    ? '; what is of the command stands behind --, or in quotes with it'
    : '';
  command.exitOverride().showHelpAfterError(`(${words.join(' ')} --help tells how${apart})`);
  // Where there are commands below, a word too many can only be one that is not there: whatever is to be done without one tells so.
  command.allowExcessArguments(command.commands.length > 0);
  for (const below of command.commands) inherit(below, words);
}

function help(program: Command): Command {
  return new Command('help')
    .description('print help on a command')
    .argument('[command...]', 'the command, and one below it, such as gpus pause; without any, all commands')
    .addHelpText('after', example('sweep help run'))
    .action((words: readonly string[]) => {
      let command = program;
      for (const word of words) {
        command = command.commands.find((one) => one.name() === word) ?? unknownCommand(command, word);
      }
      command.help();
    });
}

const EXIT_CODES = `
Exit codes:
  0    everything is done or was fresh
  1    at least one job failed, timed out, was cancelled or skipped
  2    wrong usage, or an invalid sweep; nothing was started
  3    plan --check: something is not fresh; diff --check: something differs
  70   a bug in sweep
  75   someone else owns the run folder, or a needed thing is unavailable now;
       also where what is printed cannot be written, as on a full disk
  130  interrupted    143  terminated`;

/** What the option --format of each command takes; stated here so that help and mistakes load no command. */
const CHECK_FORMATS: readonly CheckFormat[] = ['text', 'json', 'github', 'sarif'];
const PLAN_FORMATS: readonly PlanFormat[] = ['table', 'json', 'dot', 'mermaid', 'sh', 'tsp', 'sbatch'];
const DIFF_FORMATS: readonly DiffFormat[] = ['text', 'json', 'markdown'];
const STATUS_FORMATS: readonly StatusFormat[] = ['text', 'json', 'markdown'];

type End = (code: ExitCode) => void;

function check(end: End): Command {
  return reading(new Command('check'))
    .description('say everything that is wrong with sweep files')
    .argument(
      '[file...]',
      'sweep files, names of sweeps, folders of files, or patterns in quotes; the only one here, or sweep.yaml, if none is named',
    )
    .addOption(
      oneOf(
        'how to say it: github for annotations, sarif for code scanning, json for programs (schemas/check.schema.json)',
        CHECK_FORMATS,
        'text',
      ),
    )
    .addHelpText('after', example('sweep check sweeps/*.yaml'))
    .action(async (files: string[], options: CheckOptions) => {
      const { checkCommand } = await import('./commands/check.ts');
      end(await checkCommand(files, options));
    });
}

function plan(end: End): Command {
  return choosingPart(choosingHost(reading(new Command('plan'))))
    .description('show what a run would do, and why')
    .argument('[file]', 'a sweep file, or the name of a sweep; not needed where there is only one, or a sweep.yaml')
    .addOption(oneOf('how to show it; sh, tsp and sbatch are scripts that run or queue it', PLAN_FORMATS, 'table'))
    .addOption(new Option('--json', 'the same as --format json (schemas/plan.schema.json)').conflicts('format'))
    .option('--all', 'show each of more than 20 jobs by its name, in a row of its own')
    .option('--check', 'exit 3 when something is not fresh')
    .option('--estimate', 'say how long a run would take instead; a bare number in --gpus then counts GPUs')
    .addOption(
      executor('show what a run would give this cluster of the host file, in which arrays').conflicts('estimate'),
    )
    .addOption(beginning())
    .addHelpText('after', example('sweep plan sweeps/beam.yaml\n  sweep plan sweeps/beam.yaml --estimate --gpus 4'))
    .action(async (file: string | undefined, options: PlanOptions) => {
      const { planCommand } = await import('./commands/plan.ts');
      end(await planCommand(file, options));
    });
}

function diff(end: End): Command {
  return placing(new Command('diff'))
    .description('show what a change of a sweep does to its plan: jobs, fields, stale results, GPU time')
    .argument('<before>', 'a sweep file, the name of a sweep, or REVISION:PATH or REVISION:NAME of one in git')
    .argument('<after>', 'the same, as it is after the change')
    .addOption(
      oneOf(
        'how to show it: markdown for a pull request, json for programs (schemas/diff.schema.json)',
        DIFF_FORMATS,
        'text',
      ),
    )
    .option('--check', 'exit 3 when something differs')
    .option('--max-jobs <n>', 'refuse a sweep of more jobs (default: 100000)', wholeNumber(1))
    .addHelpText('after', example('sweep diff main:sweeps/beam.yaml sweeps/beam.yaml\n  sweep diff main:beam beam'))
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diffCommand } = await import('./commands/diff.ts');
      end(await diffCommand(before, after, options));
    });
}

function render(end: End): Command {
  return selecting(reading(new Command('render')))
    .description('write the wrapper script of every job, the same bytes that a run executes')
    .argument('<file>', 'a sweep file, or the name of a sweep')
    .option('--out <dir>', 'the folder to write them to; without it they are printed')
    .addHelpText('after', example('sweep render sweeps/beam.yaml --out wrappers'))
    .action(async (file: string, options: RenderOptions) => {
      const { renderCommand } = await import('./commands/render.ts');
      end(await renderCommand(file, options));
    });
}

function run(end: End): Command {
  return running(choosingHost(reading(new Command('run'))))
    .description('run everything that is not fresh; what an earlier run left is resumed')
    .argument('[file]', 'a sweep file, or the name of a sweep; not needed where there is only one, or a sweep.yaml')
    .addOption(
      new Option('--dry-run', 'show what would run, and why: the same as sweep plan').conflicts([
        'background',
        'detach',
        'driver',
        'pilot',
      ]),
    )
    .addHelpText('after', example('sweep run sweeps/beam.yaml --gpus virtual:2\n  sweep run sweeps/beam.yaml -d'))
    .action(async (file: string | undefined, options: RunFlags) => {
      const { runCommand } = await import('./commands/run.ts');
      end(await runCommand(file, options));
    });
}

function resume(end: End): Command {
  return running(choosingHost(placing(new Command('resume'))))
    .description('run what is not fresh of a sweep as it was when it ran last, from the copy in its run folder')
    .argument('[sweep]', 'a sweep file, or the name of a sweep that has run; not needed when there is only one')
    .addHelpText('after', example('sweep resume beam'))
    .action(async (sweep: string | undefined, options: RunFlags) => {
      const { resumeCommand } = await import('./commands/run.ts');
      end(await resumeCommand(sweep, options));
    });
}

function status(end: End): Command {
  return placing(new Command('status'))
    .description('show how a sweep stands, whether or not it runs now, and which results are stale')
    .argument('[sweep]', 'a sweep file, or the name of a sweep that has run; without it, every sweep of this project')
    .addOption(oneOf('how to show it: markdown for a note or a comment', STATUS_FORMATS, 'text'))
    .addOption(
      new Option(
        '--json',
        'the same as --format json (schemas/status.schema.json, of all sweeps schemas/statuses.schema.json, with --host schemas/host-status.schema.json)',
      ).conflicts('format'),
    )
    .option('--host', 'show all runs on this host, in the order in which they take their turns')
    .addHelpText('after', example('sweep status beam'))
    .action(async (sweep: string | undefined, options: StatusOptions) => {
      const { statusCommand } = await import('./commands/status.ts');
      end(await statusCommand(sweep, options));
    });
}

function doctor(end: End): Command {
  return placing(new Command('doctor'))
    .description('say what is missing on this machine for runs to go well, in what it matters, and what mends it')
    .option('--host <file>', 'go by this host file, and not by that of this machine')
    .option(
      '--on <executor>',
      'have a node of this cluster of the host file look at the project, too, in a job of seconds',
    )
    .option('--json', 'print one JSON document (schemas/doctor.schema.json)')
    .addHelpText('after', DOCTOR_CODES)
    .addHelpText('after', example('sweep doctor'))
    .action(async (options: DoctorFlags) => {
      const { doctorCommand } = await import('./commands/doctor.ts');
      end(await doctorCommand(options));
    });
}

const DOCTOR_CODES = `
Exits with 0 where all that matters is there, with 1 where something is missing that stops runs.`;

function mcp(end: End): Command {
  return placing(new Command('mcp'))
    .description('serve a project to a coding agent: a server of the Model Context Protocol on stdin and stdout')
    .argument('[dir]', 'a folder of the project (default: this one)')
    .addHelpText(
      'after',
      '\nAn agent’s program starts it: sweep init --agents tells the common ones how. docs/agents.md has its tools.',
    )
    .addHelpText('after', example('sweep mcp\n  claude mcp add sweep -- sweep mcp'))
    .action(async (dir: string | undefined, options: McpOptions) => {
      const { mcpCommand } = await import('./commands/mcp.ts');
      end(await mcpCommand(dir, options));
    });
}
