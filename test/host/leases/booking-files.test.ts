import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BookingFiles, removeBooking, writeBooking } from '../../../src/host/leases/booking-files.ts';
import { bookingText, parseBooking } from '../../../src/host/leases/booking-text.ts';
import { instant, tick, type Moment } from '../../../src/model/units.ts';
import { HostRig, SELF, UID } from '../../rig/leases.ts';

const NOW: Moment = { at: instant(1_700_000_000_000), tick: tick(5_000_000) };
const later = (time: number): Moment => ({ at: instant(NOW.at + time * 1000), tick: tick(NOW.tick + time * 1000) });
const MACHINE = 'here';
const asRoot = test.runIf(UID === 0);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bookings-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function reserve(gpus: readonly string[], from: number, until: number, why: string | null = null): string {
  const order = { gpus, from: later(from).at, until: later(until).at, why };
  return writeBooking(folder, order, { user: 'ada', machineId: MACHINE });
}

interface Planted {
  readonly uid?: number;
  readonly owner?: number;
  readonly id?: string;
}

/** Puts a file there by hand, as another user if one is said; answers with its name. */
function plant(text: string, { uid = UID, owner = uid, id = '0123abcd' }: Planted = {}): string {
  const name = `reserved-${uid}-${id}.json`;
  writeFileSync(join(folder, name), text);
  if (owner !== UID) chownSync(join(folder, name), owner, owner);
  return name;
}

const TEXT = { user: 'bob', machineId: MACHINE, gpus: ['GPU-1'], from: '2023-11-14T22:13:20.000Z', why: null };
const valid = (part: object = {}): string => bookingText({ ...TEXT, until: '2023-11-14T23:13:20.000Z', ...part });

/** Comes back when the clock of the file system has another time than this. */
function passTick(before: bigint): void {
  const probe = join(folder, 'probe');
  do writeFileSync(probe, '');
  while (statSync(probe, { bigint: true }).ctimeNs <= before);
}

const look = (at = NOW) => new BookingFiles(folder, MACHINE).look(at);
const ignored = (at = NOW): [string, string][] => look(at).ignored.map(({ name, because }) => [name, because]);

describe('a reservation', () => {
  test('is seen by all as it was made, with the ticks of its times, the first first', () => {
    const second = reserve(['GPU-1'], 60, 120);
    const first = reserve(['GPU-0', 'GPU-2'], -10, 30, 'demo');
    expect(look().bookings).toEqual([
      {
        ...{ id: first, uid: UID, user: expect.any(String) as string, gpus: ['GPU-0', 'GPU-2'] },
        ...{ from: later(-10), until: later(30), why: 'demo' },
      },
      expect.objectContaining({ id: second, from: later(60), until: later(120) }),
    ]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('has the same ticks at each look, though its clocks come apart by some milliseconds, but not by seconds', () => {
    reserve(['GPU-0'], 60, 120);
    const files = new BookingFiles(folder, MACHINE);
    const [known] = files.look(NOW).bookings;
    const drifted = (time: number): Moment => ({ at: instant(NOW.at + time), tick: NOW.tick });
    expect(files.look(drifted(40)).bookings[0]).toBe(known);
    expect(files.look(drifted(-3000)).bookings[0]?.from.tick).toBe(NOW.tick + 63_000);
  });

  test('is readable for all, whatever the umask of who makes it', () => {
    const umask = process.umask(0o077);
    try {
      reserve(['GPU-0'], 60, 120);
    } finally {
      process.umask(umask);
    }
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o644]);
  });

  test('can be given back', () => {
    const id = reserve(['GPU-0'], 60, 120);
    removeBooking(folder, { uid: UID, id });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of one’s own that is over is to be removed, and no news', () => {
    const id = reserve(['GPU-0'], 0, 60);
    expect(look(later(60))).toMatchObject({ bookings: [], ignored: [], over: [{ uid: UID, id }] });
  });
});

describe('a file that is no reservation counts for nothing, and says why', () => {
  test.each([
    ['it is no JSON', '{"version":1,'],
    ['it is no object', '[]'],
    ['its version is 2, and this sweep knows 1', '{"version":2}'],
    ['gpus is no list', valid({ gpus: 'GPU-1' })],
    ['gpus is out of bounds', valid({ gpus: [] })],
    ['from is no time', valid({ from: 'soon' })],
    ['until is not after from', valid({ until: '2023-11-14T22:13:20.000Z' })],
    ['user is no text', valid({ user: 7 })],
    ['it is for another machine', valid({ machineId: 'elsewhere' })],
  ])('%s', (because, text) => {
    expect(ignored()).toEqual([]);
    const name = plant(text);
    expect(ignored()).toEqual([[name, because]]);
    expect(look().bookings).toEqual([]);
  });

  test('it is no plain file', () => {
    mkdirSync(join(folder, `reserved-${UID}-00000001.json`));
    symlinkSync('/dev/zero', join(folder, `reserved-${UID}-00000002.json`));
    expect(ignored().map(([, because]) => because)).toEqual(['it is no plain file', 'it is no plain file']);
  });

  test('it is too large', () => {
    plant(valid({ why: 'x'.repeat(70_000) }));
    expect(ignored().map(([, because]) => because)).toEqual(['it is too large']);
  });

  asRoot('it is forged: it belongs to another than its name says', () => {
    const name = plant(valid(), { uid: 4242, owner: 4243 });
    expect(ignored()).toEqual([[name, 'it belongs to user 4243, unlike its name']]);
  });

  asRoot('it is over, and another’s', () => {
    const name = plant(valid(), { uid: 4242 });
    expect(ignored(later(3600))).toEqual([[name, 'its time is over']]);
  });

  asRoot('another user was there first, whatever it says', () => {
    const { ctimeNs } = statSync(join(folder, plant(valid(), { uid: 4242, id: '00000002' })), { bigint: true });
    passTick(ctimeNs);
    const own = reserve(['GPU-1', 'GPU-3'], 60, 120);
    const free = reserve(['GPU-1'], 3600, 4000);
    expect(ignored()).toEqual([
      [`reserved-${UID}-${own}.json`, 'bob has reserved one of its GPUs before, at the same time'],
    ]);
    expect(look().bookings.map(({ id }) => id)).toEqual(['00000002', free]);
  });
});

test('a reason is told without what could steer a terminal, and not at any length', () => {
  const parsed = parseBooking(valid({ why: `\u001b[2J${'x'.repeat(400)}` }));
  expect(parsed).toMatchObject({ why: `\u{fffd}[2J${'x'.repeat(196)}` });
});

describe('a run', () => {
  let rig: HostRig;

  beforeEach(() => {
    rig = new HostRig();
  });

  afterEach(() => rig.close());

  test('sees what is reserved, names what does not count once, and clears away its user’s that are over', () => {
    const at = Date.now();
    const by = { user: 'ada', machineId: SELF.machineId };
    const span = (from: number, until: number) => ({
      from: instant(at + from * 1000),
      until: instant(at + until * 1000),
    });
    const id = writeBooking(rig.folder, { gpus: ['GPU-0'], why: null, ...span(-60, 3600) }, by);
    writeBooking(rig.folder, { gpus: ['GPU-0'], why: null, ...span(-60, -1) }, by);
    writeFileSync(join(rig.folder, `reserved-${UID}-ffffffff.json`), 'nonsense');
    const leases = rig.join('one');
    for (const _ of [1, 2]) {
      leases.exclusively(() => {
        expect(leases.neighbours().bookings).toMatchObject([{ id, gpus: ['GPU-0'] }]);
      });
    }
    expect(rig.warnings).toEqual([`${join(rig.folder, `reserved-${UID}-ffffffff.json`)} is ignored: it is no JSON`]);
    expect(
      readdirSync(rig.folder)
        .filter((name) => name.startsWith('reserved-'))
        .sort(),
    ).toEqual([`reserved-${UID}-${id}.json`, `reserved-${UID}-ffffffff.json`].sort());
  });
});
