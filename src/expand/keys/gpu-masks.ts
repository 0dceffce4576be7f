import type { Text } from '../../language/spec.ts';
import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { GPU_ORDER, isGpuMask } from '../../model/gpu-variables.ts';
import type { Compiler } from '../template/compile.ts';
import { scriptIn } from '../template/shell-sites.ts';
import { INSERTION } from '../template/site.ts';
import type { SimpleCommand } from '../template/simple-commands.ts';
import { spanIn } from '../template/template.ts';
import type { Body } from './merge.ts';

const PCI = 'PCI_BUS_ID';

/** A variable that is given a value of its own, and not one made of what the job was given. */
const PINNED = /(?:^|[\s;&|(=,])((?:CUDA|HIP|ROCR|NVIDIA)_VISIBLE_DEVICES)=(?![$`])/;
const SHOWS = new Set(['echo', 'printf', 'grep', ':', 'test', '[']);

/** Warnings for those texts of a body that set which GPUs a job sees: all that run them would use the same ones. */
export function pinnedGpus(body: Body, compiler: Compiler): Diagnostic[] {
  const command = body.command?.value ?? null;
  const words = command?.kind === 'argv' ? command.words : [];
  return [
    ...[body.setup?.value ?? null, command?.kind === 'shell' ? command.text : null].flatMap((text) =>
      text === null ? [] : ofVariables(text, variablesOf(scriptIn(spelled(text, compiler, 'shell')).commands)),
    ),
    ...words.flatMap((text) => ofVariables(text, PINNED.exec(spelled(text, compiler, 'plain'))?.slice(1, 2) ?? [])),
  ];
}

function variablesOf(commands: readonly SimpleCommand[]): readonly string[] {
  return commands.flatMap(({ words }) => {
    const [command, ...rest] = words.map(({ text }) => text);
    if (SHOWS.has(command ?? '')) return [];
    const unset = command === 'unset' ? rest.filter((name) => isGpuMask(name)) : [];
    const hidden = rest.filter((name, index) => command === 'env' && words[index]?.text === '-u' && isGpuMask(name));
    return [...words.flatMap(({ text }) => PINNED.exec(text)?.[1] ?? []), ...unset, ...hidden];
  });
}

function ofVariables(text: Text, variables: readonly string[]): Diagnostic[] {
  return [...new Set(variables)].map((variable) => ({
    severity: 'warning',
    code: 'pinned-gpu',
    message: `this sets \`${variable}\`, so the job does not keep to the GPUs that it is given`,
    span: placeOf(variable, text),
    hint: 'leave it out: the job finds its GPUs there; `gpu_ids` says which may be used',
  }));
}

function placeOf(variable: string, text: Text): Span {
  const at = text.text.search(new RegExp(`${variable}(?!\\w)`));
  return at < 0 ? text.span : spanIn(text, at, at + variable.length);
}

function spelled(text: Text, compiler: Compiler, mode: 'shell' | 'plain'): string {
  const parts = compiler.compile(text, mode)?.parts ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : INSERTION)).join('');
}

/** What `env` may not set, since the job is given it; `getsGpus` tells whether any of its attempts may get GPUs. */
export function setByTheRunner(
  { env }: Body,
  values: ReadonlyMap<string, string>,
  getsGpus: boolean,
): { code: string; message: string; span: Span; hint: string }[] {
  return [...env.values()].flatMap(({ name: { text: name, span } }) => {
    if (OWN.test(name)) {
      return [
        { code: 'reserved-variable', message: `\`${name}\` is set by the run itself`, span, hint: 'take another name' },
      ];
    }
    const isMask = isGpuMask(name) || (name === GPU_ORDER && values.get(name) !== PCI);
    if (!isMask || !getsGpus) return [];
    return [
      {
        code: 'reserved-variable',
        message: `\`${name}\` says which GPUs a job sees, and is set by the run for a job that gets some`,
        span,
        hint: 'leave it out; `gpu_ids` says which GPUs may be used',
      },
    ];
  });
}

/** The variables that a run gives to every job. */
const OWN = /^SWEEP_(?:NAME|JOB|DIR|ATTEMPT|GPUS|GPU_COUNT|GPU_SHARE|TOKEN|RUN|PARAM_\w+)$/;
