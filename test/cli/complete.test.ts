import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { candidates } from '../../src/cli/commands/complete.ts';
import { completionScript } from '../../src/cli/commands/completion.ts';
import { encodeHeader } from '../../src/journal/codec.ts';
import { buildProgram } from '../../src/cli/program.ts';

const program = buildProgram(() => undefined);

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-complete-'));
  const before = process.cwd();
  mkdirSync(join(folder, '.git'));
  writeFileSync(
    join(folder, 'beam.yaml'),
    'matrix: {strategy: [greedy, beam], seed: [1, 2]}\nlabel: "{{strategy}}_{{seed}}"\nstages: {train: {command: "x {{strategy}} {{seed}}"}, eval: {command: y, needs: train}}\n',
  );
  mkdirSync(join(folder, '.sweep/beam'), { recursive: true });
  const read = { at: '2026-01-01T00:00:00.000Z', tick: 1, event: 'metrics-read', job: 'a', attempt: 1 };
  const left = JSON.stringify({ ...read, metrics: { acc: 0.5, loss: 1 }, texts: {}, curves: {} });
  writeFileSync(join(folder, '.sweep/beam/journal.jsonl'), `${encodeHeader('beam')}\n${left}\n`);
  writeFileSync(join(folder, 'broken.yml'), 'matrix: [\n');
  process.chdir(folder);
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
});

describe('what can stand in the place of the last word', () => {
  it.each<[string, string[]]>([
    ['lo', ['logs']],
    ['serv', []],
    ['ne', ['new']],
    ['new sl', []],
    ['gpus ', ['pause', 'resume']],
    ['help gpus p', ['pause']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['plan --format t', ['table', 'tsp']],
    ['plan --format=t', ['--format=table', '--format=tsp']],
    ['run --fre', ['--fresh']],
    ['run --notify', []],
    ['run ', ['beam.yaml', 'broken.yml', 'beam']],
    ['run beam.yaml --only ', ['strategy=', 'seed=']],
    ['run beam.yaml --only strategy=', ['strategy=greedy', 'strategy=beam']],
    ['run beam.yaml --only=strategy=b', ['--only=strategy=beam']],
    ['run beam.yaml --skip seed=1,', ['seed=1,1', 'seed=1,2']],
    ['run --only strategy=b beam.yaml --stage ', ['train', 'eval']],
    ['results beam.yaml --pivot s', ['strategy', 'seed']],
    ['results beam.yaml --by strategy,s', ['strategy,strategy', 'strategy,seed']],
    ['results beam --metric ', ['acc', 'loss']],
    ['results --metric=acc,l', ['--metric=acc,loss']],
    ['results beam --sort l', ['loss']],
    ['results beam --best a', ['acc']],
    ['results beam --best --pi', ['--pivot']],
    ['results beam --best acc --sort a', ['acc']],
    ['results beam.yaml --vs strategy=g', ['strategy=greedy']],
    ['kill --sweep beam.yaml greedy_1', ['greedy_1']],
    ['hold --sweep beam.yaml str', ['strategy=']],
    ['run beam.yaml --accept str', ['strategy=']],
    ['run --acc', ['--accept-existing', '--accept']],
    ['set sl', ['slots=']],
    ['run -- --fre', []],
    ['run beam.yaml --gpus v', ['virtual:']],
    ['nonsense x', []],
  ])('after `%s` is %j', async (line, found) => {
    const words = line.split(' ');
    expect(await candidates(program, words)).toEqual(found);
  });

  it.each(['bash', 'zsh', 'fish'] as const)('is asked for by %s', async (shell) => {
    await expect(completionScript(shell)).toMatchFileSnapshot(`../fixtures/completion/sweep.${shell}`);
  });
});
