import type { Diagnostic } from '../../../model/diagnostic.ts';
import { shellWord } from '../../../model/text/shell.ts';
import type { MapNode, Node } from '../../tree/node.ts';
import type { Parameter } from './parameters.ts';

/** A parameter with what stands in the command for its value. */
type Spelled = Parameter & { readonly text: string };

/** What W&B runs where nothing is said. */
const USUAL = ['${env}', '${interpreter}', '${program}', '${args}'];

/** How `${…}` spells the parameters. */
const SPELLINGS: Readonly<Record<string, (parameter: Spelled) => string>> = {
  args: ({ name, text }) => `--${shellWord(name)}=${text}`,
  args_no_hyphens: ({ name, text }) => `${shellWord(name)}=${text}`,
  args_no_equals: ({ name, text }) => `--${shellWord(name)} ${text}`,
  args_no_boolean_flags: ({ name, text }) => `--${shellWord(name)}=${text}`,
};

/** The line of shell that the agent of W&B runs for a job; null where a part of it cannot be had, which `faults` is told. */
export function commandOf(
  root: MapNode,
  parameters: readonly Spelled[],
  faults: Diagnostic[],
  note: (node: Node, says: string) => void,
): string | null {
  const said = root.entries.get('command')?.value;
  const program = root.entries.get('program')?.value;
  const items: readonly (string | Node)[] = said?.kind === 'list' ? said.items : said === undefined ? USUAL : [said];
  const words: string[] = [];
  for (const item of items) {
    const text = typeof item === 'string' ? item : item.kind === 'scalar' ? item.text : '';
    const place = typeof item === 'string' ? root : item;
    const [, macro = ''] = /^\$\{([^}]*)\}$/.exec(text) ?? [];
    const spelling = SPELLINGS[macro];
    if (spelling !== undefined) {
      words.push(...parameters.map(spelling));
      if (macro === 'args_no_boolean_flags' && parameters.some(isOfBooleans)) {
        note(
          place,
          'booleans are passed on as `--name=True`: an axis with `arg: flag` and `{{job.args}}` make flags of them',
        );
      }
    } else if (macro === 'interpreter') words.push('python');
    else if (macro === 'program') {
      if (program?.kind === 'scalar') words.push(shellWord(program.text));
      else faults.push(fault(root, 'there is no `program`, which the command names', 'write `program: train.py`'));
    } else if (macro.startsWith('envvar:')) words.push(`"$${macro.slice('envvar:'.length)}"`);
    else if (macro !== '' && macro !== 'env') {
      const hint = 'write `${args}` or `${args_no_hyphens}`, or name the values in the sweep file: `{{lr}}`';
      faults.push(fault(place, `\`\${${macro}}\` has no like in a sweep`, hint));
    } else if (macro === '') words.push(literal(text));
  }
  return faults.some(({ severity }) => severity === 'error') ? null : words.join(' ');
}

/** A word of the command as it is; variables in it are W&B's only where they are a word of their own. */
function literal(text: string): string {
  return shellWord(text).replaceAll('{{', '\\{{');
}

function isOfBooleans({ says }: Spelled): boolean {
  const values = 'constant' in says ? [says.constant] : 'values' in says.axis ? says.axis.values : [];
  return values.some(({ type }) => type === 'boolean');
}

function fault(node: Node, message: string, hint: string): Diagnostic {
  return { severity: 'error', code: 'wandb-command', message, span: node.span, hint };
}
