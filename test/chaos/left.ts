import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHeader, decodeEvent } from '../../src/journal/codec.ts';
import { journalPath, jobsFolder } from '../../src/journal/folder.ts';
import { attemptFolder, readEnding } from '../../src/launch/folder.ts';
import { jobId } from '../../src/model/plan.ts';
import type { Arena, ArenaSweep } from './arena.ts';
import type { Left } from './checks.ts';

/** Looks at what is left of a sweep on the disk. */
export function leftOf(arena: Arena, { name, runFolder, jobs }: ArenaSweep): Left {
  const done = arena.host
    .log('done')
    .map((line) => line.split(' '))
    .filter(([sweep]) => sweep === name)
    .map(([, job, attempt]) => `${job}/${attempt}`);
  return {
    sweep: name,
    jobs: Array.from({ length: jobs }, (_, index) => `i-${index + 1}`),
    ...journalIn(runFolder),
    folders: foldersIn(runFolder),
    done: new Set(done),
  };
}

function journalIn(runFolder: string): Pick<Left, 'header' | 'events'> {
  const [header = '', ...lines] = readFileSync(journalPath(runFolder), 'utf8').split('\n');
  const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return { header: checkHeader(header), events: whole.map(decodeEvent) };
}

function foldersIn(runFolder: string): Left['folders'] {
  // A sweep that every run has refused has none.
  if (!existsSync(jobsFolder(runFolder))) return new Map();
  const folders = readdirSync(jobsFolder(runFolder)).flatMap((job) =>
    readdirSync(join(jobsFolder(runFolder), job)).map((attempt): [string, number | null] => {
      const ending = readEnding(attemptFolder(runFolder, jobId(job), Number(attempt)));
      return [`${job}/${attempt}`, ending === null || ending.stopped ? null : ending.code];
    }),
  );
  return new Map(folders);
}
