import type { Job } from '../../model/plan.ts';

/** A comment of a script is one line, whatever is in it. */
export function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Whole GPUs that a job holds where a share of one cannot be asked for. */
export function wholeGpus({ request }: Job): number {
  return request.share === null ? request.gpus : 1;
}
