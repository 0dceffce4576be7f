import type { Span } from '../../model/diagnostic.ts';
import type { Limit } from '../../model/plan.ts';
import { gpuCount, gpusAsked, NO_GPUS, type GpuCount, type ResourceRequest } from '../../model/resources.ts';
import type { LimitText } from '../../language/spec.ts';
import type { Axis } from '../cells/axis.ts';
import type { StageContext } from './subject.ts';
import * as fields from './fields.ts';
import type { Body } from './merge.ts';
import { combine, constant, type Part, type PartMaker } from './part.ts';
import { plainOfRequest } from './plain-keys.ts';

/** What a body asks of the host. */
export function requestPart(maker: PartMaker, body: Body): Part<ResourceRequest> {
  return combine(
    [
      plainOfRequest(maker, body),
      maker.field(body.gpus?.value ?? null, fields.gpus, NO_GPUS),
      gpuIdsPart(maker, body),
      countersPart(maker, body),
    ],
    ([plain, gpus, gpuIds, resources], evaluation) => {
      const wrong = gpuIds === null ? null : wrongGpuIds(gpuIds, gpus, body);
      if (wrong !== null) {
        evaluation.report(wrong);
        return null;
      }
      return { value: { ...plain, ...gpus, gpuIds, resources } };
    },
  );
}

function gpuIdsPart(maker: PartMaker, { gpu_ids }: Body): Part<readonly string[] | null> {
  const listed = gpu_ids?.value ?? null;
  if (listed === null) return constant(null);
  return combine([maker.fields(listed, fields.gpuIds)], ([ids]) => ({ value: ids.flat() }));
}

/** What is wrong with the GPUs that are allowed, given how many there shall be; null for nothing. */
function wrongGpuIds(
  ids: readonly string[],
  asked: GpuCount,
  { gpus, gpu_ids: listed }: Body,
): { code: string; message: string; span: Span } | null {
  if (listed === null) return null;
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    return { code: 'repeated-gpu', message: `\`gpu_ids\` names the GPU ${twice} twice`, span: listed.span };
  }
  if (gpuCount(asked) <= ids.length) return null;
  return tooFewIds('gpus', asked, ids, gpus?.value?.span ?? listed.span);
}

/** What to report where `key`, at `span`, asks for more GPUs than `gpu_ids` names. */
export function tooFewIds(
  key: string,
  asked: GpuCount,
  ids: readonly string[],
  span: Span,
): { code: string; message: string; span: Span } {
  return {
    code: 'too-few-gpu-ids',
    message: `\`${key}\` asks for ${gpusAsked(asked)}, but \`gpu_ids\` allows only ${ids.length}`,
    span,
  };
}

function countersPart(maker: PartMaker, { resources }: Body): Part<ReadonlyMap<string, number>> {
  const names = [...resources.keys()];
  const amounts = [...resources.values()].map(({ value }) => maker.field(value, fields.resource, 0));
  return combine(amounts, (numbers) => ({ value: new Map(names.map((name, index) => [name, numbers[index] ?? 0])) }));
}

/**
 * A limit counts the jobs of every stage that has it from the same place: one at the top level counts them together, a
 * stage's own counts that stage's. Its keys tell the place and the combination: `limits[0]: dataset=a`.
 */
export function limitsPart(maker: PartMaker, { limits }: Body, { stage, axes }: StageContext): Part<readonly Limit[]> {
  if (limits === null) return constant([]);
  const isOwn = stage.spec !== null && limits === stage.spec.job.limits;
  const list = isOwn ? `stages.${stage.name}.limits` : 'limits';
  return combine(
    (limits.value ?? []).map((limit, index) => limitPart(maker, limit, `${list}[${index}]`, axes)),
    (all) => ({ value: all }),
  );
}

function limitPart(maker: PartMaker, { max, by }: LimitText, place: string, axes: readonly Axis[]): Part<Limit> {
  const names = by.map(({ text }) => text);
  const along = axes.filter(({ name }) => names.includes(name));
  const key: Part<string> = {
    axes: new Set(along.map(({ index }) => index)),
    symbolic: false,
    make: (evaluation) => ({ value: `${place}: ${evaluation.combination(along)}` }),
  };
  return combine([maker.field(max, fields.limitMax, 1), key], ([most, combination]) => ({
    value: { key: combination, max: most },
  }));
}
