import type { Text } from '../../../language/spec.ts';
import type { Span } from '../../../model/diagnostic.ts';
import { type Compiler, markedText } from '../../template/compile.ts';
import type { Findings } from '../../findings.ts';
import { behindReserved } from '../../template/simple-commands.ts';
import { scriptIn } from '../../template/shell-sites.ts';
import { spanIn } from '../../template/template.ts';
import type { Body } from '../merge.ts';

const BACKGROUND = /(?<![&\\<>|])&$/;
const COMMENT = /(?:^|[ \t])#[^\n'"]*$/;
const OPTION = /^--?[A-Za-z][\w-]*/;
const OPTION_AND_MORE = /^(--?[A-Za-z][\w-]*)[ \t]+\S/;

/** Reports what commands hold that bash and programs take otherwise than it was meant, whatever the values are. */
export function reportSlips({ command, setup }: Body, compiler: Compiler, findings: Findings): void {
  const said = command?.value ?? null;
  if (said?.kind === 'argv') for (const word of said.words) warnOfTwoWords(word, findings);
  const [shell, before] = [said?.kind === 'shell' ? said.text : null, setup?.value ?? null];
  for (const text of [shell, before]) {
    const template = text === null ? null : compiler.compile(text, 'shell');
    if (text === null || template === null) continue;
    const script = markedText(template);
    reportLostOptions(text, script, findings);
    if (text === shell) reportBackground(text, script, findings);
  }
}

function reportBackground(text: Text, script: string, findings: Findings): void {
  let end = script.trimEnd();
  while (COMMENT.test(end)) end = end.replace(COMMENT, '').trimEnd();
  if (!BACKGROUND.test(end)) return;
  findings.add({
    severity: 'error',
    code: 'ends-in-background',
    message: 'a `&` ends the command: the job would be over at once, and what it has started is ended with it',
    span: spanOf(text, '&', text.text.lastIndexOf('&')),
    hint: 'leave it out: jobs run side by side by themselves, and `sweep run -d` leaves the terminal free',
  });
}

/** Options at the beginning of a line, which bash takes for a command of their own. */
function reportLostOptions(text: Text, script: string, findings: Findings): void {
  for (const { kind, words } of scriptIn(script).commands) {
    const [first] = behindReserved(words);
    const [option] = OPTION.exec(first?.text ?? '') ?? [];
    if (kind !== 'plain' || first === undefined || first.isQuoted || option === undefined) continue;
    const before = script.slice(0, first.at).trimEnd();
    if (!/\n\s*$/.test(script.slice(0, first.at)) || /[;&|({]$/.test(before)) continue;
    findings.add({
      severity: 'error',
      code: 'option-as-command',
      message: `\`${option}\` begins a line, and so a command of its own`,
      span: spanOf(text, option, text.text.search(new RegExp(`(?<=\\n[ \\t]*)${option}`))),
      hint: 'end the line before it with ` \\`, or begin the text with `>` in place of `|`',
    });
    return;
  }
}

function warnOfTwoWords(word: Text, findings: Findings): void {
  const [, option] = OPTION_AND_MORE.exec(word.text) ?? [];
  if (option === undefined) return;
  findings.add({
    severity: 'warning',
    code: 'two-words-as-one',
    message: `\`${word.text}\` is one argument of the program, blank and all`,
    span: word.span,
    hint: `write \`${option}\` and what follows as two items, or the whole command as a text`,
  });
}

function spanOf(text: Text, part: string, at: number): Span {
  return at < 0 ? text.span : spanIn(text, at, at + part.length);
}
