import type { RunState } from '../../src/schedule/state.ts';

/**
 * What must be true of a RunState at every instant; throws the first that is not. Slow: looks at everything.
 * `slots` is how many the host has.
 */
export function checkInvariants(state: RunState, slots: number): void {
  const held = new Map<string, string>();
  let used = 0;
  for (const record of state.running.values()) {
    if (record.state.status !== 'running') throw new Error(`${record.id} is listed as running and is not`);
    used += record.state.allocation.slots;
    for (const gpu of record.state.allocation.gpus) {
      const other = held.get(gpu.uuid);
      if (other !== undefined) throw new Error(`${gpu.uuid} is given to both ${other} and ${record.id}`);
      held.set(gpu.uuid, record.id);
    }
  }
  if (used !== state.slotsUsed) throw new Error(`${used} slots are held, and ${state.slotsUsed} are counted`);
  if (used > slots) throw new Error(`${used} slots are held of ${slots}`);
  for (const [uuid, holder] of state.gpuHolders) {
    if (held.get(uuid) !== holder) throw new Error(`${uuid} is counted for ${holder}, which does not hold it`);
  }
  for (const record of state.records) {
    if (record.state.status === 'running') checkChain(state, record.id);
    if (record.job !== null && state.ready.has(record.job.index) && record.unmet !== 0) {
      throw new Error(`${record.id} is ready although ${record.unmet} of its needs are not met`);
    }
  }
  const total = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  if (total !== state.records.length) throw new Error(`the counts add up to ${total} of ${state.records.length} jobs`);
}

function checkChain(state: RunState, id: string): void {
  const record = state.records.find((one) => one.id === id);
  for (const need of record?.job?.needs ?? []) {
    if (state.byId.get(need.job)?.state.status === 'running') {
      throw new Error(`${id} runs together with ${need.job}, which it waits for`);
    }
  }
}
