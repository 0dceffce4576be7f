import { compareSweeps } from '../../app/compare-sweeps.ts';
import type { LoadOptions } from '../../app/sweep/load.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { differs, type Difference } from '../../report/diff/compare.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** What `sweep diff --format` takes. */
export type DiffFormat = 'text' | 'json' | 'markdown';

export interface DiffOptions extends LoadOptions {
  readonly format?: DiffFormat;
  /** Exit 3 when something differs. */
  readonly check?: boolean;
}

/** `sweep diff A B`: what a change does to the plan. */
export async function diffCommand(before: string, after: string, options: DiffOptions): Promise<ExitCode> {
  const difference = await compareSweeps(before, after, options, notices);
  print(await diffed(difference, options.format ?? 'text'));
  return options.check === true && differs(difference) ? EXIT.differs : EXIT.done;
}

async function diffed(difference: Difference, format: DiffFormat): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../../report/diff/diff.ts')).diffText(difference, lookOfOutput());
    case 'json':
      return JSON.stringify((await import('../../report/diff/diff-json.ts')).diffJson(difference));
    case 'markdown':
      return (await import('../../report/diff/diff-markdown.ts')).diffMarkdown(difference);
    default:
      return format satisfies never;
  }
}
