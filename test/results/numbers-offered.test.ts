import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOffered as offeredOf } from '../../src/results/numbers-offered.ts';
import { numberIn } from '../../src/model/text/written-number.ts';
import { readLog } from '../../src/results/readers/log.ts';

const numbersOffered = (output: string, axes: readonly string[] = [], goals: readonly string[] = []) =>
  offeredOf(output, { axes, command: 'train --batch-size 32 --min_acc=0.9', goals });

describe('numbers that an output says by name', () => {
  it.each<[string, Record<string, string>, string]>([
    ['acc=0.5 loss=1e-3\n', { acc: '0.5', loss: '1e-3' }, "metrics: { log: 'acc={acc} loss={loss}' }"],
    [
      'val/acc:   0.5,\tloss: nan',
      { 'val/acc': '0.5', loss: 'nan' },
      "metrics: { log: 'val/acc: {val/acc}, loss: {loss}' }",
    ],
    [
      'Epoch 3/10, acc: 0.5 in 12s, f1 = .7\ndone\n',
      { acc: '0.5', f1: '.7' },
      "metrics: [{ log: 'acc: {acc}' }, { log: 'f1 = {f1}' }]",
    ],
    [
      "{'eval_loss': 0.4, 'epoch': 3.0}",
      { eval_loss: '0.4', epoch: '3.0' },
      `metrics: { log: "'eval_loss': {eval_loss}, 'epoch': {epoch}" }`,
    ],
    ['acc=0.1\racc=0.2\r\u001b[32macc=0.3\u001b[0m\n', { acc: '0.3' }, "metrics: { log: 'acc={acc}' }"],
  ])('of %j are offered with a line for the file', (output, numbers, line) => {
    const offered = numbersOffered(output);
    expect([Object.fromEntries(offered?.numbers ?? []), offered?.line]).toEqual([numbers, line]);
  });

  it('are those of a line of nothing but names with numbers behind them, where none has a sign between', () => {
    const offered = numbersOffered('loading 4 shards\n  dice 0.79 hd95 8.1\ndice  0.81, hd95 7.3\n');
    expect([Object.fromEntries(offered?.numbers ?? []), offered?.line]).toEqual([
      { dice: '0.81', hd95: '7.3' },
      "metrics: { log: 'dice {dice}, hd95 {hd95}' }",
    ]);
    expect(numbersOffered('dice 0.81 hd95 7.3\nacc=0.5')?.line).toBe("metrics: { log: 'acc={acc}' }");
  });

  it('are not what the job was given, by whatever name', () => {
    expect(numbersOffered('optim-lr=0.1 seed=3 loss=0.5', ['optim.lr'])?.line).toBe("metrics: { log: 'loss={loss}' }");
    expect(numbersOffered('lr=0.1 depth=4\niter 2 | loss 0.57', ['lr', 'model.depth'])?.line).toBe(
      "metrics: { log: 'iter {iter} | loss {loss}' }",
    );
    expect(numbersOffered('lr=0.1', ['lr'])).toBeNull();
  });

  it('are not what the command names with the same number, nor what is called a configuration', () => {
    expect(numbersOffered('batch_size=32 min_acc=0.8 args/depth=4')?.line).toBe(
      "metrics: { log: 'min_acc={min_acc}' }",
    );
    expect(numbersOffered('Config.lr: 0.1, hparams.wd=0')).toBeNull();
  });

  it('are none that a pattern would read elsewhere, too, or that only number rows', () => {
    expect(numbersOffered('loss=0.5\nval_loss=0.7\n')?.line).toBe("metrics: { log: 'val_loss={val_loss}' }");
    expect(numbersOffered('val_loss=0.7\nloss=0.5\n')?.line).toBe(
      "metrics: [{ log: 'loss={loss}' }, { log: 'val_loss={val_loss}' }]",
    );
    expect(numbersOffered('epoch=3')).toBeNull();
  });

  it('begin with those that have a goal', () => {
    const output = 'eval/loss: 0.4\na=1\nb=2\nc=3\nd=4';
    expect(numbersOffered(output, ['a'], ['eval/loss'])?.line).toMatch(
      /^metrics: \[\{ log: 'eval\/loss: \{eval\/loss\}' \}/,
    );
  });

  it.each([
    '',
    'done',
    '12:30:45 started',
    'http://localhost:8080/',
    'version=1.2.3',
    'acc=high',
    'took 5 s',
    'seed 1',
  ])('are none in %j', (output) => {
    expect(numbersOffered(output)).toBeNull();
  });

  it('are found by the patterns that are offered', () => {
    const name = fc.stringMatching(/^[A-Za-z_][\w/-]{0,5}$/);
    const word = fc.tuple(name, fc.constantFrom('=', ': ', ' = '), fc.constantFrom('0.5', '-1e-3', 'nan', '7'));
    const line = fc.array(word, { maxLength: 4 }).map((pairs) => pairs.map((pair) => pair.join('')).join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
        const output = lines.join('\n');
        const offered = numbersOffered(output);
        for (const [, pattern = ''] of (offered?.line ?? '').matchAll(/log: '([^']*)'/g)) {
          const { numbers, problem } = readLog(output, { kind: 'log', pattern });
          expect(problem).toBeNull();
          for (const [, named = ''] of pattern.matchAll(/\{([^}]+)\}/g)) {
            if (named === 'step' || named === 'epoch') continue;
            expect(numbers.curves.get(named)?.values.at(-1)).toBe(numberIn(offered?.numbers.get(named) ?? ''));
          }
        }
      }),
    );
  });
});
