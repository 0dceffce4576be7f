import type { Span } from '../../../model/diagnostic.ts';
import { GPU_ORDER, isGpuMask, PCI_ORDER } from '../../../model/gpu-variables.ts';
import type { Job } from '../../../model/plan.ts';
import type { Body } from '../merge.ts';

/** What `env` may not set, since the job is given it; `getsGpus` tells whether any of its attempts may get GPUs. */
export function setByTheRunner(
  { env }: Body,
  values: Job['env'],
  getsGpus: boolean,
): { code: string; message: string; span: Span; hint: string }[] {
  return [...env.values()].flatMap(({ name: { text: name, span } }) => {
    if (OWN.test(name)) {
      return [
        { code: 'reserved-variable', message: `\`${name}\` is set by the run itself`, span, hint: 'take another name' },
      ];
    }
    const isMask = isGpuMask(name) || (name === GPU_ORDER && values.get(name) !== PCI_ORDER);
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
const OWN = /^SWEEP_(?:NAME|JOB|DIR|ATTEMPT|GPUS|GPU_COUNT|GPU_SHARE|NEEDS|TOKEN|RUN|PARAM_\w+)$/;
