import type { Command } from '../../model/plan.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { AddedJobOptions } from './added-job.ts';

/** A line of a file of jobs: what it runs, and what it says of that besides. */
export interface JobLine {
  readonly command: Command;
  readonly options: Pick<AddedJobOptions, 'priority' | 'gpuIds' | 'gpus' | 'label'>;
}

/** `priority,script,conda_env,arguments,allowed_gpus`, as GPU Job Scheduler has them; the last two may be left out. */
const OF_SCHEDULER = /^\s*-?\d+\s*,[^,]+\.(?:py|sh|ipynb)\s*,/;

/**
 * The jobs in the lines of a file: each is a line of shell, but for empty ones and those that begin with `#`. Where all of them are of
 * GPU Job Scheduler, they are read as that does: of its priorities the least comes first.
 *
 * @param name  The file, for what is refused.
 */
export function jobLines(text: string, name: string): readonly JobLine[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.replace(/\r$/, ''), number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const isOfScheduler = filled.length > 0 && filled.every(({ line }) => OF_SCHEDULER.test(line));
  return filled.map(({ line, number }) => jobOfLine(line, `${name}:${number}`, isOfScheduler));
}

/**
 * The lines of a file that is written to that are jobs, each as it stands there: what comes after the last newline is not yet one. A line
 * of GPU Job Scheduler is read as such whatever the others are, since those may still come.
 */
export function followedLines(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}

/** The job in one line of such a file; `where` names it for what is refused. */
export function jobOfFollowedLine(line: string, where: string): JobLine {
  return jobOfLine(line, where, OF_SCHEDULER.test(line));
}

function jobOfLine(line: string, where: string, isOfScheduler: boolean): JobLine {
  if (line.includes('\0')) throw new Refusal(EXIT.invalid, `${where}: it holds a NUL, which no command can`);
  return isOfScheduler ? ofScheduler(line) : { command: { kind: 'shell', text: line.trim() }, options: {} };
}

function ofScheduler(line: string): JobLine {
  const [priority = '0', script = '', conda = '', ...rest] = line.split(',').map((field) => field.trim());
  const { argumentsSaid, allowed } = lastFields(rest);
  const program = script.endsWith('.sh') ? 'bash' : 'python';
  const run = `${program} ${script}${argumentsSaid === '' ? '' : ` ${argumentsSaid}`}`;
  const text = conda === '' ? run : `conda run --no-capture-output -n ${conda} ${run}`;
  return {
    command: { kind: 'shell', text },
    options: {
      priority: String(-Number(priority)),
      gpus: '1',
      ...(allowed === '' ? {} : { gpuIds: allowed }),
    },
  };
}

/** Arguments may hold commas, and so may the GPUs: what is all numbers at the end are GPUs. */
function lastFields(said: readonly string[]): { readonly argumentsSaid: string; readonly allowed: string } {
  const fields = said.length > 1 && said.at(-1) === '' ? said.slice(0, -1) : said;
  let from = fields.length;
  while (from > 1 && /^"?\s*\d+(?:-\d+)?\s*"?$/.test(fields[from - 1] ?? '')) from -= 1;
  const allowed = fields.slice(from).join(',').replaceAll('"', '').replaceAll(' ', '');
  return {
    argumentsSaid: fields
      .slice(0, from)
      .join(',')
      .replace(/^"(.*)"$/, '$1'),
    allowed,
  };
}
