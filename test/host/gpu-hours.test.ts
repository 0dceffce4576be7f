import { describe, expect, it } from 'vitest';
import { GpuTimetable } from '../../src/host/gpu-hours.ts';
import { instant, tick, type Moment } from '../../src/model/units.ts';
import { gpus } from '../rig/world.ts';

const NIGHT = { from: 1200, to: 480 };
const NOON = { from: 720, to: 780 };
const index = (at: number) => ({ by: 'index', index: at }) as const;

const at = (hours: number, drift = 0): Moment => ({
  at: instant(new Date(2026, 10, 3).getTime() + hours * 3_600_000),
  tick: tick(1e9 + hours * 3_600_000 + drift),
});

describe('the GPUs of a host', () => {
  it('bear the hours of all items that name them', () => {
    const all = [
      { gpus: [index(0), index(1)], ...NIGHT },
      { gpus: [index(1), index(7)], ...NOON },
    ];
    const found = new GpuTimetable().of(gpus(3), all, at(10));
    expect(found.map(({ hours }) => hours?.said)).toEqual([
      'from 20:00 to 08:00',
      'from 20:00 to 08:00 and from 12:00 to 13:00',
      undefined,
    ]);
    expect(found[1]!.hours!.closed[0]!.until.at).toBe(new Date(2026, 10, 3, 12).getTime());
  });

  it('stay as they are where nothing is laid down of them', () => {
    const three = gpus(3);
    expect(new GpuTimetable().of(three, [], at(10))).toBe(three);
  });

  it('bear the same until an hour has passed, or the clocks come apart', () => {
    const timetable = new GpuTimetable();
    const closed = (now: Moment) => timetable.of(gpus(1), [{ gpus: [index(0)], ...NIGHT }], now)[0]!.hours!.closed;
    const first = closed(at(10));
    expect(closed(at(10.9, 200))).toBe(first);
    const later = closed(at(11.1));
    expect(later).not.toBe(first);
    expect(closed(at(11.2, -5000))[0]!.until.tick).toBe(later[0]!.until.tick - 5000);
  });
});
