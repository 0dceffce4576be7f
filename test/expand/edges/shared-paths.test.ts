import { describe, expect, it } from 'vitest';
import { expandText } from '../../rig/expansion.ts';

const said = (rest: string) =>
  expandText(`matrix: {x: [a, b], seed: [1, 2]}\ncommand: run {{x}} {{seed}}\n${rest}`).said;

describe('a file by which jobs leave their numbers', () => {
  it('is of one job: whose it would be could not be told', () => {
    expect(said('metrics: {file: m.json}')).toEqual([
      expect.stringContaining('error shared-metrics @ m.json: the metrics in `m.json` are those of both a_s1 and a_s2'),
    ]);
    expect(said('metrics: [{log: "a={a}"}, {file: "{{x}}.json"}]')).toEqual([
      expect.stringContaining(
        'error shared-metrics @ "{{x}}.json": the metrics in `a.json` are those of both a_s1 and a_s2; so is one other path by several jobs',
      ),
    ]);
  });

  it('may be of several links of a chain, which is warned of', () => {
    expect(said('chain: seed\nmetrics: {file: "{{x}}.json"}')).toEqual([
      expect.stringContaining(
        'warning shared-metrics @ "{{x}}.json": the metrics of a_s1 in `a.json` are written over by a_s2, the next of its chain',
      ),
    ]);
  });

  it('may be read twice by one job, and by no two where its path tells them apart', () => {
    expect(said('metrics: [{file: "{{x}}-{{seed}}.csv"}, {file: "{{x}}-{{seed}}.csv", pick: {max: acc}}]')).toEqual([]);
    expect(said('metrics: {log: "acc={acc}"}')).toEqual([]);
  });
});

describe('an expression for numbers of the log', () => {
  it('is warned of where it takes but the beginning of one, once', () => {
    expect(said("metrics: {regex: 'acc=(?<acc>[0-9.]+)'}")).toEqual([
      expect.stringContaining(
        "warning number-cut-short @ 'acc=(?<acc>[0-9.]+)': `acc` in `metrics.regex` cuts numbers short: of `1e-3` it takes `1`",
      ),
    ]);
  });
});

describe('the goals of a sweep', () => {
  it('are those that it names, without those that it unsets', () => {
    expect(expandText('command: run\ngoals: {acc: max, "test/loss": min, none: null}').draft?.goals).toEqual({
      acc: 'max',
      'test/loss': 'min',
    });
    expect(expandText('command: run').draft?.goals).toBeUndefined();
  });
});
