import type { RunState } from '../../schedule/state/state.ts';
import { labelOf } from '../text/phrases.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible.ts';

/** That hooks of the run did not do what they were to do, which is no failure of the run; nothing where all did. */
export function tellFailedHooks(state: RunState, style: Style): string[] {
  const failed = state.run?.failedHooks ?? null;
  if (failed === null) return [];
  const { last, count } = failed;
  const of = last.job === undefined ? '' : ` of ${labelOf(state, last.job)}`;
  const others = count === 1 ? '' : `, the last of ${count}`;
  const what = `${last.hook}${of}: ${visible(last.because)}${others}`;
  return [`${style.yellow('hook failed')}  ${what}; hooks.log in the run folder has its output`];
}
