import type { ArrayTask } from '../../../model/executor.ts';
import { accountRows, type TaskRow } from '../answers.ts';
import { askSlurm, type AskSlurm } from '../commands.ts';
import { accountWords, queueWords, rowsOf } from '../controller.ts';
import type { StateOf } from './ends.ts';

/** States by task. */
type States = ReadonlyMap<string, string>;

/**
 * What Slurm says of the tasks of these arrays, asked once, and only when that matters: its queue, and of what that does not know any more its accounts, where
 * it keeps some.
 */
export function statesInQueue(names: readonly string[], ask: AskSlurm = askSlurm): StateOf {
  const queue = once(() => statesIn(ask(queueWords(names)), (text) => rowsOf(names, text)));
  const accounts = once(() => statesIn(ask(accountWords(names)), accountRows));
  return (on) => {
    const known = queue();
    if (known === null) return 'unknown';
    return known.get(keyOf(on)) ?? accounts()?.get(keyOf(on)) ?? 'gone';
  };
}

function statesIn(answer: string | null, rows: (text: string) => readonly TaskRow[]): States | null {
  return answer === null ? null : new Map(rows(answer).map((row) => [keyOf(row), row.state]));
}

function once(find: () => States | null): () => States | null {
  let found: { readonly states: States | null } | null = null;
  return () => (found ??= { states: find() }).states;
}

function keyOf({ array, index }: Pick<ArrayTask, 'array' | 'index'>): string {
  return `${array} ${index}`;
}
