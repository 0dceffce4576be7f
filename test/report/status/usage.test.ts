import { describe, expect, it } from 'vitest';
import { iso, instant } from '../../../src/model/units.ts';
import { usageCsv, usageText, type UsageJson, type UsageRowJson } from '../../../src/report/status/usage.ts';

const NONE = { useful: 0, failed: 0, timedOut: 0, interrupted: 0, running: 0, unknown: 0 };
const at = (hours: number) => iso(instant(new Date(2026, 10, 3, hours).getTime()));

function row(key: string, hours: Partial<typeof NONE>): UsageRowJson {
  const parts = Object.fromEntries(
    Object.entries({ ...NONE, ...hours }).map(([name, amount]) => [name, 3600 * amount]),
  );
  const gpuSeconds = Object.values(parts).reduce((sum, one) => sum + one, 0);
  return { key, gpuSeconds, ...(parts as typeof NONE) };
}

const DOCUMENT: UsageJson = {
  ...{ version: 1, since: at(9), until: at(21), by: 'sweep' },
  total: row('', { useful: 10, timedOut: 2, interrupted: 1, running: 3, failed: 4 }),
  idle: 0,
  rows: [
    row('beam', { useful: 9, timedOut: 2, running: 3, failed: 2 }),
    row('a, "b"', { useful: 1, failed: 2, interrupted: 1 }),
  ],
};

describe('what usage comes to', () => {
  it('is a table for people, with a bar a row', () => {
    expect(usageText(DOCUMENT, { color: false, width: 100 })).toBe(
      [
        'GPU-hours since 09:00:00',
        'sweep   GPU-hours  useful',
        'beam         16.0     56%  ███████████████████████▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒',
        'a, "b"       4.00     25%  ███▒▒▒▒▒░░',
        'all          20.0     50%',
        '█ useful  ▓ running  ▒ failed or timed out  ░ interrupted',
        '',
      ].join('\n'),
    );
  });

  it('has a line of the time for which GPUs were idle while jobs waited, where there was any', () => {
    const lines = (part: Partial<UsageJson>) =>
      usageText({ ...DOCUMENT, idle: 5400, ...part }, { color: false, width: 100 }).split('\n');
    expect(lines({}).at(-2)).toBe('idle while jobs waited for them: 1.50');
    expect(lines({ rows: [] })).toEqual([
      'no GPU was held since 09:00:00, as far as is known here',
      'idle while jobs waited for them: 1.50',
      '',
    ]);
  });

  it('is said to be nothing where nothing is known', () => {
    const nothing = { ...DOCUMENT, rows: [], total: row('', {}) };
    expect(usageText(nothing, { color: false, width: 100 })).toBe(
      'no GPU was held since 09:00:00, as far as is known here\n',
    );
  });

  it('is lines of comma-separated values for programs', () => {
    expect(usageCsv(DOCUMENT)).toBe(
      'sweep,gpu_hours,useful,failed,timed_out,interrupted,running,unknown\n' +
        'beam,16,9,2,2,0,3,0\n' +
        '"a, ""b""",4,1,2,0,1,0,0\n',
    );
  });
});
