import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnding, readStart, readTerminal, secondsBetween } from '../../src/launch/folder.ts';
import { accountOf } from '../../src/launch/diagnosis/decisive-failure.ts';
import { errorLine } from '../../src/launch/diagnosis/error-line.ts';
import { outputOf } from '../../src/launch/diagnosis/log-lines.ts';
import { cutName, readCut } from '../../src/launch/logs/cut.ts';
import type { MetricSource } from '../../src/model/metrics.ts';
import { parseLogPattern } from '../../src/model/text/log-pattern.ts';
import { TerminalText } from '../../src/report/text/terminal-text.ts';
import { lastLines } from '../../src/report/text/visible.ts';
import { numbersOffered } from '../../src/results/numbers-offered.ts';
import { readFile, readingOf } from '../../src/results/reading.ts';
import { readLog } from '../../src/results/readers/log.ts';
import { hasShapeOfEvent } from '../../src/journal/shape.ts';
import { errorSignature } from '../../src/schedule/state/error-signature.ts';
import { LogText } from '../../src/ui/log-text.ts';
import { anyText, bytesLike, expectHarmless, takesAny, textLike } from './hostile.ts';

const left = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/metrics', name));

const LOG = [
  'epoch 1/3  loss=0.25 acc=0.5\r\nepoch 2/3  loss=1e-3 acc=nan\n',
  '\u001B[32mstep 10\u001B[0m: loss 0.5 (best 0.4)\r 50%|#####     | 5/10\r100%|##########| 10/10\n',
  'Traceback (most recent call last):\n  File "x.py", line 3\nValueError: bad\n',
].join('');

/** What is journaled of it is an event like any other. */
function expectToBeKept(source: MetricSource, found: ReturnType<typeof readFile>): void {
  const { reading } = readingOf([{ source, name: 'results.json', found }]);
  const event = { event: 'metrics-read', job: 'a', attempt: 1, ...reading };
  expect(hasShapeOfEvent(JSON.parse(JSON.stringify(event)) as Record<string, unknown>)).toBe(true);
}

describe('what a job leaves by way of numbers', () => {
  const pick = fc.constantFrom<MetricSource['pick']>('last', 'first', { max: '__proto__' }, { min: 'loss' });

  test.each([
    ['results.json', ['lm_eval.json', 'trainer_state.json']],
    ['log.jsonl', ['lm_eval.json', 'trainer_state.json']],
    ['metrics.csv', ['keras.csv', 'lightning.csv']],
    ['metrics.tsv', ['keras.csv', 'lightning.csv']],
    ['events.out.tfevents.1', ['events.out.tfevents.sample']],
  ])('in %s is numbers that can be kept, or nothing, whatever it is', (path, files) => {
    const rows = fc.constantFrom(null, 'log_history', '__proto__', 'results.constructor');
    takesAny(fc.tuple(bytesLike(...files.map(left)), rows, pick), ([content, at, how]) => {
      const found = readFile(path, content, at);
      expectToBeKept({ kind: 'file', path, rows: at, pick: how }, found);
    });
  });

  test('in objects of names that mean something is numbers by those names', () => {
    takesAny(fc.tuple(anyText, anyText, fc.double()), ([name, other, value]) => {
      const text = `{${JSON.stringify(name)}: ${JSON.stringify(value)}, "in": {${JSON.stringify(other)}: [1, 2, 3]}}`;
      const found = readFile('results.json', Buffer.from(text), null);
      expectToBeKept({ kind: 'file', path: 'results.json', rows: null, pick: 'last' }, found);
    });
  });

  test('in its output is numbers that can be kept, by whatever pattern', () => {
    takesAny(
      fc.tuple(textLike(LOG), textLike('loss={loss} acc={acc}', 'step {step}: {x}'), pick),
      ([log, pattern, how]) => {
        if (!parseLogPattern(pattern).ok) return;
        expectToBeKept({ kind: 'log', pattern, pick: how }, readLog(log, { kind: 'log', pattern }));
      },
    );
  });

  test('is offered by patterns that find it', () => {
    takesAny(textLike(LOG), (log) => {
      const offered = numbersOffered(log, { axes: [], command: '', goals: [] });
      if (offered !== null) expectHarmless(offered.line);
    });
  });
});

describe('what a job writes', () => {
  test('can colour a terminal and nothing else, whole or in pieces', () => {
    takesAny(fc.tuple(bytesLike(Buffer.from(LOG)), fc.nat({ max: 200 })), ([log, at]) => {
      const text = new TerminalText();
      const shown = text.take(log.subarray(0, at)) + text.take(log.subarray(at)) + text.end();
      expectHarmless(shown.replaceAll(/\u001B\[[\d;:]*m/g, '').replaceAll(/[\r\b]/g, ''));
    });
  });

  test('is told by the line that says why it failed without anything that steers', () => {
    takesAny(textLike(LOG), (log) => {
      const line = errorLine(accountOf(outputOf(log)));
      expectHarmless((line ?? '').replaceAll(/[\n\t]/g, '\0'));
      if (line !== null) expect(errorSignature(line)).not.toBe('');
    });
  });

  test('is shown by its last lines without anything that steers', () => {
    takesAny(textLike(LOG), (log) => {
      for (const line of lastLines(log, 5)) expectHarmless(line.replaceAll(/[\n\t]/g, '\0'));
    });
  });

  test('reaches a page without anything that steers', () => {
    takesAny(fc.tuple(bytesLike(Buffer.from(LOG)), fc.nat({ max: 200 })), ([log, at]) => {
      const text = new LogText();
      expectHarmless((text.take(log.subarray(0, at)) + text.take(log.subarray(at)) + text.end()).replaceAll('\r', ''));
    });
  });
});

describe('what a job puts in the place of what its keeper wrote', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const RECORD = [
    '4711 (bash) S 1 4711 4711 0 -1 4194304 100 0 0 0 0 0 0 0 20 0 1 0 123456 1 1 1',
    'b0071d00-0000-4000-8000-000000000000',
    '1234.56 9999.99',
    'session 4712 123460',
    '1240.00 1.00',
    '0m0.1s 0m0.1s',
    '0m0.1s 0m0.1s',
    'exit 3 stopped left',
    '',
  ].join('\n');

  test('says how it began and ended, or nothing of that', () => {
    const path = join(folder, 'pid');
    const files = { path: folder, script: join(folder, 'run.sh'), pid: path, exit: join(folder, 'exit') };
    takesAny(textLike(RECORD, 'given up\n'), (text) => {
      writeFileSync(path, text);
      const start = readStart({ ...files, log: '', errors: '', needs: '', curves: '', keys: '' });
      const ending = readEnding(files);
      const terminal = readTerminal(files);
      if (start.kind === 'begun') expect(start.record.pid).toBeGreaterThanOrEqual(0);
      if (terminal !== null) expect(terminal.pid).toBeGreaterThanOrEqual(0);
      if (ending !== null) expect(ending.code).toBeGreaterThanOrEqual(0);
      if (start.kind === 'begun' && ending !== null) {
        const took = secondsBetween(start.record, ending);
        expect(took === null || Number.isFinite(took)).toBe(true);
      }
    });
  });

  test('says what was cut out of its log, or nothing of that', () => {
    const log = join(folder, 'out.log');
    takesAny(textLike('0 0\n100 2000\n', '18 77777\n'), (text) => {
      writeFileSync(cutName(log), text);
      const cut = readCut(log);
      if (cut !== null) expect(cut.from).toBeLessThan(cut.to);
    });
  });
});
