import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventFile } from '../../../src/results/readers/event-file.ts';
import { curvesIn, plainly } from './found.ts';
import { eventFile, scalarEvent, tensorEvent, VERSION_EVENT } from './event-writer.ts';

describe('an event file of TensorBoard', () => {
  it('gives its scalars, whichever kind of writer has written them', () => {
    const file = eventFile([
      VERSION_EVENT,
      scalarEvent(1, { loss: 0.5, acc: 0.25 }),
      tensorEvent(1, 'val', 0.125),
      scalarEvent(300, { loss: 0.25 }),
      tensorEvent(2 ** 33, 'val', NaN),
    ]);
    expect(curvesIn(readEventFile(file))).toEqual({
      loss: [
        [1, 0.5],
        [300, 0.25],
      ],
      acc: [[1, 0.25]],
      val: [
        [1, 0.125],
        [2 ** 33, NaN],
      ],
    });
  });

  it('is what TensorBoardX writes, texts left out', () => {
    const file = readFileSync(join(import.meta.dirname, '../../fixtures/metrics/events.out.tfevents.sample'));
    expect(curvesIn(readEventFile(file))).toEqual({
      'train/loss': [
        [0, 1],
        [10, 0.1],
      ],
      'val/acc': [[10, 0.75]],
    });
  });

  it('has its numbers as short as what was written allows', () => {
    expect(curvesIn(readEventFile(eventFile([scalarEvent(0, { a: 0.1, b: 1e-7, c: 16777217 })])))).toEqual({
      a: [[0, 0.1]],
      b: [[0, 1e-7]],
      c: [[0, 16777216]],
    });
  });

  it('counts up to the last record that was written whole', () => {
    const whole = eventFile([VERSION_EVENT, scalarEvent(1, { a: 1 }), scalarEvent(2, { a: 2 })]);
    for (const cut of [1, 4, 9]) {
      expect(curvesIn(readEventFile(whole.subarray(0, whole.length - cut)))).toEqual({ a: [[1, 1]] });
    }
  });

  it('is none that holds something else', () => {
    expect(plainly(readEventFile(Buffer.from('step,acc\n1,0.5\n2,0.75\n3,0.8\n'))).problem).toBe(
      'is no event file of TensorBoard',
    );
    expect(plainly(readEventFile(eventFile([Buffer.from([0xff, 0xff])]))).problem).toBe(
      'is no event file of TensorBoard',
    );
  });

  it('never fails, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readEventFile(bytes);
        readEventFile(eventFile([bytes]));
      }),
    );
  });

  it('has each point of a tag that was written', () => {
    const points = fc.uniqueArray(fc.tuple(fc.nat(), fc.float()), { selector: ([step]) => step, minLength: 1 });
    fc.assert(
      fc.property(points, (written) => {
        const file = eventFile(written.map(([step, value]) => scalarEvent(step, { a: value })));
        const read = curvesIn(readEventFile(file))['a']!.map(([step, value]) => [step, Math.fround(Number(value))]);
        // A zero has no sign in a table.
        expect(read).toEqual([...written].sort(([a], [b]) => a - b).map(([step, value]) => [step, value + 0]));
      }),
    );
  });
});
