import type { RetryText } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';
import type { FailureCause } from '../../model/outcome.ts';
import type { Escalation, RetryPolicy } from '../../model/plan.ts';
import { gpuCount } from '../../model/resources.ts';
import { seconds } from '../../model/units.ts';
import type { Evaluation } from './evaluate.ts';
import * as fields from './fields.ts';
import type { Body, MergedParts } from './merge.ts';
import { UNMADE } from './dependence.ts';
import { combine, constant, missingPart, type Part, type PartMaker } from './part.ts';
import { tooFewIds } from './resources.ts';

/** No further attempt; and what a file that asks for some leaves open. A lost job is repeated once in any case. */
const NO_RETRY: RetryPolicy = {
  max: 0,
  on: ['exit', 'timeout', 'oom', 'missing-output', 'spawn'],
  backoff: seconds(0),
  factor: 1,
  escalate: null,
};

const ESCALATED_ON: readonly FailureCause[] = ['oom'];

/** How a body has failed jobs tried again. */
export function retryPart(maker: PartMaker, { retry }: Body): Part<RetryPolicy> {
  if (retry === null) return constant(NO_RETRY);
  const { max, on, backoff, factor } = retry.parts;
  if (max === null) return missingPart('retry', 'max', retry);
  return combine(
    [
      maker.field(max, fields.retryMax, 0),
      on === null ? constant(NO_RETRY.on) : maker.fields(on, fields.retryOn),
      maker.field(backoff, fields.retryBackoff, NO_RETRY.backoff),
      maker.field(factor, fields.retryFactor, NO_RETRY.factor),
      escalationPart(maker, retry),
    ],
    ([times, causes, pause, growth, escalate], evaluation) => {
      const policy = { max: times, on: causes, backoff: pause, factor: growth };
      const applies = escalate !== null && isEverUsed(escalate, policy, retry, evaluation);
      return applies === null ? null : { value: { ...policy, escalate: applies ? escalate : null } };
    },
  );
}

function escalationPart(maker: PartMaker, { parts, setting }: MergedParts<RetryText>): Part<Escalation | null> {
  const { 'escalate.gpus': gpus, 'escalate.other_gpu': otherGpu, 'escalate.on': on } = parts;
  if (gpus === null && otherGpu === null)
    return on === null ? constant(null) : asksForNothing(on[0]?.span ?? setting.span);
  return combine(
    [
      maker.fields(gpus ?? [], fields.escalateGpus),
      maker.field(otherGpu, fields.escalateOtherGpu, false),
      on === null ? constant(ESCALATED_ON) : maker.fields(on, fields.escalateOn),
    ],
    ([steps, other, causes]) => {
      const isNone = steps.length === 0 && !other;
      return { value: isNone ? null : { on: causes, gpus: steps, otherGpu: other } };
    },
  );
}

function asksForNothing(span: Span): Part<Escalation | null> {
  return {
    ...UNMADE,
    make(evaluation) {
      const message = '`retry.escalate` says when, but not what to ask for then: it needs `gpus` or `other_gpu`';
      evaluation.report({ code: 'empty-escalate', message, span });
      return null;
    },
  };
}

/**
 * Whether an attempt can come to ask for more; null if that it cannot is a mistake, which is reported. A layer that only
 * takes the retries away also takes away what an earlier one says of them.
 */
function isEverUsed(
  { on }: Escalation,
  policy: Omit<RetryPolicy, 'escalate'>,
  { parts, setting }: MergedParts<RetryText>,
  evaluation: Evaluation,
): boolean | null {
  const causes = parts['escalate.on'];
  const span = (causes ?? parts['escalate.gpus'])?.[0]?.span ?? parts['escalate.other_gpu']?.span ?? setting.span;
  // A lost attempt is repeated once whatever `max` and `on` say.
  const counted = on.filter((cause) => cause !== 'lost');
  if (policy.max === 0) {
    if (counted.length < on.length) return true;
    if (!saysEscalate(setting.value)) return false;
    evaluation.report({
      code: 'idle-escalate',
      message: '`retry.escalate` has no effect: `retry.max` is 0, so there is no further attempt',
      span,
      hint: 'raise `max`',
    });
    return null;
  }
  const idle = counted.find((cause) => !policy.on.includes(cause));
  if (idle === undefined) return true;
  evaluation.report({
    code: 'idle-escalate',
    message: `\`retry.escalate\` is for \`${idle}\`, after which nothing is tried again: \`retry.on\` does not have it`,
    span: causes?.[on.indexOf(idle)]?.span ?? span,
    hint: causes === null ? 'add it to `retry.on`, or name other causes in `escalate.on`' : 'add it to `retry.on`',
  });
  return null;
}

function saysEscalate(layer: RetryText | null): boolean {
  if (layer === null) return false;
  return [layer['escalate.gpus'], layer['escalate.other_gpu'], layer['escalate.on']].some((part) => part !== null);
}

/** What is wrong where a further attempt would ask for more GPUs than `gpu_ids` names; null for nothing. */
export function tooFewGpuIds(
  { escalate }: RetryPolicy,
  ids: readonly string[] | null,
  { retry, gpu_ids: listed }: Body,
): { code: string; message: string; span: Span } | null {
  if (escalate === null || ids === null || retry === null || listed === null) return null;
  const step = escalate.gpus.findIndex((count) => gpuCount(count) > ids.length);
  const asked = escalate.gpus[step];
  if (asked === undefined) return null;
  const texts = retry.parts['escalate.gpus'] ?? [];
  const span = (texts[step] ?? texts[0])?.span ?? listed.span;
  return tooFewIds('retry.escalate.gpus', asked, ids, span);
}
