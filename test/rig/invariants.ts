import { WHOLE } from '../../src/model/units.ts';
import type { RunState } from '../../src/schedule/state/state.ts';

/**
 * What must be true of a RunState at every instant; throws the first that is not. Slow: looks at everything.
 * `slots` is how many the host has.
 */
export function checkInvariants(state: RunState, slots: number): void {
  const held = new Map<string, number>();
  let used = 0;
  for (const record of state.running.values()) {
    if (record.state.status !== 'running') throw new Error(`${record.id} is listed as running and is not`);
    used += record.state.allocation.slots;
    for (const { uuid } of record.state.allocation.gpus) {
      held.set(uuid, (held.get(uuid) ?? 0) + (record.state.allocation.share ?? WHOLE));
    }
  }
  if (used !== state.index.ledger.slots)
    throw new Error(`${used} slots are held, and ${state.index.ledger.slots} are counted`);
  if (used > slots) throw new Error(`${used} slots are held of ${slots}`);
  for (const [uuid, share] of held) if (share > WHOLE) throw new Error(`${share} thousandths of ${uuid} are held`);
  for (const [uuid, holders] of state.index.ledger.gpus) {
    const counted = [...holders.values()].reduce((sum, part) => sum + part.share, 0);
    if (counted !== held.get(uuid))
      throw new Error(`${counted} of ${uuid} are counted, and ${held.get(uuid)} are held`);
  }
  for (const record of state.records) {
    if (record.state.status === 'running') checkChain(state, record.id);
    if (record.ready !== null && record.unmet !== 0) {
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
