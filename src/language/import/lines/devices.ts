import type { Note } from '../imported.ts';
import type { Token } from '../shell-lines.ts';
import type { LineJob } from './job.ts';

const CUDA = /^((?:--?[\w.-]+=|[\w.]+=)?cuda:)(\d+)$/;
const OPTION = /^--?(?:gpu|gpu[_-]?ids?|cuda|cuda[_-]device|device|device[_-]id)$/;
const ASSIGNED = /^((?:--?)?(?:gpu|gpu[_-]?id|cuda|cuda[_-]device|device|device[_-]id)=)(\d+)$/;

/**
 * Jobs as they name the GPU that they are given: a job sees that one alone, as number 0. A number behind an option such as `--gpu` is one
 * of a GPU where the lines have different ones there. Tells what has changed to `notes`.
 */
export function withGivenGpus(jobs: readonly LineJob[], notes: Note[]): readonly LineJob[] {
  const spread = spreadOver(jobs);
  return jobs.map((job) => {
    const tokens = job.tokens.map((token, index) => {
      const number = numberAt(job.tokens, index);
      if (number === null || !(CUDA.test(token.given ?? '') || spread.has(number.place))) return token;
      const says = `the number of a GPU in \`${number.place}…\` has become 0: a job sees the one that it is given, as the first`;
      notes.push({ line: job.line, says });
      const given = `${number.lead}0`;
      const parts = [{ kind: 'text' as const, text: given, isQuoted: false, start: token.start, end: token.end }];
      return { ...token, raw: given, given, parts };
    });
    const isChanged = tokens.some((token, index) => token !== job.tokens[index]);
    return isChanged ? { ...job, tokens, settings: { gpus: '1', ...job.settings } } : job;
  });
}

interface GpuNumber {
  /** What the number is for, as people read it: `--gpu `, `--device=`, `cuda:`. */
  readonly place: string;
  /** What stands before it in its word. */
  readonly lead: string;
  readonly number: string;
}

function numberAt(tokens: readonly Token[], index: number): GpuNumber | null {
  const word = tokens[index]?.given ?? '';
  const [, lead, number] = CUDA.exec(word) ?? ASSIGNED.exec(word) ?? [];
  if (lead !== undefined && number !== undefined) return { place: lead, lead, number };
  const option = tokens[index - 1]?.given ?? '';
  return OPTION.test(option) && /^\d{1,2}$/.test(word) ? { place: `${option} `, lead: '', number: word } : null;
}

/** The places at which the lines have different numbers. */
function spreadOver(jobs: readonly LineJob[]): ReadonlySet<string> {
  const numbers = new Map<string, Set<string>>();
  for (const { tokens } of jobs) {
    for (const index of tokens.keys()) {
      const found = numberAt(tokens, index);
      if (found !== null) numbers.set(found.place, (numbers.get(found.place) ?? new Set()).add(found.number));
    }
  }
  return new Set([...numbers].filter(([, all]) => all.size > 1).map(([place]) => place));
}
