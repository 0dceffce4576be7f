import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job, Plan } from '../../../src/model/plan.ts';
import { share } from '../../../src/model/units.ts';
import { compare, differs } from '../../../src/report/diff/compare.ts';
import { diffJson } from '../../../src/report/diff/diff-json.ts';
import { diffMarkdown } from '../../../src/report/diff/diff-markdown.ts';
import { diffText } from '../../../src/report/diff/diff.ts';
import { hunksOf } from '../../../src/report/diff/hunks.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { FakeWorld } from '../../rig/world.ts';

const BEFORE: JobSketch[] = [
  { id: 'gone', gpus: 1, timeout: 3600 },
  { id: 'slower', gpus: 2, timeout: 3600, command: 'train a b c --lr=1e-3 --wd=0' },
  { id: 'other', timeout: 60, command: 'train a b c --lr=1e-3 --wd=0 d' },
  { id: 'same' },
];
const AFTER: JobSketch[] = [
  { id: 'slower', gpus: 2, timeout: 7200, command: 'train a b c --lr=1e-3 --wd=0' },
  { id: 'other', timeout: 60, command: 'train a b c --lr=1e-4 --wd=0 d' },
  { id: 'same' },
  { id: 'more', gpus: 1 },
];

const between = (before: readonly JobSketch[], after: readonly JobSketch[]) =>
  compare(sketchPlan(before), sketchPlan(after));

const PLAIN = { color: false, width: Infinity };

describe('what a change does to a plan', () => {
  it('is what is added, removed and changed, which results it makes stale, and the bound on GPU time', () => {
    expect(diffText(between(BEFORE, AFTER), PLAIN)).toBe(
      [
        'test: 4 jobs, 1 added, 1 removed, 2 changed, 1 result stale, 1 unchanged',
        'GPU time by the timeouts: 3 GPU-hours → 4 GPU-hours and 1 job without a bound',
        '',
        '+ more',
        '',
        '- gone',
        '',
        '~ slower (results stay)',
        '    timeout: 1h → 2h',
        '',
        '~ other (stale)',
        '    command: --lr=1e-3 → --lr=1e-4',
        '',
      ].join('\n'),
    );
  });

  it('has where a job leaves its numbers as the file says it, by the step that counts', () => {
    const rows = { kind: 'file', path: 'state.json', rows: 'log_history', pick: { max: 'acc,none' } } as const;
    const log = { kind: 'log', pattern: 'acc={acc}', pick: 'first' } as const;
    const file = { kind: 'file', path: 'm.json', rows: null, pick: 'last' } as const;
    const changed = between([{ id: 'a', metrics: [file] }], [{ id: 'a', metrics: [rows, log] }]);
    expect(changed.changed.map(({ isStale, fields }) => [isStale, fields])).toMatchObject([
      [
        false,
        [{ field: 'metrics', before: 'm.json', after: 'state.json @ log_history @ max acc,none, acc={acc} @ first' }],
      ],
    ]);
  });

  it('is folded between words where the terminal is narrower', () => {
    expect(diffText(between(BEFORE, AFTER), { color: false, width: 40 })).toBe(
      [
        'test: 4 jobs, 1 added, 1 removed, 2',
        '  changed, 1 result stale, 1 unchanged',
        'GPU time by the timeouts: 3 GPU-hours →',
        '  4 GPU-hours and 1 job without a bound',
        '',
        '+ more',
        '',
        '- gone',
        '',
        '~ slower (results stay)',
        '    timeout: 1h → 2h',
        '',
        '~ other (stale)',
        '    command: --lr=1e-3 → --lr=1e-4',
        '',
      ].join('\n'),
    );
    const colourful = diffText(between(BEFORE, AFTER), { color: true, width: 20 });
    expect(stripVTControlCharacters(colourful)).toBe(diffText(between(BEFORE, AFTER), { color: false, width: 20 }));
    expect(colourful).not.toBe(stripVTControlCharacters(colourful));
  });

  it('is nothing for a plan and itself', () => {
    expect(differs(between(BEFORE, BEFORE))).toBe(false);
    expect(diffText(between(BEFORE, BEFORE), PLAIN)).toBe('test: 4 jobs, nothing changed\n');
  });

  it('tells what later attempts ask for', () => {
    const on = ['exit', 'oom'] as const;
    const escalate = {
      on,
      gpus: [
        { gpus: 0, share: share(500) },
        { gpus: 1, share: null },
      ],
      otherGpu: true,
    };
    const before = [{ id: 'a', retry: { max: 2 } }];
    const text = diffText(between(before, [{ id: 'a', retry: { max: 2, escalate } }]), PLAIN);
    expect(text).toContain(
      [
        '~ a (results stay)',
        '    retry.escalate.gpus: nothing → 0.5, 1',
        '    retry.escalate.other_gpu: nothing → true',
        '    retry.escalate.on: nothing → exit, oom',
      ].join('\n'),
    );
  });

  it('tells jobs that change alike together', () => {
    const text = diffText(between(alike(7, { timeout: 60 }), alike(7, { timeout: 120 })), PLAIN);
    expect(text).toContain(
      '~ 7 jobs: job-0, job-1, job-2, job-3, job-4 and 2 more (results stay)\n    timeout: 1m → 2m\n',
    );
  });

  it('says why a result is stale when no field shows it', () => {
    const was = sketchPlan([{ id: 'a' }]);
    const touch = (job: Job): Job => ({
      ...job,
      fingerprint: 'new' as Job['fingerprint'],
      fingerprintParts: { ...job.fingerprintParts, inputs: 'new' },
    });
    const difference = compare(was, { ...was, jobs: was.jobs.map(touch) });
    expect(diffText(difference, PLAIN)).toContain('~ a (stale)\n    inputs: what is in the files → changed\n');
  });

  it('says that a sweep of another name has no results yet', () => {
    const plan: Plan = sketchPlan(BEFORE);
    const text = diffText(compare(plan, { ...plan, sweep: 'new' }), PLAIN);
    expect(text).toContain('test → new: 4 jobs');
    expect(text).toContain('every job of new is new to it');
  });

  it('is for programs every field in full', () => {
    expect(diffJson(between(BEFORE, AFTER))).toMatchObject({
      version: 1,
      sweep: { before: 'test', after: 'test' },
      jobs: { before: 4, after: 4 },
      added: [{ id: 'more', label: 'more', stage: 'main', params: {} }],
      removed: [{ id: 'gone' }],
      changed: [
        { id: 'slower', stale: false, because: [], fields: [{ field: 'timeout', before: '1h', after: '2h' }] },
        {
          id: 'other',
          stale: true,
          because: ['command'],
          fields: [{ field: 'command', before: BEFORE[2]?.command, after: AFTER[1]?.command }],
        },
      ],
      unchanged: 1,
      gpuHours: { before: { hours: 3, unbounded: 0 }, after: { hours: 4, unbounded: 1 } },
    });
  });
});

describe('what follows a change', () => {
  const chain = (value: string): JobSketch[] => [
    { id: 'a', unsaid: { m: value } },
    { id: 'b', needs: ['a'] },
    { id: 'c', needs: [{ on: 'b', when: 'always' }] },
    { id: 'd', needs: [{ on: 'c', when: 'always', via: 'chain' }] },
  ];

  it('runs again because what it needs does, though nothing of its own has changed', () => {
    const difference = between(chain('x'), chain('y'));
    expect(diffText(difference, PLAIN)).toBe(
      [
        'test: 4 jobs, 3 changed, 3 results stale, 1 unchanged',
        '',
        '~ a (stale)',
        '    matrix.m.default: x → y',
        '',
        '~ 2 jobs: b, c (stale)',
        '    will run again because a, b do',
        '',
      ].join('\n'),
    );
    expect(diffMarkdown(difference)).toContain(
      '| changed | `b` |  |  | will run again because a does | **stale** |\n' +
        '| changed | `c` |  |  | will run again because b does | **stale** |\n',
    );
    expect(diffJson(difference).changed.map(({ id, stale, follows }) => [id, stale, follows])).toEqual([
      ['a', true, null],
      ['b', true, 'a'],
      ['c', true, 'b'],
    ]);
  });

  const edits = fc.constantFrom<Partial<JobSketch>>({}, {}, { command: 'other' }, { unsaid: { m: 'y' } }, { slots: 2 });
  const graph = fc.array(
    fc.record({
      edit: edits,
      isNew: fc.boolean(),
      needs: fc.array(
        fc.record({
          on: fc.nat(9),
          when: fc.constantFrom('success' as const, 'always' as const),
          via: fc.constantFrom('stage' as const, 'chain' as const),
        }),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 10 },
  );

  it('is stale in the diff exactly where a run after the change would find it so', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (nodes) => {
        const sketches = nodes.map(({ needs }, at): JobSketch => {
          const earlier = new Map(needs.filter(({ on }) => on < at).map((need) => [need.on, need]));
          const linked = [...earlier.values()].map(({ on, ...need }) => ({ ...need, on: `${on}` }));
          return { id: `${at}`, unsaid: { m: 'x' }, needs: linked };
        });
        const isOld = (id: string) => nodes[Number(id)]?.isNew === false;
        const before = sketches
          .filter(({ id }) => isOld(id))
          .map((sketch) => ({
            ...sketch,
            needs: (sketch.needs ?? []).filter((need) => typeof need !== 'string' && isOld(need.on)),
          }));
        const after = sketchPlan(sketches.map((sketch, at) => ({ ...sketch, ...nodes[at]?.edit })));
        const world = new FakeWorld({}, () => ({}));
        await world.run(sketchPlan(before));
        const [, verdicts] = await world.open(after);
        const stale = after.jobs.filter(({ id }) => verdicts.get(id)?.state === 'stale').map(({ id }) => id);
        const { changed } = compare(sketchPlan(before), after);
        expect(changed.filter(({ isStale }) => isStale).map(({ job }) => job.id)).toEqual(stale);
      }),
      { numRuns: 50 },
    );
  });
});

/** The cells of a table in Markdown: pipes that are not escaped part them. */
const cells = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

describe('a change as Markdown', () => {
  it('is a headline and a table with a row for every field of every job', () => {
    expect(diffMarkdown(between(BEFORE, AFTER))).toBe(
      [
        '### test: 4 jobs, 1 added, 1 removed, 2 changed, 1 result stale, 1 unchanged',
        '',
        'GPU time by the timeouts: 3 GPU-hours → 4 GPU-hours and 1 job without a bound',
        '',
        '| change | job | field | before | after | results |',
        '| --- | --- | --- | --- | --- | --- |',
        '| added | `more` |  |  | 1 GPU | to be made |',
        '| removed | `gone` |  | 1 GPU, at most 1h |  | orphaned |',
        '| changed | `slower` | `timeout` | `1h` | `2h` | stay |',
        '| changed | `other` | `command` | `--lr=1e-3` | `--lr=1e-4` | **stale** |',
        '',
      ].join('\n'),
    );
  });

  it('keeps its columns whatever the commands hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('|', '`', '\\', '\n', 'a', ' ', '<', '*') }), (command) => {
        const lines = diffMarkdown(between([{ id: 'a', command: 'x' }], [{ id: 'a', command: `${command}y` }]))
          .trimEnd()
          .split('\n');
        expect(lines.filter((line) => line.startsWith('|')).every((line) => cells(line).length === 6)).toBe(true);
        expect(lines).toHaveLength(5);
      }),
    );
  });

  it('writes what Markdown or HTML could take for its own as characters', () => {
    const markdown = diffMarkdown(between([{ id: 'a', command: 'x' }], [{ id: 'a', command: 'a | `b`\n<i>' }]));
    expect(markdown).toContain('| <code>a &#124; &#96;b&#96;<br>&#60;i&#62;</code> |');
  });

  it('gives jobs that change alike one row when there are many', () => {
    const markdown = diffMarkdown(between(alike(150, { timeout: 60 }), alike(150, { timeout: 120 })));
    expect(markdown).toContain(
      '| changed | `150: job-0, job-1, job-2, job-3, job-4 and 145 more` | `timeout` | `1m` | `2m` | stay |',
    );
    expect(markdown.split('\n').filter((line) => line.startsWith('| changed'))).toHaveLength(1);
  });
});

describe('the words that differ', () => {
  it('are told of long texts, place by place', () => {
    expect(hunksOf({ before: 'run a --x=1 b c --y=1', after: 'run a --x=2 b c --y=2 --z' })).toEqual([
      { before: '--x=1', after: '--x=2' },
      { before: '--y=1', after: '--y=2 --z' },
    ]);
  });

  it('are the whole of short texts, and of texts with nothing in common', () => {
    expect(hunksOf({ before: '1h', after: '2h' })).toEqual([{ before: '1h', after: '2h' }]);
    expect(hunksOf({ before: 'a b c d', after: 'e f g h' })).toEqual([{ before: 'a b c d', after: 'e f g h' }]);
  });

  it('turn one text into the other', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(words, words, (old, young) => {
        const hunks = hunksOf({ before: old.join(' '), after: young.join(' ') });
        const lost = hunks.flatMap(({ before }) => before.split(' ').filter(Boolean)).length;
        const won = hunks.flatMap(({ after }) => after.split(' ').filter(Boolean)).length;
        expect(won - lost).toBe(young.length - old.length);
      }),
    );
  });
});
