import { selectJobs } from '../../expand/select.ts';
import type { Spec, Text } from '../../language/spec.ts';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.ts';
import type { Plan } from '../../model/plan.ts';
import { nearest } from '../../model/text/nearest.ts';
import { readSweepFile } from '../../project/sweep-file.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { parseWithBases } from './read-sweep.ts';
import type { SelectionOptions } from './selection.ts';

/** What a command says of presets, and what these stand for. */
export interface PresetOptions extends SelectionOptions {
  /** Names of presets of the file; what else the command says comes after what they say. */
  readonly preset?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
}

/**
 * The options with what the presets that they name stand for. Refuses a name that no preset of the file at `path` has; what is wrong with
 * the file itself is for those to tell who load it.
 */
export async function withPresets<O extends PresetOptions>(path: string, options: O): Promise<O> {
  const { preset: names = [], ...rest } = options;
  if (names.length === 0) return options;
  const read = readSweepFile(path);
  const parsed = read.ok ? await parseWithBases(read.text, path, []) : null;
  if (parsed?.spec == null || hasErrors(parsed.diagnostics)) return options;
  const { presets } = parsed.spec;
  const chosen = names.map((name) => presets.find((one) => one.name.text === name) ?? refuse(path, name, presets));
  const said = (key: 'only' | 'skip' | 'set', own: readonly string[] = []): readonly string[] => [
    ...chosen.flatMap((preset) => preset[key].map(({ text }) => text)),
    ...own,
  ];
  const { only, skip, set } = options;
  return { ...(rest as O), only: said('only', only), skip: said('skip', skip), set: said('set', set) };
}

function refuse(path: string, name: string, presets: Spec['presets']): never {
  const names = presets.map((preset) => preset.name.text);
  const meant = nearest(name, names);
  const others = names.length === 0 ? 'it has none' : `its presets are ${names.join(', ')}`;
  const hint = meant === null ? others : `did you mean ${meant}?`;
  throw new Refusal(EXIT.invalid, `${path} has no preset \`${name}\`; ${hint}`);
}

/** What is wrong with the selections of presets, as far as the plan of the file as it stands can tell: of those that set nothing. */
export function faultsOfPresets({ presets }: Pick<Spec, 'presets'>, plan: Plan): Diagnostic[] {
  const plain = presets.filter(({ set }) => set.length === 0);
  return plain.flatMap(({ only, skip }) => {
    const faults = (text: Text, key: 'only' | 'skip'): Diagnostic[] => {
      const selected = selectJobs(plan, { only: [], skip: [], stages: [], [key]: [text.text] });
      if (selected.ok) return [];
      return selected.problems.map((problem) => ({
        severity: 'error',
        code: 'bad-preset',
        message: problem.replace(/^--(?=only|skip)/, ''),
        span: text.span,
      }));
    };
    return [...only.flatMap((text) => faults(text, 'only')), ...skip.flatMap((text) => faults(text, 'skip'))];
  });
}
