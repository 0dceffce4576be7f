import type { CodeVersion } from '../../model/run-start.ts';
import { count } from '../../report/text/phrases.ts';
import { freshOfOtherCode, type OtherCode } from '../../run/other-code.ts';
import type { Part } from '../../run/part.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { filesChangedSince } from '../world/git-version.ts';

/** So many versions of the code are named. */
const NAMED = 3;

/** In a line, which fresh results were made by other code than there is now, and what to do about that; null where none were. */
export async function codeChanged(
  root: string,
  state: RunState,
  part: Pick<Part, 'verdicts' | 'selected'>,
  now: CodeVersion | null,
): Promise<string | null> {
  const others = now === null ? [] : freshOfOtherCode(state, part, now);
  if (others.length === 0) return null;
  const results = others.reduce((sum, other) => sum + other.results, 0);
  const told = await Promise.all(others.slice(0, NAMED).map((other) => tellOther(root, other)));
  const more = others.length > NAMED ? [`and of ${others.length - NAMED} more`] : [];
  const which = results === 1 ? '1 fresh result is' : `${results} fresh results are`;
  return `${which} of other code than there is now: ${[...told, ...more].join(', ')}; --fresh makes them anew, and \`inputs\` in the file does when what they name has changed`;
}

async function tellOther(root: string, { code, results }: OtherCode): Promise<string> {
  const files = await filesChangedSince(root, code.commit);
  const changes = code.dirty === null ? '' : ' with changes';
  const since = files === null || files === 0 ? '' : ` (${count(files, 'file')} changed since)`;
  return `${results} of ${code.commit.slice(0, 10)}${changes}${since}`;
}
