import type { Text } from '../../../language/spec.ts';
import type { Span } from '../../../model/diagnostic.ts';
import type { Job } from '../../../model/plan.ts';
import { variableOfAxis } from '../../../model/text/shell.ts';
import type { Axis } from '../../cells/axis.ts';
import { type Compiler, markedText, type Template } from '../../template/compile.ts';
import { evaluatedVariables } from '../../template/evaluated-variables.ts';
import { readAgain } from '../../template/second-readers.ts';
import { NO_WORD, type Word } from '../../template/simple-commands.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Body } from '../merge.ts';

/** A value that a script evaluates by way of a variable, or that becomes part of a program. */
export interface EvaluatedValue {
  /** Null for a word of a command that is a list. */
  readonly variable: string | null;
  /** As in "in arithmetic", or for a program what reads it, as in "a program for …". */
  readonly where: string;
  readonly isProgram: boolean;
  readonly from:
    | { readonly kind: 'template'; readonly template: Template; readonly name: string }
    | { readonly kind: 'env'; readonly name: string }
    | { readonly kind: 'axis'; readonly name: string };
  readonly span: Span;
}

/** What bash runs code in as it evaluates a value: a subscript with a command, or a command. */
const MAY_RUN = /[[$`]/;
/** What a program may read as more than a word, which is harmless in most. */
const MAY_BE_CODE = /[^\w@%+=:,./-]/;

/** The values that the `setup` and the `command` of a body evaluate by way of variables; which of them can run code is judged cell by cell. */
export function evaluatedValues(body: Body, axes: readonly Axis[], compiler: Compiler): EvaluatedValue[] {
  const command = body.command?.value ?? null;
  const texts = [body.setup?.value ?? null, command?.kind === 'shell' ? command.text : null];
  const scripts = texts.flatMap((text) => (text === null ? [] : (compiler.compile(text, 'shell') ?? [])));
  const words = command?.kind === 'argv' ? command.words.flatMap((text) => compiler.compile(text, 'plain') ?? []) : [];
  const templates = [...scripts, ...words];
  if (templates.length === 0) return [];
  const insertions = templates.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  const inScripts = scripts.reduce(
    (sum, { parts }) => sum + parts.filter((part) => typeof part !== 'string').length,
    0,
  );
  const context = {
    inherits: (name: string) => body.env.has(name) || axes.some((one) => variableOfAxis(one.name) === name),
    argv: wordsOf(words, inScripts),
  };
  const script = scripts.map(markedText).join('\n');
  const inWords = readAgain(context.argv).map(([{ insertions: numbers }, { by }]) => {
    return { name: null, where: by, isProgram: true, insertions: numbers, variables: [] };
  });
  const found = [...evaluatedVariables(script, context), ...inWords];
  return found.flatMap(({ name: variable, where, isProgram, ...sources }): EvaluatedValue[] => {
    const inserted = sources.insertions.flatMap((number): EvaluatedValue[] => {
      const insertion = insertions[number];
      if (insertion === undefined) return [];
      const { name, span } = insertion;
      const plain = { ...insertion, site: null };
      const template = { text: textAt(templates, insertion), parts: [plain] };
      return [{ variable, where, isProgram, from: { kind: 'template', template, name }, span }];
    });
    const named = sources.variables.flatMap((name): EvaluatedValue[] => {
      const entry = body.env.get(name);
      // A program in the environment is meant to be one.
      if (entry !== undefined) {
        return isProgram ? [] : [{ variable, where, isProgram, from: { kind: 'env', name }, span: entry.value.span }];
      }
      const axis = axes.find((one) => variableOfAxis(one.name) === name);
      const span = templates.at(-1)?.text.span;
      return axis === undefined || span === undefined
        ? []
        : [{ variable, where, isProgram, from: { kind: 'axis', name: axis.name }, span }];
    });
    return [...inserted, ...named];
  });
}

/** The words of a command that no shell reads; `first` is the number of the first insertion in them. */
function wordsOf(templates: readonly Template[], first: number): Word[] {
  let number = first;
  return templates.map((template) => {
    const text = markedText(template);
    const insertions = template.parts.flatMap((part) => (typeof part === 'string' ? [] : [number++]));
    return { ...NO_WORD, text, insertions, isQuoted: true, literal: insertions.length === 0 ? text : null };
  });
}

/** Reports each value of a job with which bash could run code, and warns of those that a program could; returns whether there is none of the first. */
export function areHarmless(
  values: readonly EvaluatedValue[],
  { env, params }: { readonly env: Job['env']; readonly params: ReadonlyMap<string, { readonly text: string }> },
  evaluation: Evaluation,
): boolean {
  let harmless = true;
  for (const { variable, where, isProgram, from, span } of values) {
    const value =
      from.kind === 'template'
        ? evaluation.joined(from.template)
        : from.kind === 'env'
          ? env.get(from.name)
          : params.get(from.name)?.text;
    if (value == null || !(isProgram ? MAY_BE_CODE : MAY_RUN).test(value)) continue;
    const said =
      from.kind === 'template' ? `\`{{${from.name}}}\`` : `\`${from.kind === 'env' ? from.name : (variable ?? '')}\``;
    if (isProgram) {
      evaluation.report(readTwice({ said, variable, where, value, span }));
      continue;
    }
    harmless = false;
    evaluation.report({
      code: 'evaluated-variable',
      message: `bash evaluates \`${variable ?? ''}\` ${where} and runs code that it finds there, so ${said} may have no \`[\`, \`$\` or backtick, as ${JSON.stringify(value)} has`,
      span,
      hint: 'give such a value to a program, as an argument or in the environment',
    });
  }
  return harmless;
}

function readTwice({
  said,
  variable,
  where,
  value,
  span,
}: Pick<EvaluatedValue, 'variable' | 'where' | 'span'> & { readonly said: string; readonly value: string }) {
  const by =
    variable === null || said === `\`${variable}\`` ? '' : ` by way of \`${variable === '@' ? '$@' : variable}\``;
  return {
    severity: 'warning',
    code: 'read-twice',
    message: `${said} becomes part of a program for ${where}${by}, which reads ${JSON.stringify(value)} as code`,
    span,
    hint:
      variable === null
        ? 'give it as an argument of the program, or in the environment'
        : 'keep a command in an array, `run=(python train.py {{…}})`, and run it by `"${run[@]}"`; or quote the value once more by `printf -v NAME %q {{…}}`',
  } as const;
}

function textAt(templates: readonly Template[], insertion: Template['parts'][number]): Text {
  const template = templates.find(({ parts }) => parts.includes(insertion)) ?? templates[0];
  return (template as Template).text;
}
