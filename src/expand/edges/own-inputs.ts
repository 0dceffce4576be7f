import { globRoot, isGlob, parseGlob } from '../../model/text/glob.ts';
import type { Text } from '../../language/spec.ts';
import type { Findings } from '../findings.ts';
import type { LooseJob } from '../keys/assemble.ts';
import { foldersOf } from './outputs.ts';

/** An input that a job makes itself, by the place that names it. */
interface OwnInput {
  readonly input: string;
  readonly produced: string;
  readonly job: string;
  others: number;
}

/** Warns of inputs that the same job produces: with each run its result would be made from something else, and never be fresh. */
export function warnOfOwnInputs(jobs: readonly LooseJob[], findings: Findings): void {
  const found = new Map<Text, OwnInput>();
  const matchers = new Map<string, (path: string) => boolean>();
  for (const { label, keys } of jobs) {
    const { inputs, produces } = keys;
    if (inputs.paths.length === 0 || produces.paths.length === 0) continue;
    for (const [index, input] of inputs.paths.entries()) {
      const text = inputs.texts[index];
      const covers = matchers.get(input) ?? coverOf(input);
      matchers.set(input, covers);
      const produced = produces.paths.find(covers);
      if (text === undefined || produced === undefined) continue;
      const known = found.get(text);
      if (known === undefined) found.set(text, { input, produced, job: label, others: 0 });
      else known.others += 1;
    }
  }
  for (const [{ span }, { input, produced, job, others }] of found) {
    const who = others === 0 ? job : `${job} and ${others.toLocaleString('en')} ${others === 1 ? 'other' : 'others'}`;
    const how = input === produced ? 'is also among' : `overlaps with \`${produced}\` of`;
    const whose = others === 0 ? 'its' : 'their';
    findings.add({
      severity: 'warning',
      code: 'own-input',
      message: `\`${input}\`, an input of ${who}, ${how} ${whose} \`produces\`: a result that is made from itself is never fresh`,
      span,
      hint: 'take out of `inputs` what the job writes itself',
    });
  }
}

/** Tells whether a produced path is an input, lies in one, or is a folder that one lies in. */
function coverOf(input: string): (produced: string) => boolean {
  const parsed = isGlob(input) ? parseGlob(input) : null;
  const above = new Set([input, ...foldersOf(parsed?.ok === true ? `${globRoot(input)}/x` : input)]);
  above.delete('.');
  return (produced) =>
    above.has(produced) || (parsed?.ok === true ? parsed.glob.matches(produced) : foldersOf(produced).includes(input));
}
