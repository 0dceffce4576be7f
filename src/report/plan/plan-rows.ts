import type { Job } from '../../model/plan.ts';
import { gpusAsked } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Style } from '../text/style.ts';

/** A row of the table of a plan, but for the names of the jobs that it stands for. */
export interface PlanRow {
  readonly request: { readonly gpus: string; readonly slots: string; readonly nodes: string };
  readonly timeout: Seconds | null;
  readonly needs: string;
  readonly verdict: Verdict;
}

/** GPUs, slots and nodes as the table shows them; one slot and one node go without saying. */
export function tellRequest({ request }: Job): PlanRow['request'] {
  return {
    gpus: String(gpusAsked(request)),
    slots: request.slots === 1 ? '' : String(request.slots),
    nodes: request.nodes === 1 ? '' : String(request.nodes),
  };
}

/** A text in the colour of a state. */
export function paintState({ state }: Verdict, text: string, style: Style): string {
  switch (state) {
    case 'fresh':
      return style.green(text);
    case 'new':
    case 'running':
      return style.cyan(text);
    case 'stale':
    case 'interrupted':
    case 'cancelled':
      return style.yellow(text);
    case 'failed':
      return style.red(text);
    default:
      return state satisfies never;
  }
}
