import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { survey, type Survey } from '../../src/journal/survey.ts';
import { cases } from '../rig/cases.ts';

const HEADER = '{"journal":"sweep","version":1,"sweep":"beam"}';

const folder = mkdtempSync(join(tmpdir(), 'survey-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a survey comes to, with the lines that it took in and their numbers. */
interface Surveyed {
  readonly found: Survey;
  readonly taken: readonly (readonly [number, string])[];
}

function surveyed(content: Buffer, about: readonly string[]): Surveyed {
  const path = join(folder, 'journal.jsonl');
  writeFileSync(path, content);
  const fd = openSync(path, 'r');
  const taken: [number, string][] = [];
  try {
    const found = survey(fd, path, (line, number) => (taken.push([number, line]), badness(line)), about);
    return { found, taken };
  } finally {
    closeSync(fd);
  }
}

function badness(line: string): string | null {
  return line.startsWith('bad') ? 'it is bad' : null;
}

/** The same, line by line. */
function expected(lines: readonly Buffer[], about: readonly string[]): Surveyed {
  const path = join(folder, 'journal.jsonl');
  const taken: [number, string][] = [];
  let end = HEADER.length + 1;
  let bad: { number: number; start: number; why: string } | null = null;
  let good = 0;
  let isRefused = false;
  for (const [index, line] of lines.entries()) {
    const number = index + 2;
    const isWanted = about.length === 0 || about.some((text) => line.includes(text));
    if (isUtf8(line) && isWanted) taken.push([number, line.toString()]);
    const why = isUtf8(line) ? (isWanted ? badness(line.toString()) : null) : 'it is not UTF-8';
    if (why !== null) bad ??= { number, start: end, why };
    else if (bad === null) good += 1;
    else isRefused = true;
    end += line.length + 1;
  }
  if (bad === null) return { found: { kind: 'good', sweep: 'beam', lines: good, end }, taken };
  const { number, start, why } = bad;
  const found = isRefused
    ? ({
        kind: 'refused',
        message: expect.stringContaining(`${path}:${number}: cannot be read: ${why}`) as string,
      } as const)
    : ({ kind: 'bad-tail', sweep: 'beam', lines: good, end: start, bad: number, why } as const);
  return { found, taken };
}

const bytes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom('', 'x', 'about x', 'xaboutabout', 'also', 'ü', 'ü about', '\r')
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.constantFrom('bad', 'bad about').map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.constantFrom([0xff], [0xc3], [0xa4, 0x61]).map((list) => Buffer.from(list)) },
);
/** Several of them go into what is read at once, and some are longer. */
const line = fc
  .tuple(bytes, fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(1_200_000) }))
  .map(([some, padding]) => Buffer.concat([some, Buffer.alloc(padding, '.')]));

describe('a survey of a journal', () => {
  it('takes in and tells the same as who reads it line by line, whichever lines it is about', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom([], ['about'], ['about', 'also'], ['nowhere']),
        fc.constantFrom('', 'torn about'),
        (lines, about, torn) => {
          const content = Buffer.concat([Buffer.from(HEADER), ...lines.flatMap((one) => [Buffer.from('\n'), one])]);
          const { found, taken } = surveyed(Buffer.concat([content, Buffer.from(`\n${torn}`)]), about);
          const wanted = expected(lines, about);
          expect(found).toEqual(wanted.found);
          // Long lines are not shown where they differ.
          expect(taken.map(([number]) => number)).toEqual(wanted.taken.map(([number]) => number));
          expect(taken.every(([, text], index) => text === wanted.taken[index]?.[1])).toBe(true);
        },
      ),
      { numRuns: cases(200), endOnFailure: true },
    );
  });
});
