import type { AddRequest } from '../../model/request.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { saidText } from '../sweep/said-text.ts';
import { addedJobs, commandSaid, type AddedJobOptions } from './added-job.ts';
import { callerEnvironment } from './caller.ts';
import { jobLines } from './jobs-file.ts';

/**
 * The request to add the job whose command these words are, or one for each line of a file, which may say more of its job. Refuses what
 * cannot be.
 *
 * @param options.file  `-` for stdin.
 * @param environment  That of whoever adds them.
 */
export function jobsSaid(
  words: readonly string[],
  { file, ...options }: AddedJobOptions & { readonly file?: string | undefined },
  environment: NodeJS.ProcessEnv,
): AddRequest {
  const caller = callerEnvironment(environment);
  const jobsWith = (said: AddedJobOptions) => addedJobs(said, caller, environment);
  const request = { do: 'add', environment: caller.whole } as const;
  if (file === undefined) {
    if (words.length === 0) throw new Refusal(EXIT.invalid, 'say what to run: sweep add -- COMMAND…');
    return { ...request, added: [jobsWith(options)(commandSaid(words))] };
  }
  if (words.length > 0) throw new Refusal(EXIT.invalid, 'say either --file or a command');
  const lines = jobLines(textOfJobs(file), file);
  if (lines.length === 0) throw new Refusal(EXIT.invalid, `${file} holds no job`);
  // Most lines say nothing of their own but what they are called: what is said of all is read once for all of them.
  const usual = jobsWith(options);
  const added = lines.map(({ command, options: { label = '', ...own } }) => {
    if (Object.keys(own).length > 0) return jobsWith({ ...own, label, ...definedOf(options) })(command);
    const job = usual(command);
    return job.label === '' ? { ...job, label } : job;
  });
  return { ...request, added };
}

/** What a file of jobs holds, or stdin for `-`; refuses one that cannot be had. */
export function textOfJobs(file: string): string {
  if (file === '') throw new Refusal(EXIT.invalid, '--file names no file');
  return saidText(file);
}

function definedOf(options: AddedJobOptions): AddedJobOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
