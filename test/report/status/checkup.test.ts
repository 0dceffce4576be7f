import { describe, expect, it } from 'vitest';
import { checkupText, type Finding } from '../../../src/report/status/checkup.ts';
import { widthOf } from '../../../src/report/text/columns.ts';

const WELL: Finding = { check: 'node', level: 'ok', says: 'Node 20.9.0', matters: null, mend: null };
const WARNING: Finding = {
  check: 'open-files',
  level: 'warning',
  says: `only 256 files may be open at once, which is less than what a machine of this kind usually has`,
  matters: 'a run of many jobs cannot start some of them',
  mend: 'ulimit -n 4096',
};
const ERROR: Finding = { ...WARNING, check: 'bash', level: 'error', says: 'bash is not in PATH', mend: null };

describe('a checkup', () => {
  it('tells what stops runs last, after what it is that mends the rest', () => {
    expect(checkupText([ERROR, WARNING, WELL], { color: false, width: Infinity })).toBe(
      [
        'ok       Node 20.9.0',
        'warning  only 256 files may be open at once, which is less than what a machine',
        '         of this kind usually has',
        '         a run of many jobs cannot start some of them',
        '         → ulimit -n 4096',
        'error    bash is not in PATH',
        '         a run of many jobs cannot start some of them',
        '1 thing stops runs here, and 1 warning',
        '',
      ].join('\n'),
    );
  });

  it.each<[Finding[], string]>([
    [[WELL], 'all that matters is there'],
    [[WELL, { ...WARNING, level: 'note' }], 'all that matters is there'],
    [[WELL, WARNING, WARNING], 'nothing stops runs here; 2 warnings'],
    [[ERROR, ERROR], '2 things stop runs here'],
  ])('says how it stands: %#', (findings, verdict) => {
    expect(checkupText(findings, { color: false, width: 80 }).trimEnd().split('\n').at(-1)).toBe(verdict);
  });

  it.each([40, 80, 200])('is no wider than the terminal, and than 80 columns: %d', (width) => {
    const lines = checkupText([WELL, WARNING, ERROR], { color: false, width }).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(Math.min(width, 80));
  });

  it('shows no control characters', () => {
    const says = 'a\u001B[31mb';
    expect(checkupText([{ ...WELL, says }], { color: false, width: 80 })).not.toContain('\u001B');
  });
});
