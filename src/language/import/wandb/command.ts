import type { Diagnostic } from '../../../model/diagnostic.ts';
import { shellWord } from '../../../model/text/shell.ts';
import type { MapNode, Node } from '../../tree/node.ts';
import type { WrittenValue } from '../../write/value.ts';
import type { Parameter } from './parameters.ts';

/** A parameter with what stands in the command for its value, and with the name of its axis; null for a constant. */
export type Spelled = Parameter & { readonly text: string; readonly axis: string | null };

/** What passes a boolean on as a flag, which stands there or does not. */
const FLAGS = 'args_no_boolean_flags';

/** What W&B runs where nothing is said. */
const USUAL = ['${env}', '${interpreter}', '${program}', '${args}'];

/** How `${…}` spells the parameters. */
const SPELLINGS: Readonly<Record<string, (parameter: Spelled) => string>> = {
  args: ({ name, text }) => `--${shellWord(name)}=${text}`,
  args_no_hyphens: ({ name, text }) => `${shellWord(name)}=${text}`,
  args_no_equals: ({ name, text }) => `--${shellWord(name)} ${text}`,
};

/** How the axes of parameters say that `{{job.args}}` spells them, by their names; null where it does not spell them at all. */
export function argsOf(root: MapNode, parameters: readonly Spelled[]): ReadonlyMap<string, string> | null {
  const axes = parameters.filter(({ says }) => 'axis' in says);
  if (!itemsOf(root).some((item) => textOf(item) === `\${${FLAGS}}`) || !axes.some(isOfBooleans)) return null;
  const args = new Map<string, string>();
  for (const parameter of axes) {
    const { name, axis } = parameter;
    const isFlag = isOfBooleans(parameter);
    if (isFlag ? axis !== name || !isOnlyBooleans(parameter) : !OPTION.test(name)) return null;
    if (isFlag) args.set(name, 'flag');
    else if (axis !== name) args.set(axis ?? name, `--${name}`);
  }
  return args;
}

/** What `arg` of an axis can have behind its dashes. */
const OPTION = /^[A-Za-z0-9][\w./:-]*$/;

/**
 * The line of shell that the agent of W&B runs for a job; null where a part of it cannot be had, which `faults` is told. `isByArgs` says
 * whether `{{job.args}}` spells the axes.
 */
export function commandOf(
  root: MapNode,
  parameters: readonly Spelled[],
  isByArgs: boolean,
  faults: Diagnostic[],
  note: (node: Node, says: string) => void,
): string | null {
  const program = root.entries.get('program')?.value;
  const words: string[] = [];
  for (const item of itemsOf(root)) {
    const text = textOf(item);
    const place = typeof item === 'string' ? root : item;
    const [, macro = ''] = /^\$\{([^}]*)\}$/.exec(text) ?? [];
    const spelling = SPELLINGS[macro];
    if (macro === FLAGS) {
      words.push(...flagged(parameters, isByArgs));
      if (!isByArgs && parameters.some((one) => isOfBooleans(one) && one.axis !== null)) note(place, NO_FLAGS);
    } else if (spelling !== undefined) words.push(...parameters.map(spelling));
    else if (macro === 'interpreter') words.push('python');
    else if (macro === 'program') {
      if (program?.kind === 'scalar') words.push(shellWord(program.text));
      else faults.push(fault(root, 'there is no `program`, which the command names', 'write `program: train.py`'));
    } else if (macro.startsWith('envvar:')) words.push(`"$${macro.slice('envvar:'.length)}"`);
    else if (macro !== '' && macro !== 'env') {
      const hint = 'write `${args}` or `${args_no_hyphens}`, or name the values in the sweep file: `{{lr}}`';
      faults.push(fault(place, `\`\${${macro}}\` cannot be said in a sweep`, hint));
    } else if (macro === '') words.push(literal(text));
  }
  return faults.some(({ severity }) => severity === 'error') ? null : words.join(' ');
}

const NO_FLAGS =
  'booleans are given as `--name=True` or `--name=False`, and not as flags: a flag needs an axis of nothing but true and false, with the name of its option';

/** Parameters with booleans as flags: those that are constants one by one, the others too unless `{{job.args}}` has them. */
function flagged(parameters: readonly Spelled[], isByArgs: boolean): readonly string[] {
  const words = parameters.flatMap((parameter): readonly string[] => {
    const { name, says, text } = parameter;
    if ('axis' in says) return isByArgs ? [] : [`--${shellWord(name)}=${text}`];
    if (says.constant.type !== 'boolean') return [`--${shellWord(name)}=${text}`];
    return says.constant.text === 'True' ? [`--${shellWord(name)}`] : [];
  });
  return isByArgs ? ['{{job.args}}', ...words] : words;
}

function itemsOf(root: MapNode): readonly (string | Node)[] {
  const said = root.entries.get('command')?.value;
  return said?.kind === 'list' ? said.items : said === undefined ? USUAL : [said];
}

function textOf(item: string | Node): string {
  return typeof item === 'string' ? item : item.kind === 'scalar' ? item.text : '';
}

/** A word of the command as it is; variables in it are W&B's only where they are a word of their own. */
function literal(text: string): string {
  return shellWord(text).replaceAll('{{', '\\{{');
}

function isOfBooleans(parameter: Parameter): boolean {
  return valuesOf(parameter).some(({ type }) => type === 'boolean');
}

function isOnlyBooleans(parameter: Parameter): boolean {
  return valuesOf(parameter).every(({ type }) => type === 'boolean');
}

function valuesOf({ says }: Parameter): readonly WrittenValue[] {
  if ('constant' in says) return [says.constant];
  return 'values' in says.axis ? says.axis.values : [];
}

function fault(node: Node, message: string, hint: string): Diagnostic {
  return { severity: 'error', code: 'wandb-command', message, span: node.span, hint };
}
