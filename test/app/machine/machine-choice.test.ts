import { describe, expect, it } from 'vitest';
import { MachineChoice } from '../../../src/app/machine/machine-choice.ts';
import type { HostLimits } from '../../../src/host/host-limits.ts';
import { NO_HOST_FILE } from '../../../src/language/host-file.ts';
import { bytes } from '../../../src/model/units.ts';
import { NO_POLICY } from '../../../src/model/sharing/policy.ts';

/** A machine that takes all limits but those that ask for GPU 7. */
function machine() {
  const taken: HostLimits[] = [];
  const configure = (limits: HostLimits): string | null => {
    const wanted = limits.gpus?.kind === 'listed' ? limits.gpus.wanted : [];
    if (wanted.some((name) => name.by === 'index' && name.index === 7)) return 'GPU 7 is not on this host';
    taken.push(limits);
    return null;
  };
  return { configure, last: () => taken.at(-1) };
}

const listed = (...indices: number[]) => ({
  kind: 'listed',
  wanted: indices.map((index) => ({ by: 'index', index })),
});

describe('what a run may use', () => {
  it('is what was set, else what its command says, else what the host file does', () => {
    const host = machine();
    const hostFile = { ...NO_HOST_FILE, gpus: [] };
    const choice = new MachineChoice(host, { slots: 4 }, { hostFile, policy: NO_POLICY });
    expect(choice.set({ slots: 0, gpus: '1' })).toBeNull();
    expect(host.last()).toMatchObject({ slots: 0, gpus: listed(1) });
    expect(choice.take({ ...hostFile, slots: 9 })).toBeNull();
    expect(host.last()).toMatchObject({ slots: 0, slotsOfUser: 9, gpus: listed(1) });
    expect(choice.set({ slots: null, gpus: null })).toBeNull();
    expect(host.last()).toMatchObject({ slots: 4, slotsOfUser: 9, gpus: { kind: 'none' } });
  });

  it('is, in a pilot, what its cluster has given it, whatever files say of the machine that they are kept on', () => {
    const host = machine();
    const hostFile = { ...NO_HOST_FILE, slots: 2, memory: bytes(1), gpus: [], maxLoad: 0.5 };
    const allotment = { id: '813', cpus: 32, memory: null };
    const policy = { ...NO_POLICY, quotas: new Map([['default', { slots: 1 }]]) };
    const choice = new MachineChoice(host, { allotment }, { hostFile, policy });
    choice.set({ slots: null, gpus: null });
    expect(host.last()).toMatchObject({
      slots: null,
      slotsOfUser: 32,
      memory: null,
      gpus: null,
      maxLoad: 0.5,
      quota: null,
    });
    choice.set({ slots: 4, gpus: '1' });
    expect(host.last()).toMatchObject({ slots: 4, slotsOfUser: 32, gpus: listed(1) });
  });

  it('stays as it was where a setting is wrong', () => {
    const host = machine();
    const choice = new MachineChoice(host, {}, { hostFile: NO_HOST_FILE, policy: NO_POLICY });
    choice.set({ slots: 2, gpus: '0' });
    expect(choice.set({ slots: 3, gpus: '7' })).toBe('GPU 7 is not on this host');
    expect(choice.set({ slots: 3, gpus: 'seven' })).toContain('seven is no index');
    choice.take({ ...NO_HOST_FILE, slots: 5 });
    expect(host.last()).toMatchObject({ slots: 2, gpus: listed(0), slotsOfUser: 5 });
  });

  it('is what is laid down for all users besides, whatever else changes', () => {
    const host = machine();
    const choice = new MachineChoice(host, {}, { hostFile: NO_HOST_FILE, policy: NO_POLICY });
    const policy = {
      ...NO_POLICY,
      quotas: new Map([['default', { gpus: 2 }]]),
      hours: [{ gpus: ['0', '1:0'], from: 1200, to: 480 }],
    };
    expect(choice.takePolicy(policy)).toBeNull();
    choice.set({ slots: 2, gpus: null });
    choice.take({ ...NO_HOST_FILE, slots: 5 });
    expect(host.last()).toMatchObject({
      quota: { gpus: 2, slots: null },
      hours: [{ gpus: [{ by: 'index', index: 0 }, { by: 'instance' }], from: 1200, to: 480 }],
    });
    choice.takePolicy(NO_POLICY);
    expect(host.last()).toMatchObject({ slots: 2, slotsOfUser: 5, quota: null, hours: [] });
  });
});
