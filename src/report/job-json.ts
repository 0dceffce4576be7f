import type { MetricSource } from '../model/metrics.ts';
import type { Job, Need, ParamValue } from '../model/plan.ts';
import { gpusAsked } from '../model/resources.ts';

/** A job as a plan has it, for programs. */
export interface JobJson {
  readonly id: string;
  readonly label: string;
  readonly stage: string;
  readonly params: Readonly<Record<string, ParamValue['json']>>;
  /** A shell text, or the words of an argv list. */
  readonly command: string | readonly string[];
  readonly needs: readonly { readonly id: string; readonly when: Need['when'] }[];
  /** Whole GPUs, or the share of one. */
  readonly gpus: number;
  readonly slots: number;
  /** How many nodes of a cluster it is spread over, on each of which it asks for the rest, where those are several. */
  readonly nodes?: number;
  /** In seconds; null for none. */
  readonly timeout: number | null;
  readonly priority: number;
  /** What is added to the niceness of the run. */
  readonly nice: number;
  readonly fingerprint: string;
  /** Least free memory of each GPU, in bytes; null for none. */
  readonly gpuMemory: number | null;
  /** Host memory in bytes; null for none. */
  readonly memory: number | null;
  readonly resources: Readonly<Record<string, number>>;
  readonly limits: readonly { readonly key: string; readonly max: number }[];
  /** Least seconds between two starts of its stage. */
  readonly stagger: number;
  /** Before when it does not start, as the file says it. */
  readonly begin?: string;
  readonly metrics: readonly MetricSource[];
  /** Where its stderr goes to a file of its own. */
  readonly split?: true;
  /** Where its logs are compressed once it has ended. */
  readonly compress?: true;
  /** How many bytes are kept of each of its logs, where not all are. */
  readonly maxLog?: number;
  /** Where it says that it runs on the machine of its runner, whatever that does with others. */
  readonly on?: 'local';
  /** Where it runs in a terminal of its own. */
  readonly tty?: true;
}

export function jobJson(job: Job): JobJson {
  const { id, label, stage, command, request, limits, timeout, priority, fingerprint } = job;
  return {
    id,
    label,
    stage,
    params: Object.fromEntries([...job.params].map(([axis, value]) => [axis, value.json])),
    command: command.kind === 'shell' ? command.text : command.argv,
    needs: job.needs.map((need) => ({ id: need.job, when: need.when })),
    gpus: gpusAsked(request),
    slots: request.slots,
    ...(request.nodes === 1 ? {} : { nodes: request.nodes }),
    timeout: timeout?.after ?? null,
    priority,
    nice: job.nice,
    fingerprint,
    gpuMemory: request.gpuMemory,
    memory: request.memory,
    resources: Object.fromEntries(request.resources),
    limits,
    stagger: job.stagger,
    ...(job.begin === null ? {} : { begin: job.begin }),
    metrics: job.metrics,
    ...(job.split ? { split: true } : {}),
    ...(job.compress ? { compress: true } : {}),
    ...(job.maxLog === null ? {} : { maxLog: job.maxLog }),
    ...(job.on === null ? {} : { on: job.on }),
    ...(job.tty ? { tty: true } : {}),
  };
}
