import type { Spec } from '../../language/spec.ts';
import { nearest } from '../../model/text/nearest.ts';
import { variableOfAxis } from '../../model/text/shell.ts';
import type { Axis } from '../cells/axis.ts';
import type { Template } from '../template/compile.ts';
import type { Findings } from '../findings.ts';
import type { Use } from './key-texts.ts';
import { bodiesOf } from '../template/names.ts';
import { spanIn } from '../template/template.ts';
import { textsOfVar } from './dependence.ts';

/**
 * Warns of axes whose value reaches no job: no template that counts names them (a var counts if it is used itself), nor
 * `job.args` or `job.overrides`, nor a condition of a rule or another axis, nor a body of its values, nor a command that reads `SWEEP_PARAM_<AXIS>`.
 */
export function warnOfUnusedAxes(spec: Spec, axes: readonly Axis[], uses: readonly Use[], findings: Findings): void {
  const named = namesInUse(spec, uses);
  if (named.has('job.args') || named.has('job.overrides')) return;
  for (const name of namesInConditions(spec)) named.add(name);
  for (const { name, values } of spec.axes) if (values.kind === 'map') named.add(name.text);
  for (const axis of axes) {
    if (named.has(axis.name)) {
      warnOfSingleBraces(axis, uses, findings);
      continue;
    }
    if (readsVariable(uses, variableOfAxis(axis.name))) continue;
    findings.add({
      severity: 'warning',
      code: 'unused-axis',
      message: `no template uses the axis \`${axis.name}\`, so its values make no difference to a job`,
      span: axis.span,
      hint: slipOf(axis, axes) ?? otherSpelling(axis.name, uses) ?? `use it in \`command\` as \`{{${axis.name}}}\``,
    });
  }
}

/** Warns of a command of the top level that every stage has one of its own for. One of a base may be there for others. */
export function warnOfUnusedCommand(spec: Spec, findings: Findings): void {
  const { command } = spec.job;
  const own = (spec.stages ?? []).map((stage) => stage.job.command);
  if (command?.value == null || command.key.file !== spec.file || own.length === 0) return;
  if (!own.every((one) => one !== undefined)) return;
  findings.add({
    severity: 'warning',
    code: 'unused-command',
    message: 'no stage uses this command: each has one of its own',
    span: command.key,
    hint: 'leave it out, or leave the `command` of a stage out that is to run it',
  });
}

/** An axis that another text adds to a sweep, as `--set` does, may be a slip of one that the sweep has. */
function slipOf({ name, span }: Axis, axes: readonly Axis[]): string | null {
  const others = axes.filter((axis) => axis.span?.file !== span?.file);
  const meant = nearest(
    name,
    others.map((axis) => axis.name),
  );
  return meant === null ? null : `did you mean \`${meant}\`?`;
}

/** Warns of `{seed}` where another text says `{{seed}}`: it stays as it is, in every job. */
function warnOfSingleBraces({ name }: Axis, uses: readonly Use[], findings: Findings): void {
  const single = `{${name}}`;
  for (const { key, template } of uses) {
    const { text, parts } = template;
    const isThere = key !== 'metrics' && parts.some((part) => typeof part === 'string' && part.includes(single));
    const at = !isThere ? -1 : text.text.search(new RegExp(`(?<![$\\\\{])\\{${name.replaceAll('.', '\\.')}\\}(?!\\})`));
    if (at < 0) continue;
    findings.add({
      severity: 'warning',
      code: 'single-braces',
      message: `\`${single}\` stays as it is in every job`,
      span: spanIn(text, at, at + single.length),
      hint: `write \`{${single}}\` for the value of the axis`,
    });
  }
}

/** A text has the name as other programs would write it: `{seed}`, `$seed`, `${seed}`. */
function otherSpelling(axis: string, uses: readonly Use[]): string | null {
  const name = axis.replaceAll('.', '\\.');
  const spelling = new RegExp(`\\$?\\{\\s*\\{?\\s*${name}\\s*\\}?\\s*\\}|\\$${name}\\b`);
  const shown = uses.filter(({ key }) => key !== 'vars').map(({ template }) => template.text.text);
  const found = shown.flatMap((text) => spelling.exec(text)?.[0] ?? []).find((one) => !one.endsWith(`{{${axis}}}`));
  return found === undefined ? null : `write \`{{${axis}}}\` in place of \`${found}\``;
}

/** The axes that decide which rules hold, or which other axes exist. */
function namesInConditions(spec: Spec): string[] {
  const conditional = [...spec.axes, ...spec.rules, ...(spec.stages ?? []).flatMap(({ rules }) => rules)];
  const conditions = conditional.flatMap(({ when, unless }) => [when, unless]);
  return conditions.flatMap((condition) => condition?.entries ?? []).map(({ axis }) => axis.text);
}

/** The names in templates outside of `vars`, and in the vars that these lead to. */
function namesInUse(spec: Spec, uses: readonly Use[]): Set<string> {
  const ofVars = varTemplates(spec, uses);
  const names = new Set<string>();
  const open = uses.filter(({ key }) => key !== 'vars').map(({ template }) => template);
  for (let template = open.pop(); template !== undefined; template = open.pop()) {
    for (const part of template.parts) {
      if (typeof part === 'string' || names.has(part.name)) continue;
      names.add(part.name);
      open.push(...(ofVars.get(part.name) ?? []));
    }
  }
  return names;
}

/** The templates of each var, in all layers. */
function varTemplates(spec: Spec, uses: readonly Use[]): Map<string, Template[]> {
  const byText = new Map(uses.filter(({ key }) => key === 'vars').map(({ template }) => [template.text, template]));
  const templates = new Map<string, Template[]>();
  for (const { name, value } of bodiesOf(spec).flatMap((body) => body.vars?.value ?? [])) {
    const texts = value === null ? [] : textsOfVar(value);
    const found = texts.flatMap((text) => byText.get(text) ?? []);
    templates.set(name.text, [...(templates.get(name.text) ?? []), ...found]);
  }
  return templates;
}

function readsVariable(uses: readonly Use[], variable: string): boolean {
  return uses.some(({ template }) => template.text.text.includes(variable));
}
