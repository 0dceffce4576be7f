import { BEGIN_TIMES, beginTimesFor, parseBeginTime } from '../model/text/begin-time.ts';
import { LONGEST_DURATION, parseDuration } from '../model/text/duration.ts';
import type { JobStatus } from '../model/state.ts';
import { nearest } from '../model/text/nearest.ts';
import type { Seconds } from '../model/units.ts';
import { type Command, InvalidArgumentError, Option } from './commander.ts';

/** The options of commands that read a sweep file. */
export function reading(command: Command): Command {
  return placing(command)
    .option('--strict', 'take warnings for errors')
    .option('--no-files', 'do not look at the files that `requires` and `inputs` name')
    .option('--max-jobs <n>', 'refuse a sweep of more jobs (default: 100000)', wholeNumber(1))
    .option('--set <key=value>', 'merge over the file: keys joined by dots, a YAML value; may be repeated', gather)
    .option(
      '--preset <name>',
      'with what a preset of the file says of --only, --skip and --set; may be repeated',
      gather,
    )
    .option('--host <file>', 'go by this host file, and not by that of this machine');
}

/** The options of commands that are about a part of a plan. */
export function selecting(command: Command): Command {
  return command
    .option('--only <axis=values>', 'only jobs with these values: seed=42,43 or seed=42..44; may be repeated', gather)
    .option('--skip <axis=values>', 'all but jobs with these values; may be repeated', gather)
    .option('--stage <name>', 'only jobs of this stage; may be repeated', gather);
}

/** Gathers the values of an option that may be repeated. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The options of commands that are about jobs in some state. */
export function inState(command: Command): Command {
  return command
    .option('--failed', 'only jobs that have failed')
    .option('--running', 'only jobs that run')
    .option('--waiting', 'only jobs that wait')
    .addOption(
      new Option('--state <states>', `only jobs in these states, of ${STATES.join(', ')}`).argParser(statesSaid),
    );
}

/** Every state of a job. */
const STATES: readonly JobStatus[] = [
  'waiting',
  'running',
  'backoff',
  'held',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
];

/** Reads states with commas between them, more each time that they are said; refuses what is none. */
function statesSaid(text: string, before: readonly JobStatus[] = []): readonly JobStatus[] {
  const said = text.split(',').map((word): JobStatus => {
    const state = STATES.find((one) => one === word);
    if (state !== undefined) return state;
    throw new InvalidArgumentError(`\`${word}\` is none of ${STATES.join(', ')}.${slipOf(word, STATES)}`);
  });
  return [...before, ...said];
}

/** The options of commands that plan for a machine. */
export function choosingHost(command: Command): Command {
  return command
    .option(
      '--slots <n>',
      'CPU slots to use at once (default: as the host file says, else one for each CPU, or for each GPU if those are more)',
      wholeNumber(1),
    )
    .option('--gpus <list>', 'GPUs to use: 0,2 or 0-3 or UUIDs, none, or virtual:N to rehearse without any');
}

/** The option of commands that look for what has run. */
export function placing(command: Command): Command {
  return command.option('--state-dir <dir>', 'where run folders are kept (default: .sweep in the project)');
}

/** The options of commands that are about what a part of a plan runs. */
export function choosingPart(command: Command): Command {
  return selecting(command)
    .option('--with-needs', 'run also what the chosen jobs need, as far as that is not fresh')
    .option('--fresh', 'run the chosen jobs again though they are fresh; all, if none are chosen')
    .option('--accept-existing', 'count jobs as done that have not run, where all that they produce is there')
    .option(
      '--accept <job>',
      'let the last success of a job (id, label, pattern or axis=value) count though it has changed; may be repeated',
      gather,
    );
}

/** The options of commands that run a sweep. */
export function running(command: Command): Command {
  return choosingPart(command)
    .option('--no-failed', 'leave jobs that failed before as they are')
    .option('--canary', 'let one job of each stage and class go first, and the others wait for its success')
    .option('--fail-fast', 'start nothing new after the first failure: the same as --max-fails 1')
    .addOption(
      new Option('--max-fails <n>', 'start nothing new after so many jobs have failed')
        .argParser(wholeNumber(1))
        .conflicts('failFast'),
    )
    .option(
      '--fail-alike <n>',
      'hold a class of jobs of which so many fail with the same error; 0 for never (default: 5)',
      wholeNumber(0),
    )
    .addOption(beginning())
    .option(
      '--json',
      'print events as lines of JSON (schemas/event.schema.json), with -d or --detach one document (schemas/begun.schema.json)',
    )
    .addOption(
      executor('give jobs to this cluster, which the host file describes under `executors`, or run them here: local'),
    )
    .option(
      '-d, --background',
      'run in the background, in a session of its own, and come back when the run has begun; its output goes to run.log in the run folder',
    )
    .option(
      '--detach',
      'the same; where jobs go to a cluster, submit them all, each with what it waits for, and leave them to it, without any runner',
    )
    .addOption(
      new Option(
        '--driver',
        'have the runner itself be a job of the cluster that jobs go to; when its time is over it is queued anew, and goes on',
      ).conflicts(['background', 'detach']),
    )
    .addOption(
      new Option(
        '--pilot',
        'have one job of the cluster run all jobs within it, as large as the host file says; when its time is over it is queued anew, and goes on',
      ).conflicts(['background', 'detach', 'driver']),
    )
    .addOption(new Option('--as-driver <job>', 'be the runner as that job').hideHelp())
    .addOption(new Option('--allotted <given>', 'run jobs in what a cluster has given that job').hideHelp())
    .addOption(
      new Option('--notify-fd <n>', 'tell on this descriptor when the run has begun')
        .hideHelp()
        .argParser(wholeNumber(3)),
    )
    .addOption(new Option('--go-on-with <sweep>', 'have its runner hand its run over, as it is').hideHelp())
    .option('-y, --yes', 'take over a run of the sweep that goes on, and do not ask')
    .addOption(
      new Option('--take-over', 'take the run folder from a runner of whom it cannot be told whether it lives'),
    );
}

/** An option --on, and what it does. */
export function executor(description: string): Option {
  return new Option('--on <executor>', `${description} (default: as its \`default_executor\` says, else local)`);
}

/** An option --begin. */
export function beginning(): Option {
  return new Option('--begin <time>', `start no job before, ${BEGIN_TIMES}`).argParser(timeSaid);
}

/** Reads the value of an option that is a time; refuses all else. */
export function timeSaid(text: string): string {
  if (parseBeginTime(text) === null) throw new InvalidArgumentError(`Not a time, ${beginTimesFor(text)}.`);
  return text;
}

/** An option --format. */
export function oneOf(description: string, formats: readonly string[], usual: string): Option {
  const option = new Option('--format <format>', `${description} (default: ${usual})`).choices(formats);
  return option.argParser((said) => {
    if (formats.includes(said)) return said;
    throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.${slipOf(said, formats)}`);
  });
}

/** What a word is most likely a slip of, as a question; empty where nothing is close. */
function slipOf(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  return close === null ? '' : ` Did you mean ${close}?`;
}

/** What stands below the help of a command. */
export function example(line: string): string {
  return `\nExample:\n  ${line}`;
}

/** Reads the value of an option that is a whole number from `least` on; refuses all else. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least) throw new InvalidArgumentError(`Not a whole number from ${least} on.`);
    return number;
  };
}

/** Reads the value of an option that is a length of time; refuses all else. */
export function duration(text: string): Seconds {
  const length = parseDuration(text);
  if (length === null) throw new InvalidArgumentError('Not a length of time, such as 90s, 15m or 1h30m.');
  if (length > LONGEST_DURATION) throw new InvalidArgumentError('Longer than 36500d, a hundred years.');
  return length;
}
