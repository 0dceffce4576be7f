import { dirname } from 'node:path/posix';
import type { AttemptMetrics } from '../../model/metrics.ts';
import { shellWord } from '../../model/text/shell.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import { lastToEnd } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { count } from '../text/phrases.ts';
import { type Look, styleFor } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';

/** How people should read where something is. */
export interface Places {
  /** A path that is relative to the project root. */
  readonly shown: (path: string) => string;
  /** The folder with what jobs have written to stdout and stderr, and with the folders that are their own. */
  readonly jobs: string;
}

/** The widest word before such a line. */
const WORD = 9;

/**
 * Where people find what a run has made, and which command tells more, as lines: of the files that jobs say to produce where those are,
 * else of what jobs have written. None of a run that nothing has come of.
 */
export function afterwards(state: RunState, { shown, jobs }: Places, look: Look): readonly string[] {
  const made = filesOf(state);
  const commands = nextCommands(state);
  if (commands.length === 0) return [];
  const where =
    made.length === 0
      ? ['output', `in ${jobs}`]
      : [
          'results',
          made.length === 1 ? shown(made[0] ?? '') : `${count(made.length, 'file')} in ${shown(commonFolder(made))}`,
        ];
  return [where, ['next', commands.join(' · ')]].flatMap(([word = '', text = '']) => linesOf(word, text, look));
}

/** What shows the numbers that accepted jobs have, as lines: what a run had to do that found nothing else. None where there are none. */
export function afterAccepting({ records, plan }: RunState, look: Look): readonly string[] {
  const hasFound = records.some((record) => isAny(acceptanceOf(record)?.found));
  return hasFound ? linesOf('next', resultsOf(plan), look) : [];
}

function linesOf(word: string, text: string, { color, width }: Look): readonly string[] {
  const { dim } = styleFor(color);
  return wrap(visible(`${word.padEnd(WORD)}${text}`), width, WORD).map((line) =>
    line.startsWith(word) ? dim(word) + line.slice(word.length) : line,
  );
}

/** What jobs that have succeeded say to produce, each once. */
function filesOf({ records }: RunState): readonly string[] {
  const good = records.filter(({ state }) => state.status === 'succeeded');
  return [...new Set(good.flatMap(({ job }) => job?.produces ?? []))];
}

/** The innermost folder that all of them are in. */
function commonFolder(paths: readonly string[]): string {
  let common = dirname(paths[0] ?? '.').split('/');
  for (const path of paths) {
    const parts = dirname(path).split('/');
    const end = common.findIndex((part, at) => part !== parts[at]);
    if (end !== -1) common = common.slice(0, end);
  }
  return common.join('/') || (paths[0]?.startsWith('/') === true ? '/' : '.');
}

/** What tells of the job that failed last in the run; where none has, what lists them. Where jobs have left numbers, also what shows these. */
function nextCommands(state: RunState): readonly string[] {
  const { run, records, plan } = state;
  const failed = records.filter(
    (record) => record.state.status === 'failed' && run !== null && record.endedAt >= run.startedAt,
  );
  const last = lastToEnd(failed);
  if (last !== null) {
    const job = shellWord(nameOf(state, last));
    return [`sweep logs ${job}`, `sweep why ${job}`, ...resultsCommand(state)];
  }
  if (run === null || run.todo === 0 || !records.some(({ past }) => past.length > 0)) return [];
  return [...resultsCommand(state), `sweep list ${shellWord(plan.sweep)}`];
}

function resultsCommand({ records, plan }: RunState): readonly string[] {
  const hasNumbers = records.some((record) => isAny(record.past.at(-1)?.metrics) || isAny(acceptanceOf(record)?.found));
  return hasNumbers ? [resultsOf(plan)] : [];
}

function resultsOf({ sweep }: Pick<RunState['plan'], 'sweep'>): string {
  return `sweep results ${shellWord(sweep)}`;
}

/** Whether there is a number in what was left. */
function isAny(left: AttemptMetrics | null | undefined): boolean {
  return Object.keys(left?.metrics ?? {}).length > 0;
}

/** The label of a job where that is its own and can be typed, else its id. */
function nameOf({ records }: RunState, { id, job }: JobRecord): string {
  const label = job?.label ?? id;
  const isClear = visible(label) === label && records.filter((one) => one.job?.label === label).length === 1;
  return isClear ? label : id;
}
