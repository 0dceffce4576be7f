import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBoundedText } from '../disk/plain-file.ts';
import { jobFolder } from '../journal/folder.ts';
import { textOfCommand } from '../model/plan.ts';
import { shellWord } from '../model/text/shell.ts';
import { readJson } from '../results/readers/json.ts';
import { numbersOffered, tellsResults, type NumbersOffered } from '../results/numbers-offered.ts';
import { lastToEnd } from '../schedule/state/records.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import type { KnownSweep } from './sweep/known-sweep.ts';
import { tailOfLog } from './world/run-folder.ts';

/** A larger file is none of a few numbers. */
const LARGEST = 1024 * 1024;
/** As many files of a job are looked at, and as many numbers told. */
const MOST = 8;

/**
 * What people are told of a sweep without metrics: which numbers the job that ended last has left, in a file of its own or in its log, and what to
 * write to have them.
 */
export function withoutMetrics({ name, runFolder }: KnownSweep, { records, plan }: RunState): string {
  const why = `no job of ${name} says where it leaves its numbers`;
  const ended = records.filter(({ job, past }) => job !== null && past.some(({ end }) => end !== null));
  const last = lastToEnd(ended);
  const attempt = last?.past.findLast(({ end }) => end !== null)?.attempt;
  const found = last === null || attempt === undefined ? null : numbersLeft(runFolder, last, attempt, plan.goals ?? {});
  if (found === null) return `${why}: add \`metrics\` to the file, such as metrics: {log: "accuracy={accuracy}"}`;
  const numbers = [...found.numbers].map(([metric, value]) => `${metric} ${value}`);
  const said = numbers.slice(0, MOST).join(', ') + (numbers.length > MOST ? ', …' : '');
  return [
    `${why}; ${found.where} of ${last?.job?.label ?? ''} has ${said}: add to the file`,
    `  ${found.line}`,
    `and read what is there by: sweep results ${shellWord(name)} --reread`,
  ].join('\n');
}

interface Found extends NumbersOffered {
  /** As in "the log". */
  readonly where: string;
}

function numbersLeft(runFolder: string, { id, job }: JobRecord, attempt: number, goals: object): Found | null {
  const known = {
    axes: [...(job?.params.keys() ?? [])],
    command: job === null ? '' : textOfCommand(job.command),
    goals: Object.keys(goals),
  };
  const inLog = (): Found | null => {
    const offered = numbersOffered(tailOfLog(runFolder)(id, attempt), known);
    return offered === null ? null : { ...offered, where: 'the log' };
  };
  return numbersInFolder(jobFolder(runFolder, id), tellsResults(known)) ?? inLog();
}

/** Numbers of a JSON file that a job has left in its own folder; null where there is none. */
function numbersInFolder(folder: string, isResult: (name: string, value: string) => boolean): Found | null {
  for (const name of jsonFilesIn(folder).slice(0, MOST)) {
    const all = readJson(readBoundedText(join(folder, name), LARGEST) ?? '', null).numbers.scalars;
    const numbers = new Map(
      [...all].map(([key, value]) => [key, String(value)] as const).filter(([key, value]) => isResult(key, value)),
    );
    if (numbers.size === 0) continue;
    return { numbers, where: `the ${name}`, line: `metrics: { file: ${JSON.stringify(`{{job.dir}}/${name}`)} }` };
  }
  return null;
}

function jsonFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[\w.-]+\.json$/.test(name))
      .sort();
  } catch {
    return [];
  }
}
