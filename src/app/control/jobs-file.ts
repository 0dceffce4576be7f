import { isSchedulerLine, schedulerLine } from '../../language/import/lines/scheduler-line.ts';
import type { Command } from '../../model/plan.ts';
import { labelsOfCommands } from '../../model/text/command-labels.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { AddedJobOptions } from './added-job.ts';

/** A line of a file of jobs: what it runs, and what it says of that besides. */
export interface JobLine {
  readonly command: Command;
  readonly options: Pick<AddedJobOptions, 'priority' | 'gpuIds' | 'gpus' | 'label'>;
}

/**
 * The jobs in the lines of a file: each is a line of shell, but for empty ones and those that begin with `#`. Where all of them are of
 * GPU Job Scheduler, they are read as that does: of its priorities the least comes first. Long ones are labelled by what tells them apart.
 *
 * @param name  The file, for what is refused.
 */
export function jobLines(text: string, name: string): readonly JobLine[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.replace(/\r$/, ''), number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const isOfScheduler = filled.length > 0 && filled.every(({ line }) => isSchedulerLine(line));
  const jobs = filled.map(({ line, number }) => jobOfLine(line, `${name}:${number}`, isOfScheduler));
  const labels = labelsOfCommands(jobs.map(({ command }) => (command.kind === 'shell' ? command.text : '')));
  return jobs.map(({ command, options }, at) => {
    const label = labels[at];
    return label == null ? { command, options } : { command, options: { ...options, label } };
  });
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
  return jobOfLine(line, where, isSchedulerLine(line));
}

function jobOfLine(line: string, where: string, isOfScheduler: boolean): JobLine {
  if (line.includes('\0')) throw new Refusal(EXIT.invalid, `${where}: it holds a NUL, which no command can`);
  return isOfScheduler ? ofScheduler(line) : { command: { kind: 'shell', text: line.trim() }, options: {} };
}

function ofScheduler(line: string): JobLine {
  const { command, priority, gpuIds } = schedulerLine(line);
  return {
    command: { kind: 'shell', text: command },
    options: { priority: String(priority), gpus: '1', ...(gpuIds === '' ? {} : { gpuIds }) },
  };
}
