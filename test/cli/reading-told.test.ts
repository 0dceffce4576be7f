import { describe, expect, it } from 'vitest';
import { tellReading } from '../../src/cli/reading-told.ts';

describe('whoever waits for files to be read', () => {
  it('is told how much has been read after two seconds, and then every ten', () => {
    const said: string[] = [];
    let time = 500;
    const hear = tellReading(
      (message) => said.push(message),
      () => time,
    );
    for (const [at, gibibytes] of [
      [2400, 1],
      [2600, 2],
      [12_500, 3],
      [12_600, 4.5],
    ] as const) {
      time = at;
      hear(gibibytes * 2 ** 30);
    }
    expect(said).toEqual([
      'still reading the files that the sweep names: 2 GiB so far',
      'still reading the files that the sweep names: 4.5 GiB so far',
    ]);
  });
});
