import type { Edit } from './script-text.ts';
import type { Statement } from './statements.ts';

/** What comes of an `srun`: it is taken off, or it is told why not. */
export interface Srun {
  readonly edit: Edit | null;
  readonly says: string | null;
}

/** What changes nothing for one process on one machine. */
const NEEDLESS =
  /^(?:-[ulQv]|-[nN]1|-[cG]\d+|--(?:unbuffered|label|exclusive|exact|overlap|quiet|verbose|mpi=\w+|cpu-bind=.*|gpu-bind=.*|export=ALL|kill-on-bad-exit(?:=\d)?|(?:ntasks|nodes|ntasks-per-node)=1|(?:cpus-per-task|gpus|gpus-per-task|gpus-per-node|gres|mem|mem-per-cpu|mem-per-gpu|time)=.*))$/;
const TAKES = /^-[nNcG]$/;

/** The `srun` that a command begins with; null where there is none. */
export function srunOf({ tokens }: Statement): Srun | null {
  let at = 0;
  while (/^(?:then|do|else|!|time|[A-Za-z_]\w*=.*)$/s.test(tokens[at]?.raw ?? '')) at += 1;
  const srun = tokens[at];
  if (srun?.raw !== 'srun') return null;
  for (at += 1; tokens[at]?.raw.startsWith('-') === true; at += 1) {
    const option = tokens[at]?.raw ?? '';
    const value = tokens[at + 1]?.raw ?? '';
    const isTaken = TAKES.test(option) && (/^-[cG]$/.test(option) || value === '1');
    if (!isTaken && !NEEDLESS.test(option)) {
      return {
        edit: null,
        says: `\`srun ${option}\` asks Slurm for more than one process, and stays: there has to be a Slurm where it runs`,
      };
    }
    if (isTaken) at += 1;
  }
  const command = tokens[at];
  if (command === undefined) return null;
  return {
    edit: { start: srun.start, end: command.start, text: '' },
    says: '`srun` is left out: a job runs its command itself',
  };
}
