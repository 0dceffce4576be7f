import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHostFile } from '../../src/language/host-file.ts';
import { editPauses, isPaused, type PauseChange } from '../../src/language/pauses.ts';
import { cases } from '../rig/cases.ts';

function edited(text: string, change: PauseChange): string {
  const edit = editPauses(text, 'host.yaml', change);
  if (!edit.ok) throw new Error(`refused: ${JSON.stringify(edit.diagnostics)}`);
  return edit.text;
}

const add = (...gpus: string[]): PauseChange => ({ add: gpus });
const remove = (...gpus: string[]): PauseChange => ({ remove: gpus });
const ALL: PauseChange = { to: 'all' };
const NOTHING: PauseChange = { to: 'nothing' };

describe('an edit of what a host file pauses', () => {
  it.each<[string, PauseChange, string]>([
    ['', add('2', '1:0'), "paused: [2, '1:0']\n"],
    ['', ALL, 'paused: true\n'],
    ['', NOTHING, ''],
    ['# mine\n', add('2'), '# mine\npaused: [2]\n'],
    ['slots: 4 # all', add('2'), 'slots: 4 # all\npaused: [2]\n'],
    ['{slots: 4}\n', ALL, '{slots: 4, paused: true}\n'],
    ['{ slots: 4, }\n', ALL, '{ slots: 4, paused: true }\n'],
    ['{}\n', add('0'), '{ paused: [0]}\n'],
    ['  slots: 4\n  gpus: 0-3\n', add('0'), '  slots: 4\n  gpus: 0-3\n  paused: [0]\n'],
    ['paused: false # none\nslots: 4\n', add('0'), 'paused: [0] # none\nslots: 4\n'],
    ['paused: 2\n', add('0'), 'paused: [2, 0]\n'],
    ['paused: [0,2] # hot\n', add('3', '2'), 'paused: [0,2, 3] # hot\n'],
    ['paused: 0-3\n', add('2'), 'paused: 0-3\n'],
    ['paused: [1]\n', add('1:0'), 'paused: [1]\n'],
    ['paused: []\n', add('1'), 'paused: [1]\n'],
    [
      'paused:\n  # see the log\n  - 0 # noisy\n  - 1\nslots: 4\n',
      add('3', '4'),
      'paused:\n  # see the log\n  - 0 # noisy\n  - 1\n  - 3\n  - 4\nslots: 4\n',
    ],
    ['paused:\n- 0', add('3'), 'paused:\n- 0\n- 3\n'],
    ['paused: true\n', add('3'), 'paused: true\n'],
    ['paused: [0, 1]\n', ALL, 'paused: true\n'],
    ['paused: # a: b\n  - 0\n  - 1 # c\nslots: 4\n', ALL, 'paused: true # a: b\nslots: 4\n'],
    ['paused: true\n', NOTHING, 'paused: false\n'],
    ['paused: [0, 1]\n', NOTHING, 'paused: false\n'],
    ['paused:\n  - 0\n  - 1\n', NOTHING, 'paused: false\n'],
    ['paused: [0, 1, 2]\n', remove('1'), 'paused: [0, 2]\n'],
    ['paused: [0, 1, 2]\n', remove('0'), 'paused: [1, 2]\n'],
    ['paused: [0, 1, 2,]\n', remove('2'), 'paused: [0, 1,]\n'],
    ['paused: [0, 1, 2]\n', remove('0', '1'), 'paused: [2]\n'],
    ['paused: [0, 1, 2]\n', remove('1', '2', '7'), 'paused: [0]\n'],
    ['paused: [0, 1]\n', remove('0', '1'), 'paused: false\n'],
    ['paused: [ 0-3, 7 ]\n', remove('2'), 'paused: [ 0-1, 3, 7 ]\n'],
    ['paused: 0-3\n', remove('0'), 'paused: 1-3\n'],
    ['paused: 0-3\n', remove('1'), 'paused: [0, 2-3]\n'],
    ['paused: 2\n', remove('2'), 'paused: false\n'],
    ['paused: 2\n', remove('3'), 'paused: 2\n'],
    [
      'paused:\n  - 0 # a\n  - 1-3 # b\n  - GPU-ab # c\n',
      remove('2', 'gpu-AB'),
      'paused:\n  - 0 # a\n  - 1\n  - 3 # b\n',
    ],
    ['paused:\n  - 0 # a\n  - 1 # b\nslots: 1\n', remove('0'), 'paused:\n  - 1 # b\nslots: 1\n'],
    ["paused: ['1:0', 1:1, 2]\n", remove('1'), 'paused: [2]\n'],
    ["paused: ['1:0', 1:1]\n", remove('1:0'), 'paused: [1:1]\n'],
    ['slots: 4\n', remove('1'), 'slots: 4\n'],
    ['paused: true\n', remove('1'), 'paused: true\n'],
  ])('changes nothing else: %j', (before, change, after) => {
    expect(edited(before, change)).toBe(after);
  });

  it('tells what is wrong with a malformed file, and changes nothing', () => {
    const edit = editPauses('slots: many\n', 'host.yaml', ALL);
    expect(edit).toMatchObject({ ok: false, diagnostics: [{ code: 'wrong-type' }] });
  });

  it.each([
    ['gpus: &mine [0, 1]\npaused: *mine\n', add('2')],
    ['paused: &mine [0, 1]\ngpus: *mine\n', add('2')],
    ['paused: [0, # 1, 2\n  3]\n', remove('0')],
  ])('is refused where it would do something else: %j', (text, change) => {
    expect(editPauses(text, 'host.yaml', change)).toEqual({ ok: false, diagnostics: null });
  });

  it('pauses what is told, in whatever way the file says the rest', () => {
    const item = fc.constantFrom('0', '2', '1-3', '5', "'1:0'", '4:1', 'GPU-ab');
    const items = fc.uniqueArray(item, { minLength: 1, maxLength: 4 });
    const gpus = fc.uniqueArray(fc.constantFrom('0', '1', '2', '3', '1:0', '4', 'GPU-AB', '9'), {
      minLength: 1,
      maxLength: 3,
    });
    const rest = 'slots: 4 # slots\nvars: {a: 1}\n';
    fc.assert(
      fc.property(items, gpus, fc.nat({ max: 2 }), fc.boolean(), (paused, named, style, isLast) => {
        const flow = ` [${paused.join(', ')}]`;
        const block = paused.map((one) => `\n  - ${one} # ${one}`).join('');
        const said = `paused:${[flow, block, ` ${paused[0]!}`][style]!}\n`;
        const text = isLast ? rest + said : said + rest;
        const more = editPauses(text, 'f', add(...named));
        const fewer = editPauses(text, 'f', remove(...named));
        if (!more.ok || !fewer.ok) throw new Error('refused');
        expect([more.text, fewer.text].filter((one) => !one.includes(rest))).toEqual([]);
        expect(named.filter((gpu) => !isPaused(more.host, gpu))).toEqual([]);
        // An instance stays paused with its GPU.
        const left = named.filter((gpu) => isPaused(fewer.host, gpu));
        expect(left.filter((gpu) => !isPaused(fewer.host, gpu.split(':')[0]!) || !gpu.includes(':'))).toEqual([]);
        const before = parseHostFile(text, 'f').host!;
        const others = ['0', '1', '2', '3', '5', '4:1', 'GPU-ab'].filter(
          (gpu) => !named.some((one) => one.toLowerCase() === gpu.toLowerCase() || gpu.startsWith(`${one}:`)),
        );
        expect(others.filter((gpu) => isPaused(fewer.host, gpu) !== isPaused(before, gpu))).toEqual([]);
      }),
      { numRuns: cases(500) },
    );
  });
});
