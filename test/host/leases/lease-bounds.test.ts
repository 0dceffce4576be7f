import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundedText } from '../../../src/host/leases/lease-bounds.ts';
import { MOST, parseLease, writeLease, type Lease } from '../../../src/host/leases/lease-text.ts';
import type { ClaimedHold } from '../../../src/model/sharing/neighbours.ts';
import { bytes, seconds, share, tick } from '../../../src/model/units.ts';
import { hold, SELF, statement, want } from '../../rig/leases.ts';

function lease(part: Partial<Lease>): Lease {
  return { ...statement(), runner: SELF, user: 'ada', ...part };
}

/** What the others read of it. */
function told(part: Partial<Lease>): Lease {
  const text = boundedText(lease(part));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST.bytes);
  const read = parseLease(text);
  if (typeof read === 'string') throw new Error(`others ignore it: ${read}`);
  return read;
}

const many = (count: number, part: (index: number) => Partial<ClaimedHold>): ClaimedHold[] =>
  Array.from({ length: count }, (_, index) => hold({ keeper: SELF, mark: 'f'.repeat(32), ...part(index) }));

/** What some holds are in all. */
function inAll(holds: readonly ClaimedHold[]): Record<string, number> {
  const all: Record<string, number> = {};
  const add = (name: string, amount: number): number => (all[name] = (all[name] ?? 0) + amount);
  for (const { gpus, share: part, gpuMemory, slots, memory, resources } of holds) {
    add('slots', slots);
    add('memory', memory ?? 0);
    for (const [name, amount] of Object.entries(resources)) add(`resources.${name}`, amount);
    for (const uuid of gpus) add(uuid, part ?? 1000);
    if (part !== null) add(`memory of ${gpus.join()}`, gpuMemory ?? 0);
  }
  return all;
}

const amount = fc.integer({ min: 0, max: 1e4 });
const anyHold = fc.oneof(
  fc.record({ slots: amount, resources: fc.dictionary(fc.constantFrom('tpu', 'net'), amount) }),
  fc.record({ slots: amount, memory: fc.option(amount.map(bytes)) }),
  fc.record({ slots: amount, gpuMemory: fc.option(amount.map(bytes)) }),
  fc.record({ slots: amount, share: fc.constant(share(1)), gpuMemory: fc.option(amount.map(bytes)) }),
);

describe('what a run tells the others', () => {
  test('is told as it is where it is within bounds', () => {
    const usual = lease({ holds: many(100, (index) => ({ job: `${index}`, until: tick(5) })), wants: [want()] });
    expect(boundedText(usual)).toBe(writeLease(usual));
  });

  test('has no bound where that is beyond a thousand years, and no more of anything than they take', () => {
    const beyond = { slots: 1e12, memory: bytes(2 ** 70), gpuMemory: bytes(2 ** 61) };
    const most = { slots: MOST.count, memory: MOST.memory, gpuMemory: MOST.memory };
    expect(
      told({
        slotsOfUser: 1e10,
        holds: [hold({ ...beyond, until: tick(1e15) })],
        wants: [want({ ...beyond, bound: seconds(33e12) })],
      }),
    ).toMatchObject({
      slotsOfUser: MOST.count,
      holds: [{ ...most, until: null }],
      wants: [{ ...most, bound: null }],
    });
  });

  test('is of holds that there is no room for the sum, without keepers, those of GPUs last', () => {
    const small = many(6000, () => ({ job: 'j'.repeat(200), resources: { tpu: 2 }, until: tick(7) }));
    const onGpus = many(8, (index) => ({ job: `gpu-${index}`, gpus: [`GPU-${index}`] }));
    const { holds } = told({ holds: [...small, ...onGpus] });
    expect(holds.slice(0, 8).map(({ job }) => job)).toEqual(onGpus.map(({ job }) => job));
    const apart = holds.length - 1;
    expect(apart).toBeGreaterThan(2000);
    expect(holds.slice(0, -1).every(({ keeper }) => keeper?.pid === SELF.pid)).toBe(true);
    const left = 6000 + 8 - apart;
    expect(holds.at(-1)).toMatchObject({
      ...{ job: `${left} jobs`, keeper: null, mark: null, slots: left, resources: { tpu: 2 * left }, until: tick(7) },
    });
  });

  test('has no bound for the sum of holds of which one has none', () => {
    const holds = many(6000, (index) => ({ job: 'j'.repeat(200), until: index === 5999 ? null : tick(7) }));
    expect(told({ holds }).holds.at(-1)).toMatchObject({ until: null });
  });

  test('is of all that its jobs hold, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(anyHold, { minLength: 1, maxLength: 8 }), (kinds) => {
        const holds = many(6000, (index) => {
          const kind = kinds[index % kinds.length]!;
          // What is held of a GPU is in all no more than it.
          const shared = 'share' in kind ? [`GPU-${Math.floor(index / 500)}`] : null;
          const whole = 'gpuMemory' in kind && index < 100 ? [`GPU-w${index}`, `GPU-v${index}`] : [];
          return { job: 'j'.repeat(200), ...kind, gpus: shared ?? whole };
        });
        expect(inAll(told({ holds }).holds)).toEqual(inAll(holds));
      }),
      { numRuns: 3 },
    );
  });

  test('is of fewer wants where all of them would be too much', () => {
    const allowed = Array.from({ length: 1024 }, (_, index) => `GPU-${'0'.repeat(36)}${index}`);
    const wants = Array.from({ length: 32 }, (_, index) => want({ job: `${index}`, allowed }));
    const { wants: found, holds } = told({ wants, holds: many(10, () => ({})) });
    expect(found.map(({ job }) => job)).toEqual(Array.from({ length: found.length }, (_, index) => `${index}`));
    expect(found.length).toBeGreaterThan(1);
    expect(holds).toHaveLength(10);
  });
});
