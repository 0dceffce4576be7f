import { tellQuota } from '../../model/sharing/policy.ts';
import { asksForGpus, gpuCount, gpusAsked, type HostView, type ResourceRequest } from '../../model/resources.ts';
import { spellSize } from '../../model/text/size.ts';
import { gpusNamed } from './fit.ts';

/** What a host is made of, as far as it decides what it can ever give. */
export type HostMakeup = Pick<HostView, 'slots' | 'slotsOfUser' | 'memory' | 'resources' | 'quota'> & {
  readonly gpus: readonly Pick<HostView['gpus'][number], 'index' | 'uuid' | 'instance' | 'memory'>[];
};

/**
 * What a host can never meet of a request, whatever runs on it (`2 GPUs, and this run has 1`); null when it can meet all.
 * A host without any slots only holds everything back.
 */
export function impossible(request: ResourceRequest, host: HostMakeup): string | null {
  return (
    tooManyNodes(request) ??
    tooManySlots(request, host) ??
    overQuota(request, host) ??
    tooMuchMemory(request, host) ??
    tooLittleOfCounter(request, host) ??
    tooFewGpus(request, host)
  );
}

/** What ends a problem that no machine is without. */
export const ONLY_ON_CLUSTER = ', and only a cluster has them (--on)';

function tooManyNodes({ nodes }: ResourceRequest): string | null {
  return nodes > 1 ? `${nodes} nodes${ONLY_ON_CLUSTER}` : null;
}

function tooManySlots({ slots: asked }: ResourceRequest, { slots, slotsOfUser }: HostMakeup): string | null {
  const most = Math.min(slots, slotsOfUser);
  return most > 0 && asked > most ? `${asked} slots, and this run has ${most}` : null;
}

function overQuota(request: ResourceRequest, { quota }: HostMakeup): string | null {
  if (quota === undefined) return null;
  const { user, gpus, slots } = quota;
  if (slots !== null && request.slots > slots) return `${request.slots} slots, over ${tellQuota('slots', slots, user)}`;
  if (gpus === null || gpusAsked(request) <= gpus) return null;
  return `${tellGpus(request)}, over ${tellQuota('GPUs', gpus, user)}`;
}

function tellGpus(request: ResourceRequest): string {
  if (request.share !== null) return 'a part of a GPU';
  return request.gpus === 1 ? '1 GPU' : `${request.gpus} GPUs`;
}

function tooMuchMemory({ memory: asked }: ResourceRequest, { memory }: HostMakeup): string | null {
  if (asked === null || memory === null || asked <= memory) return null;
  return `${spellSize(asked)} of memory, and this host has ${spellSize(memory)}`;
}

function tooLittleOfCounter({ resources }: ResourceRequest, host: HostMakeup): string | null {
  for (const [name, asked] of resources) {
    const has = host.resources.get(name);
    if (asked > (has ?? 0))
      return `${asked} of \`${name}\`, and ${has === undefined ? 'no host file says how much of it there is' : `this host has ${has}`}`;
  }
  return null;
}

function tooFewGpus(request: ResourceRequest, host: HostMakeup): string | null {
  if (!asksForGpus(request)) return null;
  const { gpuIds, gpuMemory } = request;
  const named = gpusNamed(gpuIds, host.gpus);
  const large = named.filter(({ memory }) => gpuMemory === null || memory === null || memory >= gpuMemory);
  const asked = gpuCount(request);
  if (asked <= large.length) return null;
  const among = gpuIds === null ? '' : ` among ${gpuIds.join(', ')}`;
  const size = gpuMemory === null || large.length === named.length ? '' : ` with ${spellSize(gpuMemory)}`;
  return `${tellGpus(request)}${among}${size}, and this run has ${large.length}`;
}
