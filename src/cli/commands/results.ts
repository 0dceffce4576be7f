import { resultsOf, tableAsked, type ResultsOptions } from '../../app/results.ts';
import { gridsAsked, rawAsked, type GridFlags } from '../../app/results-grids.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import { gridsText } from '../../report/results/results-text.ts';
import type { TableFlags } from '../../results/table/request.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** What `sweep results --format` takes. */
export type ResultsFormat = 'table' | 'csv' | 'tsv' | 'json' | 'markdown' | 'latex';

export interface ResultsFlags extends ResultsOptions, GridFlags {
  readonly format?: ResultsFormat | undefined;
  /** The same as the format `json`. */
  readonly json?: boolean | undefined;
}

/** `sweep results SWEEP…`: what jobs have left, as a table over the axes. Changes nothing, unless it is to read again. */
export async function resultsCommand(said: readonly string[], options: ResultsFlags): Promise<ExitCode> {
  const format = options.format ?? (options.json === true ? 'json' : 'table');
  refuseContradictions(format, options);
  const subjects = await resultsOf(said, options, notices, ({ runFolder }) => shownLogs(runFolder));
  const request = tableAsked(subjects, options);
  switch (format) {
    case 'csv':
    case 'tsv': {
      const { tidyLines } = await import('../../report/results/tidy.ts');
      print(tidyLines(rawAsked(subjects, options, request), format === 'csv' ? ',' : '\t'));
      break;
    }
    case 'json': {
      const { resultsJson } = await import('../../report/results/results-json.ts');
      print(JSON.stringify(resultsJson(subjects, rawAsked(subjects, options, request))));
      break;
    }
    case 'table':
      print(gridsText(gridsAsked(subjects, options, request), lookOfOutput()));
      break;
    case 'markdown': {
      const { gridsMarkdown } = await import('../../report/results/results-markdown.ts');
      print(gridsMarkdown(gridsAsked(subjects, options, request)));
      break;
    }
    case 'latex': {
      const { gridsLatex } = await import('../../report/results/results-latex.ts');
      print(gridsLatex(gridsAsked(subjects, options, request)));
      break;
    }
    default:
      return format satisfies never;
  }
  return EXIT.done;
}

/** What would count for nothing beside what else is said. */
function refuseContradictions(format: ResultsFormat, options: ResultsFlags): void {
  const { raw, best } = options;
  const isTidy = format === 'csv' || format === 'tsv' || format === 'json';
  const whole = raw === true ? '--raw' : isTidy ? `--format ${format}` : null;
  const problems = [
    ...(whole === null
      ? options.partial === true
        ? ['--partial is of a row a job, since what still runs is never averaged: add --raw']
        : []
      : said(options, ['by', 'pivot', 'stat', 'vs', 'best', 'incomplete']).map(
          (one) => `${one} is of a table of averages, and ${whole} has a row a job`,
        )),
    ...(isTidy
      ? said(options, ['sort', 'stale']).map(
          (one) =>
            `${one} counts for nothing with --format ${format}, which has all as it is, in the order of the plan`,
        )
      : []),
    ...(best === undefined
      ? []
      : said(options, ['pivot', 'vs', 'sort']).map((one) => `${one} counts for nothing with --best`)),
  ];
  if (problems.length > 0) throw new Refusal(EXIT.invalid, problems.join('\n'));
}

function said(options: ResultsFlags, names: readonly (keyof TableFlags)[]): readonly string[] {
  return names.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
}
