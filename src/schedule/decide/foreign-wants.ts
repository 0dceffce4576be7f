import type { Want } from '../../model/sharing/neighbours.ts';
import type { GpuView, HostView, ResourceRequest } from '../../model/resources.ts';
import { leftBeside } from '../queue/ledger.ts';
import type { CountedDemand } from '../queue/request.ts';
import type { RunState } from '../state/state.ts';
import { amountsTakenFromUs, partsHeld, type Supply } from './supply.ts';

/** What another run wants, as a request like those of our own. */
export function demandOfWant(want: Want, host: HostView): CountedDemand {
  const { gpus, share, gpuMemory, allowed, slots, memory } = want;
  const resources = new Map(Object.entries(want.resources));
  const request: ResourceRequest = { nodes: 1, slots, memory, resources, gpus, share, gpuMemory, gpuIds: allowed };
  const asked = [...amountsTakenFromUs(want, host)].filter(([, amount]) => amount > 0);
  return { request, amounts: new Map(asked), pinned: null, avoid: [] };
}

/** The GPUs that wants are met with: those of this run's host view, and those that only the others use. */
export function gpusOfAll({ gpus, neighbours }: HostView): readonly GpuView[] {
  if (neighbours.wants.length === 0) return gpus;
  const known = new Set(gpus.map(({ uuid }) => uuid));
  const others = new Set(neighbours.wants.flatMap(({ allowed }) => allowed).filter((uuid) => !known.has(uuid)));
  return others.size === 0 ? gpus : [...gpus, ...[...others].map(unseen)];
}

/** `supply`, with the GPUs added that only other runs use and that have room left. */
export function supplyOfAll(supply: Supply, all: readonly GpuView[], state: RunState, host: HostView): Supply {
  const unseenOnes = all.slice(host.gpus.length).flatMap((gpu) => {
    const { share } = leftBeside(partsHeld(gpu.uuid, state, host), gpu.memory);
    return share > 0 ? [{ gpu, share, memory: Infinity }] : [];
  });
  return unseenOnes.length === 0 ? supply : { ...supply, gpus: [...supply.gpus, ...unseenOnes] };
}

/** `supply` without the GPUs that only other runs use: what our own jobs can get. */
export function supplyOfOurs(supply: Supply): Supply {
  const isSeen = ({ gpu }: Supply['gpus'][number]): boolean => gpu.index !== UNSEEN;
  return supply.gpus.every(isSeen) ? supply : { ...supply, gpus: supply.gpus.filter(isSeen) };
}

/** The index of a GPU that this run does not see. */
const UNSEEN = -1;

function unseen(uuid: string): GpuView {
  return { index: UNSEEN, uuid, name: '', memory: null, taken: null, free: null, links: {}, undrained: null };
}
