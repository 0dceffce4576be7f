import type { ExplainOptions } from '../app/jobs/explain-job.ts';
import type { AttachOptions } from '../app/jobs/attach-job.ts';
import type { Stat } from '../results/table/statistics.ts';
import { Command, Option } from './commander.ts';
import type { CleanFlags } from './commands/clean.ts';
import type { ListFormat, ListOptions } from './commands/list.ts';
import type { LogsOptions } from './commands/logs.ts';
import type { ReportOptions } from './commands/report.ts';
import type { ResultsFlags, ResultsFormat } from './commands/results.ts';
import type { ShowOptions } from './commands/show.ts';
import type { WaitFlags } from './commands/wait.ts';
import { duration, example, gather, inState, oneOf, placing, selecting, wholeNumber } from './options.ts';

/** Hears the code: one of sweep's own, or that of a job. */
type End = (code: number) => void;

/** The commands that look at the jobs of a sweep, and wait for them. `end` hears the exit code. */
export function jobCommands(end: End): Command[] {
  return [list(end), show(end), logs(end), results(end), report(end), attach(end), why(end), wait(end), clean(end)];
}

const LIST_FORMATS: readonly ListFormat[] = ['table', 'json', 'tsv'];

function list(end: End): Command {
  return inState(selecting(placing(new Command('list'))))
    .description('list jobs: state, where each ran, for how long, and how it ended')
    .argument('[sweep]', 'a sweep file, or the name of a sweep that has run; without it, every sweep of this project')
    .addOption(oneOf('how to show them; tsv is lines of fields between tabs', LIST_FORMATS, 'table'))
    .addOption(
      new Option(
        '--json',
        'the same as --format json (schemas/list.schema.json, of all sweeps schemas/lists.schema.json)',
      ).conflicts('format'),
    )
    .addHelpText('after', example('sweep list beam --failed\n  sweep list beam --only seed=42'))
    .action(async (sweep: string | undefined, options: ListOptions) => {
      const { listCommand } = await import('./commands/list.ts');
      end(await listCommand(sweep, options));
    });
}

function show(end: End): Command {
  return placing(new Command('show'))
    .description(
      'show all that is known of a job: what it is, what it needs, its attempts, their times, ends, logs and code',
    )
    .argument('<job>', 'the id or label of a job, the beginning of one, or axis=value')
    .option('--sweep <sweep>', 'look only in this sweep')
    .option('--json', 'print one JSON document (schemas/show.schema.json)')
    .addHelpText('after', example('sweep show beam_search_math500_s42'))
    .action(async (job: string, options: ShowOptions) => {
      const { showCommand } = await import('./commands/show.ts');
      end(await showCommand(job, options));
    });
}

function logs(end: End): Command {
  return placing(new Command('logs'))
    .description('print the output of a job')
    .argument(
      '[job]',
      'the id or label of a job, the beginning of one, or axis=value; without it, the one that runs, or that failed last',
    )
    .option('-f, --follow', 'go on printing, over all attempts, until the job has ended; exits as the job did')
    .option('-n, --tail <n>', 'only so many lines from the end, of stderr too where that is kept apart', wholeNumber(0))
    .option('--attempt <n>', 'of this attempt, not the newest', wholeNumber(1))
    .addOption(new Option('--stdout', 'not what it wrote to stderr, of a job with `split: true`').conflicts('stderr'))
    .option('--stderr', 'only what it wrote to stderr, of a job with `split: true`')
    .option('--raw', 'on a terminal too, the very bytes; else only their colours get through')
    .option('--sweep <sweep>', 'look only in this sweep')
    .addHelpText('after', example('sweep logs beam_search_math500_s42 -f\n  sweep logs -n 20'))
    .action(async (job: string | undefined, options: LogsOptions) => {
      const { logsCommand } = await import('./commands/logs.ts');
      end(await logsCommand(job, options));
    });
}

const RESULTS_FORMATS: readonly ResultsFormat[] = ['table', 'csv', 'tsv', 'json', 'markdown', 'latex'];
const STATS: readonly Stat[] = ['mean', 'median', 'min', 'max', 'sem', 'ci95'];

function results(end: End): Command {
  return selecting(placing(new Command('results')))
    .description('show what jobs have left by way of numbers, as a table over the axes: mean ± sd over the replicates')
    .argument(
      '[sweep...]',
      'sweep files, or names of sweeps that have run, also as NAME@COMMIT; several stand side by side; without any, the only one here',
    )
    .option(
      '--by <axes>',
      "a row for each combination of these axes, averaged over the others; one for all by ''; may be repeated",
      gather,
    )
    .option('--pivot <axis>', 'the values of this axis become columns')
    .option('--metric <names>', 'only these metrics, in this order; may be repeated', gather)
    .addOption(new Option('--stat <stat>', 'what stands in a cell (default: mean, with sd)').choices(STATS))
    .option(
      '--best [metric]',
      'the best of each group of --by, and how to make it again; METRIC:max or METRIC:min without `goals`',
    )
    .option('--vs <axis=value>', 'also the difference to the row with this value, paired over all else')
    .option('--sort <metric>', 'order rows by a metric, the best first')
    .option('--raw', 'a row a job, with its id and log')
    .option('--reread', 'read again what jobs have left, as after a change of `metrics`; kept where no run goes on')
    .option(
      '--partial',
      'also what jobs that still run have left so far; only where each job has a row: --raw, csv, tsv, json',
    )
    .option('--stale', 'let stale results count, too')
    .option('--incomplete', 'let rows that lack something, or are no number, be the best, bold and first')
    .addOption(oneOf('how to show them; csv, tsv and json have a row a job and metric', RESULTS_FORMATS, 'table'))
    .addOption(new Option('--json', 'the same as --format json (schemas/results.schema.json)').conflicts('format'))
    .addHelpText(
      'after',
      example(
        'sweep results beam --pivot dataset --metric accuracy\n  sweep results beam --by method --vs method=greedy\n  sweep results beam@main beam@HEAD',
      ),
    )
    .action(async (sweeps: string[], options: ResultsFlags) => {
      const { resultsCommand } = await import('./commands/results.ts');
      end(await resultsCommand(sweeps, options));
    });
}

function report(end: End): Command {
  return selecting(placing(new Command('report')))
    .description(
      'write one page of what a sweep has come to: a table that sorts and filters, charts, a timeline, failures; needs no network',
    )
    .argument('[sweep]', 'a sweep file, or the name of a sweep that has run; not needed where there is only one')
    .requiredOption('-o, --output <file>', 'the HTML file to write; an earlier page is replaced, and nothing else')
    .addHelpText('after', example('sweep report beam -o beam.html'))
    .action(async (sweep: string | undefined, options: ReportOptions) => {
      const { reportCommand } = await import('./commands/report.ts');
      end(await reportCommand(sweep, options));
    });
}

function attach(end: End): Command {
  return placing(new Command('attach'))
    .description(
      'show the terminal of a job with `tty: true`, and send it what is typed; Ctrl-] leaves it, and it goes on',
    )
    .argument('<job>', 'the id or label of a job, the beginning of one, or axis=value')
    .option('--sweep <sweep>', 'look only in this sweep')
    .addHelpText('after', ATTACH_NOTES)
    .addHelpText('after', example('sweep attach debug_s42\n  echo continue | sweep attach debug_s42'))
    .action(async (job: string, options: AttachOptions) => {
      const { attachCommand } = await import('./commands/attach.ts');
      end(await attachCommand(job, options));
    });
}

const ATTACH_NOTES = `
All keys go to the job, Ctrl-C and Ctrl-Z too. Where stdin is no terminal, what is read from it is passed on, its end ends
nothing, and Ctrl-C leaves. Exits as the job did where that ends meanwhile, and with 0 where Ctrl-] leaves it.`;

function why(end: End): Command {
  return placing(new Command('why'))
    .description('say why a job waits, runs or would run, and which part of the sweep set each of its keys')
    .argument('<job>', 'the id or label of a job, the beginning of one, or axis=value')
    .option('--sweep <sweep>', 'a sweep file, or the name of a sweep that has run')
    .addHelpText('after', example('sweep why beam_search_tiles8_hard_manhattan_s1 --sweep sweeps/beam.yaml'))
    .action(async (job: string, options: ExplainOptions) => {
      const { whyCommand } = await import('./commands/why.ts');
      end(await whyCommand(job, options));
    });
}

function wait(end: End): Command {
  return selecting(placing(new Command('wait')))
    .description('wait until jobs, or a run, have come to their end, retries and all')
    .argument(
      '[sweep-or-job...]',
      'a sweep; jobs of it: ids, labels, beginnings or patterns of them, or axis=value; without any, the run of the only sweep here',
    )
    .option('--sweep <sweep>', 'the sweep whose jobs are meant; not needed when there is only one')
    .option('--timeout <duration>', 'wait no longer than this, such as 90s or 2h, and then exit 124', duration)
    .option('--json', 'print one JSON document when it is over (schemas/wait.schema.json)')
    .addHelpText('after', WAIT_CODES)
    .addHelpText(
      'after',
      example('sweep wait beam && sweep wait eval\n  sweep wait beam_search_math500_s42 --timeout 2h'),
    )
    .action(async (words: string[], options: WaitFlags) => {
      const { waitCommand } = await import('./commands/wait.ts');
      end(await waitCommand(words, options));
    });
}

const WAIT_CODES = `
Exits of one job as that did: with its exit code, 124 where its time was over, 1 where there is none. Of several jobs or a run
with 0 if all went well, else 1. With 75 where no runner is there for ten seconds, with 124 after --timeout.`;

function clean(end: End): Command {
  return placing(new Command('clean'))
    .description(
      'remove what no result and no resume needs: old attempts, copies of the code, and jobs that have left the sweep; shows it, and asks',
    )
    .argument('[sweep]', 'a sweep file, or the name of a sweep that has run; without it, every sweep of this project')
    .option('--logs', 'also the output of jobs that have succeeded')
    .option('--no-orphans', 'keep the folders of jobs that have left the sweep')
    .option('--forget', 'instead, jobs that `sweep add` has queued and that have ended, with all that is known of them')
    .option('--dry-run', 'only show what would go, and how much that is')
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print one JSON document (schemas/clean.schema.json)')
    .addHelpText(
      'after',
      example('sweep clean --dry-run\n  sweep clean beam --yes\n  sweep clean adhoc --forget --yes'),
    )
    .action(async (sweep: string | undefined, options: CleanFlags) => {
      const { cleanCommand } = await import('./commands/clean.ts');
      end(await cleanCommand(sweep, options));
    });
}
